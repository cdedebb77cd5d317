import { runModel } from './model/run';

/** What must be among the histories, or they prove little. */
const kinds = [
  ...['deploy done', 'deploy undone', 'deploy stuck', 'continue undone', 'skip', 'delete done'],
  ...['somebody edits', 'somebody deletes', 'somebody takes over', 'somebody unmarks', 'somebody makes'],
  ...['somebody attaches', 'somebody detaches', 'somebody tags'],
  ...[
    'deploy left',
    'fix forward done',
    'fix forward undone',
    'roll back undone',
    'cancel a create',
    'cancel an update',
  ],
  ...['made', 'replaces', 'claimed', 'adopted', 'another', 'nobody'],
];

test('random histories of a stack, with faults, kills and repetitions, agree with the model', async () => {
  const tally = await runModel({ seed: 20_260_101, runs: 250 });
  const summary = [...tally].map(([what, times]) => `${what} ${times}`).sort();
  console.info(`Model, 250 histories: ${summary.join(', ')}.`);
  expect(kinds.filter((kind) => !tally.has(kind))).toEqual([]);
}, 120_000);
