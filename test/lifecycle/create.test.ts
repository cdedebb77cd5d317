import type { Fault, IotOperation } from '../../simulator/iot';
import {
  createEvent,
  deleteEvent,
  marks,
  otherStackId,
  profileArn,
  Rig,
  stackId,
  thingGroupArn,
  updateEvent,
} from '../support/rig';
import {
  accessDenied,
  alreadyExists,
  deployed,
  flood,
  foreignOwners,
  full,
  held,
  inputsOf,
  internalFailure,
  invalidRequest,
  limitExceeded,
  onceAfter,
  roleArn,
  small,
  throttle,
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

describe('the id of a create that fails', () => {
  const adopting = { ...withTargets('one'), AdoptExisting: 'true' };
  const always = Number.POSITIVE_INFINITY;
  const lost = { kind: 'reset', when: 'before' } as const;
  const hanging = { kind: 'hang', when: 'before' } as const;

  test.each<[string, Fault, object?]>([
    ['its reading is denied', { operation: 'DescribeSecurityProfile', effect: accessDenied }],
    ['its reading never ends', { operation: 'DescribeSecurityProfile', effect: hanging }],
    ['CreateSecurityProfile is refused', { operation: 'CreateSecurityProfile', effect: limitExceeded }],
    ['CreateSecurityProfile is denied', { operation: 'CreateSecurityProfile', effect: accessDenied }],
    ['CreateSecurityProfile is throttled for ever', { operation: 'CreateSecurityProfile', effect: throttle }],
    ['an adoption is refused its marks', { operation: 'TagResource', effect: limitExceeded }, adopting],
    ['an adoption is throttled at its marks', { operation: 'TagResource', effect: throttle }, adopting],
  ])('says that nothing was changed: %s', async (_what, fault, properties = withTargets('one')) => {
    expect(await failedWith(fault, properties)).toBe('refused-create/create-1/profile');
  });

  test.each<[string, Fault, object?]>([
    ['CreateSecurityProfile is lost', { operation: 'CreateSecurityProfile', effect: lost }],
    ['CreateSecurityProfile fails', { operation: 'CreateSecurityProfile', effect: internalFailure }],
    ['CreateSecurityProfile never ends', { operation: 'CreateSecurityProfile', effect: hanging }],
    ['the profile is made, and a target refused', { operation: 'AttachSecurityProfile', effect: limitExceeded }],
    ['the profile is made, and a target throttled', { operation: 'AttachSecurityProfile', effect: throttle }],
    [
      'an adoption is marked, and its content refused',
      { operation: 'UpdateSecurityProfile', effect: limitExceeded },
      adopting,
    ],
    ['the marks of an adoption are lost', { operation: 'TagResource', effect: lost }, adopting],
  ])('says that something may have been changed: %s', async (_what, fault, properties = withTargets('one')) => {
    expect(await failedWith(fault, properties)).toBe('failed-create/create-1/profile');
  });

  test('says so also where only one of several tries was lost, and all others were refused', async () => {
    const rig = new Rig();
    rig.iot.faults.add({ operation: 'CreateSecurityProfile', effect: lost });
    rig.iot.faults.add({ operation: 'CreateSecurityProfile', times: always, effect: limitExceeded });
    expect(await rig.answer(createEvent(small))).toMatchObject({
      PhysicalResourceId: 'failed-create/create-1/profile',
    });
  });

  const failedWith = async (fault: Fault, properties: object): Promise<string> => {
    const rig = new Rig();
    if ('AdoptExisting' in properties) rig.iot.service.seed({ ...typedSmall, behaviors: [typedFlood(7)] });
    rig.iot.faults.add({ ...fault, times: always });
    const { Status, PhysicalResourceId } = await rig.answer(createEvent({ ...properties }));
    expect(Status).toBe('FAILED');
    return PhysicalResourceId;
  };
});

describe("nobody's profile with exactly the content of the create", () => {
  /** The tags of the profile, our own or not, come after these milliseconds. */
  const withLateTags = async (milliseconds: number, content: object = typedSmall, properties: object = small) => {
    const rig = new Rig();
    rig.iot.service.seed({ ...typedSmall, ...content });
    void rig.clock.sleep(milliseconds).then(() => {
      const tags = Object.entries(marks('made/create-1')).map(([Key, Value]) => ({ Key, Value }));
      rig.iot.service.outOfBand('TagResource', { resourceArn: profileArn('profile'), tags });
    });
    return { rig, ...(await rig.deliver(createEvent({ ...properties }))) };
  };

  test.each([100, 3_000, 4_900])('is its own where the tags come late, after %i ms', async (milliseconds) => {
    const { rig, answers } = await withLateTags(milliseconds);
    expect(answers).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: 'profile' }]);
    expect(rig.writes()).toEqual([]);
  });

  test("is believed to be nobody's after 5 s", async () => {
    const { rig, answers, duration } = await withLateTags(60_000);
    expect(answers).toMatchObject([
      {
        Status: 'FAILED',
        PhysicalResourceId: 'refused-create/create-1/profile',
        Reason: expect.stringContaining('nobody'),
      },
    ]);
    expect(duration).toBe(5_000);
    expect(rig.writes()).toEqual([]);
  });

  test('is not adopted before that: what the create has made itself is deleted with the stack', async () => {
    const { rig } = await withLateTags(3_000, {}, { ...small, AdoptExisting: 'true' });
    expect(held(rig).tags).toEqual(marks('made/create-1'));
  });

  test('is not waited for with another content: this create has not made it', async () => {
    const { answers, duration } = await withLateTags(60_000, { behaviors: [typedFlood(7)] });
    expect(answers).toMatchObject([{ Status: 'FAILED' }]);
    expect(duration).toBe(0);
  });
});

