// Half a day from UTC: a day that is mistaken for a moment, or read in the wrong zone, comes out as another day.
process.env['TZ'] = 'Pacific/Auckland';
module.exports = require('../.workspace/jest/angular.cjs')(__dirname, 'tsconfig.spec.json');
