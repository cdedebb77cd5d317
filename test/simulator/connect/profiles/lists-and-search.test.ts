import { defaultProfileNames } from '../../../../simulator/connect';
import { createdBy, InstanceId, listed, refusal, service } from '../support';

const letters = [...'abcdefg'];

const seeded = () => {
  const connect = service();
  for (const name of letters)
    connect.seed({ InstanceId, SecurityProfileName: name, Description: `is ${name}` }, { tags: { of: name } });
  return connect;
};

const namesIn = (items: readonly unknown[], member: 'Name' | 'SecurityProfileName'): readonly unknown[] =>
  items.map((item) => Object(item)[member]).sort();

describe('a list', () => {
  test('has every profile of the instance once, and in pages no larger than asked for', () => {
    const connect = seeded();
    const all = listed(connect, 'ListSecurityProfiles', 'SecurityProfileSummaryList', { InstanceId, MaxResults: 2 });
    expect(namesIn(all, 'Name')).toEqual([...defaultProfileNames, ...letters]);
    const page = connect.call('ListSecurityProfiles', { InstanceId, MaxResults: 2 });
    expect(page.SecurityProfileSummaryList).toHaveLength(2);
    expect(connect.call('ListSecurityProfiles', { InstanceId }).SecurityProfileSummaryList).toHaveLength(3);
  });

  test('neither repeats nor hides anything when what it has given goes before the next page', () => {
    const connect = seeded();
    const first = connect.call('ListSecurityProfiles', { InstanceId });
    const seen = namesIn(Object(first.SecurityProfileSummaryList), 'Name');
    const gone = connect.profiles().filter(({ name }) => seen.includes(name));
    expect(gone.length).toBeGreaterThan(0);
    for (const { arn } of gone) connect.removeOutOfBand(arn);
    const rest = { InstanceId, NextToken: first.NextToken };
    const others = namesIn(listed(connect, 'ListSecurityProfiles', 'SecurityProfileSummaryList', rest), 'Name');
    expect([...seen, ...others].sort()).toEqual([...defaultProfileNames, ...letters]);
  });

  test.each([
    ['ListSecurityProfilePermissions', 'Permissions', letters],
    [
      'ListSecurityProfileApplications',
      'Applications',
      letters.map((Namespace) => ({ Namespace, ApplicationPermissions: ['ACCESS'], Type: 'THIRD_PARTY_APPLICATION' })),
    ],
    [
      'ListSecurityProfileFlowModules',
      'AllowedFlowModules',
      letters.map((FlowModuleId) => ({ FlowModuleId, Type: 'MCP' })),
    ],
    ['ListSecurityProfileAIAgents', 'AllowedAIAgents', letters.map((Arn) => ({ Arn, Type: 'THIRD_PARTY' }))],
  ] as const)('%s has all over its pages, and nothing where there is nothing', (operation, member, all) => {
    const connect = service();
    const { key } = createdBy(connect, { [member]: all });
    expect(listed(connect, operation, member, key)).toEqual(all);
    const { key: empty } = createdBy(connect, { SecurityProfileName: 'q' });
    expect(connect.call(operation, empty)).toEqual({
      [member]: [],
      LastModifiedTime: expect.any(Date),
      LastModifiedRegion: 'eu-west-2',
    });
  });

  test('refuses the token of another list', () => {
    const connect = service();
    const { key } = createdBy(connect, { Permissions: letters });
    const { NextToken } = connect.call('ListSecurityProfilePermissions', key);
    const { key: other } = createdBy(connect, { SecurityProfileName: 'q', Permissions: letters });
    const wrong = refusal(() => connect.call('ListSecurityProfilePermissions', { ...other, NextToken }));
    expect(wrong.name).toBe('InvalidParameterException');
  });
});

describe('a search', () => {
  const found = (input: object) =>
    namesIn(
      listed(seeded(), 'SearchSecurityProfiles', 'SecurityProfiles', { InstanceId, ...input }),
      'SecurityProfileName',
    );
  const named = (ComparisonType: string, Value: string) => ({
    StringCondition: { FieldName: 'name', ComparisonType, Value },
  });

  test('without criteria finds all', () => {
    expect(found({})).toEqual([...defaultProfileNames, ...letters]);
  });

  test.each<[string, object, readonly string[]]>([
    ['EXACT', named('EXACT', 'a'), ['a']],
    ['STARTS_WITH', named('STARTS_WITH', 'A'), ['Admin', 'Agent']],
    ['CONTAINS', named('CONTAINS', 'en'), ['Agent', 'CallCenterManager']],
    ['or', { OrConditions: [named('EXACT', 'a'), named('EXACT', 'b'), named('EXACT', 'x')] }, ['a', 'b']],
    ['and', { AndConditions: [named('STARTS_WITH', 'A'), named('CONTAINS', 'dm')] }, ['Admin']],
    [
      'one in the other',
      { AndConditions: [{ OrConditions: [named('EXACT', 'Admin'), named('EXACT', 'a')] }, named('STARTS_WITH', 'A')] },
      ['Admin'],
    ],
  ])('by name: %s', (_what, SearchCriteria, names) => {
    expect(found({ SearchCriteria })).toEqual(names);
  });

  test.each<[string, object, readonly string[]]>([
    ['one', { TagCondition: { TagKey: 'of', TagValue: 'a' } }, ['a']],
    ['any value', { TagCondition: { TagKey: 'of' } }, letters],
    [
      'and',
      {
        AndConditions: [
          { TagKey: 'of', TagValue: 'a' },
          { TagKey: 'of', TagValue: 'b' },
        ],
      },
      [],
    ],
    ['or', { OrConditions: [[{ TagKey: 'of', TagValue: 'a' }], [{ TagKey: 'of', TagValue: 'b' }]] }, ['a', 'b']],
    ['none', { TagCondition: { TagKey: 'toString' } }, []],
  ])('by tags: %s', (_what, TagFilter, names) => {
    expect(found({ SearchFilter: { TagFilter } })).toEqual(names);
  });

  test('tells what it finds', () => {
    const connect = seeded();
    const [a] = connect.profiles();
    expect(connect.call('SearchSecurityProfiles', { InstanceId, SearchCriteria: named('EXACT', 'a') })).toEqual({
      SecurityProfiles: [
        {
          Id: a?.id,
          OrganizationResourceId: InstanceId,
          Arn: a?.arn,
          SecurityProfileName: 'a',
          Description: 'is a',
          Tags: { of: 'a' },
        },
      ],
      ApproximateTotalCount: 1,
    });
  });

  test.each([
    { SearchCriteria: { StringCondition: { FieldName: 'description', Value: 'x' } } },
    { SearchCriteria: named('CONTAINS', 'x') },
    { SearchCriteria: named('ENDS_WITH', 'xx') },
    { SearchCriteria: { AndConditions: [{ OrConditions: [{ Name: 'x' }] }] } },
    { MaxResults: 101 },
  ])('refuses %j', (input) => {
    expect(refusal(() => found(input)).name).toBe('InvalidParameterException');
  });

  test('refuses an instance that is not there', () => {
    expect(refusal(() => found({ InstanceId: 'x' })).name).toBe('ResourceNotFoundException');
  });
});
