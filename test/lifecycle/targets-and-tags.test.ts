import { createEvent, marks, Rig, thingGroupArn, updateEvent } from '../support/rig';
import { deployed, held, inputsOf, logged, notFound, type Properties, small } from './support';

const arns = (...groups: readonly string[]): readonly string[] => groups.map(thingGroupArn);
const targeting = (...groups: readonly string[]): Properties => ({ ...small, TargetArns: arns(...groups) });

const attach = (rig: Rig, ...groups: readonly string[]): void => {
  for (const securityProfileTargetArn of arns(...groups))
    rig.iot.service.outOfBand('AttachSecurityProfile', { securityProfileName: 'profile', securityProfileTargetArn });
};

describe('the targets after an update', () => {
  test.each([
    ['more are declared', targeting('a'), targeting('a', 'b', 'c'), ['a', 'b', 'c']],
    ['others are declared', targeting('a', 'b'), targeting('b', 'c'), ['b', 'c']],
    ['an empty list is declared', targeting('a', 'b'), targeting(), []],
    [
      'none are declared any longer: those declared before go, the others stay',
      targeting('a', 'b'),
      small,
      ['elsewhere'],
    ],
    ['an empty list was declared, and none is now', targeting(), small, ['elsewhere']],
    ['none were declared and none are', small, small, ['elsewhere']],
    ['some are declared where none were', small, targeting('a'), ['a']],
  ] as const)('%s', async (_title, old, wanted, expected) => {
    const rig = await deployed(old);
    attach(rig, 'elsewhere');
    expect(await rig.answer(updateEvent('profile', old, wanted))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig).targets).toEqual(arns(...expected));
  });

  test.each([[''], [null], [['']], [[null]], [['', thingGroupArn('a')]], [[[]]]])(
    'are left alone by the bad list %j, which is refused',
    async (TargetArns) => {
      const rig = await deployed(targeting('a', 'b'));
      const answer = await rig.answer(updateEvent('profile', targeting('a', 'b'), { ...small, TargetArns }));
      expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(/\nTargetArns(\[0])?: /) });
      expect(held(rig).targets).toEqual(arns('a', 'b'));
      expect(rig.calls()).toEqual([]);
    },
  );

  test('are reached by attaching first, and only then detaching', async () => {
    const rig = await deployed(targeting('a', 'b'));
    await rig.answer(updateEvent('profile', targeting('a', 'b'), targeting('c', 'd')));
    expect(rig.writes()).toEqual([
      'AttachSecurityProfile',
      'AttachSecurityProfile',
      'DetachSecurityProfile',
      'DetachSecurityProfile',
    ]);
    expect(logged(rig, 'detaching targets that were attached elsewhere')).toEqual([]);
  });

  test('are compared with the attachments of all pages', async () => {
    const groups = Array.from({ length: 11 }, (_, index) => `group-${index}`);
    const rig = await deployed(targeting(...groups));
    await rig.answer(updateEvent('profile', targeting(...groups), targeting(...groups.slice(0, 9), 'new')));
    expect(rig.writes()).toEqual(['AttachSecurityProfile', 'DetachSecurityProfile', 'DetachSecurityProfile']);
    expect(held(rig).targets).toEqual([...arns(...groups.slice(0, 9), 'new')].sort());
  });

  test('that others had attached are logged by ARN before they go, declared ones are not', async () => {
    const rig = await deployed(targeting('a', 'b'));
    attach(rig, 'elsewhere');
    await rig.answer(updateEvent('profile', targeting('a', 'b'), targeting('b')));
    expect(held(rig).targets).toEqual(arns('b'));
    expect(logged(rig, 'detaching targets that were attached elsewhere')).toMatchObject([
      { targets: arns('elsewhere') },
    ]);
  });

  test('are as wanted although somebody else has detached one at the same moment', async () => {
    const rig = await deployed(targeting('a', 'b'));
    rig.iot.faults.add({
      operation: 'DetachSecurityProfile',
      effect: { ...notFound, when: 'after' },
    });
    expect(await rig.answer(updateEvent('profile', targeting('a', 'b'), targeting('b')))).toMatchObject({
      Status: 'SUCCESS',
    });
    expect(held(rig).targets).toEqual(arns('b'));
  });

  test('are never attached by more than five calls at once', async () => {
    const rig = new Rig({ latencyMilliseconds: 1_000 });
    const groups = Array.from({ length: 20 }, (_, index) => `group-${index}`);
    await rig.answer(createEvent(targeting(...groups)));
    const times = rig.iot.journal.calls
      .filter(({ operation }) => operation === 'AttachSecurityProfile')
      .map(({ time }) => time);
    const atOnce = times.map((time) => times.filter((other) => other === time).length);
    expect(Math.max(...atOnce)).toBe(5);
  });
});

