import { createEvent, deleteEvent, marks, profileArn, Rig, stackId, updateEvent } from '../support/rig';
import {
  deployed,
  flood,
  full,
  fullChanged,
  held,
  inputsOf,
  invalidRequest,
  logged,
  named,
  notFound,
  onceAfter,
  type Properties,
  roleArn,
  small,
  topicArn,
  typedFlood,
  versionConflict,
  without,
} from './support';

const alertTarget = (topic: string) => ({
  template: { SNS: { AlertTargetArn: topicArn(topic), RoleArn: roleArn } },
  typed: { SNS: { alertTargetArn: topicArn(topic), roleArn } },
});

/** Each property of the content, with two values, as the template writes them and as the service holds them. */
const members = [
  {
    property: 'SecurityProfileDescription',
    member: 'securityProfileDescription',
    one: { template: 'one', typed: 'one' },
    other: { template: 'other', typed: 'other' },
    removal: { securityProfileDescription: '' },
  },
  {
    property: 'Behaviors',
    member: 'behaviors',
    one: { template: [flood('1')], typed: [typedFlood(1)] },
    other: { template: [flood('2')], typed: [typedFlood(2)] },
    removal: { deleteBehaviors: true },
  },
  {
    property: 'AlertTargets',
    member: 'alertTargets',
    one: alertTarget('one'),
    other: alertTarget('other'),
    removal: { deleteAlertTargets: true },
  },
  {
    property: 'AdditionalMetricsToRetainV2',
    member: 'additionalMetricsToRetainV2',
    one: { template: [{ Metric: 'aws:all-bytes-in' }], typed: [{ metric: 'aws:all-bytes-in' }] },
    other: {
      template: [{ Metric: 'aws:all-bytes-in', ExportMetric: 'true' }, { Metric: 'aws:all-bytes-out' }],
      typed: [{ metric: 'aws:all-bytes-in', exportMetric: true }, { metric: 'aws:all-bytes-out' }],
    },
    removal: { deleteAdditionalMetricsToRetain: true },
  },
  {
    property: 'MetricsExportConfig',
    member: 'metricsExportConfig',
    one: { template: { MqttTopic: 'one', RoleArn: roleArn }, typed: { mqttTopic: 'one', roleArn } },
    other: { template: { MqttTopic: 'other', RoleArn: roleArn }, typed: { mqttTopic: 'other', roleArn } },
    removal: { deleteMetricsExportConfig: true },
  },
] as const;

/** A profile with nothing but a tag, so that the one property under test is all that changes. */
const bare: Properties = { SecurityProfileName: 'profile', Tags: [{ Key: 'kept', Value: '' }] };

const key = { securityProfileName: 'profile', expectedVersion: 1 };

/** What the service holds of the profile, but for the version. */
const content = (rig: Rig): Properties => {
  const { version: _, ...rest } = held(rig).profile;
  return rest;
};

const bareContent = { securityProfileName: 'profile', securityProfileArn: profileArn('profile') };

describe.each(members)('an update of $property', ({ property, member, one, other, removal }) => {
  test('adds it with one call that sends nothing else', async () => {
    const rig = await deployed(bare);
    const answer = await rig.answer(updateEvent('profile', bare, { ...bare, [property]: one.template }));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'profile' });
    expect(content(rig)).toEqual({ ...bareContent, [member]: one.typed });
    expect(rig.iot.journal.writes).toMatchObject([{ operation: 'UpdateSecurityProfile' }]);
    expect(inputsOf(rig, 'UpdateSecurityProfile')).toEqual([{ ...key, [member]: one.typed }]);
  });

  test('changes it with one call that sends it whole and nothing else', async () => {
    const rig = await deployed({ ...full, [property]: one.template });
    await rig.answer(
      updateEvent('profile', { ...full, [property]: one.template }, { ...full, [property]: other.template }),
    );
    expect(held(rig).profile).toMatchObject({ [member]: other.typed });
    expect(rig.writes()).toEqual(['UpdateSecurityProfile']);
    expect(inputsOf(rig, 'UpdateSecurityProfile')).toEqual([{ ...key, [member]: other.typed }]);
  });

  test('removes it from the service when it becomes absent, and removes nothing else', async () => {
    const rig = await deployed(full);
    const { [member]: _, ...kept } = content(rig);
    const answer = await rig.answer(updateEvent('profile', full, without(full, property)));
    expect(answer).toMatchObject({ Status: 'SUCCESS' });
    expect(content(rig)).toEqual(kept);
    expect(rig.writes()).toEqual(['UpdateSecurityProfile']);
    expect(inputsOf(rig, 'UpdateSecurityProfile')).toEqual([{ ...key, ...removal }]);
  });

  test('brings it back when somebody else has removed or changed it', async () => {
    const rig = await deployed({ ...bare, [property]: one.template });
    const input = { securityProfileName: 'profile', [member]: other.typed };
    rig.iot.service.outOfBand('UpdateSecurityProfile', input);
    const wanted = { ...bare, [property]: one.template, Tags: [] };
    await rig.answer(updateEvent('profile', { ...bare, [property]: one.template }, wanted));
    expect(content(rig)).toEqual({ ...bareContent, [member]: one.typed });
  });
});

