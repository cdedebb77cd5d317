import type { FaultEffect } from '../../../simulator/connect';
import { ConnectRig, instanceArn, instanceArnOf, instanceId } from '../../support/connect-rig';
import { createEvent, deleteEvent, marks, otherStackId, stackId, updateEvent } from '../../support/rig';
import {
  bystander,
  contentOf,
  deploy,
  failedWith,
  foreignTags,
  forget,
  full,
  held,
  inputsOf,
  invalidRequest,
  limitExceeded,
  logged,
  named,
  type Properties,
  passingFaults,
  seed,
  small,
  tagsOf,
  throttle,
  without,
} from './support';

const refusedId = `refused-create/create-1/${instanceId}:Tier 1 agents`;
const failedId = `failed-create/create-1/${instanceId}:Tier 1 agents`;

describe('a create', () => {
  test('makes the profile with one call, marks included, and answers its ARN', async () => {
    const rig = new ConnectRig();
    const others = bystander(rig);
    const before = others();
    const answer = await rig.answer(createEvent(full));
    const profile = held(rig);
    expect(answer).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: profile.arn,
      Data: {
        SecurityProfileArn: profile.arn,
        SecurityProfileName: 'Tier 1 agents',
        LastModifiedRegion: 'us-east-1',
        LastModifiedTime: '1767225600',
      },
    });
    expect(rig.calls()).toEqual(['CreateSecurityProfile', 'DescribeSecurityProfile']);
    expect(profile.content).toEqual(contentOf(full));
    expect(profile.tags).toEqual({ ...marks('made/create-1'), ...tagsOf(full) });
    expect(others()).toEqual(before);
  });

  test('sends nothing that the template does not say', async () => {
    const rig = new ConnectRig();
    await rig.answer(createEvent({ InstanceArn: instanceArn, SecurityProfileName: 'bare', Description: '' }));
    expect(inputsOf(rig, 'CreateSecurityProfile')).toEqual([
      { InstanceId: instanceId, SecurityProfileName: 'bare', Tags: marks('made/create-1') },
    ]);
  });

  test('sends an empty list as little as an absent one, and none of its items twice', async () => {
    const rig = new ConnectRig();
    const Permissions = ['BasicAgentAccess', 'BasicAgentAccess'];
    await rig.answer(createEvent({ ...small, Permissions, Applications: [], TagRestrictedResources: [] }));
    expect(inputsOf(rig, 'CreateSecurityProfile')).toEqual([
      {
        InstanceId: instanceId,
        SecurityProfileName: 'Tier 1 agents',
        Permissions: ['BasicAgentAccess'],
        Tags: marks('made/create-1'),
      },
    ]);
  });

  test.each(passingFaults)('is not stopped by %s, at any of its calls', async (_title, effect) => {
    for (const skip of [0, 1]) {
      const rig = new ConnectRig();
      rig.connect.faults.add({ skip, effect });
      const answer = await rig.answer(createEvent(full));
      expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: held(rig).arn });
      expect(held(rig).content).toEqual(contentOf(full));
      expect(held(rig).tags).toEqual({ ...marks('made/create-1'), ...tagsOf(full) });
      expect(rig.connect.service.profiles()).toHaveLength(1);
    }
  });

  test('that crashed goes on from what it has made', async () => {
    const rig = new ConnectRig();
    const killed = await rig.deliver(createEvent(full), { killedAfter: 1 });
    expect(killed.ended).toBe('killed');
    const made = held(rig);
    forget(rig);
    const answer = await rig.answer(createEvent(full));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: made.arn });
    expect(held(rig)).toEqual(made);
    expect(rig.connect.journal.writes.map(({ operation, effective }) => [operation, effective])).toEqual([
      ['CreateSecurityProfile', false],
    ]);
    expect(rig.connect.journal.writes[0]?.error?.name).toBe('DuplicateResourceException');
  });

  test.each([
    ['one after the other', false],
    ['at once', true],
  ])('that comes twice, %s, makes one profile and answers it twice', async (_title, atOnce) => {
    const rig = new ConnectRig();
    const first = rig.start(createEvent(full));
    if (!atOnce) await rig.clock.run(first);
    const second = rig.start(createEvent(full));
    const deliveries = await rig.clock.run(Promise.all([first, second]));
    const { arn } = held(rig);
    expect(deliveries.map(({ answers }) => answers.map((one) => one.PhysicalResourceId))).toEqual([[arn], [arn]]);
    expect(rig.connect.service.profiles()).toHaveLength(1);
    expect(held(rig).tags).toEqual({ ...marks('made/create-1'), ...tagsOf(full) });
  });

  test('takes on what an earlier event of the resource has left, and says so with its last write', async () => {
    const rig = new ConnectRig();
    seed(rig, marks('made/earlier'), { ...small, Permissions: ['AccessMetrics'] });
    const answer = await rig.answer(createEvent(full));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: held(rig).arn });
    expect(held(rig).content).toEqual(contentOf(full));
    expect(held(rig).tags).toEqual({ ...marks('claimed/create-1'), ...tagsOf(full) });
    expect(rig.writes()).toEqual(['CreateSecurityProfile', 'UpdateSecurityProfile', 'TagResource']);
  });

  test.each([
    ['of nobody', {}, 'nobody has marked it as theirs'],
    ['of another stack', foreignTags, otherStackId],
    ['of another logical id of this stack', marks('made/x', stackId, 'Other'), 'the logical id Other'],
    ['marked with a stack only', { 'cloudformation:stack-id': stackId }, 'cloudformation:logical-id is missing'],
    ['of the native type', { 'aws:cloudformation:stack-id': otherStackId }, 'a native resource type'],
  ])('leaves a profile %s as it is, and says whose it is', async (_title, tags, owner) => {
    for (const properties of [small, full]) {
      const rig = new ConnectRig();
      seed(rig, tags, small);
      const before = rig.connect.service.profiles();
      const answer = await rig.answer(createEvent(properties));
      expect(failedWith(answer)).toContain(owner);
      expect(answer.PhysicalResourceId).toBe(refusedId);
      expect(rig.connect.service.profiles()).toEqual(before);
      expect(rig.writes()).toEqual(['CreateSecurityProfile']);
      const deletion = await rig.answer(deleteEvent(refusedId, properties));
      expect(deletion.Status).toBe('SUCCESS');
      expect(rig.connect.service.profiles()).toEqual(before);
    }
  });

  test('finds the profile of its name on a later page of the list', async () => {
    const rig = new ConnectRig({ pageSize: 2 });
    for (const name of ['a', 'b', 'c']) seed(rig, foreignTags, named(name));
    seed(rig, marks('made/create-1'));
    expect((await rig.answer(createEvent(small))).Status).toBe('SUCCESS');
    expect(inputsOf(rig, 'ListSecurityProfiles').length).toBeGreaterThan(2);
  });

  test.each([
    ['its id', 'Id', 'SUCCESS'],
    ['its id and its ARN', 'Arn', 'FAILED'],
  ])('that is listed without %s is found by what is left', async (_title, last, status) => {
    const rig = new ConnectRig({ pageSize: 1_000 });
    seed(rig, marks('made/create-1'));
    const change = ({ SecurityProfileSummaryList: list }: Properties) => ({
      SecurityProfileSummaryList: (list as readonly Properties[]).map((one) =>
        last === 'Id' ? without(one, 'Id') : without(one, 'Id', 'Arn'),
      ),
    });
    const times = Number.POSITIVE_INFINITY;
    rig.connect.faults.add({ operation: 'ListSecurityProfiles', times, effect: { kind: 'answer', change } });
    const before = held(rig);
    expect((await rig.answer(createEvent(small))).Status).toBe(status);
    expect(held(rig)).toEqual(before);
  });

  test('of the same name in two instances makes two', async () => {
    const other = '99999999-2222-4333-8444-555555555555';
    const rig = new ConnectRig({ instances: [instanceId, other] });
    const arn = seed(rig, foreignTags, small, other);
    const answer = await rig.answer(createEvent(small));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: held(rig).arn });
    expect(rig.connect.service.profile(arn)?.tags).toEqual(foreignTags);
  });

  test('above the quota fails at once, with the text of the service', async () => {
    const rig = new ConnectRig({ quotas: { profilesPerInstance: 4 } });
    const { answers, duration } = await rig.deliver(createEvent(small));
    expect(answers[0]?.Reason).toContain('LimitExceededException: Instance');
    expect(answers[0]?.PhysicalResourceId).toBe(refusedId);
    expect(duration).toBe(0);
    expect(rig.calls()).toEqual(['CreateSecurityProfile']);
  });

  test('that meets a quota under the status of a throttle asks no second time', async () => {
    const rig = new ConnectRig();
    rig.connect.faults.add({ times: Number.POSITIVE_INFINITY, effect: limitExceeded });
    await rig.answer(createEvent(small));
    expect(rig.calls()).toEqual(['CreateSecurityProfile']);
  });

  test('in an instance that is not there fails at once, and its Delete succeeds', async () => {
    const rig = new ConnectRig({ instances: [] });
    const { answers, duration } = await rig.deliver(createEvent(small));
    expect(answers[0]?.Reason).toContain(`Instance ${instanceId} does not exist`);
    expect(answers[0]?.PhysicalResourceId).toBe(refusedId);
    expect(duration).toBe(0);
    expect(rig.calls()).toEqual(['CreateSecurityProfile']);
    expect((await rig.answer(deleteEvent(refusedId, small))).Status).toBe('SUCCESS');
  });

  test.each([
    ['Region', instanceArn.replace('us-east-1', 'eu-west-2')],
    ['account', instanceArn.replace('123456789012', '999999999999')],
  ])('in an instance of another %s is refused before any call', async (_title, InstanceArn) => {
    const rig = new ConnectRig();
    const answer = await rig.answer(createEvent({ ...small, InstanceArn }));
    expect(failedWith(answer)).toContain('InstanceArn');
    expect(answer.PhysicalResourceId).toBe(refusedId);
    expect(rig.calls()).toEqual([]);
  });

  test('refuses every bad property at once, before any call, with an id that its Delete understands', async () => {
    const rig = new ConnectRig();
    const answer = await rig.answer(createEvent({ InstanceArn: 'x', SecurityProfileName: 'a/b', Permisions: [] }));
    for (const name of ['InstanceArn', 'SecurityProfileName', 'Permisions']) expect(answer.Reason).toContain(name);
    expect(answer.PhysicalResourceId).toBe('refused-create/create-1/');
    expect((await rig.answer(deleteEvent(answer.PhysicalResourceId, {}))).Status).toBe('SUCCESS');
    expect(rig.calls()).toEqual([]);
  });

  test('whose answers stay incomplete fails, and its Delete removes what it has made', async () => {
    const rig = new ConnectRig();
    const change = () => ({});
    rig.connect.faults.add({ operation: 'CreateSecurityProfile', effect: { kind: 'answer', change } });
    const answer = await rig.answer(createEvent(small));
    expect(failedWith(answer)).toContain(
      'Amazon Connect has answered CreateSecurityProfile without SecurityProfileArn',
    );
    expect(answer.PhysicalResourceId).toBe(failedId);
    expect((await rig.answer(deleteEvent(failedId, small))).Status).toBe('SUCCESS');
    expect(rig.connect.service.profiles()).toEqual([]);
  });

  test.each<readonly [string, FaultEffect]>([
    ['are refused', invalidRequest],
    ['come without an ARN', { kind: 'answer', change: () => ({ SecurityProfile: {} }) }],
    ['are throttled for good', throttle],
    ['never come', { kind: 'hang', when: 'before' }],
  ])('whose attributes %s has done its work all the same, and says so in time', async (_title, effect) => {
    const rig = new ConnectRig();
    rig.connect.faults.add({ operation: 'DescribeSecurityProfile', times: Number.POSITIVE_INFINITY, effect });
    const { answers, duration } = await rig.deliver(createEvent(small));
    expect(answers[0]).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: held(rig).arn,
      Data: { SecurityProfileName: 'Tier 1 agents', LastModifiedRegion: '', LastModifiedTime: '' },
    });
    expect(duration).toBeLessThanOrEqual(20_000);
    expect(logged(rig, 'could not read the attributes LastModifiedRegion and LastModifiedTime')).toHaveLength(1);
  });

  test('whose time is nearly over answers without the attributes', async () => {
    const rig = new ConnectRig();
    const effect = { kind: 'slow', milliseconds: 5_000 } as const;
    rig.connect.faults.add({ times: Number.POSITIVE_INFINITY, effect });
    const { answers, duration } = await rig.deliver(createEvent(small), { time: 10_000 });
    expect(answers[0]).toMatchObject({ Status: 'SUCCESS', Data: { LastModifiedTime: '' } });
    expect(duration).toBeLessThanOrEqual(7_000);
  });

  test('is not asked for by an update of a profile that stands', async () => {
    const rig = new ConnectRig();
    const arn = await deploy(rig);
    await rig.answer(updateEvent(arn, small, full));
    expect(rig.writes()).not.toContain('CreateSecurityProfile');
  });
});

