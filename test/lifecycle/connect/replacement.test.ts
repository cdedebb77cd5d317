import { ConnectRig, instanceArnOf, instanceId } from '../../support/connect-rig';
import { createEvent, deleteEvent, marks, otherStackId, updateEvent } from '../../support/rig';
import {
  accessDenied,
  bystander,
  contentOf,
  deploy,
  failedWith,
  foreignTags,
  forget,
  full,
  fullChanged,
  held,
  inputsOf,
  logged,
  named,
  passingFaults,
  seed,
  small,
  tagsOf,
} from './support';

const other = '99999999-2222-4333-8444-555555555555';
const renamed = named('Tier 2 agents', fullChanged);
const newName = 'Tier 2 agents';

const deployed = async (properties = full, rig = new ConnectRig({ instances: [instanceId, other] })) => ({
  rig,
  arn: await deploy(rig, properties),
});

describe('an update to another name', () => {
  test('makes the new profile beside the old one, which its own Delete then removes', async () => {
    const { rig, arn } = await deployed();
    const others = bystander(rig);
    const [before, old] = [others(), held(rig)];
    const answer = await rig.answer(updateEvent(arn, full, renamed));
    const made = held(rig, newName);
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: made.arn });
    expect(made.content).toEqual(contentOf(renamed));
    expect(made.tags).toEqual({ ...marks(`replaces/update-1/${arn}`), ...tagsOf(renamed) });
    expect(held(rig)).toEqual(old);
    expect(rig.writes()).toEqual(['CreateSecurityProfile']);
    await rig.answer(deleteEvent(arn, full));
    expect(rig.connect.service.profiles().map(({ name }) => name)).toEqual(['Bystanders', newName]);
    expect(held(rig, newName)).toEqual(made);
    expect(others()).toEqual(before);
  });

  test('looks for no leftover: what stands under the old name is the living profile', async () => {
    const { rig, arn } = await deployed();
    const { duration } = await rig.deliver(updateEvent(arn, full, renamed));
    expect(duration).toBe(0);
    expect(rig.connect.service.profile(arn)).toBeDefined();
  });

  test('leaves the old profile alone, adopted though it be: its Delete may never come', async () => {
    const rig = new ConnectRig();
    seed(rig, { theirs: 'kept' });
    const { PhysicalResourceId: arn } = await rig.answer(createEvent({ ...full, AdoptExisting: 'true' }));
    const old = held(rig);
    await rig.answer(updateEvent(arn, full, renamed));
    expect(held(rig)).toEqual(old);
  });

  test('that differs in the case of its letters makes another profile', async () => {
    const { rig, arn } = await deployed();
    const answer = await rig.answer(updateEvent(arn, full, named('TIER 1 agents', full)));
    expect(answer.Status).toBe('SUCCESS');
    expect(answer.PhysicalResourceId).not.toBe(arn);
  });

  test.each([
    ['nobody', {}, 'nobody has marked it as theirs'],
    ['another stack', foreignTags, otherStackId],
  ])('which a profile of %s has is refused', async (_title, tags, owner) => {
    const { rig, arn } = await deployed();
    seed(rig, tags, named(newName));
    const before = rig.connect.service.profiles();
    const answer = await rig.answer(updateEvent(arn, full, renamed));
    expect(failedWith(answer)).toContain(owner);
    expect(answer.PhysicalResourceId).toBe(arn);
    expect(rig.connect.service.profiles()).toEqual(before);
  });

  test('that crashed, or comes twice, makes one profile', async () => {
    const { rig, arn } = await deployed();
    const event = updateEvent(arn, full, renamed);
    await rig.deliver(event, { killedAfter: 2 });
    const [first, second] = await rig.clock.run(Promise.all([rig.start(event), rig.start(event)]));
    const ids = [...first.answers, ...second.answers].map((answer) => answer.PhysicalResourceId);
    expect(ids).toEqual([held(rig, newName).arn, held(rig, newName).arn]);
    expect(held(rig, newName).tags).toEqual({ ...marks(`replaces/update-1/${arn}`), ...tagsOf(renamed) });
    expect(rig.connect.service.profiles()).toHaveLength(2);
  });

  test.each(passingFaults)('is not stopped by %s, at any of its calls', async (_title, effect) => {
    const clean = await deployed();
    await clean.rig.answer(updateEvent(clean.arn, full, renamed));
    for (let skip = 0; skip < clean.rig.calls().length; skip++) {
      const { rig, arn } = await deployed();
      rig.connect.faults.add({ skip, effect });
      const answer = await rig.answer(updateEvent(arn, full, renamed));
      expect([answer.Status, answer.PhysicalResourceId]).toEqual(['SUCCESS', held(rig, newName).arn]);
      expect(rig.connect.service.profiles()).toHaveLength(2);
    }
  });

  test('that fails says what may have been made', async () => {
    const { rig, arn } = await deployed();
    const change = () => ({});
    rig.connect.faults.add({ operation: 'CreateSecurityProfile', effect: { kind: 'answer', change } });
    const answer = await rig.answer(updateEvent(arn, full, renamed));
    expect(failedWith(answer)).toContain(
      `the security profile '${newName}' may have been made by this update: the roll back removes it`,
    );
    expect(answer.PhysicalResourceId).toBe(arn);
  });

  test('asks what others have granted to the new one, not to the old one', async () => {
    const { rig, arn } = await deployed(small);
    await rig.answer(updateEvent(arn, small, named(newName)));
    expect(inputsOf(rig, 'CreateSecurityProfile')[0]).toEqual({
      InstanceId: instanceId,
      SecurityProfileName: newName,
      Permissions: ['BasicAgentAccess'],
      Tags: marks(`replaces/update-1/${arn}`),
    });
    expect(rig.calls().filter((operation) => /Applications|Flow|Agents/.test(operation))).toEqual([]);
  });
});

