const path = require('node:path');

const jest = path.join(__dirname, '../../.workspace/jest');

module.exports = {
  ...require('../../.workspace/jest/node.cjs')(__dirname),
  globalSetup: path.join(jest, 'postgres-setup.mjs'),
  globalTeardown: path.join(jest, 'postgres-teardown.mjs'),
};
