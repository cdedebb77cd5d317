import {
  type Mark,
  ownerOf,
  ownershipTagKeys,
  ownershipTags,
  reservedTagPrefix,
  type WrittenMark,
} from '../../../core/ownership/marks';
import { marks, otherStackId, stackId } from '../../support/rig';

const claimant = { stackId, logicalResourceId: 'Profile' };

const owner = (tags: Readonly<Record<string, string>>) => ownerOf(new Map(Object.entries(tags)), claimant);

const native = (id: string) => ({ 'aws:cloudformation:stack-id': id, 'aws:cloudformation:logical-id': 'Native' });

const ours = (mark: Mark) => ({ kind: 'ours', mark });

describe('the mark', () => {
  // Frozen: these texts stand on profiles for as long as the profiles live.
  test.each<[string, WrittenMark]>([
    ['made/create-1', { word: 'made', requestId: 'create-1' }],
    ['replaces/update-1/old-name', { word: 'replaces', requestId: 'update-1', physicalResourceId: 'old-name' }],
    ['claimed/update-1', { word: 'claimed', requestId: 'update-1' }],
    ['adopted/create-1', { word: 'adopted', requestId: 'create-1' }],
  ])('%s is written and read as it always was', (text, mark) => {
    expect(Object.fromEntries(ownershipTags(claimant, mark))).toStrictEqual({
      'cloudformation:stack-id': stackId,
      'cloudformation:logical-id': 'Profile',
      'cloudformation:request-id': text,
    });
    expect(owner(marks(text))).toStrictEqual(ours(mark));
  });

  test('that names the greatest ids fits into a tag', () => {
    const mark = { word: 'replaces', requestId: 'r'.repeat(36), physicalResourceId: 'n'.repeat(128) } as const;
    const text = ownershipTags(claimant, mark).get('cloudformation:request-id') ?? '';
    expect(text.length).toBeLessThanOrEqual(256);
    expect(owner(marks(text))).toStrictEqual(ours(mark));
  });

  test.each([
    [undefined],
    [''],
    ['create-1'],
    ['made'],
    ['made/'],
    ['made/r/name'],
    ['Made/r'],
    [' made/r'],
    ['unmade/r'],
    ['claimed/'],
    ['adopted/'],
    ['replaces/r'],
    ['replaces/r/'],
    ['replaces//old'],
  ])('that cannot be read counts as adopted, in no event we know: %p', (text) => {
    expect(owner(marks(text))).toStrictEqual(ours({ word: 'adopted', requestId: undefined }));
  });
});

test('the three keys are those that a release takes away', () => {
  const keys = ['cloudformation:stack-id', 'cloudformation:logical-id', 'cloudformation:request-id'];
  expect(ownershipTagKeys).toStrictEqual(keys);
  for (const key of keys) expect(key.startsWith(reservedTagPrefix)).toBe(true);
});

describe('whose a thing is', () => {
  test.each([
    ['nobody without tags', {}],
    ['nobody with tags of others', { team: 'blue', 'aws:created-by': 'x' }],
    ['nobody with only a mark', { 'cloudformation:request-id': 'made/r' }],
    ['nobody with only the logical id of a native type', { 'aws:cloudformation:logical-id': 'Native' }],
  ])('it is %s', (_whose, tags) => {
    expect(owner(tags)).toStrictEqual({ kind: 'none' });
  });

  test('it is ours although a native type has marked it, too', () => {
    expect(owner({ ...marks('made/r'), ...native(otherStackId) })).toStrictEqual(
      ours({ word: 'made', requestId: 'r' }),
    );
  });

  test.each([
    ['another stack', marks('made/r', otherStackId), [otherStackId, 'logical id Profile']],
    ['another stack without a mark', marks(undefined, otherStackId), [otherStackId]],
    ['another logical id of this stack', marks('made/r', stackId, 'Other'), [stackId, 'logical id Other']],
    ['a stack id without a logical id', { 'cloudformation:stack-id': stackId }, [stackId, 'logical-id is missing']],
    ['a logical id without a stack id', { 'cloudformation:logical-id': 'Profile' }, ['stack-id is missing', 'Profile']],
    ['empty owner tags', marks('made/r', '', ''), ['the stack']],
    ['the native type', native(otherStackId), [otherStackId, 'native resource type', 'Native']],
    ['the native type of this very stack', native(stackId), [stackId, 'native resource type']],
    ['the native type without a logical id', { 'aws:cloudformation:stack-id': otherStackId }, [otherStackId]],
    ['half an owner and the native type', { 'cloudformation:stack-id': stackId, ...native(otherStackId) }, [stackId]],
    ['an id in another case', marks('made/r', stackId, 'profile'), ['logical id profile']],
    ['an id with a blank', marks('made/r', `${stackId} `), [`${stackId} `]],
  ])('it is another’s with %s, and the name says whose', (_whose, tags, parts) => {
    const found = owner(tags);
    expect(found.kind).toBe('another');
    for (const part of parts) expect(found.kind === 'another' && found.name).toContain(part);
  });
});