describe('an update under the id of a create that failed', () => {
  test.each(['failed', 'refused'])('(%s) makes the profile, which that id no longer finds', async (word) => {
    const rig = new ConnectRig();
    const id = `${word}-create/R1/${instanceId}:Tier 1 agents`;
    const answer = await rig.answer(updateEvent(id, small, small, 'R'));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: held(rig).arn });
    expect(held(rig).tags).toEqual(marks('claimed/R'));
    expect(inputsOf(rig, 'CreateSecurityProfile')[0]?.Tags).toEqual(marks('made/R1'));
    expect((await rig.answer(deleteEvent(id, small))).Status).toBe('SUCCESS');
    expect(held(rig).tags).toEqual(marks('claimed/R'));
  });

  test('takes on what that create has made', async () => {
    const rig = new ConnectRig();
    seed(rig, marks('made/R1'));
    const { arn } = held(rig);
    const answer = await rig.answer(updateEvent(`failed-create/R1/${instanceId}:Tier 1 agents`, small, full, 'R'));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: arn });
    expect(held(rig).tags).toEqual({ ...marks('claimed/R'), ...tagsOf(full) });
  });

  test('that fails before its last write leaves what the Delete of that id removes', async () => {
    const rig = new ConnectRig();
    const id = `failed-create/R1/${instanceId}:Tier 1 agents`;
    const effect = { kind: 'error', name: 'InvalidRequestException', status: 400, message: 'no' } as const;
    rig.connect.faults.add({ operation: 'TagResource', effect });
    const answer = await rig.answer(updateEvent(id, small, small, 'R'));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: id });
    expect(held(rig).tags).toEqual(marks('made/R1'));
    await rig.answer(deleteEvent(id, small));
    expect(rig.connect.service.profiles()).toEqual([]);
  });

  test('looks again where what it has made is not found for a moment', async () => {
    const rig = new ConnectRig();
    const effect = { kind: 'error', name: 'ResourceNotFoundException', status: 404, message: 'not yet' } as const;
    rig.connect.faults.add({ operation: 'TagResource', effect });
    const answer = await rig.answer(updateEvent(`failed-create/R1/${instanceId}:Tier 1 agents`, small, small, 'R'));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: held(rig).arn });
    expect(held(rig).tags).toEqual(marks('claimed/R'));
  });

  test('under another name says what may stay behind, if it fails', async () => {
    const rig = new ConnectRig();
    const effect = { kind: 'error', name: 'InvalidRequestException', status: 400, message: 'no' } as const;
    rig.connect.faults.add({ operation: 'TagResource', effect });
    const answer = await rig.answer(
      updateEvent(`failed-create/R1/${instanceId}:Former`, named('Former'), small, 'update-1'),
    );
    expect(failedWith(answer)).toContain("the security profile 'Tier 1 agents' may have been made by this update");
  });
});

