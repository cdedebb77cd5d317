import { goalInPlace, nothingBefore } from '../../../../core/connect-security-profile/goal';
import { restrictionsLeft } from '../../../../core/connect-security-profile/plan/content';
import { noGrants } from '../../../../core/connect-security-profile/plan/grants';
import {
  type DesiredProfile,
  holds,
  type LiveProfile,
  planConvergence,
  planCreation,
  untagCalls,
} from '../../../../core/connect-security-profile/plan/profile';
import { TooManyTagsError } from '../../../../core/connect-security-profile/plan/tags';
import { readProperties } from '../../../../core/connect-security-profile/properties';
import { ownershipTags } from '../../../../core/ownership/marks';
import { noMarking } from '../../../../core/ownership/tag-plan';
import { marks, otherStackId, stackId } from '../../../support/rig';
import { everyProperty, instanceId, profileArn, required } from '../examples';

const arn = profileArn('p1');
const application = { Namespace: 'acme.notes', ApplicationPermissions: ['ACCESS'] };
const other = { Namespace: 'other.notes', ApplicationPermissions: ['ACCESS'] };

const desiredOf = (properties: object, before = nothingBefore): DesiredProfile => {
  const { profile = {} } = readProperties({ ...required, ...properties });
  return goalInPlace({ requestId: 'r', profile }, arn, before).desired;
};

const live = (rest: Partial<LiveProfile> = {}): LiveProfile => ({
  instanceId,
  profileId: 'p1',
  arn,
  name: required.SecurityProfileName,
  content: {},
  grants: noGrants,
  tags: new Map(),
  ...rest,
});

const key = `${instanceId}:${required.SecurityProfileName}`;

describe('a creation', () => {
  test('is one call with everything that says something, tags of both kinds as maps', () => {
    const { AdoptExisting, Revision, InstanceArn, Tags, AllowedAccessControlTags, ...sent } = everyProperty;
    const first = ownershipTags({ stackId, logicalResourceId: 'Profile' }, { word: 'made', requestId: 'r' });
    expect(planCreation(desiredOf(everyProperty), { ...noMarking, first })).toStrictEqual({
      calls: [
        {
          operation: 'CreateSecurityProfile',
          input: {
            InstanceId: instanceId,
            ...sent,
            AllowedAccessControlTags: { team: 'blue' },
            Tags: { cost: '7', ...marks('made/r') },
          },
        },
      ],
      takenFromOthers: [],
    });
  });

  test('leaves out what is empty', () => {
    const empty = {
      Description: '',
      Permissions: [],
      AllowedAccessControlTags: [],
      TagRestrictedResources: [],
      HierarchyRestrictedResources: [],
      AllowedAccessControlHierarchyGroupId: '',
      Applications: [],
      AllowedFlowModules: [],
      AllowedAIAgents: [],
      GranularAccessControlConfiguration: {},
      Tags: [],
    };
    const [call] = planCreation(desiredOf(empty), { ...noMarking, first: new Map([['m', '1']]) }).calls;
    expect(call?.input).toStrictEqual({
      InstanceId: instanceId,
      SecurityProfileName: required.SecurityProfileName,
      Tags: { m: '1' },
    });
  });

  test('sends what is listed twice once', () => {
    const twice = { Permissions: ['A', 'B', 'A'], TagRestrictedResources: ['User', 'User'] };
    const [call] = planCreation(desiredOf(twice), noMarking).calls;
    expect(call?.input).toMatchObject({ Permissions: ['A', 'B'], TagRestrictedResources: ['User'] });
  });

  test('is followed by a last mark without an ARN: the answer of the creation has it', () => {
    const { calls } = planCreation(desiredOf({}), { ...noMarking, last: new Map([['m', '1']]) });
    expect(calls[1]).toStrictEqual({ operation: 'TagResource', input: { resourceArn: undefined, tags: { m: '1' } } });
  });
});

const updateOf = (from: LiveProfile, to: DesiredProfile): unknown =>
  planConvergence(from, to, noMarking).calls.find(({ operation }) => operation === 'UpdateSecurityProfile')?.input;

const ids = { InstanceId: instanceId, SecurityProfileId: 'p1' };

