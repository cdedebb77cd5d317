import { documentedRateLimits, type LateReads } from '../../../simulator/connect';
import { ConnectRig, instanceId } from '../../support/connect-rig';
import { createEvent, type Delivery, deleteEvent, marks, updateEvent } from '../../support/rig';
import {
  contentOf,
  deploy,
  failedWith,
  foreignTags,
  full,
  fullChanged,
  held,
  inputsOf,
  named,
  type Properties,
  seed,
  small,
  tagsOf,
  throttle,
} from './support';

/** Milliseconds: the function has 300 s, and its answer has to start 3 s before. */
const latestAnswer = 297_000;

const statusesOf = (deliveries: readonly Delivery[]): readonly string[] => [
  ...new Set(deliveries.flatMap(({ answers }) => answers.map(({ Status }) => Status))),
];

describe('at two calls a second, with a burst of five', () => {
  const stackOf = (count: number, properties: Properties): readonly Properties[] =>
    Array.from({ length: count }, (_, index) => named(`Profile ${index}`, properties));

  const atOnce = async (rig: ConnectRig, events: readonly object[]) => {
    const deliveries = await rig.clock.run(Promise.all(events.map((event) => rig.start(event))));
    expect(statusesOf(deliveries)).toEqual(['SUCCESS']);
    expect(Math.max(...deliveries.map(({ duration }) => duration))).toBeLessThan(latestAnswer);
    return deliveries.map(({ answers: [answer] }) => answer?.PhysicalResourceId ?? '');
  };

  test('forty profiles are made, changed and deleted at once, and all answer in time', async () => {
    const rig = new ConnectRig({ rateLimit: documentedRateLimits, pageSize: 1_000 });
    const [before, after] = [stackOf(40, full), stackOf(40, fullChanged)];
    const eventFor = (properties: Properties, id: string) => ({
      ...createEvent(properties, id),
      LogicalResourceId: id,
    });
    const arns = await atOnce(
      rig,
      before.map((properties, index) => eventFor(properties, `P${index}`)),
    );
    expect(
      rig.connect.service
        .profiles()
        .map(({ arn }) => arn)
        .sort(),
    ).toEqual([...arns].sort());
    await atOnce(
      rig,
      after.map((properties, index) => ({
        ...updateEvent(arns[index] ?? '', before[index] ?? {}, properties),
        LogicalResourceId: `P${index}`,
      })),
    );
    for (const { content } of rig.connect.service.profiles()) expect(content).toEqual(contentOf(fullChanged));
    await atOnce(
      rig,
      after.map((properties, index) => ({
        ...deleteEvent(arns[index] ?? '', properties),
        LogicalResourceId: `P${index}`,
      })),
    );
    expect(rig.connect.service.profiles()).toEqual([]);
  }, 30_000);
});

test('a throttle that lasts is answered in time, with the text of the service', async () => {
  const rig = new ConnectRig();
  rig.connect.faults.add({ times: Number.POSITIVE_INFINITY, effect: throttle });
  const { answers, duration } = await rig.deliver(createEvent(full));
  expect(answers).toHaveLength(1);
  expect(answers[0]).toMatchObject({
    Status: 'FAILED',
    PhysicalResourceId: `refused-create/create-1/${instanceId}:Tier 1 agents`,
  });
  expect(answers[0]?.Reason).toContain('ThrottlingException, as planned');
  expect(duration).toBeLessThanOrEqual(latestAnswer);
});

test('a create that hangs is answered in time, and may have taken effect', async () => {
  const rig = new ConnectRig();
  rig.connect.faults.add({ operation: 'CreateSecurityProfile', effect: { kind: 'hang', when: 'after' } });
  const { answers, duration } = await rig.deliver(createEvent(full));
  expect(answers[0]?.PhysicalResourceId).toBe(`failed-create/create-1/${instanceId}:Tier 1 agents`);
  expect(duration).toBeLessThanOrEqual(latestAnswer);
});

const everyReadLate = (milliseconds: number): LateReads => ({
  DescribeSecurityProfile: milliseconds,
  ListSecurityProfiles: milliseconds,
  ListSecurityProfilePermissions: milliseconds,
  ListSecurityProfileApplications: milliseconds,
  ListSecurityProfileFlowModules: milliseconds,
  ListSecurityProfileAIAgents: milliseconds,
});

