module.exports = require('../.workspace/jest/postgres.cjs')(__dirname);
