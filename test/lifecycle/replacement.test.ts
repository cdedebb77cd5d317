import { createEvent, deleteEvent, marks, Rig, thingGroupArn, updateEvent } from '../support/rig';
import {
  accessDenied,
  alreadyExists,
  deployed,
  flood,
  forget,
  full,
  held,
  internalFailure,
  invalidRequest,
  limitExceeded,
  named,
  type Properties,
  small,
  stateOf,
  typedSmall,
} from './support';

const groups = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `group-${index}`);

const attach = (rig: Rig, securityProfileName: string, names: readonly string[]): void => {
  for (const name of names)
    rig.iot.service.outOfBand('AttachSecurityProfile', {
      securityProfileName,
      securityProfileTargetArn: thingGroupArn(name),
    });
};

const renamed = named('renamed');
const rename = updateEvent('profile', small, renamed);

describe('a replacement', () => {
  test('makes the new profile, answers its name and leaves the old one for the delete that follows', async () => {
    const rig = await deployed(full);
    const before = held(rig);
    expect(await rig.answer(updateEvent('profile', full, named('renamed', full)))).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: 'renamed',
      Data: { SecurityProfileName: 'renamed' },
    });
    expect(held(rig)).toEqual(before);
    expect(held(rig, 'renamed').tags).toMatchObject(marks('replaces/update-1/profile'));
    await rig.answer(deleteEvent('profile', full));
    expect(rig.iot.service.profileNames()).toEqual(['renamed']);
  });

  test.each([0, 1, 11])(
    'attaches the new profile to all of the %i targets of the old one when none are declared',
    async (count) => {
      const rig = await deployed(small);
      attach(rig, 'profile', groups(count));
      expect(await rig.answer(rename)).toMatchObject({ Status: 'SUCCESS' });
      expect(held(rig, 'renamed').targets).toEqual(held(rig).targets);
      expect(held(rig).targets).toHaveLength(count);
    },
  );

  test.each([
    ['exactly the declared targets, when some are declared', { TargetArns: [thingGroupArn('x')] }, {}, ['x']],
    ['no target, when an empty list is declared', { TargetArns: [] }, {}, []],
    [
      'those that others had attached, when those declared before no longer are',
      {},
      { TargetArns: [thingGroupArn('b')] },
      ['a'],
    ],
  ])('has %s', async (_title, now, before, expected) => {
    const old: Properties = { ...small, ...before };
    const rig = await deployed(old);
    attach(rig, 'profile', ['a']);
    expect(await rig.answer(updateEvent('profile', old, { ...renamed, ...now }))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig, 'renamed').targets).toEqual(expected.map(thingGroupArn));
  });

  test('of a profile that was deleted elsewhere inherits nothing and succeeds', async () => {
    const rig = new Rig();
    expect(await rig.answer(rename)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'renamed' });
    expect(held(rig, 'renamed').targets).toEqual([]);
  });

  test.each([
    ['the service never recovers', internalFailure],
    ['a right is missing', accessDenied],
    ['the service refuses', invalidRequest],
  ])(
    'fails when the attachments of the old profile cannot be read, because %s: monitoring must have no gap',
    async (_title, effect) => {
      const rig = await deployed(small);
      rig.iot.faults.add({
        operation: 'ListTargetsForSecurityProfile',
        times: Number.POSITIVE_INFINITY,
        effect,
      });
      expect(await rig.answer(rename)).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'profile' });
      expect(rig.iot.service.profileNames()).toEqual(['profile']);
    },
  );

  test('leaves tags alone that stand under the new name: what was declared before was declared of the old one', async () => {
    const old: Properties = { ...small, Tags: [{ Key: 'team', Value: 'blue' }] };
    const rig = await deployed(old);
    rig.iot.service.seed(
      { ...typedSmall, securityProfileName: 'renamed' },
      { tags: { team: 'red', ...marks('made/create-0') } },
    );
    expect(await rig.answer(updateEvent('profile', old, renamed))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig, 'renamed').tags).toEqual({ team: 'red', ...marks('claimed/update-1') });
  });
});

test('an update that goes on from one that failed half-way to the same name lets go of the tags that it declared', async () => {
  const rig = await deployed(small);
  const wanted: Properties = { ...renamed, TargetArns: [thingGroupArn('a')] };
  const failing: Properties = { ...wanted, Tags: [{ Key: 'team', Value: 'blue' }] };
  rig.iot.faults.add({ operation: 'AttachSecurityProfile', effect: accessDenied, times: Number.POSITIVE_INFINITY });
  expect(await rig.answer(updateEvent('profile', small, failing))).toMatchObject({ Status: 'FAILED' });
  rig.iot.faults.clear();
  expect(held(rig, 'renamed').tags).toMatchObject({ team: 'blue' });
  expect(await rig.answer(updateEvent('profile', failing, wanted, 'update-2'))).toMatchObject({ Status: 'SUCCESS' });
  expect(held(rig, 'renamed').tags).toEqual(marks('replaces/update-1/profile'));
});

