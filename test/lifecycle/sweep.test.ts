import type { FaultEffect } from '../../simulator/iot';
import {
  createEvent,
  deleteEvent,
  marks,
  otherStackId,
  profileArn,
  Rig,
  thingGroupArn,
  updateEvent,
} from '../support/rig';
import {
  accessDenied,
  alreadyExists,
  deployed,
  forget,
  full,
  fullChanged,
  held,
  inputsOf,
  limitExceeded,
  logged,
  named,
  onceAfter,
  type Properties,
  small,
  stateOf,
  throttle,
  typedSmall,
  without,
} from './support';

const generated = 'factory-Profile-54b37720b932';
const always = Number.POSITIVE_INFINITY;
const crash: FaultEffect = { kind: 'crash', when: 'after' };

/** A rename, and what its roll back sends. */
const renames = [
  { title: 'from one name to another', a: full, b: named('renamed', fullChanged), aName: 'profile', bName: 'renamed' },
  {
    title: 'to the generated name',
    a: full,
    b: without(fullChanged, 'SecurityProfileName'),
    aName: 'profile',
    bName: generated,
  },
  {
    title: 'from the generated name',
    a: without(full, 'SecurityProfileName'),
    b: named('renamed', fullChanged),
    aName: generated,
    bName: 'renamed',
  },
] as const;

type Rename = (typeof renames)[number];

const forward = ({ a, b, aName }: Rename): object => updateEvent(aName, a, b);
const reversed = ({ a, b, aName }: Rename): object => updateEvent(aName, b, a, 'rollback-1');

const expectSwept = (rig: Rig, { bName }: Rename, before: ReturnType<typeof stateOf>): void => {
  expect(rig.iot.service.profile(bName)).toBeUndefined();
  expect(stateOf(rig)).toEqual(before);
};

const succeed = async (rig: Rig, event: object) => expect(await rig.answer(event)).toMatchObject({ Status: 'SUCCESS' });

describe.each(renames)('a rename $title that fails', (rename) => {
  const { a, aName, bName } = rename;
  const standing = () => deployed(a);

  const countOfCalls = async (): Promise<number> => {
    const rig = await standing();
    await succeed(rig, forward(rename));
    return rig.calls().length;
  };

  test('at whichever call: after the roll back the old profile is as declared and the new one is gone', async () => {
    const count = await countOfCalls();
    for (let skip = 0; skip < count; skip++) {
      const rig = await standing();
      const before = stateOf(rig);
      rig.iot.faults.add({ skip, times: always, effect: limitExceeded });
      const answer = await rig.answer(forward(rename));
      expect({ skip, answer }).toMatchObject({ skip, answer: { Status: 'FAILED', PhysicalResourceId: aName } });
      rig.iot.faults.clear();
      await succeed(rig, reversed(rename));
      expectSwept(rig, rename, before);
    }
  });

  test('because the answer is lost', async () => {
    const rig = await standing();
    const before = stateOf(rig);
    expect(await rig.deliver(forward(rename), { puts: [403] })).toMatchObject({ answers: [] });
    expect(rig.iot.service.profile(bName)).toBeDefined();
    await succeed(rig, reversed(rename));
    expectSwept(rig, rename, before);
  });

  test('killed at whichever call, once or in both deliveries', async () => {
    const count = await countOfCalls();
    for (const deliveries of [1, 2])
      for (let skip = 0; skip < count; skip++) {
        const rig = await standing();
        const before = stateOf(rig);
        for (let delivery = 0; delivery < deliveries; delivery++) {
          rig.iot.faults.add({ skip: Math.max(0, skip - 3 * delivery), effect: crash });
          await rig.deliver(forward(rename));
          rig.iot.faults.clear();
        }
        await succeed(rig, reversed(rename));
        expectSwept(rig, rename, before);
      }
  });

  test('answered FAILED, and completed by a second delivery', async () => {
    const rig = await standing();
    const before = stateOf(rig);
    rig.iot.faults.add({ operation: 'AttachSecurityProfile', effect: limitExceeded });
    expect(await rig.answer(forward(rename))).toMatchObject({ Status: 'FAILED' });
    await succeed(rig, forward(rename));
    await succeed(rig, reversed(rename));
    expectSwept(rig, rename, before);
  });

  test('answered FAILED, and completed by a second delivery while the roll back is at work', async () => {
    const rig = await standing();
    const before = stateOf(rig);
    rig.iot.faults.add({ operation: 'CreateSecurityProfile', effect: limitExceeded });
    expect(await rig.answer(forward(rename))).toMatchObject({ Status: 'FAILED' });
    const rollback = rig.answer(reversed(rename));
    const late = rig.clock.sleep(5_000).then(() => rig.deliver(forward(rename)));
    expect(await rollback).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: aName });
    await late;
    expectSwept(rig, rename, before);
  });

  test('names what may stand under the new name, and the next update sweeps it where rollback is disabled', async () => {
    for (const old of [rename.a, rename.b]) {
      const rig = await standing();
      rig.iot.faults.add({ operation: 'AttachSecurityProfile', effect: limitExceeded });
      const { Reason } = await rig.answer(forward(rename));
      expect(Reason).toContain(`'${bName}'`);
      expect(Reason).toContain('rollback disabled');
      const next = { ...a, SecurityProfileDescription: 'mended' };
      await succeed(rig, updateEvent(aName, old, next, 'update-2'));
      expect(held(rig, aName).profile.securityProfileDescription).toBe('mended');
      // With the first properties as the old ones nothing tells of the failed name: the reason does.
      expect(rig.iot.service.profile(bName) === undefined).toBe(old === rename.b);
    }
  });

  test('names nothing when nothing can stand there', async () => {
    const rig = await standing();
    rig.iot.faults.add({ operation: 'DescribeSecurityProfile', effect: limitExceeded });
    const { Reason } = await rig.answer(forward(rename));
    expect(Reason).not.toContain('may have been made');
  });

  const troubles: readonly (readonly [string, FaultEffect])[] = [
    ['denied', accessDenied],
    ['throttled', throttle],
    ['left hanging', { kind: 'hang', when: 'before' }],
  ];

  test.each(troubles)(
    'and whose sweep is %s: it is logged, and the roll back succeeds within 20 s more',
    async (_trouble, effect) => {
      const rig = await standing();
      rig.iot.faults.add({ operation: 'AttachSecurityProfile', effect: limitExceeded });
      await rig.answer(forward(rename));
      forget(rig);
      rig.iot.faults.add({ operation: 'DeleteSecurityProfile', times: always, effect });
      const { answers, duration } = await rig.deliver(reversed(rename));
      expect(answers).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: aName }]);
      expect(duration).toBeLessThanOrEqual(21_000);
      expect(logged(rig, 'could not look for what a failed replacement may have left')).toHaveLength(1);
      expect(rig.iot.service.profile(bName)).toBeDefined();
    },
  );

  test('with little time left: the roll back is answered all the same', async () => {
    const rig = await standing();
    const before = stateOf(rig);
    rig.iot.faults.add({ operation: 'CreateSecurityProfile', effect: limitExceeded });
    await rig.answer(forward(rename));
    const { answers } = await rig.deliver(reversed(rename), { time: 8_000 });
    expect(answers).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: aName }]);
    expectSwept(rig, rename, before);
  });
});