test('a property that the template has changed is sent even where the service holds it: the version must move', async () => {
  const rig = await deployed(fullChanged);
  await rig.answer(updateEvent('profile', full, fullChanged));
  expect(rig.writes()).toEqual(['UpdateSecurityProfile']);
  expect(held(rig).profile.version).toBe(2);
});

describe('an update with nothing to change', () => {
  test.each([
    ['the same properties', full, full],
    ['the same values in another spelling', full, { ...full, Behaviors: [flood('1.0E2')] }],
    ['lists in another order', full, { ...full, Tags: [...(full.Tags as unknown[])].reverse() }],
  ])('writes nothing: %s', async (_title, old, wanted) => {
    const rig = await deployed(full);
    const before = held(rig);
    const answer = await rig.answer(updateEvent('profile', old, wanted));
    expect(answer).toEqual({
      Status: 'SUCCESS',
      PhysicalResourceId: 'profile',
      StackId: stackId,
      RequestId: 'update-1',
      LogicalResourceId: 'Profile',
      Data: { SecurityProfileArn: profileArn('profile'), SecurityProfileName: 'profile' },
    });
    expect(rig.writes()).toEqual([]);
    expect(held(rig)).toEqual(before);
  });

  test('reads everything side by side', async () => {
    const rig = await deployed({ ...full, Tags: [] }, new Rig({ latencyMilliseconds: 100, pageSize: 250 }));
    const { duration } = await rig.deliver(updateEvent('profile', { ...full, Tags: [] }, { ...full, Tags: [] }));
    expect([...rig.calls()].sort()).toEqual([
      'DescribeSecurityProfile',
      'ListTagsForResource',
      'ListTargetsForSecurityProfile',
    ]);
    expect(duration).toBe(100);
  });

  test('does not read attachments that are not managed', async () => {
    const rig = await deployed(small);
    await rig.answer(updateEvent('profile', small, small));
    expect([...new Set(rig.calls())].sort()).toEqual(['DescribeSecurityProfile', 'ListTagsForResource']);
  });
});

test('a default that the template spelt out and no longer does goes from the service', async () => {
  const behavior = flood('100');
  const spelt: Properties = { ...small, Behaviors: [{ ...behavior, SuppressAlerts: 'false' }] };
  const rig = await deployed(spelt);
  expect(held(rig).profile.behaviors).toEqual([{ ...typedFlood(100), suppressAlerts: false }]);
  await rig.answer(updateEvent('profile', spelt, small));
  expect(held(rig).profile.behaviors).toEqual([typedFlood(100)]);
});

