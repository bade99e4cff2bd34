module.exports = require('../../.workspace/jest/node.cjs')(__dirname);
