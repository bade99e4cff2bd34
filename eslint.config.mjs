import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import { defineConfig } from 'eslint/config';
import prettier from 'eslint-config-prettier/flat';
import importSort from 'eslint-plugin-simple-import-sort';
import tseslint from 'typescript-eslint';

import { endToEndBoundaries, sourceBoundaries, testBoundaries } from './.workspace/lint/boundaries.mjs';
import { noBooleanParameter } from './.workspace/lint/rules/no-boolean-parameter.mjs';
import { requireSuppressionReason } from './.workspace/lint/rules/require-suppression-reason.mjs';

const SCRIPTS = ['**/*.mjs', '**/*.cjs', '**/*.js', '**/*.cts', '**/*.mts'];
const TESTS = ['**/*.spec.ts', '**/test/**/*.ts', '**/testing/**/*.ts', '**/e2e/**/*.ts', '**/bench/**/*.ts'];
const ANGULAR = ['client/src/**/*.ts', 'libs/sync-angular/src/**/*.ts'];
const BROWSER_SOURCES = ['client/src/**/*.ts', 'libs/sync-client/src/**/*.ts', 'libs/sync-angular/src/**/*.ts'];

/** Files that a framework loads by their default export. */
const DEFAULT_EXPORT_ASKED = [
  '**/*.config.{ts,mjs,cts}',
  '**/generators/**/*.ts',
  '**/generator.ts',
  '.workspace/jest/*',
  '**/{global-setup,global-teardown,postgres-setup,postgres-teardown}.*',
];

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only: a default export gets another name in every file that imports it.',
};

export default defineConfig(
  {
    ignores: [
      '**/dist',
      '**/node_modules',
      '**/coverage',
      '**/.angular',
      '**/.nx',
      '**/tmp',
      '**/.tidemark',
      '**/generators/*/files',
      '.workspace/lint/fixtures',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },

  // Every source file: the house rules that need no types.
  {
    files: ['**/*.ts', ...SCRIPTS],
    extends: [js.configs.recommended, tseslint.configs.recommended],
    plugins: {
      '@nx': nx,
      'import-sort': importSort,
      house: {
        rules: { 'no-boolean-parameter': noBooleanParameter, 'require-suppression-reason': requireSuppressionReason },
      },
    },
    rules: {
      '@nx/enforce-module-boundaries': sourceBoundaries,
      'import-sort/imports': 'error',
      'import-sort/exports': 'error',
      'house/no-boolean-parameter': 'error',
      'house/require-suppression-reason': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': 'allow-with-description', minimumDescriptionLength: 10 },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 400 }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', noDefaultExport],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
    },
  },

  // TypeScript that belongs to a project: the few rules that need types and repay them.
  {
    files: ['**/*.ts'],
    ignores: ['**/*.config.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },

  // Nest and Angular inject by parameter types, which decorators read at run time: a type-only import would erase them.
  {
    files: ['libs/sync-server/**/*.ts', 'api/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },

  {
    files: TESTS,
    rules: {
      '@nx/enforce-module-boundaries': testBoundaries,
      'max-lines': ['error', { max: 600 }],
    },
  },

  { files: ['**/e2e/**/*.ts'], rules: { '@nx/enforce-module-boundaries': endToEndBoundaries } },

  // Scripts are configuration and command-line tools: Node's globals, and the terminal is their output.
  {
    files: SCRIPTS,
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'Buffer',
          'URL',
          'fetch',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'performance',
          'AbortSignal',
          'AbortController',
          'module',
          'require',
          '__dirname',
          'globalThis',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  { files: ['**/*.cjs', '**/*.cts'], rules: { '@typescript-eslint/no-require-imports': 'off' } },

  // What runs in a browser has no Node built-ins, whatever the types allow.
  {
    files: BROWSER_SOURCES,
    ignores: TESTS,
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group: ['node:*'], message: 'This code runs in browsers.' }] }],
    },
  },

  {
    files: ANGULAR,
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-class-suffix': 'off',
      '@angular-eslint/directive-class-suffix': 'off',
      '@angular-eslint/prefer-on-push-component-change-detection': 'off',
    },
  },
  {
    files: ['client/src/**/*.html', 'libs/sync-angular/src/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
    rules: {
      '@angular-eslint/template/prefer-control-flow': 'error',
      // Angular adds the classes of `class` and `[class]` up.
      '@angular-eslint/template/no-duplicate-attributes': ['error', { ignore: ['class'] }],
    },
  },

  { files: DEFAULT_EXPORT_ASKED, rules: { 'no-restricted-syntax': 'off' } },
  prettier,
);