test('content that was changed under a name that was given before is sent again: a cancelled update then meets a conflict', async () => {
  // As after a roll back that went on without the profile: the physical id is not the name that the template gives.
  const rig = await deployed(small);
  rig.iot.service.seed({ ...typedSmall, securityProfileName: 'renamed' }, { tags: marks('claimed/update-0') });
  const changed: Properties = { ...renamed, SecurityProfileDescription: 'changed' };
  const { version } = held(rig, 'renamed').profile;
  expect(await rig.answer(updateEvent('profile', changed, renamed))).toMatchObject({ Status: 'SUCCESS' });
  expect(held(rig, 'renamed').profile.version).toBe(Number(version) + 1);
});

test('a replacement onto an adopted profile leaves what others have attached to it', async () => {
  const rig = await deployed(small);
  attach(rig, 'profile', ['a']);
  rig.iot.service.seed({ ...typedSmall, securityProfileName: 'renamed' }, { targets: [thingGroupArn('theirs')] });
  const old = { ...small, TargetArns: [thingGroupArn('theirs')] };
  for (const [before, expected] of [
    [small, ['a', 'theirs']],
    [old, ['a', 'theirs']],
  ] as const) {
    await rig.answer(updateEvent('profile', before, { ...renamed, AdoptExisting: 'true' }));
    expect(held(rig, 'renamed').targets).toEqual(expected.map(thingGroupArn));
  }
});

describe('the name', () => {
  const nameless: Properties = { Behaviors: [flood('100')] };

  test.each([
    ['goes from the template', small],
    ['was absent before, too', nameless],
  ])('that is absent is the generated one, whatever it was: it %s', async (_title, old) => {
    const rig = await deployed(small);
    const { PhysicalResourceId } = await rig.answer(updateEvent('profile', old, nameless));
    expect(PhysicalResourceId).toMatch(/^factory-Profile-[0-9a-f]{12}$/);
    expect(rig.iot.service.profileNames()).toEqual([PhysicalResourceId, 'profile']);
  });

  test('that is given for the first time, and is the generated one, replaces nothing', async () => {
    const rig = new Rig();
    const { PhysicalResourceId } = await rig.answer(createEvent(nameless));
    forget(rig);
    const event = updateEvent(PhysicalResourceId, nameless, named(PhysicalResourceId, nameless));
    expect(await rig.answer(event)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId });
    expect(rig.writes()).toEqual([]);
  });
});

