import { makerTags, ownerOf, ownershipTagKeys, ownerTags } from '../../../lambda/custom-resource/ownership';
import { marks, otherStackId, stackId } from '../../support/rig';

const claimant = { stackId, logicalResourceId: 'Profile' };

const owner = (tags: Readonly<Record<string, string>>) => ownerOf(new Map(Object.entries(tags)), claimant);

const native = (id: string) => ({ 'aws:cloudformation:stack-id': id, 'aws:cloudformation:logical-id': 'Native' });

describe('whose a thing is', () => {
  test.each([
    ['nobody without tags', {}, { kind: 'none' }],
    ['nobody with tags of others', { team: 'blue', 'aws:created-by': 'x' }, { kind: 'none' }],
    ['nobody with only a request id', { 'cloudformation:request-id': 'r' }, { kind: 'none' }],
    ['ours with our owner tags and a request id', marks('r'), { kind: 'ours', requestId: 'r' }],
    ['ours, adopted, without a request id', marks(), { kind: 'ours' }],
    ['ours, adopted, with an empty request id', { ...marks(), 'cloudformation:request-id': '' }, { kind: 'ours' }],
    [
      'ours although a native type has marked it, too',
      { ...marks('r'), ...native(otherStackId) },
      { kind: 'ours', requestId: 'r' },
    ],
  ])('it is %s', (_whose, tags, expected) => {
    expect(owner(tags)).toStrictEqual(expected);
  });

  test('an adopted one has no request id at all', () => {
    expect(owner(marks())).toStrictEqual({ kind: 'ours' });
  });

  test.each([
    ['another stack', marks('r', otherStackId), [otherStackId, 'logical id Profile']],
    ['another stack that adopted it', marks(undefined, otherStackId), [otherStackId]],
    ['another logical id of this stack', marks('r', stackId, 'Other'), [stackId, 'logical id Other']],
    ['a stack id without a logical id', { 'cloudformation:stack-id': stackId }, [stackId, 'logical-id is missing']],
    ['a logical id without a stack id', { 'cloudformation:logical-id': 'Profile' }, ['stack-id is missing', 'Profile']],
    ['empty owner tags', marks('r', '', ''), ['the stack']],
    ['the native type', native(otherStackId), [otherStackId, 'native resource type', 'Native']],
    ['the native type of this very stack', native(stackId), [stackId, 'native resource type']],
    ['the native type without a logical id', { 'aws:cloudformation:stack-id': otherStackId }, [otherStackId]],
    ['half an owner and the native type', { 'cloudformation:stack-id': stackId, ...native(otherStackId) }, [stackId]],
    ['an id in another case', marks('r', stackId, 'profile'), ['logical id profile']],
    ['an id with a blank', marks('r', `${stackId} `), [`${stackId} `]],
  ])('it is another’s with %s, and the name says whose', (_whose, tags, parts) => {
    const found = owner(tags);
    expect(found.kind).toBe('another');
    for (const part of parts) expect(found.kind === 'another' && found.name).toContain(part);
  });

  test('the marks of what we make are read back as ours, those of what we adopt as adopted', () => {
    expect(ownerOf(makerTags(claimant, 'r'), claimant)).toStrictEqual({ kind: 'ours', requestId: 'r' });
    expect(ownerOf(ownerTags(claimant), claimant)).toStrictEqual({ kind: 'ours' });
    expect([...makerTags(claimant, 'r').keys()]).toStrictEqual([...ownershipTagKeys]);
  });
});