describe('an update that meets another change', () => {
  test('reads again and plans again when the version has changed in between', async () => {
    const rig = await deployed(full);
    onceAfter(rig, 'DescribeSecurityProfile', () =>
      rig.iot.service.outOfBand('UpdateSecurityProfile', {
        securityProfileName: 'profile',
        securityProfileDescription: 'from elsewhere',
        deleteAlertTargets: true,
      }),
    );
    expect(await rig.answer(updateEvent('profile', full, fullChanged))).toMatchObject({ Status: 'SUCCESS' });
    expect(inputsOf(rig, 'UpdateSecurityProfile').map(({ expectedVersion }) => expectedVersion)).toEqual([1, 2]);
    const clean = await deployed(full);
    await clean.answer(updateEvent('profile', full, fullChanged));
    expect(content(rig)).toEqual(content(clean));
  });

  test('goes on through many conflicts, and ends in time if they never stop', async () => {
    const rig = await deployed(full);
    // With the content that was declared before, it would be taken for a roll back that has overtaken this update.
    rig.iot.service.outOfBand('UpdateSecurityProfile', {
      securityProfileName: 'profile',
      securityProfileDescription: 'from elsewhere',
    });
    rig.iot.faults.add({
      operation: 'UpdateSecurityProfile',
      times: Number.POSITIVE_INFINITY,
      effect: versionConflict,
    });
    const { answers, duration } = await rig.deliver(updateEvent('profile', full, fullChanged), { time: 60_000 });
    expect(answers).toMatchObject([{ Status: 'FAILED', Reason: expect.stringContaining('VersionConflictException') }]);
    expect(duration).toBeLessThanOrEqual(58_500);
    expect(rig.writes().length).toBeGreaterThan(5);
  });

  test('retries an attachment on a version conflict: it takes no expected version', async () => {
    const rig = await deployed(full);
    rig.iot.faults.add({ operation: 'AttachSecurityProfile', times: 2, effect: versionConflict });
    expect(await rig.answer(updateEvent('profile', full, fullChanged))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig).targets).toEqual([...(fullChanged.TargetArns as string[])].sort());
  });

  test('makes the profile again when it was deleted elsewhere, and logs that', async () => {
    const rig = await deployed(full);
    rig.iot.service.removeOutOfBand('profile');
    expect(await rig.answer(updateEvent('profile', full, full))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig).tags).toMatchObject(marks('made/update-1'));
    expect(logged(rig, 'the profile was deleted elsewhere and is created again')).toMatchObject([{ name: 'profile' }]);
  });

  test('makes the profile again when it is deleted between the reading and the writing', async () => {
    const rig = await deployed(full);
    onceAfter(rig, 'DescribeSecurityProfile', () => rig.iot.service.removeOutOfBand('profile'));
    expect(await rig.answer(updateEvent('profile', full, fullChanged))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig)).toMatchObject({
      profile: { behaviors: [typedFlood(200)] },
      targets: [...(fullChanged.TargetArns as string[])].sort(),
      tags: marks('made/update-1'),
    });
  });

  test('does not wait out the time when something else than the profile is what the service does not find', async () => {
    const rig = await deployed(full);
    rig.iot.faults.add({ operation: 'UpdateSecurityProfile', times: Number.POSITIVE_INFINITY, effect: notFound });
    const { answers, duration } = await rig.deliver(updateEvent('profile', full, fullChanged));
    expect(answers).toMatchObject([{ Status: 'FAILED', Reason: expect.stringContaining(notFound.message) }]);
    expect(duration).toBeLessThan(30_000);
  });
});

describe('an update that fails', () => {
  test.each([
    ['bad properties', { ...full, Behaviors: [{}] }],
    ['a refused call', fullChanged],
  ])("answers the event's physical id: %s", async (_title, wanted) => {
    const rig = await deployed(full);
    rig.iot.faults.add({ operation: 'UpdateSecurityProfile', effect: invalidRequest });
    expect(await rig.answer(updateEvent('profile', full, wanted))).toMatchObject({
      Status: 'FAILED',
      PhysicalResourceId: 'profile',
    });
  });

  test('makes no call at all when the properties are bad', async () => {
    const rig = await deployed(full);
    await rig.answer(updateEvent('profile', full, { ...fullChanged, Behaviors: [{}] }));
    expect(rig.calls()).toEqual([]);
  });

  test('away from properties that were refused is not refused for them', async () => {
    const rig = await deployed(full);
    const bad = { ...full, Behaviors: 'none', Tags: 'none', TargetArns: { a: 'b' }, Unknown: 'x' };
    expect(await rig.answer(updateEvent('profile', bad, full, 'rollback-1'))).toMatchObject({ Status: 'SUCCESS' });
    expect(rig.writes()).toEqual([]);
  });
});

