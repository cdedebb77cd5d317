import fc from 'fast-check';
import { isSameButForDefaults, type ProfileContent } from '../../../../core/iot-security-profile/plan/content';
import { type DesiredProfile, planConvergence, planCreation } from '../../../../core/iot-security-profile/plan/profile';
import type { TargetsWanted } from '../../../../core/iot-security-profile/plan/targets';
import { ownershipTags, type Tags } from '../../../../core/ownership/marks';
import { type Marking, noMarking } from '../../../../core/ownership/tag-plan';
import type { IotService } from '../../../../simulator/iot';
import { marks, otherStackId, profileArn, stackId } from '../../../support/rig';
import { apply, contents, liveOf, name, newService, tagKeys, tags, targets } from './plan-model';

const claimant = { stackId, logicalResourceId: 'Profile' };

const targetsWanted: fc.Arbitrary<TargetsWanted> = fc.oneof(
  fc.constant({ kind: 'unmanaged' } as const),
  fc.record({ kind: fc.constant('exactly' as const), arns: targets, before: targets }),
  fc.record({ kind: fc.constant('without' as const), arns: targets }),
  fc.record({ kind: fc.constant('including' as const), arns: targets }),
);

const wishes: fc.Arbitrary<DesiredProfile> = fc.record({
  name: fc.constant(name),
  content: contents,
  contentBefore: fc.option(contents, { nil: undefined }),
  tags,
  tagKeysBefore: tagKeys,
  targets: targetsWanted,
});

const tagsOf = (word: 'made' | 'claimed' | 'adopted', requestId = 'this'): Tags =>
  ownershipTags(claimant, { word, requestId });

const markings = fc.constantFrom<Marking>(
  noMarking,
  { ...noMarking, last: tagsOf('claimed') },
  { ...noMarking, isAdoption: true, first: tagsOf('adopted') },
  { isAdoption: true, first: tagsOf('adopted', 'other'), last: tagsOf('adopted') },
);

const formerMarks = fc.constantFrom({}, marks(), marks('made/earlier'), marks('made/theirs', otherStackId));

const withoutEmpty = (content: ProfileContent): object =>
  Object.fromEntries(
    Object.entries(content).filter(([, value]) => value !== '' && Object.keys(Object(value)).length > 0),
  );

/** The tags that must stand there afterwards, told from the promise and not from the plan. */
const tagsAfter = (former: Tags, desired: DesiredProfile, marking: Marking): Tags => {
  const after = new Map(former);
  for (const key of desired.tagKeysBefore) if (!desired.tags.has(key)) after.delete(key);
  for (const [key, value] of desired.tags) after.set(key, value);
  for (const [key, value] of [...marking.first, ...marking.last]) after.set(key, value);
  return after;
};

const targetsAfter = (former: readonly string[], wanted: TargetsWanted): ReadonlySet<string> => {
  switch (wanted.kind) {
    case 'unmanaged':
      return new Set(former);
    case 'exactly':
      return new Set(wanted.arns);
    case 'without':
      return new Set(former.filter((arn) => !wanted.arns.includes(arn)));
    case 'including':
      return new Set([...former, ...wanted.arns]);
  }
};

const expectContent = (service: IotService, content: ProfileContent): void => {
  const held = liveOf(service).content;
  for (const member of [
    'behaviors',
    'alertTargets',
    'additionalMetricsToRetainV2',
    'metricsExportConfig',
    'securityProfileDescription',
  ] as const) {
    const wanted = Reflect.get(withoutEmpty(content), member);
    expect(isSameButForDefaults(Reflect.get(withoutEmpty(held), member), wanted)).toBe(true);
  }
};

describe('a plan that is carried out', () => {
  test('makes any profile any other, and planning again finds nothing to do', () => {
    fc.assert(
      fc.property(
        contents,
        tags,
        formerMarks,
        targets,
        wishes,
        markings,
        (content, own, marked, attached, desired, marking) => {
          const service = newService();
          const former = new Map([...own, ...Object.entries(marked)]);
          const list = [...former].map(([Key, Value]) => ({ Key, Value }));
          service.seed({ securityProfileName: name, ...content, tags: list }, { targets: attached });

          apply(service, planConvergence(liveOf(service), desired, marking).calls);

          const after = liveOf(service);
          expectContent(service, desired.content);
          expect(new Map([...after.tags].sort())).toStrictEqual(
            new Map([...tagsAfter(former, desired, marking)].sort()),
          );
          expect(new Set(after.targets)).toStrictEqual(targetsAfter(attached, desired.targets));
          const again = { ...noMarking, last: marking.last };
          const settled = { ...desired, contentBefore: desired.content };
          expect(planConvergence(after, settled, again).calls).toStrictEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('makes any profile from nothing, and planning again finds nothing to do', () => {
    fc.assert(
      fc.property(wishes, (desired) => {
        const service = newService();
        apply(service, planCreation(desired, profileArn(name), { ...noMarking, first: tagsOf('made') }).calls);
        const after = liveOf(service);
        expectContent(service, desired.content);
        expect(Object.fromEntries(after.tags)).toStrictEqual({
          ...Object.fromEntries(desired.tags),
          ...marks('made/this'),
        });
        expect(planConvergence(after, { ...desired, contentBefore: desired.content }, noMarking).calls).toStrictEqual(
          [],
        );
      }),
      { numRuns: 100 },
    );
  });

  test('is refused where an adoption would pass 50 tags on the way: the marks come before anything goes', () => {
    const service = newService();
    const others = Array.from({ length: 47 }, (_, index) => ({ Key: `tag${index}`, Value: '1' }));
    const gone = ['gone1', 'gone2'].map((Key) => ({ Key, Value: '1' }));
    const native = { 'aws:cloudformation:stack-id': otherStackId };
    service.seed({ securityProfileName: name, tags: [...others, ...gone] }, { tags: native });
    const desired: DesiredProfile = {
      name,
      content: {},
      contentBefore: undefined,
      tags: new Map(),
      tagKeysBefore: ['gone1', 'gone2'],
      targets: { kind: 'unmanaged' },
    };
    const adopt = { ...noMarking, isAdoption: true, first: tagsOf('adopted') };
    expect(() => planConvergence(liveOf(service), desired, adopt)).toThrow(`'${name}' would have 52 tags`);
  });
});
