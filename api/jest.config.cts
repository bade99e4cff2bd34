const path = require('node:path');

const jest = path.join(__dirname, '../.workspace/jest');

module.exports = {
  ...require('../.workspace/jest/node.cjs')(__dirname),
  // A real server on a real database, on machines that are busy with other projects' tests.
  testTimeout: 60_000,
  globalSetup: path.join(jest, 'postgres-setup.mjs'),
  globalTeardown: path.join(jest, 'postgres-teardown.mjs'),
};
