import type { Owner } from '../../../lambda/custom-resource/ownership';
import { type Claim, decide, decideRemoval, type RemovalCase } from '../../../lambda/security-profile/decision';

const owners = {
  'does not exist': undefined,
  'is ours, made by us in an earlier event': { kind: 'ours', requestId: 'earlier' },
  'is ours, made by us in this event': { kind: 'ours', requestId: 'this' },
  'is ours, adopted': { kind: 'ours' },
  'has no owner': { kind: 'none' },
  'is another’s': { kind: 'another', name: 'the stack X' },
} as const satisfies Record<string, Owner | undefined>;

const decided = (claim: Claim, owner: Owner | undefined, adoptExisting: boolean) =>
  decide({ claim, owner, adoptExisting, requestId: 'this' });

const converge = { kind: 'converge', marks: 'none' };
const stamp = { kind: 'converge', marks: 'maker' };
const adopt = { kind: 'adopt' };

describe('Create, and Update to another name, of a profile that', () => {
  test.each([
    ['does not exist', { kind: 'create' }, { kind: 'create' }],
    ['is ours, made by us in an earlier event', stamp, stamp],
    ['is ours, made by us in this event', converge, converge],
    ['is ours, adopted', converge, converge],
    ['has no owner', { kind: 'refuse', owner: undefined }, adopt],
    ['is another’s', { kind: 'refuse', owner: 'the stack X' }, adopt],
  ] as const)('%s: %j, and with AdoptExisting: %j', (whose, plainly, adopting) => {
    expect(decided('claim', owners[whose], false)).toStrictEqual(plainly);
    expect(decided('claim', owners[whose], true)).toStrictEqual(adopting);
  });
});

describe('Update in place of a profile that', () => {
  test.each([
    ['does not exist', { kind: 'create' }, { kind: 'create' }],
    ['is ours, made by us in an earlier event', converge, converge],
    ['is ours, made by us in this event', converge, converge],
    ['is ours, adopted', stamp, converge],
    ['has no owner', stamp, stamp],
    ['is another’s', { kind: 'refuse', owner: 'the stack X' }, adopt],
  ] as const)('%s: %j, and with AdoptExisting: %j', (whose, plainly, adopting) => {
    expect(decided('keep', owners[whose], false)).toStrictEqual(plainly);
    expect(decided('keep', owners[whose], true)).toStrictEqual(adopting);
  });
});

describe('removal of a profile that', () => {
  const byPhysicalId: RemovalCase = { kind: 'physical-id', mayBeAdopted: false };
  const afterAdoption: RemovalCase = { kind: 'physical-id', mayBeAdopted: true };

  test.each([
    ['is ours, made by us in an earlier event', 'delete', 'delete', 'leave'],
    ['is ours, made by us in this event', 'delete', 'delete', 'delete'],
    ['is ours, adopted', 'release', 'release', 'release'],
    ['has no owner', 'delete', 'leave', 'leave'],
    ['is another’s', 'leave', 'leave', 'leave'],
  ] as const)('%s: by its physical id %s, by the implied name %s, after a failure %s', (whose, id, implied, failed) => {
    expect(decideRemoval(byPhysicalId, owners[whose])).toBe(id);
    expect(decideRemoval({ kind: 'implied-name' }, owners[whose])).toBe(implied);
    expect(decideRemoval({ kind: 'unfinished', requestId: 'this' }, owners[whose])).toBe(failed);
  });

  test.each([
    ['is ours, made by us in an earlier event', 'delete'],
    ['is ours, adopted', 'release'],
    ['has no owner', 'leave'],
    ['is another’s', 'leave'],
  ] as const)('%s, where the template says AdoptExisting: %s', (whose, removal) => {
    expect(decideRemoval(afterAdoption, owners[whose])).toBe(removal);
  });
});
