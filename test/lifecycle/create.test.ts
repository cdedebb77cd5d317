import { createEvent, deleteEvent, marks, otherStackId, profileArn, Rig, stackId, thingGroupArn } from '../support/rig';
import {
  alreadyExists,
  deployed,
  flood,
  foreignOwners,
  full,
  held,
  inputsOf,
  invalidRequest,
  onceAfter,
  roleArn,
  small,
  topicArn,
  typedFlood,
  typedSmall,
} from './support';

const withTargets = (...groups: readonly string[]) => ({ ...small, TargetArns: groups.map(thingGroupArn) });

describe('a create', () => {
  test.each([0, 1, 3, 12])('looks, creates, and attaches each of %i targets: no call more', async (count) => {
    const rig = new Rig();
    const groups = Array.from({ length: count }, (_, index) => `group-${index}`);
    expect(await rig.answer(createEvent(withTargets(...groups)))).toMatchObject({ Status: 'SUCCESS' });
    expect(rig.calls()).toEqual([
      'ListTagsForResource',
      'DescribeSecurityProfile',
      'CreateSecurityProfile',
      ...groups.map(() => 'AttachSecurityProfile'),
    ]);
    expect(held(rig).targets).toEqual(groups.map(thingGroupArn).sort());
  });

  test('answers the name for Ref and both attributes for Fn::GetAtt', async () => {
    expect(await new Rig().answer(createEvent(small))).toEqual({
      Status: 'SUCCESS',
      PhysicalResourceId: 'profile',
      StackId: stackId,
      RequestId: 'create-1',
      LogicalResourceId: 'Profile',
      Data: { SecurityProfileArn: profileArn('profile'), SecurityProfileName: 'profile' },
    });
  });

  test('answers the ARN that the service names, whatever the function takes it to be', async () => {
    const rig = new Rig({ accountId: '999999999999' });
    expect(await rig.answer(createEvent(small))).toMatchObject({
      Data: { SecurityProfileArn: 'arn:aws:iot:us-east-1:999999999999:securityprofile/profile' },
    });
  });

  test('sends every property with its type, the tags and the three marks in one call', async () => {
    const rig = new Rig();
    await rig.answer(createEvent(full));
    const [input] = inputsOf(rig, 'CreateSecurityProfile');
    const { tags, ...content } = { tags: undefined, ...input };
    expect(content).toEqual({
      securityProfileName: 'profile',
      securityProfileDescription: 'as it was',
      behaviors: [typedFlood(100)],
      alertTargets: { SNS: { alertTargetArn: topicArn('alarms'), roleArn } },
      additionalMetricsToRetainV2: [{ metric: 'aws:num-disconnects' }],
      metricsExportConfig: { mqttTopic: 'metrics', roleArn },
    });
    expect(tags).toHaveLength(5);
    expect(held(rig).tags).toEqual({ stage: 'test', team: 'blue', ...marks('made/create-1') });
  });

  test('generates the name when there is none, the same one on every delivery', async () => {
    const rig = new Rig();
    const nameless = { Behaviors: [flood('1')], SecurityProfileName: '' };
    const { PhysicalResourceId } = await rig.answer(createEvent(nameless));
    expect(PhysicalResourceId).toMatch(/^factory-Profile-[0-9a-f]{12}$/);
    expect(await rig.answer(createEvent(nameless))).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId });
    expect(rig.iot.service.profileNames()).toEqual([PhysicalResourceId]);
  });

  test.each([
    ['a lost answer, where the service takes the second request for the same', { kind: 'reset', when: 'after' }],
    ['a lost answer, where the service says that the profile exists', { ...alreadyExists, when: 'after' }],
  ] as const)('succeeds after %s', async (_title, effect) => {
    const rig = new Rig();
    rig.iot.faults.add({ operation: 'CreateSecurityProfile', effect });
    expect(await rig.answer(createEvent(withTargets('one')))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig)).toMatchObject({ targets: [thingGroupArn('one')], tags: marks('made/create-1') });
  });

  test.each(foreignOwners)(
    'fails when in the same moment a profile appears that is $whose',
    async ({ tags, owner }) => {
      const rig = new Rig();
      onceAfter(rig, 'DescribeSecurityProfile', () => rig.iot.service.seed(typedSmall, { tags }));
      const answer = await rig.answer(createEvent(small));
      expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(owner) });
      expect(held(rig)).toMatchObject({ profile: { ...typedSmall, version: 1 }, tags });
    },
  );

  test('creates again when the profile that was in its way has gone in the same moment', async () => {
    const rig = new Rig();
    rig.iot.faults.add({ operation: 'CreateSecurityProfile', effect: alreadyExists });
    expect(await rig.answer(createEvent(small))).toMatchObject({ Status: 'SUCCESS' });
    expect(rig.writes()).toEqual(['CreateSecurityProfile', 'CreateSecurityProfile']);
  });

  test.each([
    ['bad properties', { ...small, Behaviors: [flood('many')] }, 'refused-create/create-1/profile'],
    ['an unknown property', { ...small, Behaviours: [] }, 'refused-create/create-1/profile'],
    ['a name that cannot be one', { ...small, SecurityProfileName: 'a b' }, 'refused-create/create-1/'],
    ['a name that is no text', { ...small, SecurityProfileName: ['a'] }, 'refused-create/create-1/'],
    ['a name with a slash', { ...small, SecurityProfileName: 'x/profile' }, 'refused-create/create-1/'],
  ])('fails on %s before any call', async (_title, properties, id) => {
    const rig = new Rig();
    expect(await rig.answer(createEvent(properties))).toMatchObject({ Status: 'FAILED', PhysicalResourceId: id });
    expect(rig.calls()).toEqual([]);
  });

  test("passes the service's own text on, unchanged", async () => {
    const rig = new Rig();
    const message = 'AWS IoT Device Defender Detect is not open to new customers.';
    const effect = { kind: 'error', name: 'InvalidRequestException', status: 400, message } as const;
    rig.iot.faults.add({ operation: 'CreateSecurityProfile', times: Number.POSITIVE_INFINITY, effect });
    const answer = await rig.answer(createEvent(small));
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(message) });
    expect(rig.writes()).toEqual(['CreateSecurityProfile']);
  });
});

