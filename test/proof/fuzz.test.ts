import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { createEvent, deleteEvent, Rig, signature, updateEvent } from '../support/rig';
import { expectCleanPrototypes, expectValidAnswer } from './fuzz-answers';
import { fuzzedEvents, giants, unanswerableEvents } from './fuzz-events';

const seed = 20_260_101;

test('any event that names an address gets one valid answer', async () => {
  await fc.assert(
    fc.asyncProperty(fuzzedEvents, async (event) => {
      const rig = new Rig();
      rig.iot.service.seed({ securityProfileName: 'profile' });
      expectValidAnswer(await rig.deliver(event), event);
      expect(rig.lines.join('')).not.toContain(signature);
      expectCleanPrototypes();
    }),
    { seed, numRuns: 1_500 },
  );
});

test('an event that names none gets no answer, and changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(unanswerableEvents, async (event) => {
      const rig = new Rig();
      const { ended, bodies } = await rig.deliver(event);
      expect({ ended, bodies }).toEqual({ ended: 'returned', bodies: [] });
      expect(rig.calls()).toEqual([]);
    }),
    { seed, numRuns: 300 },
  );
});

const small = { SecurityProfileName: 'profile' };

/** Milliseconds of real time; a machine that is busy needs more than the second or so of one that is not. */
const longestWork = 10_000;

describe.each(giants)('%s', (_what, properties) => {
  test.each([
    ['a create', createEvent(properties)],
    ['an update to it', updateEvent('profile', small, properties)],
    ['an update away from it', updateEvent('profile', properties, small)],
    ['a delete', deleteEvent('profile', properties)],
  ])('in %s gets one valid answer, soon', async (_event, event) => {
    const rig = new Rig();
    const start = performance.now();
    const delivery = await rig.deliver(event);
    expect(performance.now() - start).toBeLessThan(longestWork);
    expectValidAnswer(delivery, event);
  });
});

test('nothing of an event is kept in memory when it has been answered', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const heap = (): number => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const deliverAll = async (round: number): Promise<void> => {
    for (const [, properties] of giants) await new Rig().deliver(createEvent(properties, `create-${round}`));
  };
  await deliverAll(0);
  const before = heap();
  for (let round = 1; round <= 2; round++) await deliverAll(round);
  // Some twenty megabytes of properties have gone through.
  expect(heap() - before).toBeLessThan(5_000_000);
});
