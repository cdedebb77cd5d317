const { appendFileSync } = require('node:fs');

/** Jest's own report of a run is not written when the run ends at the first failure: this writes a line for each suite. */
module.exports = class {
  onTestResult(_test, { numPassingTests, testExecError, testResults }) {
    const line = {
      passed: numPassingTests,
      failed: testResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
      // The suite itself could not run.
      ...(testExecError ? { error: String(testExecError.message ?? testExecError) } : {}),
    };
    appendFileSync(process.env.MUTATION_REPORT, `${JSON.stringify(line)}\n`);
  }
};
