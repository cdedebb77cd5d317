import { ConnectRig, instanceId } from '../../support/connect-rig';
import { createEvent, deleteEvent, marks, stackId } from '../../support/rig';
import {
  accessDenied,
  bystander,
  deploy,
  failedWith,
  foreignTags,
  forget,
  full,
  held,
  logged,
  named,
  notFound,
  passingFaults,
  seed,
  small,
  tagsOf,
} from './support';

const deployed = async (properties = full, rig = new ConnectRig()) => ({ rig, arn: await deploy(rig, properties) });

const invented = 'factory-Profile-1ABCDEFGHIJKL';
const failedId = `failed-create/create-1/${instanceId}:Tier 1 agents`;
const refusedId = `refused-create/create-1/${instanceId}:Tier 1 agents`;

describe('a delete by the ARN', () => {
  test('deletes what is ours with two calls, and nothing else', async () => {
    const rig = new ConnectRig();
    const others = bystander(rig);
    const before = others();
    const { arn } = await deployed(full, rig);
    const { answers, duration } = await rig.deliver(deleteEvent(arn, full));
    expect(answers).toEqual([expect.objectContaining({ Status: 'SUCCESS', PhysicalResourceId: arn })]);
    expect(duration).toBe(0);
    expect(rig.calls()).toEqual(['DescribeSecurityProfile', 'DeleteSecurityProfile']);
    expect(rig.connect.service.profiles()).toEqual([before]);
    expect(others()).toEqual(before);
  });

  test.each(passingFaults)('is not stopped by %s, at any of its calls', async (_title, effect) => {
    for (const skip of [0, 1]) {
      const { rig, arn } = await deployed();
      rig.connect.faults.add({ skip, effect });
      expect((await rig.answer(deleteEvent(arn, full))).Status).toBe('SUCCESS');
      expect(rig.connect.service.profiles()).toEqual([]);
    }
  });

  test('that comes twice, or crashed, succeeds', async () => {
    const { rig, arn } = await deployed();
    await rig.deliver(deleteEvent(arn, full), { killedAfter: 2 });
    const both = await rig.clock.run(
      Promise.all([rig.start(deleteEvent(arn, full)), rig.start(deleteEvent(arn, full))]),
    );
    expect(both.flatMap(({ answers }) => answers.map(({ Status }) => Status))).toEqual(['SUCCESS', 'SUCCESS']);
  });

  test('of what is gone is success at once', async () => {
    const { rig, arn } = await deployed();
    rig.connect.service.removeOutOfBand(arn);
    const { answers, duration } = await rig.deliver(deleteEvent(arn, full));
    expect([answers[0]?.Status, duration]).toEqual(['SUCCESS', 0]);
    expect(rig.calls()).toEqual(['DescribeSecurityProfile']);
  });

  test('of what goes in the same moment is success', async () => {
    const { rig, arn } = await deployed();
    rig.connect.faults.add({ operation: 'DeleteSecurityProfile', effect: { kind: 'slow', milliseconds: 1_000 } });
    const answer = rig.answer(deleteEvent(arn, full));
    void rig.clock.sleep(500).then(() => rig.connect.service.removeOutOfBand(arn));
    expect((await answer).Status).toBe('SUCCESS');
  });

  test('with its instance gone is success', async () => {
    const { rig, arn } = await deployed();
    rig.connect.service.removeInstanceOutOfBand(instanceId);
    expect((await rig.answer(deleteEvent(arn, full))).Status).toBe('SUCCESS');
  });

  test('finds the profile whatever its name is now, and never another of its old name', async () => {
    const { rig, arn } = await deployed();
    rig.connect.service.renameOutOfBand(arn, 'By hand');
    seed(rig, foreignTags);
    const theirs = held(rig);
    await rig.answer(deleteEvent(arn, full));
    expect(rig.connect.service.profiles()).toEqual([theirs]);
  });

  test.each([
    ['of nobody', {}],
    ['of another stack', foreignTags],
    ['of another logical id', marks('made/x', stackId, 'Other')],
  ])('leaves a profile %s, and succeeds', async (_title, tags) => {
    const rig = new ConnectRig();
    const arn = seed(rig, tags, full);
    const before = held(rig);
    expect((await rig.answer(deleteEvent(arn, full))).Status).toBe('SUCCESS');
    expect(held(rig)).toEqual(before);
    expect(rig.writes()).toEqual([]);
  });

  test('is not stopped by properties that are none', async () => {
    const { rig, arn } = await deployed();
    const answer = await rig.answer(deleteEvent(arn, { InstanceArn: ['x'], Permissions: 7, Nonsense: {} }));
    expect(answer.Status).toBe('SUCCESS');
    expect(rig.connect.service.profiles()).toEqual([]);
  });

  test('does not wait for a right that is missing', async () => {
    const { rig, arn } = await deployed();
    rig.connect.faults.add({ operation: 'DeleteSecurityProfile', effect: accessDenied });
    const { answers, duration } = await rig.deliver(deleteEvent(arn, full));
    expect(answers[0]?.Reason).toContain('DeleteSecurityProfile failed: AccessDeniedException');
    expect(duration).toBe(0);
    expect(held(rig).arn).toBe(arn);
  });

  test('of which the tags cannot be read fails, and deletes nothing', async () => {
    const { rig, arn } = await deployed();
    const change = () => ({ SecurityProfile: { Tags: marks('made/create-1') } });
    rig.connect.faults.add({ operation: 'DescribeSecurityProfile', effect: { kind: 'answer', change } });
    const answer = await rig.answer(deleteEvent(arn, full));
    expect(failedWith(answer)).toContain('without Id, Arn, SecurityProfileName');
    expect(rig.writes()).toEqual([]);
  });
});

