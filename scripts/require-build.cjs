// The construct's types come from what is built; the compiler would only say that a module is missing.
const problem = require('./build/build-first.cjs')();
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
}
