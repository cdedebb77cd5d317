const { default: Sequencer } = require('@jest/test-sequencer');

/** Whether a suite runs whole operations, in which a mutant may also do harm without an end. */
const isWhole = ({ path }) => path.includes('/test/lifecycle/');

/**
 * The suites of single modules first, the shortest before the others: a mutant is dead at the first failure, and jest's
 * own order begins with the longest.
 */
module.exports = class extends Sequencer {
  sort(tests) {
    // Jest's own order is what tells the durations.
    const known = [...super.sort(tests)];
    const cost = (test) => (isWhole(test) ? 1e9 : 0) + (test.duration ?? 0);
    return known.sort((one, other) => cost(one) - cost(other));
  }
};
