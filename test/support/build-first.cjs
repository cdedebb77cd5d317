const buildFirst = require('../../scripts/build/build-first.cjs');
const suites = require('./suites-of-the-build.cjs');

// Without this each of them would fail in words of its own.
const { testPath = '' } = expect.getState();
const problem = buildFirst();
if (problem !== undefined && suites.some((suite) => new RegExp(suite).test(testPath))) throw new Error(problem);