describe('an update to another instance', () => {
  test('makes the profile there', async () => {
    const { rig, arn } = await deployed();
    const moved = { ...full, InstanceArn: instanceArnOf(other) };
    const { answers, duration } = await rig.deliver(updateEvent(arn, full, moved));
    expect(answers[0]).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: held(rig, 'Tier 1 agents', other).arn,
    });
    expect(held(rig).arn).toBe(arn);
    expect(duration).toBe(0);
  });

  test('and back, in a roll back, is in place', async () => {
    const { rig, arn } = await deployed();
    const moved = { ...full, InstanceArn: instanceArnOf(other) };
    rig.connect.faults.add({ operation: 'CreateSecurityProfile', effect: { kind: 'hang', when: 'after' } });
    const failed = await rig.answer(updateEvent(arn, full, moved));
    expect(failed.Status).toBe('FAILED');
    const back = await rig.answer(updateEvent(arn, moved, full, 'update-2'));
    expect(back).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: arn });
    expect(rig.connect.service.profiles().map((one) => one.arn)).toEqual([arn]);
  });
});

describe('the reversed event of a replacement that has failed', () => {
  test('is in place after all, and removes what that one has left', async () => {
    const { rig, arn } = await deployed();
    const others = bystander(rig);
    const [before, old] = [others(), held(rig)];
    rig.connect.faults.add({ operation: 'CreateSecurityProfile', effect: { kind: 'hang', when: 'after' } });
    expect((await rig.answer(updateEvent(arn, full, renamed))).Status).toBe('FAILED');
    expect(held(rig, newName).tags).toMatchObject(marks(`replaces/update-1/${arn}`));
    forget(rig);
    const answer = await rig.answer(updateEvent(arn, renamed, full, 'update-2'));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: arn });
    expect(rig.writes()).toEqual(['DeleteSecurityProfile']);
    expect(rig.profile(newName)).toBeUndefined();
    expect(held(rig)).toEqual(old);
    expect(others()).toEqual(before);
  });

  test('looks for 20 s for a delivery that is still at work', async () => {
    const { rig, arn } = await deployed();
    rig.connect.faults.add({
      operation: 'CreateSecurityProfile',
      effect: { kind: 'hang', when: { later: 10_000 } },
    });
    const failing = rig.start(updateEvent(arn, full, renamed), { time: 5_000 });
    await rig.clock.run(failing);
    const { answers, duration } = await rig.deliver(updateEvent(arn, renamed, full, 'update-2'));
    expect(answers[0]).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: arn });
    expect(duration).toBeLessThanOrEqual(20_000);
    await rig.clock.run(rig.clock.sleep(60_000));
    expect(rig.connect.service.profiles().map((one) => one.arn)).toEqual([arn]);
  });

  test.each([
    ['of another replacement', marks('replaces/x/arn:aws:connect:elsewhere')],
    ['that a create has made', marks('made/x')],
    ['that lives', marks('claimed/x')],
    ['of another stack', foreignTags],
    ['of nobody', {}],
  ])('leaves a profile %s under that name', async (_title, tags) => {
    const { rig, arn } = await deployed();
    seed(rig, tags, renamed);
    const before = held(rig, newName);
    const { answers, duration } = await rig.deliver(updateEvent(arn, renamed, full, 'update-2'));
    expect(answers[0]).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: arn });
    expect(duration).toBeLessThanOrEqual(20_000);
    expect(held(rig, newName)).toEqual(before);
    expect(rig.writes()).toEqual([]);
  });

  test('lets go of what that one has adopted', async () => {
    const { rig, arn } = await deployed();
    seed(rig, { ...marks('adopted/update-1'), theirs: 'kept' }, renamed);
    await rig.answer(updateEvent(arn, renamed, full, 'update-2'));
    expect(held(rig, newName).tags).toEqual({ theirs: 'kept' });
  });

  test('unmakes what was changed in place, tags included', async () => {
    const { rig, arn } = await deployed(fullChanged);
    const answer = await rig.answer(updateEvent(arn, named(newName), full, 'update-2'));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: arn });
    expect(held(rig).content).toEqual(contentOf(full));
  });

  test('succeeds where the sweep is refused, and says so', async () => {
    const { rig, arn } = await deployed();
    seed(rig, marks(`replaces/update-1/${arn}`), renamed);
    rig.connect.faults.add({
      operation: 'DeleteSecurityProfile',
      times: Number.POSITIVE_INFINITY,
      effect: accessDenied,
    });
    const { answers, duration } = await rig.deliver(updateEvent(arn, renamed, full, 'update-2'));
    expect(answers[0]).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: arn });
    expect(duration).toBeLessThanOrEqual(20_000);
    expect(logged(rig, 'could not look for what a failed replacement may have left')).toHaveLength(1);
  });

  test('of a leftover that is in use is not held up longer than 20 s', async () => {
    const { rig, arn } = await deployed();
    rig.connect.service.assignTo(seed(rig, marks(`replaces/update-1/${arn}`), renamed), 'somebody');
    const { answers, duration } = await rig.deliver(updateEvent(arn, renamed, full, 'update-2'));
    expect(answers[0]?.Status).toBe('SUCCESS');
    expect(duration).toBeLessThanOrEqual(20_000);
  });

  test('finds its profile deleted elsewhere: it is made again, and nothing else is swept', async () => {
    const { rig, arn } = await deployed();
    seed(rig, marks(`replaces/update-1/${arn}`), renamed);
    rig.connect.service.removeOutOfBand(arn);
    const answer = await rig.answer(updateEvent(arn, renamed, full, 'update-2'));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: held(rig).arn });
    expect(rig.profile(newName)).toBeDefined();
  });

  test('of a replacement that has gone well is a replacement back', async () => {
    const { rig, arn } = await deployed();
    const { PhysicalResourceId: newArn } = await rig.answer(updateEvent(arn, full, renamed));
    const { answers, duration } = await rig.deliver(updateEvent(newArn, renamed, full, 'update-2'));
    expect(answers[0]).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: arn });
    expect(duration).toBeLessThan(1_000);
    expect(held(rig).content).toEqual(contentOf(full));
    await rig.answer(deleteEvent(newArn, renamed));
    expect(rig.connect.service.profiles().map((one) => one.arn)).toEqual([arn]);
  });
});

