// Jest for Angular projects: jest-preset-angular in CommonJS, zoneless, jsdom. No --experimental-vm-modules here.
const path = require('node:path');

const reporters = require('./reporters.cjs');

/** @param {string} projectDir absolute folder of the project @param {string} tsconfig file name in it @returns {import('jest').Config} */
module.exports = (projectDir, tsconfig) => ({
  rootDir: projectDir,
  displayName: path.basename(projectDir),
  reporters: reporters(projectDir),
  preset: 'jest-preset-angular',
  // As in node.cjs: a busy machine must not fail a test.
  testTimeout: 60_000,
  setupFilesAfterEnv: [path.join(__dirname, 'angular-setup.ts')],
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  transform: {
    '^.+\\.(ts|mjs|js|html)$': [
      'jest-preset-angular',
      { tsconfig: path.join(projectDir, tsconfig), stringifyContentPathRegex: '\\.(html|svg)$' },
    ],
  },
  transformIgnorePatterns: ['node_modules/(?!.*\\.mjs$|uuid/)'],
});
