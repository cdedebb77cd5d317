import type { Tags } from '../../../lambda/custom-resource/ownership';
import type { DesiredProfile, Marking } from '../../../lambda/security-profile/plan';
import { planTags, TooManyTagsError } from '../../../lambda/security-profile/plan-tags';
import { marks, otherStackId } from '../../support/rig';

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

const none: Marking = { kind: 'none' };
const maker: Marking = { kind: 'with-tags', tags: toTags(marks('this')) };
const adopt: Marking = { kind: 'adopt', tags: toTags(marks()) };

const plan = (live: TagRecord, tags: TagRecord, before: readonly string[] = [], marking: Marking = none) => {
  const { removed, set } = planTags(toTags(live), desired(toTags(tags), before), marking);
  return { removed, set: Object.fromEntries(set) };
};

describe('tags', () => {
  test.each<[string, TagRecord, TagRecord, readonly string[], object]>([
    ['as they should be are left alone', { a: '1' }, { a: '1' }, ['a'], { removed: [], set: {} }],
    ['that are missing are set', {}, { a: '1', b: '' }, [], { removed: [], set: { a: '1', b: '' } }],
    ['with another value are set', { a: '1', b: '2' }, { a: '2', b: '2' }, ['a'], { removed: [], set: { a: '2' } }],
    ['with an empty value are told from none', { a: '1' }, { a: '' }, ['a'], { removed: [], set: { a: '' } }],
    [
      'declared before and no longer are removed',
      { a: '1', b: '1' },
      { b: '1' },
      ['a', 'b'],
      { removed: ['a'], set: {} },
    ],
    ['declared before that are gone need no call', {}, {}, ['a'], { removed: [], set: {} }],
    ['declared twice before are removed once', { a: '1' }, {}, ['a', 'a'], { removed: ['a'], set: {} }],
    ['of others stay', { theirs: '1' }, { a: '1' }, [], { removed: [], set: { a: '1' } }],
    ['differ by case', { a: '1' }, { A: '1' }, ['a'], { removed: ['a'], set: { A: '1' } }],
    ['of AWS are never removed', { 'aws:x': '1' }, {}, ['aws:x'], { removed: [], set: {} }],
    ['of ours are never removed', marks('r'), {}, Object.keys(marks('r')), { removed: [], set: {} }],
  ])('%s', (_what, live, tags, before, expected) => {
    expect(plan(live, tags, before)).toStrictEqual(expected);
  });

  test('with the names of a prototype are tags like any other', () => {
    const odd: Tags = new Map([
      ['__proto__', '1'],
      ['constructor', '1'],
      ['toString', '1'],
    ]);
    expect([...planTags(new Map(), desired(odd), none).set]).toStrictEqual([...odd]);
    expect(planTags(odd, desired(odd), none).set.size).toBe(0);
    expect(planTags(odd, desired(new Map(), [...odd.keys()]), none).removed).toStrictEqual([...odd.keys()]);
    expect(planTags(new Map(), desired(new Map(), [...odd.keys()]), none).removed).toStrictEqual([]);
  });

  test('that are marks are set with the others, but only those that differ', () => {
    expect(plan({}, { a: '1' }, [], maker).set).toStrictEqual({ a: '1', ...marks('this') });
    expect(plan(marks('earlier'), {}, [], maker).set).toStrictEqual({ 'cloudformation:request-id': 'this' });
    expect(plan(marks('this'), {}, [], maker).set).toStrictEqual({});
  });

  test('that are marks of an adoption are not set a second time', () => {
    expect(plan({}, { a: '1' }, [], adopt).set).toStrictEqual({ a: '1' });
  });
});

describe('the limit of 50 tags', () => {
  const many = (count: number, prefix = 'tag'): TagRecord =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, 'x']));
  const native = { 'aws:cloudformation:stack-id': otherStackId };

  test.each<[string, TagRecord, TagRecord, readonly string[], Marking]>([
    ['47 declared ones and our marks', marks('r'), many(47), [], none],
    ['47 declared ones and marks to be made', {}, many(47), [], maker],
    ['48 of others and the marks of an adoption', many(48), {}, [], adopt],
    ['the same tag live and declared, which counts once', { ...many(47), ...marks('r') }, many(47), [], none],
    ['tags of AWS, which do not count', { ...many(47), ...marks('r'), ...native }, many(47), [], none],
    [
      'tags that go, which no longer count',
      { ...many(47, 'old'), ...marks('r') },
      many(47),
      Object.keys(many(47, 'old')),
      none,
    ],
    [
      'a mark of the former owner that goes with an adoption',
      { ...many(48), ...marks('r', otherStackId) },
      {},
      [],
      adopt,
    ],
  ])('is kept by %s', (_what, live, tags, before, marking) => {
    expect(() => plan(live, tags, before, marking)).not.toThrow();
  });

  test.each<[string, TagRecord, TagRecord, readonly string[], Marking]>([
    ['48 declared ones and our marks', marks('r'), many(48), [], none],
    ['48 of others and marks to be made', many(48), {}, [], maker],
    ['49 of others and the marks of an adoption', many(49), {}, [], adopt],
    ['40 of others, the marks of an adoption, and 9 declared ones after it', many(40), many(9, 'more'), [], adopt],
    ['live ones of others and declared ones together', { ...many(40), ...marks('r') }, many(8, 'more'), [], none],
  ])('is broken by %s: 51 are refused', (_what, live, tags, before, marking) => {
    expect(() => plan(live, tags, before, marking)).toThrow(TooManyTagsError);
    expect(() => plan(live, tags, before, marking)).toThrow(/51 tags, AWS IoT allows 50.*Nothing was changed/);
  });
});
