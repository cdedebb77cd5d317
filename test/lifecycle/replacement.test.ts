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
    expect(held(rig, 'renamed').tags).toMatchObject(marks('update-1'));
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
      { tags: { team: 'red', ...marks('create-0') } },
    );
    expect(await rig.answer(updateEvent('profile', old, renamed))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig, 'renamed').tags).toEqual({ team: 'red', ...marks('update-1') });
  });
});

describe('the time of a replacement', () => {
  test('is nearly all that the function has: little is kept for tidying up', async () => {
    const rig = await deployed(small);
    rig.iot.faults.add({ operation: 'CreateSecurityProfile', effect: { kind: 'slow', milliseconds: 285_000 } });
    expect(await rig.answer(rename, { time: 300_000 })).toMatchObject({ Status: 'SUCCESS' });
  });
});

describe('the name', () => {
  const nameless: Properties = { Behaviors: [flood('100')] };

  test('that is absent now and before is kept, whatever it is', async () => {
    const rig = new Rig();
    rig.iot.service.seed({ ...typedSmall, securityProfileName: 'of-old' }, { tags: marks('create-1') });
    const changed = { Behaviors: [flood('7')], SecurityProfileName: '' };
    expect(await rig.answer(updateEvent('of-old', nameless, changed))).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: 'of-old',
    });
    expect(rig.iot.service.profileNames()).toEqual(['of-old']);
  });

  test('that goes from the template is replaced by the generated one', async () => {
    const rig = await deployed(small);
    const { PhysicalResourceId } = await rig.answer(updateEvent('profile', small, nameless));
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

  test.each([
    ['because a target is full', limitExceeded],
    ['because a right is missing', accessDenied],
    ['because the service refuses', invalidRequest],
    ['because the service never recovers', internalFailure],
  ])('leaves nothing behind, and answers the old id: %s', async (_title, effect) => {
    const rig = await deployed(small);
    const before = stateOf(rig);
    rig.iot.faults.add({ operation: 'AttachSecurityProfile', skip: 1, times: Number.POSITIVE_INFINITY, effect });
    expect(await rig.answer(failing)).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'profile' });
    expect(stateOf(rig)).toEqual(before);
  });

  test.each([300_000, 10_000, 3_000, 1_000])(
    'leaves nothing behind, unless it succeeds, when any one of its calls hangs, with %i ms',
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
          const [Status] = answers.map((answer) => answer.Status);
          const state = Status === 'SUCCESS' ? stateOf(clean) : before;
          expect({ when, skip, Status, state: stateOf(rig) }).toEqual({ when, skip, Status, state });
        }
    },
  );

  test.each([
    [100, 1_000],
    [100, 3_000],
    [200, 3_000],
    [400, 10_000],
    [800, 10_000],
    [1_600, 30_000],
    [2_500, 30_000],
  ])(
    'leaves nothing behind, unless it succeeds, when every call takes %i ms and the function has %i ms',
    async (latency, time) => {
      const rig = new Rig({ latencyMilliseconds: latency });
      rig.iot.service.seed(typedSmall, { tags: marks('create-1') });
      const before = stateOf(rig);
      const { answers } = await rig.deliver(failing, { time });
      await rig.clock.run(rig.clock.sleep(60_000));
      expect(answers).toHaveLength(1);
      if (answers[0]?.Status === 'FAILED') expect(stateOf(rig)).toEqual(before);
      else expect(held(rig, 'renamed').targets).toHaveLength(3);
    },
  );

  test('leaves nothing behind when the create takes effect only after it was given up', async () => {
    const rig = await deployed(small);
    const before = stateOf(rig);
    rig.iot.faults.add({ operation: 'CreateSecurityProfile', effect: { kind: 'slow', milliseconds: 7_000 } });
    const { answers } = await rig.deliver(failing, { time: 10_000 });
    expect(answers).toMatchObject([{ Status: 'FAILED', PhysicalResourceId: 'profile' }]);
    await rig.clock.run(rig.clock.sleep(60_000));
    expect(stateOf(rig)).toEqual(before);
  });

  test('looks for it no longer once it is removed', async () => {
    const rig = await deployed(small);
    rig.iot.faults.add({ operation: 'CreateSecurityProfile', effect: { kind: 'hang', when: 'after' } });
    await rig.answer(failing);
    expect(rig.calls().at(-1)).toBe('DeleteSecurityProfile');
    expect(rig.iot.service.profileNames()).toEqual(['profile']);
  });

  test('stops looking for it before the time is up, and does not warn of what is not there', async () => {
    const rig = await deployed(small);
    rig.iot.faults.add({ operation: 'CreateSecurityProfile', effect: { kind: 'hang', when: 'before' } });
    const { answers, duration } = await rig.deliver(failing);
    expect(answers).toMatchObject([
      { Status: 'FAILED', Reason: expect.stringContaining('unfinished: CreateSecurityProfile') },
    ]);
    expect(answers[0]?.Reason).not.toContain('could not be removed');
    expect(duration).toBeLessThan(298_000);
  });

  test('removes what an earlier delivery made that was killed, also when this one fails at its first call', async () => {
    const rig = await deployed(small);
    const before = stateOf(rig);
    rig.iot.faults.add({ operation: 'CreateSecurityProfile', effect: { kind: 'crash', when: 'after' } });
    expect(await rig.deliver(failing)).toMatchObject({ ended: 'killed' });
    expect(rig.iot.service.profileNames()).toEqual(['profile', 'renamed']);
    rig.iot.faults.add({ operation: 'AttachSecurityProfile', effect: invalidRequest });
    await rig.answer(failing);
    expect(stateOf(rig)).toEqual(before);
  });

  test.each([
    ['before', false],
    ['after', true],
  ])(
    'in a second delivery leaves what the first one has answered SUCCESS for, %s the old profile is gone',
    async (_when, isCleanedUp) => {
      const rig = await deployed(small);
      expect(await rig.answer(failing)).toMatchObject({ Status: 'SUCCESS' });
      if (isCleanedUp) await rig.answer(deleteEvent('profile', small));
      const before = stateOf(rig);
      forget(rig);
      rig.iot.faults.add({ effect: invalidRequest });
      expect(await rig.answer(failing)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'renamed' });
      expect(stateOf(rig)).toEqual(before);
      expect(rig.writes()).toEqual([]);
      expect(rig.lines.join()).toContain('failed, but the replacement is complete');
    },
  );

  test('in a second delivery does not release a profile that the first one has adopted', async () => {
    const rig = await deployed(small);
    rig.iot.service.seed({ ...typedSmall, securityProfileName: 'renamed' }, { targets: [thingGroupArn('theirs')] });
    const adopting = updateEvent('profile', small, { ...renamed, AdoptExisting: 'true' });
    expect(await rig.answer(adopting)).toMatchObject({ Status: 'SUCCESS' });
    const before = stateOf(rig);
    rig.iot.faults.add({ effect: invalidRequest });
    expect(await rig.answer(adopting)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'renamed' });
    expect(stateOf(rig)).toEqual(before);
  });

  test('removes nothing when it cannot tell whether another delivery has completed it', async () => {
    const rig = await deployed(small);
    await rig.answer(failing);
    const before = stateOf(rig);
    rig.iot.faults.add({ times: Number.POSITIVE_INFINITY, effect: accessDenied });
    const { Status, Reason } = await rig.answer(failing);
    expect(Status).toBe('FAILED');
    expect(Reason).toContain("the security profile 'renamed', if this update has made it, could not be removed again");
    expect(stateOf(rig)).toEqual(before);
  });

  test('leaves a profile alone that stood under the new name, and was refused', async () => {
    const rig = await deployed(small);
    rig.iot.service.seed({ ...typedSmall, securityProfileName: 'renamed' }, { targets: [thingGroupArn('theirs')] });
    const before = stateOf(rig);
    expect(await rig.answer(rename)).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining("'renamed'") });
    expect(stateOf(rig)).toEqual(before);
  });

  test('leaves its own profile alone that an earlier event made under the new name', async () => {
    const rig = await deployed(small);
    rig.iot.service.seed({ ...typedSmall, securityProfileName: 'renamed' }, { tags: marks('create-0') });
    rig.iot.faults.add({ operation: 'AttachSecurityProfile', effect: invalidRequest });
    await rig.answer(failing);
    expect(rig.iot.service.profileNames()).toEqual(['profile', 'renamed']);
  });

  test('says in the reason what it could not remove', async () => {
    const rig = await deployed(small);
    rig.iot.faults.add({ operation: 'AttachSecurityProfile', effect: invalidRequest });
    rig.iot.faults.add({ operation: 'DeleteSecurityProfile', effect: accessDenied });
    const { Reason } = await rig.answer(failing);
    expect(Reason).toContain('AttachSecurityProfile failed: InvalidRequestException');
    expect(Reason).toContain("'renamed'");
    expect(Reason).toContain('DeleteSecurityProfile failed: AccessDeniedException');
  });

  test('says in the reason how far it got when its time is used up and tidying up is refused, too', async () => {
    const rig = await deployed(small);
    rig.iot.faults.add({ operation: 'AttachSecurityProfile', effect: { kind: 'hang', when: 'before' } });
    rig.iot.faults.add({ operation: 'DeleteSecurityProfile', effect: accessDenied });
    const { Reason } = await rig.answer(failing);
    expect(Reason).toContain('the time of the function is used up');
    expect(Reason).toMatch(/done: .*CreateSecurityProfile.*; not done: AttachSecurityProfile;/);
    expect(Reason).toContain('DeleteSecurityProfile: AccessDeniedException');
    expect(Reason).toContain("the security profile 'renamed', if this update has made it, could not be removed again");
  });

  test('says in the reason what may be left behind when even the tidying up hangs', async () => {
    const rig = await deployed(small);
    rig.iot.faults.add({ operation: 'AttachSecurityProfile', effect: { kind: 'hang', when: 'before' } });
    rig.iot.faults.add({
      operation: 'DeleteSecurityProfile',
      times: Number.POSITIVE_INFINITY,
      effect: { kind: 'hang', when: 'before' },
    });
    const { answers } = await rig.deliver(failing, { time: 30_000 });
    expect(answers).toMatchObject([
      { Status: 'FAILED', PhysicalResourceId: 'profile', Reason: expect.stringContaining("'renamed'") },
    ]);
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
    expect(held(rig).tags).toMatchObject(marks('rollback-1'));
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
    expect(held(rig, 'renamed').tags).toEqual(marks('update-1'));
  });
});