describe('where reads lag behind writes', () => {
  test('by less than three looks the attributes of a create are those of the service', async () => {
    const rig = new ConnectRig({ lateReads: everyReadLate(100) });
    const answer = await rig.answer(createEvent(full));
    expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { LastModifiedRegion: 'us-east-1' } });
    expect(rig.calls().filter((operation) => operation === 'DescribeSecurityProfile').length).toBeGreaterThan(1);
  });

  test('by more a create has done its work, and leaves them open', async () => {
    const rig = new ConnectRig({ lateReads: everyReadLate(60_000) });
    const answer = await rig.answer(createEvent(full));
    expect(answer).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: held(rig).arn,
      Data: { SecurityProfileArn: held(rig).arn, SecurityProfileName: 'Tier 1 agents', LastModifiedTime: '' },
    });
    expect(rig.writes()).toEqual(['CreateSecurityProfile']);
  });

  test.each([
    ['list', { ListSecurityProfiles: 300 }],
    ['description', { DescribeSecurityProfile: 300 }],
    ['list and the description', { ListSecurityProfiles: 300, DescribeSecurityProfile: 300 }],
  ])('a create whose answer was lost finds what it has made, though the %s is late', async (_title, lateReads) => {
    const rig = new ConnectRig({ lateReads });
    rig.connect.faults.add({ operation: 'CreateSecurityProfile', effect: { kind: 'reset', when: 'after' } });
    const answer = await rig.answer(createEvent(full));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: held(rig).arn });
    expect(rig.connect.service.profiles()).toHaveLength(1);
  });

  test('a create that never finds what it has made fails, and its Delete removes it', async () => {
    const rig = new ConnectRig({ lateReads: { ListSecurityProfiles: 20_000 } });
    rig.connect.faults.add({ operation: 'CreateSecurityProfile', effect: { kind: 'reset', when: 'after' } });
    const answer = await rig.answer(createEvent(full));
    expect(answer.PhysicalResourceId).toBe(`failed-create/create-1/${instanceId}:Tier 1 agents`);
    expect(failedWith(answer)).toContain('lists no security profile of that name');
    expect((await rig.answer(deleteEvent(answer.PhysicalResourceId, full))).Status).toBe('SUCCESS');
    expect(rig.connect.service.profiles()).toEqual([]);
  });

  test('a foreign profile that is listed late is refused all the same', async () => {
    const rig = new ConnectRig();
    seed(rig, foreignTags);
    const before = held(rig);
    rig.connect.service.readLate({ ListSecurityProfiles: 300 });
    const answer = await rig.answer(createEvent(full));
    expect(answer.Status).toBe('FAILED');
    expect(held(rig)).toEqual(before);
  });

  test('an update that reads what was there before writes it once more at most', async () => {
    const rig = new ConnectRig();
    const arn = await deploy(rig, full);
    rig.connect.service.readLate(everyReadLate(5_000));
    for (const requestId of ['update-1', 'update-2']) {
      const answer = await rig.answer(updateEvent(arn, full, fullChanged, requestId));
      expect([answer.Status, answer.PhysicalResourceId]).toEqual(['SUCCESS', arn]);
    }
    expect(inputsOf(rig, 'UpdateSecurityProfile')).toHaveLength(2);
    expect(held(rig).content).toEqual(contentOf(fullChanged));
    expect(held(rig).tags).toEqual({ ...marks('made/create-1'), ...tagsOf(fullChanged) });
  });

  test('the sweep finds what is listed late', async () => {
    const rig = new ConnectRig();
    const arn = await deploy(rig, full);
    rig.connect.service.readLate({ ListSecurityProfiles: 10_000 });
    rig.connect.faults.add({ operation: 'CreateSecurityProfile', effect: { kind: 'hang', when: 'after' } });
    await rig.deliver(updateEvent(arn, full, named('Tier 2', full)), { time: 5_000 });
    const answer = await rig.answer(updateEvent(arn, named('Tier 2', full), full, 'update-2'));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: arn });
    expect(rig.connect.service.profiles().map((one) => one.arn)).toEqual([arn]);
  });
});

test('a fresh role that is not known everywhere is waited for, for 20 s', async () => {
  const rig = new ConnectRig();
  const effect = { kind: 'error', name: 'AccessDeniedException', status: 403, message: 'not authorized' } as const;
  rig.connect.faults.add({ times: 5, effect });
  expect((await rig.answer(createEvent(small))).Status).toBe('SUCCESS');
  rig.connect.faults.add({ times: Number.POSITIVE_INFINITY, effect });
  const { answers, duration } = await rig.deliver(createEvent(named('Second')));
  expect(answers[0]?.Reason).toContain('AccessDeniedException');
  expect(duration).toBe(20_000);
});
