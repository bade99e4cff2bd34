// Jest for projects with `.pg.spec.ts`: the Node preset, and one PostgreSQL with migrated templates for the whole run.
const path = require('node:path');

const node = require('./node.cjs');

/** @param {string} projectDir absolute folder of the project @returns {import('jest').Config} */
module.exports = (projectDir) => ({
  ...node(projectDir),
  globalSetup: path.join(__dirname, 'postgres-setup.mjs'),
  globalTeardown: path.join(__dirname, 'postgres-teardown.mjs'),
});
