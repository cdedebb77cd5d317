import { createEvent, deleteEvent, Rig, thingGroupArn, updateEvent } from '../support/rig';
import { scenarios } from './scenarios';
import {
  accessDenied,
  deployed,
  full,
  fullChanged,
  held,
  internalFailure,
  limitExceeded,
  named,
  small,
  stateOf,
  throttle,
} from './support';

const forever = Number.POSITIVE_INFINITY;

/** Milliseconds that the function has, and by when the answer has to start. */
const times = [
  [300_000, 297_000],
  [3_000, 1_500],
  [1_000, 500],
] as const;

const callsOf = async ({ prepare, event }: (typeof scenarios)[number]): Promise<number> => {
  const rig = await prepare();
  await rig.answer(event);
  return rig.calls().length;
};

describe.each(scenarios.map((scenario) => [scenario.title, scenario] as const))('%s', (_title, scenario) => {
  test.each(times)(
    'with %i ms answers once, after at most %i ms, when any one of its calls hangs',
    async (time, latest) => {
      const calls = await callsOf(scenario);
      const clean = await scenario.prepare();
      const { PhysicalResourceId: success } = await clean.answer(scenario.event);
      for (const when of ['before', 'after'] as const)
        for (let skip = 0; skip < calls; skip++) {
          const rig = await scenario.prepare();
          rig.iot.faults.add({ skip, effect: { kind: 'hang', when } });
          const { answers, ended, duration } = await rig.deliver(scenario.event, { time });
          const [answer, ...more] = answers;
          expect({ skip, ended, more }).toEqual({ skip, ended: 'returned', more: [] });
          expect(duration).toBeLessThanOrEqual(latest);
          // The tags of a profile that does not exist are not waited for.
          if (answer?.Status === 'SUCCESS') expect(answer.PhysicalResourceId).toBe(success);
          else expect(answer?.Reason).toContain('the time of the function is used up');
        }
    },
  );

  test.each(times)(
    'with %i ms ends in FAILED after at most %i ms when nothing is ever answered',
    async (time, latest) => {
      const rig = await scenario.prepare();
      const before = stateOf(rig);
      rig.iot.faults.add({ times: forever, effect: { kind: 'hang', when: 'before' } });
      const { answers, duration } = await rig.deliver(scenario.event, { time });
      expect(answers).toMatchObject([{ Status: 'FAILED', Reason: expect.stringContaining('unfinished: ') }]);
      expect(duration).toBeLessThanOrEqual(latest);
      expect(stateOf(rig)).toEqual(before);
    },
  );

  test.each(times)(
    'with %i ms ends in FAILED after at most %i ms in a storm of throttles, and says so',
    async (time, latest) => {
      const rig = await scenario.prepare();
      rig.iot.faults.add({ times: forever, effect: throttle });
      const { answers, duration } = await rig.deliver(scenario.event, { time });
      expect(answers).toMatchObject([{ Status: 'FAILED', Reason: expect.stringContaining('ThrottlingException') }]);
      expect(duration).toBeLessThanOrEqual(latest);
    },
  );

  test('outlasts a storm of throttles that ends in time', async () => {
    const rig = await scenario.prepare();
    rig.iot.faults.add({ times: forever, effect: throttle });
    const ends = rig.clock.sleep(60_000).then(() => rig.iot.faults.clear());
    const { answers, duration } = await rig.deliver(scenario.event);
    await rig.clock.run(ends);
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
    // Under an invented id the name that is implied is watched for 30 s from then on.
    expect(duration).toBeLessThan(75_000 + 30_000);
  });
});

describe('the answer of an operation that has run out of time', () => {
  const targets = ['one', 'two', 'three'].map(thingGroupArn);

  test('says what is done, what is unanswered and what is left', async () => {
    const rig = new Rig();
    rig.iot.faults.add({
      operation: 'AttachSecurityProfile',
      skip: 1,
      times: forever,
      effect: { kind: 'hang', when: 'before' },
    });
    const answer = await rig.answer(createEvent({ ...small, TargetArns: targets }));
    expect(answer.PhysicalResourceId).toBe('failed-create/create-1/profile');
    expect(answer.Reason).toMatch(/done: .*CreateSecurityProfile.*AttachSecurityProfile/);
    expect(answer.Reason).toMatch(/unfinished: AttachSecurityProfile \(2 times\)/);
    expect(answer.Reason).toMatch(/not done: AttachSecurityProfile \(2 times\)/);
  });

  test('leaves nothing that goes on behind it', async () => {
    const rig = await deployed(full);
    rig.iot.faults.add({ times: forever, effect: throttle });
    await rig.deliver(updateEvent('profile', full, fullChanged), { time: 3_000 });
    const { length } = rig.calls();
    rig.iot.faults.clear();
    await rig.clock.run(rig.clock.sleep(600_000));
    expect(rig.calls()).toHaveLength(length);
  });

  test.each([
    ['a create', createEvent(named('new')), 'refused-create/create-1/new'],
    ['an update', updateEvent('profile', full, fullChanged), 'profile'],
    ['a replacement', updateEvent('profile', full, named('renamed', fullChanged)), 'profile'],
    ['a delete', deleteEvent('profile', full), 'profile'],
    [
      'a delete of a failed create',
      deleteEvent('failed-create/create-1/profile', full),
      'failed-create/create-1/profile',
    ],
  ])('has the right physical id: %s', async (_title, event, id) => {
    const rig = await deployed(full);
    rig.iot.faults.add({ times: forever, effect: { kind: 'hang', when: 'before' } });
    expect(await rig.answer(event, { time: 3_000 })).toMatchObject({ Status: 'FAILED', PhysicalResourceId: id });
  });
});

