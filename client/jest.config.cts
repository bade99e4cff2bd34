module.exports = require('../.workspace/jest/angular.cjs')(__dirname, 'tsconfig.spec.json');