describe('an update', () => {
  test('sends every managed member when one differs, also those that are as they should be', () => {
    const held = { Description: 'text', Permissions: ['A'], TagRestrictedResources: ['User'] };
    const { TagRestrictedResources } = held;
    expect(updateOf(live({ content: held }), desiredOf({ ...held, Permissions: ['B'] }))).toStrictEqual({
      ...ids,
      Description: 'text',
      Permissions: ['B'],
      TagRestrictedResources,
    });
  });

  test('clears each member that the template drops with its empty form', () => {
    const { content } = desiredOf(everyProperty);
    expect(updateOf(live({ content }), desiredOf({}))).toStrictEqual({
      ...ids,
      Description: '',
      Permissions: [],
      AllowedAccessControlTags: {},
      TagRestrictedResources: [],
      HierarchyRestrictedResources: [],
      AllowedAccessControlHierarchyGroupId: '',
      GranularAccessControlConfiguration: {
        DataTableAccessControlConfiguration: {
          PrimaryAttributeAccessControlConfiguration: { PrimaryAttributeValues: [] },
        },
      },
    });
  });

  test('does not clear a restriction that is not there: the service may not take its empty form', () => {
    expect(updateOf(live(), desiredOf({ Permissions: ['A'] }))).toStrictEqual({
      ...ids,
      Description: '',
      Permissions: ['A'],
    });
  });

  test.each([
    ['nothing, however it is written', { Description: '', Permissions: [], AllowedAccessControlTags: {} }, {}],
    ['the order of a set', { Permissions: ['A', 'B'] }, { Permissions: ['B', 'A'] }],
    ['a permission that is listed twice', { Permissions: ['A'] }, { Permissions: ['A', 'A'] }],
    ['a granular configuration without attributes', {}, { GranularAccessControlConfiguration: {} }],
  ])('is not made for %s', (_what, content, properties) => {
    expect(planConvergence(live({ content }), desiredOf(properties), noMarking).calls).toStrictEqual([]);
  });

  test.each([
    ['a description in another case', { Description: 'text' }, { Description: 'Text' }],
    ['a tag without a value that is not there', {}, { AllowedAccessControlTags: [{ Key: 'team' }] }],
    [
      'another value of a tag',
      { AllowedAccessControlTags: { team: 'red' } },
      { AllowedAccessControlTags: [{ Key: 'team', Value: 'blue' }] },
    ],
  ])('is made for %s', (_what, content, properties) => {
    expect(updateOf(live({ content }), desiredOf(properties))).toBeDefined();
  });

  test('says which restrictions the service holds although they were cleared', () => {
    const content = {
      Description: 'text',
      AllowedAccessControlTags: { team: 'blue' },
      TagRestrictedResources: ['User'],
    };
    expect(restrictionsLeft(content, { TagRestrictedResources: ['User'] })).toStrictEqual(['AllowedAccessControlTags']);
    expect(restrictionsLeft({}, {})).toStrictEqual([]);
  });
});