describe('a replacement that fails', () => {
  const withTargets = { ...renamed, TargetArns: ['one', 'two', 'three'].map(thingGroupArn) };
  const failing = updateEvent('profile', small, withTargets);
  const reversed = updateEvent('profile', withTargets, small, 'rollback-1');

  test.each([
    ['because a target is full', limitExceeded],
    ['because a right is missing', accessDenied],
    ['because the service refuses', invalidRequest],
    ['because the service never recovers', internalFailure],
  ])(
    'answers the old id and removes nothing: another delivery may live on it. It failed %s',
    async (_title, effect) => {
      const rig = await deployed(small);
      rig.iot.faults.add({ operation: 'AttachSecurityProfile', skip: 1, times: Number.POSITIVE_INFINITY, effect });
      const answer = await rig.answer(failing);
      expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'profile' });
      expect(answer.Reason).toContain(
        "the security profile 'renamed' may have been made by this update: the roll back removes it; with rollback " +
          'disabled the next update does',
      );
      expect(held(rig, 'renamed').tags).toEqual(marks('replaces/update-1/profile'));
      for (const operation of ['DeleteSecurityProfile', 'UntagResource']) expect(rig.writes()).not.toContain(operation);
    },
  );

  test.each([300_000, 10_000, 3_000, 1_000])(
    'leaves nothing once it is rolled back, when any one of its calls hangs, with %i ms',
    async (time) => {
      const clean = await deployed(small);
      await clean.answer(failing);
      const calls = clean.calls().length;
      for (const when of ['before', 'after'] as const)
        for (let skip = 0; skip < calls; skip++) {
          const rig = await deployed(small);
          const before = stateOf(rig);
          rig.iot.faults.add({ skip, effect: { kind: 'hang', when } });
          const { answers } = await rig.deliver(failing, { time });
          expect(answers).toHaveLength(1);
          expect(await rig.answer(reversed)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'profile' });
          expect({ when, skip, state: stateOf(rig) }).toEqual({ when, skip, state: before });
        }
    },
  );

  test.each([
    [100, 1_000],
    [100, 3_000],
    [400, 10_000],
    [2_500, 30_000],
  ])(
    'leaves nothing once it is rolled back, unless it succeeds, when every call takes %i ms and the function has %i ms',
    async (latency, time) => {
      const rig = new Rig({ latencyMilliseconds: latency });
      rig.iot.service.seed(typedSmall, { tags: marks('made/create-1') });
      const before = stateOf(rig);
      const { answers } = await rig.deliver(failing, { time });
      expect(answers).toHaveLength(1);
      if (answers[0]?.Status === 'SUCCESS') return expect(held(rig, 'renamed').targets).toHaveLength(3);
      await rig.answer(reversed);
      expect(stateOf(rig)).toEqual(before);
    },
  );

  test.each([
    ['made', renamed, false],
    ['made, and the old profile is gone', renamed, true],
    ['adopted', { ...renamed, AdoptExisting: 'true' }, false],
  ])('in a second delivery leaves what the first one has %s', async (_title, properties, isCleanedUp) => {
    const rig = await deployed(small);
    if ('AdoptExisting' in properties)
      rig.iot.service.seed({ ...typedSmall, securityProfileName: 'renamed' }, { targets: [thingGroupArn('theirs')] });
    const event = updateEvent('profile', small, properties);
    expect(await rig.answer(event)).toMatchObject({ Status: 'SUCCESS' });
    if (isCleanedUp) await rig.answer(deleteEvent('profile', small));
    const before = stateOf(rig);
    rig.iot.faults.add({ effect: invalidRequest });
    expect(await rig.answer(event)).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'profile' });
    expect(stateOf(rig)).toEqual(before);
  });

  test('says in the reason how far it got when its time is used up, and what may stand', async () => {
    const rig = await deployed(small);
    rig.iot.faults.add({ operation: 'AttachSecurityProfile', effect: { kind: 'hang', when: 'before' } });
    const { Reason } = await rig.answer(failing);
    expect(Reason).toContain('the time of the function is used up');
    expect(Reason).toMatch(/done: .*CreateSecurityProfile.*; unfinished: AttachSecurityProfile/);
    expect(Reason).toContain("the security profile 'renamed' may have been made");
  });
});

describe('the roll back of a replacement', () => {
  test('by the reversed event, after a failure, just converges on the old profile', async () => {
    const rig = await deployed(full);
    const before = stateOf(rig);
    rig.iot.faults.add({ operation: 'CreateSecurityProfile', effect: invalidRequest });
    const { PhysicalResourceId } = await rig.answer(updateEvent('profile', full, named('renamed', full)));
    const reversed = updateEvent(PhysicalResourceId, named('renamed', full), full, 'rollback-1');
    expect(await rig.answer(reversed)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'profile' });
    expect(stateOf(rig)).toEqual(before);
  });

  test('by the reversed event, after a success, is a replacement back that keeps the old profile', async () => {
    const rig = await deployed(full);
    await rig.answer(updateEvent('profile', full, named('renamed', full)));
    const reversed = updateEvent('renamed', named('renamed', full), full, 'rollback-1');
    expect(await rig.answer(reversed)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'profile' });
    await rig.answer(deleteEvent('renamed', named('renamed', full)));
    expect(rig.iot.service.profileNames()).toEqual(['profile']);
    expect(held(rig).tags).toMatchObject(marks('claimed/rollback-1'));
  });

  test('that fails half-way does not remove the old profile, which it did not make', async () => {
    const rig = await deployed(full);
    await rig.answer(updateEvent('profile', full, named('renamed', full)));
    rig.iot.service.outOfBand('UpdateSecurityProfile', { securityProfileName: 'profile', deleteBehaviors: true });
    rig.iot.faults.add({ operation: 'UpdateSecurityProfile', effect: invalidRequest });
    const reversed = updateEvent('renamed', named('renamed', full), full, 'rollback-1');
    expect(await rig.answer(reversed)).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'renamed' });
    expect(rig.iot.service.profileNames()).toEqual(['profile', 'renamed']);
  });

  test("a lost answer of the create does not make the new profile somebody else's", async () => {
    const rig = await deployed(small);
    rig.iot.faults.add({
      operation: 'CreateSecurityProfile',
      effect: { ...alreadyExists, when: 'after' },
    });
    expect(await rig.answer(rename)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'renamed' });
    expect(held(rig, 'renamed').tags).toEqual(marks('replaces/update-1/profile'));
  });
});