describe('a delete of a profile that is in use', () => {
  test('waits for a minute, then fails with who has it', async () => {
    const { rig, arn } = await deployed();
    rig.connect.service.assignTo(arn, 'user-1');
    const before = held(rig);
    const { answers, duration } = await rig.deliver(deleteEvent(arn, full));
    const reason = answers[0]?.Reason ?? '';
    expect(reason).toContain(
      `the security profile 'Tier 1 agents' is in use by USER arn:aws:connect:us-east-1:123456789012:instance/${instanceId}/agent/user-1`,
    );
    expect(reason).toContain('DeletionPolicy: Retain');
    expect(reason).toContain('ResourceInUseException');
    expect(duration).toBeGreaterThanOrEqual(60_000);
    expect(duration).toBeLessThan(61_000);
    expect(held(rig)).toEqual(before);
  });

  test('succeeds when its users are gone meanwhile', async () => {
    const { rig, arn } = await deployed();
    rig.connect.service.assignTo(arn, 'user-1');
    void rig.clock.sleep(30_000).then(() => rig.connect.service.takeFrom(arn, 'user-1'));
    const { answers, duration } = await rig.deliver(deleteEvent(arn, full));
    expect(answers[0]?.Status).toBe('SUCCESS');
    expect(duration).toBeGreaterThanOrEqual(30_000);
    expect(duration).toBeLessThan(60_001);
    expect(rig.connect.service.profiles()).toEqual([]);
  });

  test.each([
    ['another stack takes over', foreignTags],
    ['is let go by hand', {}],
  ])('leaves alone what %s meanwhile', async (_title, tags) => {
    const { rig, arn } = await deployed();
    rig.connect.service.assignTo(arn, 'user-1');
    void rig.clock.sleep(30_000).then(() => {
      rig.connect.service.outOfBand('UntagResource', { resourceArn: arn, tagKeys: Object.keys(marks('made/x')) });
      if (Object.keys(tags).length > 0) rig.connect.service.outOfBand('TagResource', { resourceArn: arn, tags });
      rig.connect.service.takeFrom(arn, 'user-1');
    });
    expect((await rig.answer(deleteEvent(arn, full))).Status).toBe('SUCCESS');
    expect(held(rig).tags).toEqual({ ...tagsOf(full), ...tags });
  });

  test('is success where somebody else deletes it meanwhile', async () => {
    const { rig, arn } = await deployed();
    rig.connect.service.assignTo(arn, 'user-1');
    void rig.clock.sleep(30_000).then(() => rig.connect.service.removeOutOfBand(arn));
    expect((await rig.answer(deleteEvent(arn, full))).Status).toBe('SUCCESS');
  });

  test('says so where the service does not say by whom', async () => {
    const { rig, arn } = await deployed();
    const effect = { kind: 'error', name: 'ResourceInUseException', status: 409, message: 'in use' } as const;
    rig.connect.faults.add({ operation: 'DeleteSecurityProfile', times: Number.POSITIVE_INFINITY, effect });
    const answer = await rig.answer(deleteEvent(arn, full));
    expect(failedWith(answer)).toContain("the security profile 'Tier 1 agents' is in use and was not deleted");
  });

  test('says so too where the function has less time than that', async () => {
    const { rig, arn } = await deployed();
    rig.connect.service.assignTo(arn, 'user-1');
    const { answers, duration } = await rig.deliver(deleteEvent(arn, full), { time: 20_000 });
    expect(answers[0]).toMatchObject({ Status: 'FAILED', PhysicalResourceId: arn });
    expect(answers[0]?.Reason).toContain('ResourceInUseException');
    expect(duration).toBeLessThanOrEqual(17_000);
  });

  test('is released all the same where it was adopted', async () => {
    const rig = new ConnectRig();
    const arn = seed(rig, { theirs: 'kept' }, full);
    const adopting = { ...full, AdoptExisting: 'true' };
    await rig.answer(createEvent(adopting));
    rig.connect.service.assignTo(arn, 'user-1');
    const { answers, duration } = await rig.deliver(deleteEvent(arn, adopting));
    expect([answers[0]?.Status, duration]).toEqual(['SUCCESS', 0]);
  });
});

