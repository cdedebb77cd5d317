import { accountId, arnOf, createdBy, InstanceId, instanceArn, refusal, region, service } from '../support';

const tagged = (tags: Readonly<Record<string, string>>, options: Parameters<typeof service>[0] = {}) => {
  const connect = service(options);
  const resourceArn = connect.seed({ InstanceId, SecurityProfileName: 'p' }, { tags });
  return { connect, resourceArn, tags: () => connect.call('ListTagsForResource', { resourceArn }).tags };
};

test('tags come and go, and others stay', () => {
  const { connect, resourceArn, tags } = tagged({ a: '1', b: '2' });
  expect(connect.call('TagResource', { resourceArn, tags: { b: '', c: '3' } })).toEqual({});
  expect(connect.call('UntagResource', { resourceArn, tagKeys: ['a', 'never there'] })).toEqual({});
  expect(tags()).toEqual({ b: '', c: '3' });
});

test('a profile without tags has an empty map of them, and none in its description', () => {
  const { connect, tags } = tagged({});
  const { id } = connect.profileNamed(InstanceId, 'p') ?? {};
  expect(tags()).toEqual({});
  const { SecurityProfile } = connect.call('DescribeSecurityProfile', { InstanceId, SecurityProfileId: id });
  expect(SecurityProfile).not.toHaveProperty('Tags');
});

test('tags of AWS are read, but only AWS sets and removes them', () => {
  const { connect, resourceArn, tags } = tagged({ 'aws:x': '1' });
  for (const action of [
    () => connect.call('TagResource', { resourceArn, tags: { 'aws:y': '1' } }),
    () => connect.call('UntagResource', { resourceArn, tagKeys: ['aws:x'] }),
  ]) {
    const { name, message } = refusal(action);
    expect([name, message]).toEqual(['InvalidParameterException', expect.stringContaining('(?!aws:)')]);
  }
  connect.outOfBand('TagResource', { resourceArn, tags: { 'aws:y': '2' } });
  connect.outOfBand('UntagResource', { resourceArn, tagKeys: ['aws:x'] });
  expect(tags()).toEqual({ 'aws:y': '2' });
});

test('or are not read at all, if so it is to be played', () => {
  const { connect, tags } = tagged({ 'aws:x': '1', a: '2' }, { hidesSystemTags: true });
  const { id } = connect.profileNamed(InstanceId, 'p') ?? {};
  expect(tags()).toEqual({ a: '2' });
  const described = connect.call('DescribeSecurityProfile', { InstanceId, SecurityProfileId: id });
  expect(described).toMatchObject({ SecurityProfile: { Tags: { a: '2' } } });
  const SearchFilter = { TagFilter: { TagCondition: { TagKey: 'aws:x' } } };
  expect(connect.call('SearchSecurityProfiles', { InstanceId, SearchFilter }).SecurityProfiles).toEqual([]);
});

test('more than a profile may have are refused, those of AWS not counted', () => {
  const { connect, resourceArn, tags } = tagged({ a: '1', b: '2', 'aws:x': '3' }, { quotas: { tags: 3 } });
  connect.call('TagResource', { resourceArn, tags: { c: '3' } });
  const { name, message } = refusal(() => connect.call('TagResource', { resourceArn, tags: { a: '9', d: '4' } }));
  expect([name, message]).toEqual(['InvalidParameterException', expect.stringContaining('4 tags')]);
  expect(tags()).toMatchObject({ a: '1', c: '3' });
});

test.each<[string, string, string]>([
  ['of a profile that is not there', arnOf('x'), 'ResourceNotFoundException'],
  ['of an instance that is not there', arnOf('x').replace(InstanceId, 'y'), 'ResourceNotFoundException'],
  ['of another kind of resource', instanceArn, 'ResourceNotFoundException'],
  ['of another account', arnOf('x').replace(accountId, '210987654321'), 'InvalidParameterException'],
  ['of another Region', arnOf('x').replace(region, 'us-east-1'), 'InvalidParameterException'],
  ['that is none', 'p', 'InvalidParameterException'],
])('an ARN %s is refused', (_what, resourceArn, name) => {
  const { connect } = tagged({});
  expect(refusal(() => connect.call('ListTagsForResource', { resourceArn })).name).toBe(name);
  expect(refusal(() => connect.call('TagResource', { resourceArn, tags: { a: '1' } })).name).toBe(name);
  expect(refusal(() => connect.call('UntagResource', { resourceArn, tagKeys: ['a'] })).name).toBe(name);
});

test('tags that a profile is created with are those that are listed', () => {
  const connect = service();
  const { resourceArn } = createdBy(connect, { Tags: { 'a b': '', 'c@d': 'e' } });
  expect(connect.call('ListTagsForResource', { resourceArn }).tags).toEqual({ 'a b': '', 'c@d': 'e' });
});