describe('with rollback disabled', () => {
  test('the next update sweeps what a failed rename has left', async () => {
    const { rig, arn } = await deployed();
    seed(rig, marks(`replaces/update-1/${arn}`), renamed);
    const answer = await rig.answer(updateEvent(arn, renamed, { ...full, Revision: '2' }, 'update-2'));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: arn });
    expect(rig.profile(newName)).toBeUndefined();
  });

  test('a second rename to a third name does so too', async () => {
    const { rig, arn } = await deployed();
    seed(rig, marks(`replaces/update-1/${arn}`), renamed);
    const answer = await rig.answer(updateEvent(arn, renamed, named('Third', full), 'update-2'));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: held(rig, 'Third').arn });
    expect(rig.profile(newName)).toBeUndefined();
    expect(rig.connect.service.profile(arn)).toBeDefined();
  });

  test('the same rename again takes on what stands there', async () => {
    const { rig, arn } = await deployed();
    const left = seed(rig, marks(`replaces/update-1/${arn}`), named(newName));
    const answer = await rig.answer(updateEvent(arn, renamed, { ...renamed, Revision: '2' }, 'update-2'));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: left });
    expect(held(rig, newName).content).toEqual(contentOf(renamed));
    // CloudFormation's own Delete comes for the old one.
    expect(rig.connect.service.profile(arn)).toBeDefined();
  });

  test.each([
    [
      'what another rename has left',
      marks('replaces/update-1/arn:aws:connect:us-east-1:123456789012:instance/i/security-profile/other'),
    ],
    ['what another stack has made', foreignTags],
    ['what nobody has marked', {}],
  ])('the same rename again leaves %s, and stays in place', async (_what, tags) => {
    const { rig, arn } = await deployed();
    seed(rig, tags, named(newName));
    const theirs = held(rig, newName);
    const answer = await rig.answer(updateEvent(arn, renamed, { ...renamed, Revision: '2' }, 'update-2'));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: arn });
    expect(held(rig, newName)).toEqual(theirs);
  });
});