describe.each(['failed-create/create-0/profile', 'refused-create/create-0/profile'])(
  'an update under the id %s',
  (id) => {
    const failing = { operation: 'AttachSecurityProfile', effect: invalidRequest } as const;

    test('creates the profile, and claims it with its last write', async () => {
      const rig = new Rig();
      expect(await rig.answer(updateEvent(id, small, small))).toMatchObject({
        Status: 'SUCCESS',
        PhysicalResourceId: 'profile',
      });
      expect(rig.calls()).toEqual([
        'ListTagsForResource',
        'DescribeSecurityProfile',
        'CreateSecurityProfile',
        'TagResource',
      ]);
      expect(held(rig).tags).toEqual(marks('claimed/update-1'));
    });

    test('creates the profile under its generated name where the template gives none', async () => {
      const rig = new Rig();
      const nameless: Properties = { Behaviors: [flood('1')] };
      const { Status, PhysicalResourceId } = await rig.answer(updateEvent(id, nameless, nameless));
      expect({ Status, names: rig.iot.service.profileNames() }).toEqual({
        Status: 'SUCCESS',
        names: [PhysicalResourceId],
      });
      expect(PhysicalResourceId).toMatch(/^factory-Profile-[0-9a-f]{12}$/);
    });

    test('takes on what the failed create has left, so that the delete of that id leaves it alone', async () => {
      const rig = new Rig();
      await rig.answer(createEvent(full, 'create-0'));
      await rig.answer(updateEvent(id, full, full));
      const before = held(rig);
      expect(before.tags).toMatchObject(marks('claimed/update-1'));
      expect(await rig.answer(deleteEvent(id, full))).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
      expect(held(rig)).toEqual(before);
    });

    test.each([
      ['makes', undefined, full],
      ['has found, made by the failed create', marks('made/create-0'), full],
    ])('that fails answers that id, and its delete removes what the update %s', async (_what, tags, properties) => {
      const rig = new Rig();
      if (tags !== undefined) rig.iot.service.seed({ securityProfileName: 'profile' }, { tags });
      rig.iot.faults.add(failing);
      expect(await rig.answer(updateEvent(id, properties, properties))).toMatchObject({
        Status: 'FAILED',
        PhysicalResourceId: id,
      });
      expect(held(rig).tags).toMatchObject(marks('made/create-0'));
      await rig.answer(deleteEvent(id, properties));
      expect(rig.iot.service.profileNames()).toEqual([]);
    });

    test('that fails after it has adopted is released by the delete of that id', async () => {
      const rig = new Rig();
      rig.iot.service.seed({ securityProfileName: 'profile' }, { tags: { theirs: 'kept' } });
      const adopting = { ...full, Tags: [], AdoptExisting: 'true' };
      rig.iot.faults.add(failing);
      await rig.answer(updateEvent(id, adopting, adopting));
      expect(held(rig).tags).toEqual({ theirs: 'kept', ...marks('adopted/create-0') });
      await rig.answer(deleteEvent(id, adopting));
      expect(held(rig).tags).toEqual({ theirs: 'kept' });
    });

    test('makes nothing a second time: the delete of that id may have removed it in between', async () => {
      const rig = new Rig();
      onceAfter(rig, 'CreateSecurityProfile', () => rig.iot.service.removeOutOfBand('profile'));
      const answer = await rig.answer(updateEvent(id, small, small));
      expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: id });
      expect(answer.Reason).toContain('not made again');
      expect(rig.writes().filter((operation) => operation === 'CreateSecurityProfile')).toHaveLength(1);
      expect(rig.iot.service.profileNames()).toEqual([]);
    });

    test('names in the reason what it may have left under another name, and only there', async () => {
      for (const name of ['profile', 'other']) {
        const rig = new Rig();
        rig.iot.faults.add(failing);
        const { Reason } = await rig.answer(updateEvent(id, full, named(name, full)));
        expect(Reason?.includes(`the security profile '${name}' may have been made`)).toBe(name === 'other');
      }
    });
  },
);

test('an update under an id that CloudFormation has made up creates the profile, and claims it', async () => {
  const id = 'factory-Profile-1ABCDEFGHIJKL';
  const rig = new Rig();
  expect(await rig.answer(updateEvent(id, small, small))).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: 'profile',
  });
  expect(held(rig).tags).toEqual(marks('claimed/update-1'));
  await rig.answer(deleteEvent(id, small));
  expect(rig.iot.service.profileNames()).toEqual(['profile']);
});
