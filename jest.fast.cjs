const { jest } = require('./package.json');
const ofTheBuild = require('./test/support/suites-of-the-build.cjs');

/** What needs no build, and is quick: everything that runs in the process of the tests, but for the long proofs. */
module.exports = {
  ...jest,
  testPathIgnorePatterns: ['/node_modules/', '/test/proof/(matrix|fuzz|model)(-connect)?\\.test', ...ofTheBuild],
};
