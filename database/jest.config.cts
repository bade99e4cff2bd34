const path = require('node:path');

const jest = path.join(__dirname, '../.workspace/jest');

module.exports = {
  ...require('../.workspace/jest/node.cjs')(__dirname),
  globalSetup: path.join(jest, 'postgres-setup.mjs'),
  // On a busy machine a server may take seconds for what takes milliseconds otherwise.
  testTimeout: 60_000,
  globalTeardown: path.join(jest, 'postgres-teardown.mjs'),
};
