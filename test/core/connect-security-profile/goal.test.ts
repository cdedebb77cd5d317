import {
  contentOf,
  goalInPlace,
  goalOfCreate,
  goalOfFixForward,
  goalOfReplacement,
  grantWanted,
  nothingBefore,
  readBefore,
} from '../../../core/connect-security-profile/goal';
import { grantsToRead } from '../../../core/connect-security-profile/plan/grants';
import { readProperties } from '../../../core/connect-security-profile/properties';
import { everyProperty, instanceArn, instanceId, otherInstanceId, profileArn, required } from './examples';

const arn = profileArn('p1');

const declared = (properties: object = {}) => {
  const { profile } = readProperties({ ...required, ...properties });
  if (profile === undefined) throw new Error('the properties are not valid');
  return { requestId: 'r', profile };
};

describe('what was declared before', () => {
  test('is read with key, keys of tags and grants', () => {
    const { Applications, AllowedFlowModules, AllowedAIAgents } = everyProperty;
    expect(readBefore(everyProperty)).toStrictEqual({
      key: `${instanceId}:Tier 1 agents`,
      tagKeys: ['cost'],
      grants: { Applications, AllowedFlowModules, AllowedAIAgents },
    });
  });

  test('and was not valid is read as far as it can be', () => {
    expect(
      readBefore({
        SecurityProfileName: 'a/b',
        Permissions: 'nonsense',
        Tags: [{ Key: 'a', Value: '1' }, 'b', { Key: 7 }, { Key: '' }, null],
        Applications: [{ Namespace: 'n' }, 'x', null],
        AllowedFlowModules: 'nonsense',
      }),
    ).toStrictEqual({
      key: '',
      tagKeys: ['a'],
      grants: { Applications: [{ Namespace: 'n' }], AllowedFlowModules: [], AllowedAIAgents: [] },
    });
  });

  test.each([[undefined], [null], [''], ['text'], [{}], [7]])('may hold lists that are none: %p', (value) => {
    expect(readBefore({ Tags: value, Applications: value, AllowedAIAgents: value })).toStrictEqual(nothingBefore);
  });
});

test.each<[string, readonly string[] | undefined, readonly string[], object]>([
  ['declared now: exactly this', ['x'], ['y'], { kind: 'exactly', items: ['x'], before: ['y'] }],
  ['an empty list: nothing', [], ['y'], { kind: 'exactly', items: [], before: ['y'] }],
  ['declared no longer: without what was', undefined, ['y'], { kind: 'without', items: ['y'] }],
  ['declared neither now nor before: not ours', undefined, [], { kind: 'unmanaged' }],
])('the grants wanted, %s', (_what, now, before, expected) => {
  expect(grantWanted(now, before)).toStrictEqual(expected);
});

test('lists that are not ours are not read', () => {
  const { desired } = goalOfCreate(declared({ AllowedFlowModules: [] }));
  expect(grantsToRead(desired.grants)).toStrictEqual(['AllowedFlowModules']);
  expect(grantsToRead(goalOfCreate(declared()).desired.grants)).toStrictEqual([]);
});

test('content has maps where the template has lists of tags, and keeps odd keys and empty values', () => {
  const { profile } = declared({
    AllowedAccessControlTags: [{ Key: 'constructor' }, { Key: '__proto__', Value: 'x' }],
  });
  expect(Object.entries(contentOf(profile).AllowedAccessControlTags ?? {})).toStrictEqual([
    ['constructor', ''],
    ['__proto__', 'x'],
  ]);
});

test('content of nothing is nothing', () => {
  expect(Object.values(contentOf(declared().profile))).toStrictEqual(Array(7).fill(undefined));
});

describe('a goal is reached', () => {
  const byKey = { kind: 'key', instanceId, name: 'Tier 1 agents' };
  const replaced = { physicalResourceId: arn, before: nothingBefore };

  test('by its key, where the physical id does not say it', () => {
    expect(goalOfCreate(declared()).address).toStrictEqual(byKey);
    expect(goalOfFixForward(declared(), 'failed').address).toStrictEqual(byKey);
    expect(goalOfReplacement(declared(), replaced).address).toStrictEqual(byKey);
  });

  test('by its ARN, where it says it', () => {
    const byId = { kind: 'id', arn, instanceId, profileId: 'p1' };
    expect(goalInPlace(declared(), arn, nothingBefore).address).toStrictEqual(byId);
  });

  test('with AdoptExisting only where it is true', () => {
    expect(goalOfCreate(declared({ AdoptExisting: 'True' })).adoptExisting).toBe(true);
    for (const value of ['false', undefined, '', null])
      expect(goalOfCreate(declared({ AdoptExisting: value })).adoptExisting).toBe(false);
  });
});

describe('what was declared before counts', () => {
  const old = { ...required, Tags: [{ Key: 'old', Value: '1' }], Applications: [{ Namespace: 'old' }] };

  test('for a profile of the same key', () => {
    const { desired } = goalInPlace(declared(), arn, readBefore(old));
    expect(desired).toMatchObject({
      tagKeysBefore: ['old'],
      grants: { Applications: { kind: 'without', items: [{ Namespace: 'old' }] } },
    });
  });

  test('for what a failed replacement has left under the key that is still wanted', () => {
    const replaced = { physicalResourceId: profileArn('p1', otherInstanceId), before: readBefore(old) };
    expect(goalOfReplacement(declared(), replaced).desired.tagKeysBefore).toStrictEqual(['old']);
  });

  test.each([
    ['name', { SecurityProfileName: 'Other' }],
    ['instance', { InstanceArn: instanceArn(otherInstanceId) }],
  ])('not for a profile of another %s', (_what, other) => {
    const before = readBefore({ ...old, ...other });
    const { desired } = goalOfReplacement(declared(), { physicalResourceId: arn, before });
    expect(desired).toMatchObject({ tagKeysBefore: [], grants: { Applications: { kind: 'unmanaged' } } });
    const again = goalInPlace(declared(), arn, before).desired;
    expect(again).toMatchObject({ tagKeysBefore: [], grants: { Applications: { kind: 'unmanaged' } } });
  });
});