describe('a right that is missing', () => {
  const operations = [
    ['a create', async () => new Rig(), createEvent(full), 'CreateSecurityProfile'],
    ['a create, at its first call', async () => new Rig(), createEvent(full), 'DescribeSecurityProfile'],
    ['an update', () => deployed(full), updateEvent('profile', full, fullChanged), 'UpdateSecurityProfile'],
    [
      'a replacement',
      () => deployed(full),
      updateEvent('profile', full, named('renamed', full)),
      'CreateSecurityProfile',
    ],
  ] as const;

  const assumeRole = {
    kind: 'error',
    name: 'InvalidRequestException',
    status: 400,
    message: 'IoT cannot assume role arn:aws:iam::123456789012:role/publish',
  } as const;

  test.each(operations)('is waited for up to 15 s and more: %s', async (_title, prepare, event, operation) => {
    for (const effect of [accessDenied, assumeRole]) {
      const rig = await prepare();
      rig.iot.faults.add({ operation, times: forever, effect });
      const heals = rig.clock.sleep(15_000).then(() => rig.iot.faults.clear());
      const { answers, duration } = await rig.deliver(event);
      await rig.clock.run(heals);
      expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
      expect(duration).toBeGreaterThanOrEqual(15_000);
    }
  });

  test.each(operations)(
    "is waited for no longer than 20 s, and then told in the service's words: %s",
    async (_title, prepare, event, operation) => {
      const rig = await prepare();
      rig.iot.faults.add({ operation, times: forever, effect: accessDenied });
      const { answers, duration } = await rig.deliver(event);
      const Reason = expect.stringContaining(
        `${operation} failed: AccessDeniedException: AccessDeniedException, as planned`,
      );
      expect(answers).toMatchObject([{ Status: 'FAILED', Reason }]);
      expect(duration).toBeLessThanOrEqual(20_000);
      expect(duration).toBeGreaterThan(15_000);
    },
  );

  test('is waited for once, not once for every call', async () => {
    const rig = await deployed(full);
    rig.iot.faults.add({ operation: 'DescribeSecurityProfile', times: forever, effect: accessDenied });
    rig.iot.faults.add({ operation: 'UpdateSecurityProfile', times: forever, effect: accessDenied });
    const heals = rig.clock.sleep(15_000).then(() => {
      rig.iot.faults.clear();
      rig.iot.faults.add({ operation: 'UpdateSecurityProfile', times: forever, effect: accessDenied });
    });
    const { answers, duration } = await rig.deliver(updateEvent('profile', full, fullChanged));
    await rig.clock.run(heals);
    expect(answers).toMatchObject([{ Status: 'FAILED', Reason: expect.stringContaining('UpdateSecurityProfile') }]);
    expect(duration).toBeLessThanOrEqual(20_500);
  });
});

describe('what no waiting helps', () => {
  test.each([
    ['a quota', limitExceeded],
    ['an invalid request', { ...limitExceeded, name: 'InvalidRequestException', status: 400 } as const],
    ['an error that nobody knows', { ...limitExceeded, name: 'SomethingNewException', status: 418 } as const],
  ])('fails at once, with one call: %s', async (_title, effect) => {
    const rig = new Rig();
    rig.iot.faults.add({ operation: 'AttachSecurityProfile', times: forever, effect: effect });
    const { answers, duration } = await rig.deliver(createEvent({ ...small, TargetArns: [thingGroupArn('full')] }));
    expect(answers).toMatchObject([
      { Status: 'FAILED', Reason: expect.stringContaining('LimitExceededException, as planned') },
    ]);
    expect(rig.calls().filter((operation) => operation === 'AttachSecurityProfile')).toHaveLength(1);
    expect(duration).toBe(0);
  });
});

describe('many targets', () => {
  const arns = Array.from({ length: 100 }, (_, index) => thingGroupArn(`group-${index}`));
  const event = createEvent({ ...small, TargetArns: arns });
  const limited = () => new Rig({ rateLimit: { perSecond: 10, burst: 10 }, pageSize: 250 });

  test('are all attached although the service allows ten calls a second', async () => {
    const rig = limited();
    expect(await rig.answer(event)).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig).targets).toHaveLength(100);
  });

  test('that did not fit into the time are attached by the next deliveries, which go on from there', async () => {
    const rig = new Rig({ latencyMilliseconds: 200, pageSize: 250 });
    rig.iot.faults.add({ operation: 'AttachSecurityProfile', skip: 60, effect: { kind: 'crash', when: 'after' } });
    await rig.deliver(event);
    const attached = held(rig).targets.length;
    expect(attached).toBeGreaterThan(50);
    expect(attached).toBeLessThan(100);
    rig.iot.journal.clear();
    expect(await rig.answer(event)).toMatchObject({ Status: 'SUCCESS' });
    expect(rig.writes()).toHaveLength(100 - attached);
  });

  test('fail in time when a call fails again and again', async () => {
    const rig = new Rig();
    rig.iot.faults.add({ operation: 'AttachSecurityProfile', skip: 40, times: forever, effect: internalFailure });
    const { answers, duration } = await rig.deliver(event, { time: 10_000 });
    expect(answers).toMatchObject([
      { Status: 'FAILED', Reason: expect.stringContaining('AttachSecurityProfile (40 times)') },
    ]);
    expect(duration).toBeLessThanOrEqual(8_500);
  });
});
