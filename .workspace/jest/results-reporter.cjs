// Writes what a Jest run counted to a file, for the summary of `npm test`; without TIDEMARK_RESULTS it does nothing.
const { mkdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');

module.exports = class ResultsReporter {
  /** @param {unknown} _globalConfig @param {{ project: string }} options */
  constructor(_globalConfig, { project }) {
    this.project = project;
  }

  /** @param {unknown} _contexts @param {import('@jest/reporters').AggregatedResult} results */
  onRunComplete(_contexts, results) {
    const folder = process.env.TIDEMARK_RESULTS;
    if (!folder) return;
    const failures = results.testResults.flatMap((suite) => {
      const file = path.relative(process.cwd(), suite.testFilePath);
      if (suite.testExecError) return [`${file}: the file could not be run`];
      return suite.testResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName }) => `${file}: ${fullName}`);
    });
    const { numPassedTests: passed, numPendingTests, numTodoTests } = results;
    const counts = { project: this.project, passed, skipped: numPendingTests + numTodoTests, failures };
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `jest-${this.project}.json`), JSON.stringify(counts));
  }
};
