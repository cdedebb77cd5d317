/** Suites that run, or look at, what `npm run build` makes. `npm run test:fast` leaves them out. */
module.exports = [
  '/test/(bundle|cdk|package|recipes|templates)/',
  '/test/cli/(schemas|stack|plan|drift|export|command-line)\\.test',
  '/test/build/zip\\.test',
  '/test/docs/',
  '/test/proof/processes\\.test',
  '/test/simulator/(command/(run|serve|walk)|endpoint|simulator|stacks/native/security-profile)\\.test',
];
