const { jest } = require('./package.json');

/** What needs no build: everything that runs in the process of the tests. */
module.exports = {
  ...jest,
  testPathIgnorePatterns: ['/node_modules/', ...require('./test/support/suites-of-the-build.cjs')],
};
