import fc from 'fast-check';
import { ConnectWorld } from './connect-world';
import { histories } from './model-connect/commands';
import { newModel } from './model-connect/model';

/** What must be among the histories, or they prove little. */
const kinds = [
  ...[
    'CREATE_COMPLETE',
    'UPDATE_COMPLETE',
    'UPDATE_ROLLBACK_COMPLETE',
    'ROLLBACK_COMPLETE',
    'UPDATE_ROLLBACK_FAILED',
  ].map((status) => `deploy ${status}`),
  'delete DELETE_COMPLETE',
  ...['edits', 'deletes', 'takes over', 'unmarks', 'tags', 'grants', 'renames', 'makes'].map(
    (deed) => `somebody ${deed}`,
  ),
  ...['made', 'replaces', 'claimed', 'adopted', 'another', 'nobody'],
];

/** `RUNS` and `SEED` of the environment make it longer, or another one. */
const { RUNS = '150', SEED = '20260101' } = process.env;
const runs = Number(RUNS);

test(
  'random histories of a stack with a profile of Amazon Connect agree with the model',
  async () => {
    const tally = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(histories, (history) =>
        fc.asyncModelRun(() => ({ model: newModel(tally), real: new ConnectWorld() }), history),
      ),
      { seed: Number(SEED), numRuns: runs },
    );
    const summary = [...tally].map(([what, times]) => `${what} ${times}`).sort();
    console.info(`Model of Amazon Connect, ${runs} histories: ${summary.join(', ')}.`);
    expect(kinds.filter((kind) => !tally.has(kind))).toEqual([]);
  },
  1_000 * Math.max(120, runs),
);
