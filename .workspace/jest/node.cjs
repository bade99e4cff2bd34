// Jest for projects that run in Node. Specs compile to CommonJS; packages that are ESM only (Nest 12) load through
// Jest's require(esm), which needs Node >= 24.9 and --experimental-vm-modules: each project's `test` target sets it.
const path = require('node:path');

const reporters = require('./reporters.cjs');

/** @param {string} projectDir absolute folder of the project @returns {import('jest').Config} */
module.exports = (projectDir) => ({
  rootDir: projectDir,
  displayName: path.basename(projectDir),
  reporters: reporters(projectDir),
  testEnvironment: 'node',
  // Time limits are there to end what hangs; a machine that is busy with other tests must not fail one.
  testTimeout: 60_000,
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json'],
  testMatch: ['<rootDir>/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/e2e/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
});
