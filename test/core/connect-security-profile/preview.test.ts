import {
  goalInPlace,
  goalOfCreate,
  goalOfFixForward,
  goalOfReplacement,
  nothingBefore,
  readBefore,
} from '../../../core/connect-security-profile/goal';
import type { LiveProfile } from '../../../core/connect-security-profile/plan/profile';
import { type Goal, NeverAdoptedError, preview } from '../../../core/connect-security-profile/preview';
import { readProperties } from '../../../core/connect-security-profile/properties';
import { marks, otherStackId, stackId } from '../../support/rig';
import { everyProperty, profileArn, required } from './examples';
import { Instance } from './plan/plan-model';

const claimant = { stackId, logicalResourceId: 'Profile' };

const declared = (properties: object = {}, requestId = 'r1') => {
  const { profile } = readProperties({ ...required, ...properties });
  if (profile === undefined) throw new Error('the properties are not valid');
  return { requestId, profile };
};

const name = required.SecurityProfileName;

/** What stands at the goal, whose name may be taken by another one where its own is gone. */
const standing = (instance: Instance, goal: Goal): LiveProfile | undefined => {
  const { address } = goal;
  return (
    (address.kind === 'id' ? instance.live(address.arn) : undefined) ?? instance.live(instance.find(goal.desired.name))
  );
};

const see = (instance: Instance, goal: Goal) => preview(standing(instance, goal), goal, { claimant });

/** Carries out what is seen, and says how it came to it. */
const carryOut = (instance: Instance, goal: Goal): string => {
  const seen = see(instance, goal);
  if ('calls' in seen) instance.apply(seen.calls);
  return seen.kind;
};

const markIn = (instance: Instance, of = name): string | undefined =>
  instance.live(instance.find(of))?.tags.get('cloudformation:request-id');

const standingWith = (tags: Readonly<Record<string, string>>, of = name, members = {}) => {
  const instance = new Instance();
  const arn = instance.seed(of, members, new Map(Object.entries(tags)));
  return { instance, arn };
};

describe('a create', () => {
  test('makes what does not exist, and comes a second time to what is done', () => {
    const instance = new Instance();
    const goal = goalOfCreate(declared(everyProperty));
    expect(carryOut(instance, goal)).toBe('create');
    expect(markIn(instance)).toBe('made/r1');
    expect(see(instance, goal)).toStrictEqual({ kind: 'converge', calls: [], takenFromOthers: [] });
  });

  test('refuses what has no owner, and what another owns', () => {
    expect(see(standingWith({}).instance, goalOfCreate(declared()))).toStrictEqual({
      kind: 'refuse',
      owner: undefined,
    });
    const another = standingWith(marks('made/r0', otherStackId));
    expect(see(another.instance, goalOfCreate(declared()))).toMatchObject({
      kind: 'refuse',
      owner: expect.stringContaining(otherStackId),
    });
  });

  test('converges what is ours, and claims it with the last write', () => {
    const { instance } = standingWith(marks('made/r0'), name, { Description: 'former' });
    expect(carryOut(instance, goalOfCreate(declared()))).toBe('converge');
    expect(markIn(instance)).toBe('claimed/r1');
  });

  test.each([
    ['no owner', {}],
    ['another owner', marks('made/r0', otherStackId)],
  ])('adopts with AdoptExisting what has %s: marks first, then what differs', (_whose, tags) => {
    const { instance } = standingWith(tags, name, { Permissions: ['Users.Edit'] });
    const goal = goalOfCreate(declared({ AdoptExisting: 'true', Permissions: ['BasicAgentAccess'] }));
    const seen = see(instance, goal);
    expect(seen).toMatchObject({
      kind: 'adopt',
      calls: [{ operation: 'TagResource' }, { operation: 'UpdateSecurityProfile' }],
    });
    carryOut(instance, goal);
    expect(markIn(instance)).toBe('adopted/r1');
    expect(see(instance, goal)).toMatchObject({ kind: 'adopt', calls: [] });
  });

  test('never adopts the profile of the administrators', () => {
    const admin = declared({ SecurityProfileName: 'Admin', AdoptExisting: true });
    for (const tags of [{}, marks('made/r0', otherStackId), marks('made/r0')]) {
      const { instance } = standingWith(tags, 'Admin');
      expect(() => see(instance, goalOfCreate(admin))).toThrow(NeverAdoptedError);
    }
    expect(see(new Instance(), goalOfCreate(admin))).toMatchObject({ kind: 'create' });
    const without = goalOfCreate(declared({ SecurityProfileName: 'Admin' }));
    expect(() => see(standingWith({}, 'Admin').instance, without)).toThrow(NeverAdoptedError);
  });

  test.each(['Agent', 'CallCenterManager', 'QualityAnalyst', 'admin'])('may adopt %s', (default_) => {
    const goal = goalOfCreate(declared({ SecurityProfileName: default_, AdoptExisting: true }));
    expect(see(standingWith({}, default_).instance, goal)).toMatchObject({ kind: 'adopt' });
  });
});

test('an update that makes a failed create good marks with that create until its last write', () => {
  const instance = new Instance();
  const goal = goalOfFixForward(declared({}, 'r2'), 'r1');
  const seen = see(instance, goal);
  expect(seen).toMatchObject({
    kind: 'create',
    calls: [
      { operation: 'CreateSecurityProfile', input: { Tags: marks('made/r1') } },
      { operation: 'TagResource', input: { resourceArn: undefined, tags: marks('claimed/r2') } },
    ],
  });
  carryOut(instance, goal);
  expect(markIn(instance)).toBe('claimed/r2');
});