const tagged = (tags: Readonly<Record<string, string>>): Properties => ({
  ...small,
  Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
});

const tag = (rig: Rig, tags: Readonly<Record<string, string>>): void => {
  const resourceArn = 'arn:aws:iot:us-east-1:123456789012:securityprofile/profile';
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  rig.iot.service.outOfBand('TagResource', { resourceArn, tags: list });
};

const theirs = { theirs: 'kept', 'aws:theirs': 'kept' };

describe('the tags after an update', () => {
  test.each([
    ['a tag is added', { a: '1' }, { a: '1', b: '2' }, ['TagResource']],
    ['a value is changed', { a: '1' }, { a: '2' }, ['TagResource']],
    ['a value becomes empty', { a: '1' }, { a: '' }, ['TagResource']],
    ['a tag is removed', { a: '1', b: '2' }, { b: '2' }, ['UntagResource']],
    ['all tags are removed', { a: '1', b: '2' }, {}, ['UntagResource']],
    ['a tag takes the place of another: untag comes first', { a: '1' }, { b: '2' }, ['UntagResource', 'TagResource']],
    ['nothing changes', { a: '1' }, { a: '1' }, []],
  ])('%s; the marks and the tags of others stay', async (_title, old, wanted, writes) => {
    const rig = await deployed(tagged(old));
    tag(rig, theirs);
    expect(await rig.answer(updateEvent('profile', tagged(old), tagged(wanted)))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig).tags).toEqual({ ...wanted, ...theirs, ...marks('made/create-1') });
    expect(rig.writes()).toEqual(writes);
  });

  test('have a declared key back when somebody else has changed it', async () => {
    const rig = await deployed(tagged({ a: '1', b: '2' }));
    tag(rig, { a: 'changed' });
    await rig.answer(updateEvent('profile', tagged({ a: '1', b: '2' }), tagged({ a: '1' })));
    expect(held(rig).tags).toEqual({ a: '1', ...marks('made/create-1') });
  });

  test('keep a key that somebody else has set, unless it was declared before', async () => {
    const rig = await deployed(tagged({ ours: '1' }));
    tag(rig, { ours: '2', theirs: '3' });
    await rig.answer(updateEvent('profile', tagged({ ours: '1' }), tagged({})));
    expect(held(rig).tags).toEqual({ theirs: '3', ...marks('made/create-1') });
  });

  test('never lose a mark or a tag of AWS, even when the old properties claim to have declared it', async () => {
    const rig = await deployed(small);
    tag(rig, theirs);
    const old = tagged({ 'cloudformation:stack-id': 'x', 'aws:theirs': 'x', 'cloudformation:other': 'x' });
    expect(await rig.answer(updateEvent('profile', old, small))).toMatchObject({ Status: 'SUCCESS' });
    expect(held(rig).tags).toEqual({ ...theirs, ...marks('made/create-1') });
    expect(inputsOf(rig, 'UntagResource')).toEqual([]);
  });

  test('are refused before any write when there would be more than fifty of them', async () => {
    const rig = await deployed(small);
    tag(rig, Object.fromEntries(Array.from({ length: 46 }, (_, index) => [`theirs-${index}`, ''])));
    const before = held(rig);
    const wanted = { ...tagged({ a: '1', b: '2' }), SecurityProfileDescription: 'changed' };
    const answer = await rig.answer(updateEvent('profile', small, wanted));
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('51 tags') });
    expect(held(rig)).toEqual(before);
    expect(rig.writes()).toEqual([]);
  });

  test('can be exactly fifty, also when some make room for others', async () => {
    const many = (prefix: string) =>
      Object.fromEntries(Array.from({ length: 47 }, (_, index) => [`${prefix}-${index}`, '']));
    const rig = await deployed(tagged(many('old')));
    expect(await rig.answer(updateEvent('profile', tagged(many('old')), tagged(many('new'))))).toMatchObject({
      Status: 'SUCCESS',
    });
    expect(held(rig).tags).toEqual({ ...many('new'), ...marks('made/create-1') });
  });
});
