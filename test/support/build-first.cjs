const { existsSync } = require('node:fs');
const path = require('node:path');
const suites = require('./suites-of-the-build.cjs');

// Without this each of them would fail in words of its own.
const { testPath = '' } = expect.getState();
const isBuilt = existsSync(path.resolve(__dirname, '../../dist/lambda/index.mjs'));
if (!isBuilt && suites.some((suite) => new RegExp(suite).test(testPath)))
  throw new Error('nothing is built yet: run "npm run build" first');