describe('grants to applications, flow modules and AI agents', () => {
  const before = { ...nothingBefore, key, grants: { ...nothingBefore.grants, Applications: [application] } };
  const granted = (...Applications: object[]) => live({ grants: { ...noGrants, Applications } });

  test('that the template never spoke of are not touched, whatever else is updated', () => {
    const sent = updateOf(granted(other), desiredOf({ Permissions: ['A'] }));
    expect(Object.keys(Object(sent))).not.toContain('Applications');
  });

  test('become exactly what is declared, and what goes although nobody of ours declared it is told', () => {
    const plan = planConvergence(granted(other), desiredOf({ Applications: [application] }), noMarking);
    expect(plan.calls).toMatchObject([{ input: { Applications: [application] } }]);
    expect(plan.takenFromOthers).toStrictEqual(['Applications[other.notes]']);
  });

  test('that were declared before go without being told', () => {
    const plan = planConvergence(granted(application), desiredOf({ Applications: [] }, before), noMarking);
    expect(plan.calls).toMatchObject([{ input: { Applications: [] } }]);
    expect(plan.takenFromOthers).toStrictEqual([]);
  });

  test('that were declared and are no longer go, and the rest stays', () => {
    const plan = planConvergence(granted(application, other), desiredOf({}, before), noMarking);
    expect(plan).toMatchObject({ calls: [{ input: { Applications: [other] } }], takenFromOthers: [] });
  });

  test('that were declared, are no longer, and are gone already are left out of what is sent', () => {
    const sent = updateOf(granted(other), desiredOf({ Permissions: ['A'] }, before));
    expect(Object.keys(Object(sent))).not.toContain('Applications');
    expect(planConvergence(granted(other), desiredOf({}, before), noMarking).calls).toStrictEqual([]);
  });

  test('that were declared and have nothing to tell them from others take nothing of others away', () => {
    const nameless = {
      ...before,
      grants: { ...before.grants, Applications: [{ ApplicationPermissions: ['ACCESS'] }] },
    };
    const theirs = granted({ ApplicationPermissions: ['x'] });
    expect(planConvergence(theirs, desiredOf({}, nameless), noMarking).calls).toStrictEqual([]);
  });

  test('are sent with the rest where they are declared and as they should be', () => {
    const sent = updateOf(granted(application), desiredOf({ Permissions: ['A'], Applications: [application] }));
    expect(sent).toMatchObject({ Permissions: ['A'], Applications: [application] });
  });

  test('have the type that the service gives them where the template leaves it open, and only there', () => {
    const typed = { ...application, Type: 'MCP' as const };
    expect(updateOf(granted(typed), desiredOf({ Applications: [application] }))).toBeUndefined();
    const declared = { Applications: [{ ...application, Type: 'THIRD_PARTY_APPLICATION' }] };
    expect(updateOf(granted(typed), desiredOf(declared))).toBeDefined();
    expect(updateOf(granted(application), desiredOf(declared))).toBeDefined();
  });
});

test('a profile is as desired with its content and its grants, whatever its tags', () => {
  const desired = desiredOf({ Permissions: ['A'], Applications: [application], Tags: [{ Key: 'a', Value: '1' }] });
  const content = { Permissions: ['A'] };
  const grants = { ...noGrants, Applications: [application] };
  expect(holds(live({ content, grants }), desired)).toBe(true);
  expect(holds(live({ content }), desired)).toBe(false);
  expect(holds(live({ grants }), desired)).toBe(false);
});

describe('tags', () => {
  const declared = { ...nothingBefore, key, tagKeys: ['old'] };

  test('come after the update: untag, then tag', () => {
    const plan = planConvergence(
      live({ tags: new Map([['old', '1']]) }),
      desiredOf({ Permissions: ['A'], Tags: [{ Key: 'new', Value: '1' }] }, declared),
      noMarking,
    );
    expect(plan.calls.map(({ operation }) => operation)).toStrictEqual([
      'UpdateSecurityProfile',
      'UntagResource',
      'TagResource',
    ]);
    expect(plan.calls[1]?.input).toStrictEqual({ resourceArn: arn, tagKeys: ['old'] });
    expect(plan.calls[2]?.input).toStrictEqual({ resourceArn: arn, tags: { new: '1' } });
  });

  test('that mark an adoption come before it; without a version nothing is updated that is as it should be', () => {
    const first = new Map(Object.entries(marks('adopted/r')));
    const plan = planConvergence(live(), desiredOf({}), { ...noMarking, isAdoption: true, first });
    expect(plan.calls).toStrictEqual([
      { operation: 'TagResource', input: { resourceArn: arn, tags: marks('adopted/r') } },
    ]);
  });

  test('go ten at a time, for their keys stand in an address', () => {
    const keys = Array.from({ length: 21 }, (_, index) => `k${index}`);
    expect(untagCalls(arn, keys).map(({ input }) => input.tagKeys?.length)).toStrictEqual([10, 10, 1]);
    expect(untagCalls(arn, keys).flatMap(({ input }) => input.tagKeys)).toStrictEqual(keys);
    expect(untagCalls(arn, [])).toStrictEqual([]);
  });

  test('are refused above 50 before anything is written', () => {
    const theirs = new Map(Array.from({ length: 48 }, (_, index) => [`t${index}`, '1']));
    const first = new Map(Object.entries(marks('adopted/r', otherStackId)));
    const plan = () => planConvergence(live({ tags: theirs }), desiredOf({}), { ...noMarking, first });
    expect(plan).toThrow(TooManyTagsError);
    expect(plan).toThrow(/'Tier 1 agents' would have 51 tags, Amazon Connect allows 50.*Nothing was changed/);
  });
});