test('a create that has seen its profile makes it no second time: its roll back has deleted it', async () => {
  const rig = new Rig();
  rig.iot.service.seed({ ...typedSmall, behaviors: [typedFlood(7)] }, { tags: marks('made/create-1') });
  onceAfter(rig, 'DescribeSecurityProfile', () => rig.iot.service.removeOutOfBand('profile'));
  const { answers, duration } = await rig.deliver(createEvent(small));
  expect(answers).toMatchObject([{ Status: 'FAILED', Reason: expect.stringContaining('not made again') }]);
  // Reads may lag behind: it is looked for a while before it is given up.
  expect(duration).toBeGreaterThan(5_000);
  expect(rig.iot.service.profileNames()).toEqual([]);
  expect(rig.writes()).not.toContain('CreateSecurityProfile');
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

describe('reads that lag 3 s behind, where the answer of CreateSecurityProfile was lost', () => {
  const lags: readonly (readonly IotOperation[])[] = [
    ['ListTagsForResource'],
    ['DescribeSecurityProfile'],
    ['ListTagsForResource', 'DescribeSecurityProfile'],
  ];
  const cases = lags.map((late) => [late.join(' and '), late] as const);
  const slowReads = (rig: Rig, late: readonly IotOperation[]): void => {
    rig.iot.service.readLate(Object.fromEntries(late.map((operation) => [operation, 3_000])));
    rig.iot.faults.add({ operation: 'CreateSecurityProfile', effect: { ...alreadyExists, when: 'after' } });
  };

  test.each(cases)('%s: a create finds its own profile', async (_reads, late) => {
    const rig = new Rig();
    slowReads(rig, late);
    expect(await rig.answer(createEvent(small))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig).tags).toEqual(marks('made/create-1'));
  });

  test.each(cases)('%s: so does an update of a profile that was deleted elsewhere', async (_reads, late) => {
    const rig = await deployed(small);
    rig.iot.service.removeOutOfBand('profile');
    await rig.clock.run(rig.clock.sleep(10_000));
    slowReads(rig, late);
    expect(await rig.answer(updateEvent('profile', small, { ...small, Revision: '2' }))).toMatchObject({
      Status: 'SUCCESS',
    });
    expect(held(rig).tags).toEqual(marks('made/update-1'));
  });
});
