import { execFileSync } from 'node:child_process';
import path from 'node:path';

interface Finding {
  readonly ruleId: string | null;
  readonly line: number;
  readonly message: string;
}

const BOUNDARIES = '@nx/enforce-module-boundaries';

describe('lint rules', () => {
  let found: Record<string, Finding[]>;
  beforeAll(() => {
    const env = { ...process.env, NODE_OPTIONS: '' };
    const output = execFileSync(process.execPath, [path.join(__dirname, 'lint-fixtures.mjs')], {
      encoding: 'utf8',
      env,
    });
    found = JSON.parse(output) as Record<string, Finding[]>;
  }, 120_000);

  const boundaryMessages = (fixture: string): string[] =>
    (found[fixture] ?? []).filter(({ ruleId }) => ruleId === BOUNDARIES).map(({ message }) => message);

  it.each([
    ['client-imports-nest.ts', /scope:browser.* is not allowed to import "@nestjs\/common"/],
    ['client-imports-server.ts', /"scope:browser" can only depend on libs tagged with "scope:browser", "scope:shared"/],
    ['engine-imports-entities.ts', /"type:engine" can only depend on libs tagged with "type:engine", "type:contract"/],
    ['server-imports-angular.ts', /scope:server.* is not allowed to import "@angular\/core"/],
    ['api-reaches-client-by-path.ts', /cannot be imported by a relative or absolute path/],
    ['api-source-imports-database.ts', /"type:app" can only depend on libs tagged with/],
  ])('refuses the import in %s', (fixture, message) => {
    expect(boundaryMessages(fixture)).toEqual([expect.stringMatching(message)]);
  });

  it('lets the server engine use the protocol and the PostgreSQL driver', () => {
    expect(boundaryMessages('allowed-imports.ts')).toEqual([]);
  });

  it.each([
    '@typescript-eslint/no-explicit-any',
    '@typescript-eslint/no-floating-promises',
    '@typescript-eslint/no-non-null-assertion',
    '@typescript-eslint/consistent-type-imports',
    '@typescript-eslint/switch-exhaustiveness-check',
    'house/no-boolean-parameter',
    'house/require-suppression-reason',
    'import-sort/imports',
    'no-console',
    'no-restricted-syntax',
  ])('enforces the house rule %s', (rule) => {
    expect((found['house-rules.ts'] ?? []).map(({ ruleId }) => ruleId)).toContain(rule);
  });

  it('reports a suppression that suppresses nothing', () => {
    const unused = (found['house-rules.ts'] ?? []).filter(({ message }) => message.startsWith('Unused eslint-disable'));
    expect(unused).toHaveLength(1);
  });
});