describe('an update in place', () => {
  const inPlace = (arn: string, properties = {}, before = {}) =>
    goalInPlace(declared(properties, 'r2'), arn, readBefore({ ...required, ...before }));

  test('finds its profile by the ARN, whatever its name is now, and leaves mark and name', () => {
    const { instance, arn } = standingWith(marks('made/r1'), 'renamed in the admin site');
    const goal = inPlace(arn, { Permissions: ['BasicAgentAccess'] });
    expect(see(instance, goal)).toMatchObject({ kind: 'converge', calls: [{ operation: 'UpdateSecurityProfile' }] });
    carryOut(instance, goal);
    expect(markIn(instance, 'renamed in the admin site')).toBe('made/r1');
    expect(instance.find(name)).toBeUndefined();
  });

  test('drops the tags that were declared before, and keeps those of others', () => {
    const { instance, arn } = standingWith({ ...marks('made/r1'), old: '1', theirs: '1' });
    carryOut(instance, inPlace(arn, {}, { Tags: [{ Key: 'old', Value: '1' }] }));
    expect([...(instance.live(arn)?.tags.keys() ?? [])]).toStrictEqual([...Object.keys(marks('made/r1')), 'theirs']);
  });

  test('makes again what was deleted elsewhere, under another ARN', () => {
    const { instance, arn } = standingWith(marks('made/r1'));
    instance.delete(arn);
    const goal = inPlace(arn);
    expect(carryOut(instance, goal)).toBe('create');
    expect(instance.find(name)).not.toBe(arn);
    expect(markIn(instance)).toBe('made/r2');
    // A second delivery comes with the former ARN.
    expect(see(instance, goal)).toMatchObject({ kind: 'converge', calls: [] });
  });

  test('adopts what has lost its marks, for the ARN proves that it is ours', () => {
    const { instance, arn } = standingWith({});
    expect(see(instance, inPlace(arn))).toMatchObject({ kind: 'adopt' });
  });

  test.each([
    ['nobody owns', {}],
    ['another owns', marks('made/r0', otherStackId)],
  ])('does not take what %s and bears the name of the one that is gone', (_whose, tags) => {
    const { instance } = standingWith(tags);
    const goal = inPlace(profileArn('gone'));
    expect(see(instance, goal)).toMatchObject({ kind: 'refuse' });
    expect(see(instance, { ...goal, adoptExisting: true })).toMatchObject({ kind: 'adopt' });
  });

  test('leaves what another has taken over and is as declared; refuses it otherwise', () => {
    const { instance, arn } = standingWith(marks('adopted/r9', otherStackId));
    expect(see(instance, inPlace(arn))).toMatchObject({ kind: 'leave' });
    expect(see(instance, inPlace(arn, { Description: 'text' }))).toMatchObject({ kind: 'refuse' });
    expect(see(instance, inPlace(arn, { Tags: [{ Key: 'a', Value: '1' }] }))).toMatchObject({ kind: 'refuse' });
  });
});

describe('an update to another key', () => {
  const formerName = 'Former agents';
  const former = { ...required, SecurityProfileName: formerName };

  test('makes another profile that says in whose place it stands', () => {
    const { instance, arn } = standingWith(marks('made/r1'), formerName);
    const replaced = { physicalResourceId: arn, before: readBefore(former) };
    expect(carryOut(instance, goalOfReplacement(declared({}, 'r2'), replaced))).toBe('create');
    expect(markIn(instance)).toBe(`replaces/r2/${arn}`);
    expect(markIn(instance, formerName)).toBe('made/r1');
  });

  test('that is undone comes to the very profile of the physical id: in place, and its mark stays', () => {
    const { instance, arn } = standingWith(marks('made/r1'), name, { Permissions: ['Users.Edit'] });
    // What the failed template declared has never been on this profile.
    const failed = { ...former, Tags: [{ Key: 'theirs', Value: '1' }], Applications: [{ Namespace: 'theirs' }] };
    const goal = goalInPlace(declared({ Permissions: ['Users.Edit'] }, 'r3'), arn, readBefore(failed));
    expect(goal.claim.kind).toBe('keep');
    expect(goal.desired).toMatchObject({ tagKeysBefore: [], grants: { Applications: { kind: 'unmanaged' } } });
    expect(see(instance, goal)).toStrictEqual({ kind: 'converge', calls: [], takenFromOthers: [] });
  });

  test('refuses what stands there and is not ours', () => {
    const { instance } = standingWith({});
    const replaced = { physicalResourceId: profileArn('old'), before: nothingBefore };
    expect(see(instance, goalOfReplacement(declared({}, 'r2'), replaced))).toMatchObject({ kind: 'refuse' });
  });
});

test('what another delivery has made again in place keeps its mark, whichever event that was', () => {
  const { instance } = standingWith(marks('made/r0'));
  const goal = goalInPlace(declared(), profileArn('gone'), readBefore(required));
  expect(carryOut(instance, goal)).toBe('converge');
  expect(markIn(instance)).toBe('made/r0');
});

test("another's profile that has as many tags as it may have is refused, not counted", () => {
  const many = Array.from({ length: 47 }, (_, index) => [`k${index}`, 'v'] as const);
  const { instance, arn } = standingWith({ ...marks('made/r0', otherStackId), ...Object.fromEntries(many) });
  const goal = goalInPlace(declared({ Tags: [{ Key: 'own', Value: '1' }] }), arn, nothingBefore);
  expect(see(instance, goal)).toMatchObject({ kind: 'refuse', owner: expect.stringContaining(otherStackId) });
});
