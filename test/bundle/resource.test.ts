import type { FaultEffect } from '../../simulator/iot';
import { asProperties, asText, everyMember } from '../support/every-member';
import { accountId, createEvent, deleteEvent, marks, region, thingGroupArn, updateEvent } from '../support/rig';
import { Harness } from './harness';

const small = { SecurityProfileName: 'profile', Behaviors: [{ Name: 'any', Metric: 'aws:num-disconnects' }] };
const threeTargets = { ...small, TargetArns: ['one', 'two', 'three'].map(thingGroupArn) };

/** As the service holds it. */
const everything = { ...everyMember, securityProfileName: 'profile' };

const everyProperty = {
  ...(asText(asProperties(everything)) as Readonly<Record<string, unknown>>),
  Tags: [
    { Key: 'stage', Value: 'test' },
    { Key: 'empty', Value: '' },
  ],
  TargetArns: ['one', 'two', 'three', 'four'].map(thingGroupArn),
};

describe('the built bundle, in a process of its own', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await Harness.start();
  });
  afterAll(() => harness.close());
  beforeEach(() => harness.reset());

  test('turns the text of every property into what the service holds, typed, and leaves it so on an update', async () => {
    const arn = `arn:aws:iot:${region}:${accountId}:securityprofile/profile`;
    expect(await harness.answer(createEvent(everyProperty))).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: 'profile',
      Data: { SecurityProfileArn: arn, SecurityProfileName: 'profile' },
    });
    expect(harness.held()).toEqual({
      profile: { ...everything, securityProfileArn: arn, version: 1 },
      targets: [...everyProperty.TargetArns].sort(),
      tags: { stage: 'test', empty: '', ...marks('made/create-1') },
    });
    const before = harness.held();
    harness.iot.journal.clear();
    expect(await harness.answer(updateEvent('profile', everyProperty, everyProperty))).toMatchObject({
      Status: 'SUCCESS',
    });
    expect(harness.iot.journal.writes).toEqual([]);
    expect(harness.held()).toEqual(before);
  });

  test('removes every property that an update no longer has, renames, and deletes', async () => {
    await harness.answer(createEvent(everyProperty));
    const bare = { SecurityProfileName: 'profile' };
    expect(await harness.answer(updateEvent('profile', everyProperty, bare))).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.held()).toEqual({
      profile: {
        securityProfileName: 'profile',
        securityProfileArn: `arn:aws:iot:${region}:${accountId}:securityprofile/profile`,
        version: 2,
      },
      targets: [],
      tags: marks('made/create-1'),
    });
    const renamed = { SecurityProfileName: 'renamed' };
    expect(await harness.answer(updateEvent('profile', bare, renamed, 'update-2'))).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: 'renamed',
    });
    expect(await harness.answer(deleteEvent('profile', bare))).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.iot.service.profileNames()).toEqual(['renamed']);
  });

  test.each([
    [0, 'before'],
    [1, 'before'],
    [1, 'after'],
    [3, 'after'],
    [4, 'after'],
  ] as const)(
    'killed at call number %i, %s its effect, does the rest when the event comes again',
    async (skip, when) => {
      harness.iot.faults.add({ skip, effect: { kind: 'crash', when } });
      expect(await harness.invoke(createEvent(threeTargets))).toMatchObject({ kind: 'killed', answers: [] });
      expect(await harness.answer(createEvent(threeTargets))).toMatchObject({
        Status: 'SUCCESS',
        PhysicalResourceId: 'profile',
      });
      expect(harness.held()).toMatchObject({
        profile: { version: 1 },
        targets: [...threeTargets.TargetArns].sort(),
        tags: marks('made/create-1'),
      });
    },
  );

  const replacement = { ...threeTargets, SecurityProfileName: 'renamed' };
  const rollBack = updateEvent('profile', replacement, small, 'rollback-1');

  test('killed in the midst of a replacement that then fails, leaves what the roll back sweeps', async () => {
    await harness.answer(createEvent(small));
    const before = harness.held();
    const event = updateEvent('profile', small, replacement);
    harness.iot.faults.add({ operation: 'AttachSecurityProfile', effect: { kind: 'crash', when: 'after' } });
    expect(await harness.invoke(event)).toMatchObject({ kind: 'killed' });
    expect(harness.iot.service.profileNames()).toEqual(['profile', 'renamed']);
    const effect: FaultEffect = { kind: 'error', name: 'InvalidRequestException', status: 400, message: 'no' };
    harness.iot.faults.add({ operation: 'AttachSecurityProfile', effect });
    expect(await harness.answer(event)).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'profile' });
    expect(harness.iot.service.profileNames()).toEqual(['profile', 'renamed']);
    expect(await harness.answer(rollBack)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'profile' });
    expect(harness.iot.service.profileNames()).toEqual(['profile']);
    expect(harness.held()).toEqual(before);
  });

  test.each([
    ['create', createEvent(small), 'refused-create/create-1/profile'],
    ['update', updateEvent('profile', small, threeTargets), 'profile'],
    ['delete', deleteEvent('profile', small), 'profile'],
  ])('with 3 s answers FAILED in time when the service hangs: %s', async (_title, event, id) => {
    harness.iot.faults.add({ times: Number.POSITIVE_INFINITY, effect: { kind: 'hang', when: 'before' } });
    const { kind, answers } = await harness.invoke(event, { time: 3_000 });
    expect(kind).toBe('returned');
    expect(answers).toMatchObject([
      {
        Status: 'FAILED',
        PhysicalResourceId: id,
        Reason: expect.stringContaining('the time of the function is used up'),
      },
    ]);
  });

  test('with 3 s answers a replacement whose attachments hang, and the roll back sweeps what it has made', async () => {
    await harness.answer(createEvent(small));
    const before = harness.held();
    const effect: FaultEffect = { kind: 'hang', when: 'before' };
    harness.iot.faults.add({ operation: 'AttachSecurityProfile', times: Number.POSITIVE_INFINITY, effect });
    const event = updateEvent('profile', small, replacement);
    expect(await harness.answer(event, { time: 3_000 })).toMatchObject({
      Status: 'FAILED',
      PhysicalResourceId: 'profile',
      Reason: expect.stringContaining("'renamed' may have been made"),
    });
    harness.iot.faults.clear();
    expect(await harness.answer(rollBack)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'profile' });
    expect(harness.iot.service.profileNames()).toEqual(['profile']);
    expect(harness.held()).toEqual(before);
  });

  test.each<[string, object & { readonly operation?: 'CreateSecurityProfile' }, string]>([
    ['every call', {}, 'refused-create'],
    // Cut off in the midst of a call, which may yet take effect.
    ['the create', { operation: 'CreateSecurityProfile' }, 'failed-create'],
  ])(
    'with 3 s answers FAILED in time in a storm of throttles of %s, and says what the storm was',
    async (_, fault, id) => {
      const effect: FaultEffect = { kind: 'error', name: 'ThrottlingException', status: 400, message: 'Rate exceeded' };
      harness.iot.faults.add({ ...fault, times: Number.POSITIVE_INFINITY, effect });
      const { kind, answers } = await harness.invoke(createEvent(small), { time: 3_000 });
      expect(kind).toBe('returned');
      expect(answers).toMatchObject([
        {
          Status: 'FAILED',
          PhysicalResourceId: `${id}/create-1/profile`,
          Reason: expect.stringMatching(/last error: \w+: ThrottlingException: Rate exceeded/),
        },
      ]);
    },
  );

  test.each([
    ['a throttle', { kind: 'error', name: 'ThrottlingException', status: 400, message: 'Rate exceeded' }],
    ['a failure of the service', { kind: 'error', name: 'InternalFailureException', status: 500, message: 'oops' }],
    ['a connection that is reset before the effect', { kind: 'reset', when: 'before' }],
    ['a connection that is reset after the effect', { kind: 'reset', when: 'after' }],
  ] as const)('leaves one %s to the SDK, which makes the call again', async (_title, effect) => {
    harness.iot.faults.add({ operation: 'CreateSecurityProfile', effect });
    const { answers, stdout } = await harness.invoke(createEvent(small));
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
    expect(harness.calls().slice(2)).toEqual(['CreateSecurityProfile', 'CreateSecurityProfile']);
    expect(stdout.match(/"operation":"CreateSecurityProfile"/g)).toHaveLength(1);
  });

  test('does not let the SDK retry a quota, although the SDK takes it for a throttle', async () => {
    const message = 'The target has five profiles already';
    const effect: FaultEffect = { kind: 'error', name: 'LimitExceededException', status: 410, message };
    harness.iot.faults.add({ operation: 'AttachSecurityProfile', times: Number.POSITIVE_INFINITY, effect });
    const answer = await harness.answer(createEvent({ ...small, TargetArns: [thingGroupArn('full')] }));
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(message) });
    expect(harness.calls().filter((operation) => operation === 'AttachSecurityProfile')).toHaveLength(1);
  });
});
