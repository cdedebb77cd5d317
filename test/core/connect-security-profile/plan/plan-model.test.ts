import fc from 'fast-check';
import { grantWanted } from '../../../../core/connect-security-profile/goal';
import { managedMembers, type ProfileContent } from '../../../../core/connect-security-profile/plan/content';
import { type Grants, type GrantWanted, grantNames } from '../../../../core/connect-security-profile/plan/grants';
import { isSame } from '../../../../core/connect-security-profile/plan/meaning';
import {
  type DesiredProfile,
  holds,
  type LiveProfile,
  planConvergence,
  planCreation,
} from '../../../../core/connect-security-profile/plan/profile';
import { ownershipTags, type Tags } from '../../../../core/ownership/marks';
import { type Marking, noMarking } from '../../../../core/ownership/tag-plan';
import { marks, otherStackId, stackId } from '../../../support/rig';
import { instanceId } from '../examples';
import { contents, grants, Instance, someGrants, tagKeys, tags } from './plan-model';

const name = 'Tier 1 agents';

const wanted = fc.record({ declared: someGrants, before: grants }).map(({ declared, before }) => ({
  Applications: grantWanted(declared.Applications, before.Applications),
  AllowedFlowModules: grantWanted(declared.AllowedFlowModules, before.AllowedFlowModules),
  AllowedAIAgents: grantWanted(declared.AllowedAIAgents, before.AllowedAIAgents),
}));

const wishes: fc.Arbitrary<DesiredProfile> = fc.record({
  instanceId: fc.constant(instanceId),
  name: fc.constant(name),
  content: contents,
  grants: wanted,
  tags,
  tagKeysBefore: tagKeys,
});

const tagsOf = (word: 'made' | 'claimed' | 'adopted', requestId = 'this'): Tags =>
  ownershipTags({ stackId, logicalResourceId: 'Profile' }, { word, requestId });

const markings = fc.constantFrom<Marking>(
  noMarking,
  { ...noMarking, last: tagsOf('claimed') },
  { ...noMarking, isAdoption: true, first: tagsOf('adopted') },
  { isAdoption: true, first: tagsOf('adopted', 'other'), last: tagsOf('adopted') },
);

const formerMarks = fc.constantFrom({}, marks(), marks('made/earlier'), marks('made/theirs', otherStackId));

const expectContent = (live: ProfileContent, content: ProfileContent): void => {
  for (const member of managedMembers) expect([member, isSame(live[member], content[member])]).toEqual([member, true]);
};

/** What must stand there afterwards, told from the promise and not from the plan. */
const tagsAfter = (former: Tags, desired: DesiredProfile, marking: Marking): Tags => {
  const after = new Map(former);
  for (const key of desired.tagKeysBefore) if (!desired.tags.has(key)) after.delete(key);
  for (const [key, value] of [...desired.tags, ...marking.first, ...marking.last]) after.set(key, value);
  return after;
};

type Item = Grants[keyof Grants][number];

const idOf = (item: Item): unknown => Object.entries(item).find(([key]) => /Namespace|Id|Arn/.test(key))?.[1];

const withoutTypes = (items: readonly Item[]) => items.map((item) => ({ ...item, Type: undefined }));

const expectGrant = (former: readonly Item[], after: readonly Item[], goal: GrantWanted<Item>): void => {
  switch (goal.kind) {
    case 'unmanaged':
      expect(after).toStrictEqual(former);
      break;
    case 'exactly':
      expect(isSame(withoutTypes(after), withoutTypes(goal.items))).toBe(true);
      break;
    case 'without': {
      const gone = goal.items.map(idOf);
      expect(after).toStrictEqual(former.filter((item) => !gone.includes(idOf(item))));
    }
  }
};

const standing = (instance: Instance): LiveProfile => {
  const live = instance.live(instance.find(name));
  if (live === undefined) throw new Error('the profile is missing');
  return live;
};

describe('a plan that is carried out', () => {
  test('makes any profile any other, and planning again finds nothing to do', () => {
    fc.assert(
      fc.property(
        contents,
        grants,
        tags,
        formerMarks,
        wishes,
        markings,
        (content, granted, own, marked, desired, marking) => {
          const instance = new Instance();
          const former = new Map([...own, ...Object.entries(marked)]);
          instance.seed(name, { ...content, ...granted }, former);

          instance.apply(planConvergence(standing(instance), desired, marking).calls);

          const after = standing(instance);
          expectContent(after.content, desired.content);
          for (const list of grantNames) expectGrant(granted[list], after.grants[list] ?? [], desired.grants[list]);
          expect(new Map([...after.tags].sort())).toStrictEqual(
            new Map([...tagsAfter(former, desired, marking)].sort()),
          );
          expect(holds(after, desired)).toBe(true);
          expect(planConvergence(after, desired, { ...noMarking, last: marking.last }).calls).toStrictEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('makes any profile from nothing with one call, and planning again finds nothing to do', () => {
    fc.assert(
      fc.property(wishes, (desired) => {
        const instance = new Instance();
        const { calls } = planCreation(desired, { ...noMarking, first: tagsOf('made') });
        expect(calls.map(({ operation }) => operation)).toStrictEqual(['CreateSecurityProfile']);

        instance.apply(calls);

        const after = standing(instance);
        expectContent(after.content, desired.content);
        for (const list of grantNames)
          if (desired.grants[list].kind === 'exactly') expectGrant([], after.grants[list] ?? [], desired.grants[list]);
        expect(Object.fromEntries(after.tags)).toStrictEqual({
          ...Object.fromEntries(desired.tags),
          ...marks('made/this'),
        });
        expect(planConvergence(after, desired, noMarking).calls).toStrictEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('updates once at most, and only where something differs', () => {
    fc.assert(
      fc.property(contents, grants, wishes, (content, granted, desired) => {
        const instance = new Instance();
        instance.seed(name, { ...content, ...granted }, new Map());
        const live = standing(instance);
        const updates = planConvergence(live, desired, noMarking).calls.filter(
          ({ operation }) => operation === 'UpdateSecurityProfile',
        );
        expect(updates).toHaveLength(holds(live, desired) ? 0 : 1);
      }),
      { numRuns: 200 },
    );
  });

  test('is the same whatever the order in which the service answers', () => {
    fc.assert(
      fc.property(contents, grants, (content, granted) => {
        const instance = new Instance();
        instance.seed(name, { ...content, ...granted }, new Map());
        const desired = {
          instanceId,
          name,
          content: { ...content, Permissions: content.Permissions?.toReversed() },
          grants: {
            Applications: grantWanted(granted.Applications.toReversed(), []),
            AllowedFlowModules: grantWanted(granted.AllowedFlowModules.toReversed(), []),
            AllowedAIAgents: grantWanted(granted.AllowedAIAgents.toReversed(), []),
          },
          tags: new Map(),
          tagKeysBefore: [],
        };
        expect(planConvergence(standing(instance), desired, noMarking).calls).toStrictEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
