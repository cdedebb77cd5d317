import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { createEvent, type Delivery, deleteEvent, Rig, signature, updateEvent } from '../support/rig';
import { fuzzedEvents, giants, unanswerableEvents } from './fuzz-events';

const seed = 20_260_101;

const idNames = ['StackId', 'RequestId', 'LogicalResourceId'] as const;

/** Bytes of JSON. */
const longest = { StackId: 512, RequestId: 256, LogicalResourceId: 512, PhysicalResourceId: 1_024 } as const;

/** The id that the answer must repeat: the event's, unless CloudFormation cannot have sent it. */
const idIn = (event: Readonly<Record<string, unknown>>, name: keyof typeof longest): string => {
  const id = event[name];
  if (typeof id !== 'string') return '';
  return Buffer.byteLength(JSON.stringify(id)) - 2 <= longest[name] ? id : '';
};

const expectIds = (answer: Readonly<Record<string, unknown>>, event: Readonly<Record<string, unknown>>): void => {
  for (const name of idNames) expect(answer[name]).toBe(idIn(event, name));
  const { PhysicalResourceId: physicalId, Status } = answer;
  expect(typeof physicalId).toBe('string');
  expect(physicalId).not.toBe('');
  expect(Buffer.byteLength(String(physicalId))).toBeLessThanOrEqual(1_024);
  const known = idIn(event, 'PhysicalResourceId');
  const isFixed = event.RequestType === 'Delete' || (event.RequestType === 'Update' && Status === 'FAILED');
  if (isFixed && known !== '') expect(physicalId).toBe(known);
};

const expectOutcome = ({ Status, Reason, Data }: Readonly<Record<string, unknown>>): void => {
  if (Status === 'SUCCESS') {
    expect(Reason).toBeUndefined();
    for (const value of Object.values(Object(Data))) expect(typeof value).toBe('string');
  } else {
    expect(Status).toBe('FAILED');
    expect(Reason).toMatch(/\S/);
  }
};

/** One answer, as CloudFormation accepts it. */
const expectValidAnswer = ({ bodies, ended, duration }: Delivery, event: Readonly<Record<string, unknown>>): void => {
  expect({ ended, answers: bodies.length }).toEqual({ ended: 'returned', answers: 1 });
  expect(duration).toBeLessThanOrEqual(297_000);
  const [body = ''] = bodies;
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(4_096);
  expect(Buffer.from(body).toString()).toBe(body);
  expect(body).not.toContain(signature);
  const answer = JSON.parse(body) as Readonly<Record<string, unknown>>;
  expectIds(answer, event);
  expectOutcome(answer);
};

const expectCleanPrototypes = (): void => {
  for (const { prototype } of [Object, Array, String, Function] as const)
    expect(Object.keys(prototype as object)).toEqual([]);
};

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