describe('a delete by the id of a create that failed', () => {
  test.each([
    ['deletes what that create has made', 'made/create-1', 'gone'],
    ['lets go of what it has adopted', 'adopted/create-1', 'released'],
    ['leaves what it has taken on', 'claimed/create-1', 'left'],
    ['leaves what another has made', 'made/create-2', 'left'],
    ['leaves what another has adopted', 'adopted/create-2', 'left'],
    ['leaves what a replacement has made', 'replaces/create-1/x', 'left'],
  ])('%s', async (_title, mark, outcome) => {
    for (const id of [failedId, refusedId]) {
      const rig = new ConnectRig();
      seed(rig, { ...marks(mark), theirs: 'kept' }, full);
      const before = held(rig);
      expect((await rig.answer(deleteEvent(id, full))).Status).toBe('SUCCESS');
      if (outcome === 'gone') expect(rig.profile('Tier 1 agents')).toBeUndefined();
      if (outcome === 'released') expect(held(rig)).toEqual({ ...before, tags: { theirs: 'kept' } });
      if (outcome === 'left') expect(held(rig)).toEqual(before);
    }
  });

  test('looks for 30 s for what is still being made', async () => {
    const rig = new ConnectRig();
    rig.connect.faults.add({ operation: 'CreateSecurityProfile', effect: { kind: 'hang', when: { later: 20_000 } } });
    const { answers } = await rig.deliver(createEvent(full), { time: 5_000 });
    expect(answers[0]).toMatchObject({ Status: 'FAILED', PhysicalResourceId: failedId });
    expect((await rig.answer(deleteEvent(failedId, full))).Status).toBe('SUCCESS');
    await rig.clock.run(rig.clock.sleep(60_000));
    expect(rig.connect.service.profiles()).toEqual([]);
  });

  test('takes 30 s where nothing was made, and 0 s after a refusal', async () => {
    const rig = new ConnectRig();
    const failed = await rig.deliver(deleteEvent(failedId, full));
    const refused = await rig.deliver(deleteEvent(refusedId, full));
    expect([failed.duration, refused.duration]).toEqual([30_000, 0]);
    expect([...failed.answers, ...refused.answers].map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
  });

  test('after a refusal is not stopped by a service that denies, but says what it could not check', async () => {
    const rig = new ConnectRig();
    rig.connect.faults.add({ times: Number.POSITIVE_INFINITY, effect: accessDenied });
    expect((await rig.answer(deleteEvent(refusedId, full))).Status).toBe('SUCCESS');
    const [line] = logged(rig, 'could not check whether the refused create has left anything');
    expect(line?.name).toBe(`${instanceId}:Tier 1 agents`);
  });

  test('finds nothing where the key is none, or of another instance', async () => {
    const rig = new ConnectRig();
    const before = deploy(rig, full);
    await before;
    for (const key of ['', 'x', ':Tier 1 agents', `${instanceId}:`, 'other:Tier 1 agents'])
      expect((await rig.answer(deleteEvent(`failed-create/create-1/${key}`, full))).Status).toBe('SUCCESS');
    expect(rig.writes()).toEqual([]);
    expect(held(rig).tags).toMatchObject(marks('made/create-1'));
  });

  test('with its instance gone is success', async () => {
    const rig = new ConnectRig({ instances: [] });
    const answer = await rig.answer(deleteEvent(failedId, full));
    expect(answer.Status).toBe('SUCCESS');
  });
});

describe('a delete by an id that CloudFormation has made up', () => {
  test.each([
    ['deletes what was made', 'made/create-1', 'gone'],
    ['deletes what replaces another', 'replaces/x/y', 'gone'],
    ['leaves what lives', 'claimed/x', 'left'],
    ['lets go of what was adopted', 'adopted/x', 'released'],
  ])('%s under the key of the properties', async (_title, mark, outcome) => {
    const rig = new ConnectRig();
    const others = bystander(rig);
    const bystanders = others();
    seed(rig, { ...marks(mark), theirs: 'kept' }, full);
    const before = held(rig);
    const { answers, duration } = await rig.deliver(deleteEvent(invented, full));
    expect([answers[0]?.Status, duration]).toEqual(['SUCCESS', 30_000]);
    if (outcome === 'gone') expect(rig.profile('Tier 1 agents')).toBeUndefined();
    if (outcome === 'released') expect(held(rig)).toEqual({ ...before, tags: { theirs: 'kept' } });
    if (outcome === 'left') expect(held(rig)).toEqual(before);
    expect(others()).toEqual(bystanders);
  });

  test('lets go of what was made where the properties say AdoptExisting', async () => {
    const rig = new ConnectRig();
    seed(rig, marks('made/create-1'), full);
    await rig.answer(deleteEvent(invented, { ...full, AdoptExisting: 'true' }));
    expect(held(rig).tags).toEqual({});
  });

  test.each([
    ['another stack', foreignTags],
    ['nobody', {}],
  ])('leaves what is of %s', async (_title, tags) => {
    const rig = new ConnectRig();
    seed(rig, tags, full);
    const before = held(rig);
    expect((await rig.answer(deleteEvent(invented, full))).Status).toBe('SUCCESS');
    expect(held(rig)).toEqual(before);
    expect(rig.writes()).toEqual([]);
  });

  test('watches for what a cancelled create still makes', async () => {
    const rig = new ConnectRig();
    rig.connect.faults.add({ operation: 'CreateSecurityProfile', effect: { kind: 'slow', milliseconds: 20_000 } });
    const creating = rig.start(createEvent(full));
    const deletion = await rig.deliver(deleteEvent(invented, full));
    await rig.clock.run(creating);
    expect(deletion.answers[0]?.Status).toBe('SUCCESS');
    expect(rig.connect.service.profiles()).toEqual([]);
  });

  test('with its instance gone is success: it has no profiles', async () => {
    const rig = new ConnectRig({ instances: [] });
    expect((await rig.answer(deleteEvent(invented, full))).Status).toBe('SUCCESS');
  });

  test.each([
    ['no instance', { SecurityProfileName: 'x' }],
    ['an instance that is none', { ...small, InstanceArn: 'x' }],
    ['no name', { InstanceArn: small.InstanceArn }],
  ])('of properties with %s asks nobody', async (_title, properties) => {
    const rig = new ConnectRig();
    expect((await rig.answer(deleteEvent(invented, properties))).Status).toBe('SUCCESS');
    expect(rig.calls()).toEqual([]);
  });
});

test('a 404 of anything but the service itself is no "not found"', async () => {
  const { rig, arn } = await deployed();
  const effect = { ...notFound, name: 'UnknownError' };
  rig.connect.faults.add({ operation: 'DescribeSecurityProfile', effect });
  expect((await rig.answer(deleteEvent(arn, full))).Status).toBe('FAILED');
  expect(held(rig, named('Tier 1 agents').SecurityProfileName as string).arn).toBe(arn);
  forget(rig);
});