describe('a name that the service takes for another', () => {
  test('is named after three looks, and nothing is touched', async () => {
    const rig = new ConnectRig({ foldsNames: true });
    seed(rig, foreignTags, named('TIER 1 Agents '));
    const before = rig.connect.service.profiles();
    const answer = await rig.answer(createEvent(small));
    expect(failedWith(answer)).toContain("It lists 'TIER 1 Agents '");
    expect(answer.PhysicalResourceId).toBe(refusedId);
    expect(rig.connect.journal.writes).toHaveLength(3);
    expect(rig.connect.service.profiles()).toEqual(before);
  });

  test('is said to be taken where nothing like it is listed', async () => {
    const rig = new ConnectRig();
    rig.connect.faults.add({
      operation: 'CreateSecurityProfile',
      times: Number.POSITIVE_INFINITY,
      effect: { kind: 'error', name: 'DuplicateResourceException', status: 409, message: 'taken' },
    });
    const answer = await rig.answer(createEvent(small));
    expect(failedWith(answer)).toContain('lists no security profile of that name');
    expect(failedWith(answer)).toContain('Try again in a minute');
    expect(rig.calls().filter((operation) => operation === 'CreateSecurityProfile')).toHaveLength(3);
  });
});

test('the instance of the key is that of the ARN', async () => {
  const rig = new ConnectRig({ instances: ['short'] });
  await rig.answer(createEvent({ ...small, InstanceArn: instanceArnOf('short') }));
  expect(held(rig, 'Tier 1 agents', 'short').tags).toEqual(marks('made/create-1'));
});