describe('the delete that follows a failed create', () => {
  const failed = 'failed-create/create-1/profile';

  test('removes what the create has made', async () => {
    const rig = new Rig();
    rig.iot.faults.add({ operation: 'AttachSecurityProfile', skip: 1, effect: invalidRequest });
    const answer = await rig.answer(createEvent(withTargets('one', 'two', 'three')));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: failed });
    expect(rig.iot.service.profileNames()).toEqual(['profile']);
    expect(await rig.answer(deleteEvent(failed, small))).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: failed,
    });
    expect(rig.iot.service.profileNames()).toEqual([]);
  });

  test.each([
    { whose: 'ours, but made by another event', tags: marks('made/create-0') },
    { whose: 'ours, and taken on by the same event', tags: marks('claimed/create-1') },
    { whose: "nobody's", tags: {} },
    { whose: "nobody's, with a stray request id", tags: { 'cloudformation:request-id': 'made/create-1' } },
    { whose: "another stack's with the same request id", tags: marks('made/create-1', otherStackId) },
    ...foreignOwners,
  ])('does not touch a profile of that name that is $whose', async ({ tags }) => {
    const rig = new Rig();
    rig.iot.service.seed(typedSmall, { tags });
    const before = held(rig);
    expect(await rig.answer(deleteEvent(failed, small))).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: failed,
    });
    expect(held(rig)).toEqual(before);
    expect(rig.writes()).toEqual([]);
  });

  test('does not look under any other name', async () => {
    const rig = await deployed(small);
    for (const word of ['failed', 'refused'])
      for (const name of ['', 'other'])
        expect(await rig.answer(deleteEvent(`${word}-create/create-1/${name}`, small))).toMatchObject({
          Status: 'SUCCESS',
        });
    expect(rig.iot.service.profileNames()).toEqual(['profile']);
  });

  test('leaves the profile alone that the create was refused for', async () => {
    const rig = new Rig();
    rig.iot.service.seed(typedSmall);
    const before = held(rig);
    const { PhysicalResourceId } = await rig.answer(createEvent(small));
    await rig.answer(deleteEvent(PhysicalResourceId, small));
    expect(held(rig)).toEqual(before);
    expect(rig.writes()).toEqual([]);
  });
});
