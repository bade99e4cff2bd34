// Jest's own output, and the counts for the summary of `npm test`.
const path = require('node:path');

/** @param {string} projectDir absolute folder of the project */
module.exports = (projectDir) => [
  'default',
  // By the project's name in Nx; a folder may begin with a dot.
  [path.join(__dirname, 'results-reporter.cjs'), { project: path.basename(projectDir).replace(/^\./, '') }],
];