describe('the sweep', () => {
  const a: Properties = small;
  const b: Properties = named('renamed');

  test('releases what the failed rename has adopted', async () => {
    const rig = await deployed(a);
    rig.iot.service.seed({ ...typedSmall, securityProfileName: 'renamed' }, { tags: { theirs: 'kept' } });
    const adopting = { ...b, AdoptExisting: 'true', TargetArns: [thingGroupArn('full')] };
    rig.iot.faults.add({ operation: 'AttachSecurityProfile', effect: limitExceeded });
    expect(await rig.answer(updateEvent('profile', a, adopting))).toMatchObject({ Status: 'FAILED' });
    expect(held(rig, 'renamed').tags).toEqual({ theirs: 'kept', ...marks('adopted/update-1') });
    await succeed(rig, updateEvent('profile', adopting, a, 'rollback-1'));
    expect(held(rig, 'renamed').tags).toEqual({ theirs: 'kept' });
  });

  test('leaves what UpdateReplacePolicy has retained when the rename back to it fails before its first write', async () => {
    const rig = await deployed(a);
    await succeed(rig, updateEvent('profile', a, b));
    rig.iot.faults.add({ operation: 'DescribeSecurityProfile', effect: limitExceeded });
    expect(await rig.answer(updateEvent('renamed', b, a, 'update-2'))).toMatchObject({ Status: 'FAILED' });
    const before = stateOf(rig);
    await succeed(rig, updateEvent('renamed', a, b, 'rollback-2'));
    expect(stateOf(rig)).toEqual(before);
    expect(rig.iot.service.profileNames()).toEqual(['profile', 'renamed']);
  });

  test('of a reversed event that comes after the next rename has succeeded leaves the new profile', async () => {
    const rig = await deployed(a);
    rig.iot.faults.add({ operation: 'CreateSecurityProfile', effect: limitExceeded });
    expect(await rig.answer(updateEvent('profile', a, b))).toMatchObject({ Status: 'FAILED' });
    await succeed(rig, updateEvent('profile', a, b, 'update-2'));
    await succeed(rig, deleteEvent('profile', a));
    await succeed(rig, updateEvent('profile', b, a, 'rollback-1'));
    expect(held(rig, 'renamed').tags).toEqual(marks('replaces/update-2/profile'));
  });

  test.each([
    ['made by an earlier event of ours', marks('made/create-0')],
    ['claimed', marks('claimed/update-0')],
    ['the replacement of another profile', marks('replaces/update-0/elsewhere')],
    ["another stack's", marks('replaces/update-1/profile', otherStackId)],
    ["nobody's", {}],
  ])('leaves what is %s', async (_whose, tags) => {
    const rig = await deployed(a);
    rig.iot.service.seed({ ...typedSmall, securityProfileName: 'renamed' }, { tags });
    const before = held(rig, 'renamed');
    await succeed(rig, updateEvent('profile', b, a, 'rollback-1'));
    expect(held(rig, 'renamed')).toEqual(before);
    expect(rig.writes()).toEqual([]);
  });

  test('is not for a profile that is not there under the physical id: nothing proves then which one is live', async () => {
    const rig = await deployed(a);
    rig.iot.service.seed(
      { ...typedSmall, securityProfileName: 'renamed' },
      { tags: marks('replaces/update-1/profile') },
    );
    rig.iot.service.removeOutOfBand('profile');
    await succeed(rig, updateEvent('profile', b, a, 'rollback-1'));
    expect(rig.iot.service.profileNames()).toEqual(['profile', 'renamed']);
  });

  test('is not for one that the update itself has made anew, also where its marks are gone when it reads again', async () => {
    const rig = await deployed(a);
    rig.iot.service.seed(
      { ...typedSmall, securityProfileName: 'renamed' },
      { tags: marks('replaces/update-1/profile') },
    );
    rig.iot.service.removeOutOfBand('profile');
    rig.iot.faults.add({ operation: 'CreateSecurityProfile', effect: { ...alreadyExists, when: 'after' } });
    onceAfter(rig, 'CreateSecurityProfile', () =>
      rig.iot.service.outOfBand('UntagResource', {
        resourceArn: profileArn('profile'),
        tagKeys: Object.keys(marks('any')),
      }),
    );
    await succeed(rig, updateEvent('profile', b, a, 'rollback-1'));
    expect(rig.iot.service.profileNames()).toEqual(['profile', 'renamed']);
  });

  test.each<[string, FaultEffect]>([
    ['answered late', { ...alreadyExists, when: 'after' }],
    ['killed', crash],
  ])('is not for one that the update itself has made anew, also where its create was %s', async (_how, effect) => {
    const rig = await deployed(a);
    rig.iot.service.seed(
      { ...typedSmall, securityProfileName: 'renamed' },
      { tags: marks('replaces/update-1/profile') },
    );
    rig.iot.service.removeOutOfBand('profile');
    rig.iot.faults.add({ operation: 'CreateSecurityProfile', effect });
    const late = updateEvent('profile', b, a, 'rollback-1');
    await rig.deliver(late);
    await succeed(rig, late);
    expect(rig.iot.service.profileNames()).toEqual(['profile', 'renamed']);
  });

  test('is not for an id that names no profile: nothing was replaced', async () => {
    const rig = new Rig();
    await succeed(rig, updateEvent('failed-create/create-0/renamed', b, a));
    const names = inputsOf(rig, 'DescribeSecurityProfile').map(({ securityProfileName }) => securityProfileName);
    expect(names).toEqual(['profile']);
  });

  test('comes last, and after another rename, too', async () => {
    const rig = await deployed(a);
    rig.iot.faults.add({ operation: 'AttachSecurityProfile', effect: limitExceeded });
    const failed = { ...b, TargetArns: [thingGroupArn('full')] };
    expect(await rig.answer(updateEvent('profile', a, failed))).toMatchObject({ Status: 'FAILED' });
    forget(rig);
    await succeed(rig, updateEvent('profile', failed, named('third'), 'update-2'));
    expect(rig.iot.service.profileNames()).toEqual(['profile', 'third']);
    expect(rig.writes()).toEqual(['CreateSecurityProfile', 'DeleteSecurityProfile']);
  });

  test('looks for nothing under a name that cannot be one', async () => {
    const rig = await deployed(a);
    await succeed(rig, updateEvent('profile', named('no name'), a, 'rollback-1'));
    expect(rig.calls()).toEqual(['ListTagsForResource', 'DescribeSecurityProfile']);
  });

  test('costs an ordinary rename nothing, nor does it ask whether the old name was invented', async () => {
    const rig = await deployed({ ...a, TargetArns: [] });
    await succeed(rig, updateEvent('profile', { ...a, TargetArns: [] }, { ...b, TargetArns: [] }));
    expect(rig.calls()).toEqual(['ListTagsForResource', 'DescribeSecurityProfile', 'CreateSecurityProfile']);
  });

  test('costs an ordinary update nothing', async () => {
    const rig = await deployed(a);
    const { duration } = await rig.deliver(updateEvent('profile', a, { ...a, SecurityProfileDescription: 'x' }));
    expect(duration).toBe(0);
    expect(rig.calls()).toEqual(['ListTagsForResource', 'DescribeSecurityProfile', 'UpdateSecurityProfile']);
  });
});

test('the generated name of these tests is the one of their stack', async () => {
  const rig = new Rig();
  const answer = await rig.answer(createEvent(without(small, 'SecurityProfileName')));
  expect(answer).toMatchObject({ PhysicalResourceId: generated });
});
