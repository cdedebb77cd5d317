import type { DesiredProfile } from '../../../../core/iot-security-profile/plan/profile';
import { TooManyTagsError } from '../../../../core/iot-security-profile/plan/tags';
import type { Tags } from '../../../../core/ownership/marks';
import { type Marking, noMarking as none, planTags } from '../../../../core/ownership/tag-plan';
import { marks, otherStackId, stackId } from '../../../support/rig';

type TagRecord = Readonly<Record<string, string>>;

const toTags = (tags: TagRecord): Tags => new Map(Object.entries(tags));

const desired = (tags: Tags, tagKeysBefore: readonly string[] = []): DesiredProfile => ({
  name: 'profile',
  content: {},
  contentBefore: undefined,
  tags,
  tagKeysBefore,
  targets: { kind: 'unmanaged' },
});

const claim: Marking = { ...none, last: toTags(marks('claimed/this')) };
const adopt: Marking = { ...none, isAdoption: true, first: toTags(marks('adopted/this')) };
/** As under the id of a failed create. */
const both: Marking = { ...claim, isAdoption: true, first: toTags(marks('adopted/other')) };

const tooMany = (name: string, count: number) => new TooManyTagsError(name, count);

const plan = (live: TagRecord, tags: TagRecord, before: readonly string[] = [], marking: Marking = none) => {
  const { first, removed, last } = planTags(toTags(live), desired(toTags(tags), before), marking, tooMany);
  return { first: Object.fromEntries(first), removed, last: Object.fromEntries(last) };
};

describe('tags', () => {
  test.each<[string, TagRecord, TagRecord, readonly string[], object]>([
    ['as they should be are left alone', { a: '1' }, { a: '1' }, ['a'], { removed: [], last: {} }],
    ['that are missing are set', {}, { a: '1', b: '' }, [], { removed: [], last: { a: '1', b: '' } }],
    ['with another value are set', { a: '1', b: '2' }, { a: '2', b: '2' }, ['a'], { removed: [], last: { a: '2' } }],
    ['with a value in other case are set', { a: 'On' }, { a: 'on' }, ['a'], { removed: [], last: { a: 'on' } }],
    ['with an empty value are told from none', { a: '1' }, { a: '' }, ['a'], { removed: [], last: { a: '' } }],
    [
      'declared before and no longer are removed',
      { a: '1', b: '1' },
      { b: '1' },
      ['a', 'b'],
      { removed: ['a'], last: {} },
    ],
    ['declared before that are gone need no call', {}, {}, ['a'], { removed: [], last: {} }],
    ['declared twice before are removed once', { a: '1' }, {}, ['a', 'a'], { removed: ['a'], last: {} }],
    ['of others stay', { theirs: '1' }, { a: '1' }, [], { removed: [], last: { a: '1' } }],
    ['differ by case', { a: '1' }, { A: '1' }, ['a'], { removed: ['a'], last: { A: '1' } }],
    ['of AWS are never removed', { 'aws:x': '1' }, {}, ['aws:x'], { removed: [], last: {} }],
    ['of ours are never removed', marks('made/r'), {}, Object.keys(marks('made/r')), { removed: [], last: {} }],
  ])('%s', (_what, live, tags, before, expected) => {
    expect(plan(live, tags, before)).toStrictEqual({ first: {}, ...expected });
  });

  test('with the names of a prototype are tags like any other', () => {
    const odd: Tags = new Map([
      ['__proto__', '1'],
      ['constructor', '1'],
      ['toString', '1'],
    ]);
    expect([...planTags(new Map(), desired(odd), none, tooMany).last]).toStrictEqual([...odd]);
    expect(planTags(odd, desired(odd), none, tooMany).last.size).toBe(0);
    expect(planTags(odd, desired(new Map(), [...odd.keys()]), none, tooMany).removed).toStrictEqual([...odd.keys()]);
    expect(planTags(new Map(), desired(new Map(), [...odd.keys()]), none, tooMany).removed).toStrictEqual([]);
  });

  test('that are marks are set with the others in the end, but only those that differ', () => {
    expect(plan({}, { a: '1' }, [], claim)).toMatchObject({ first: {}, last: { a: '1', ...marks('claimed/this') } });
    expect(plan(marks('made/r'), {}, [], claim).last).toStrictEqual({ 'cloudformation:request-id': 'claimed/this' });
    expect(plan(marks('claimed/this'), {}, [], claim).last).toStrictEqual({});
  });

  test('that are marks of an adoption are set at first, but only those that differ, and not a second time', () => {
    expect(plan({}, { a: '1' }, [], adopt)).toMatchObject({ first: marks('adopted/this'), last: { a: '1' } });
    expect(plan(marks('adopted/this'), {}, [], adopt).first).toStrictEqual({});
    expect(plan(marks('made/r', otherStackId), {}, [], adopt).first).toStrictEqual({
      'cloudformation:stack-id': stackId,
      'cloudformation:request-id': 'adopted/this',
    });
  });

  test('that are marks may be others at first than in the end', () => {
    const { first, last } = plan({}, {}, [], both);
    expect(first).toStrictEqual(marks('adopted/other'));
    expect(last).toStrictEqual({ 'cloudformation:request-id': 'claimed/this' });
  });
});

describe('the limit of 50 tags', () => {
  const many = (count: number, prefix = 'tag'): TagRecord =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, 'x']));
  const native = { 'aws:cloudformation:stack-id': otherStackId };

  test.each<[string, TagRecord, TagRecord, readonly string[], Marking]>([
    ['47 declared ones and our marks', marks('made/r'), many(47), [], none],
    ['47 declared ones and marks to be made', {}, many(47), [], claim],
    ['47 of others and the marks of an adoption', many(47), {}, [], adopt],
    ['47 of others and marks that come twice', many(47), {}, [], both],
    ['the same tag live and declared, which counts once', { ...many(47), ...marks('made/r') }, many(47), [], none],
    ['tags of AWS, which do not count', { ...many(47), ...marks('made/r'), ...native }, many(47), [], none],
    [
      'tags that go, which no longer count',
      { ...many(47, 'old'), ...marks('made/r') },
      many(47),
      Object.keys(many(47, 'old')),
      none,
    ],
    [
      'marks of the former owner, in whose place ours are put',
      { ...many(47), ...marks('made/r', otherStackId) },
      {},
      [],
      adopt,
    ],
  ])('is kept by %s', (_what, live, tags, before, marking) => {
    expect(() => plan(live, tags, before, marking)).not.toThrow();
  });

  test.each<[string, TagRecord, TagRecord, readonly string[], Marking]>([
    ['48 declared ones and our marks', marks('made/r'), many(48), [], none],
    ['48 of others and marks to be made', many(48), {}, [], claim],
    ['48 of others and the marks of an adoption', many(48), {}, [], adopt],
    ['48 of which one goes, but only after the marks of an adoption', many(48), {}, ['tag0'], adopt],
    ['40 of others, the marks of an adoption, and 8 declared ones after it', many(40), many(8, 'more'), [], adopt],
    ['live ones of others and declared ones together', { ...many(40), ...marks('made/r') }, many(8, 'more'), [], none],
  ])('is broken by %s: 51 are refused', (_what, live, tags, before, marking) => {
    expect(() => plan(live, tags, before, marking)).toThrow(TooManyTagsError);
    expect(() => plan(live, tags, before, marking)).toThrow(/51 tags, AWS IoT allows 50.*Nothing was changed/);
  });
});
