import { required, verdicts } from '../../examples';

const application = (rest: object) => ({
  Applications: [{ Namespace: 'n', ApplicationPermissions: ['ACCESS'], ...rest }],
});
const mcp = { ApplicationPermissions: ['server___tool'] };
const attributes = (...PrimaryAttributeValues: object[]) => ({
  GranularAccessControlConfiguration: {
    DataTableAccessControlConfiguration: { PrimaryAttributeAccessControlConfiguration: { PrimaryAttributeValues } },
  },
});
const attribute = { AccessType: 'ALLOW', AttributeName: 'a', Values: ['v'] };
const attributesAt =
  'GranularAccessControlConfiguration.DataTableAccessControlConfiguration.PrimaryAttributeAccessControlConfiguration.PrimaryAttributeValues';

test.each<[string, object, readonly string[]]>([
  ['an application with its one permission', application({ Type: 'THIRD_PARTY_APPLICATION' }), []],
  ['an MCP server with a tool', application({ ...mcp, Type: 'MCP' }), []],
  ['an MCP server with no type', application(mcp), ['uncertain Applications[0].Type']],
  [
    'an application with a tool',
    application({ ...mcp, Type: 'THIRD_PARTY_APPLICATION' }),
    ['strong Applications[0].ApplicationPermissions[0]'],
  ],
  ['an application with no namespace', application({ Namespace: '' }), ['strong Applications[0].Namespace']],
  [
    'an application with no permissions',
    application({ ApplicationPermissions: undefined }),
    ['uncertain Applications[0].ApplicationPermissions'],
  ],
  [
    'an application with an empty list of permissions',
    application({ ApplicationPermissions: [] }),
    ['certain Applications[0].ApplicationPermissions'],
  ],
  [
    'an application twice',
    { Applications: [...application({}).Applications, ...application({}).Applications] },
    ['strong Applications[1].Namespace'],
  ],
  [
    'a flow module with no type',
    { AllowedFlowModules: [{ FlowModuleId: 'm' }] },
    ['uncertain AllowedFlowModules[0].Type'],
  ],
  [
    'a flow module with no id',
    { AllowedFlowModules: [{ Type: 'MCP' }] },
    ['strong AllowedFlowModules[0].FlowModuleId'],
  ],
  ['an AI agent with no ARN', { AllowedAIAgents: [{ Type: 'THIRD_PARTY' }] }, ['uncertain AllowedAIAgents[0].Arn']],
  ['an AI agent with no type', { AllowedAIAgents: [{ Arn: 'a' }] }, []],
  ['an attribute', attributes(attribute), []],
  ['no attributes', attributes(), ['uncertain GranularAccessControlConfiguration']],
  [
    'an empty granular configuration',
    { GranularAccessControlConfiguration: {} },
    ['uncertain GranularAccessControlConfiguration'],
  ],
  [
    'an attribute with nothing',
    attributes({}),
    [
      `uncertain ${attributesAt}[0].AccessType`,
      `uncertain ${attributesAt}[0].AttributeName`,
      `uncertain ${attributesAt}[0].Values`,
    ],
  ],
  ['an attribute without values', attributes({ ...attribute, Values: [] }), [`strong ${attributesAt}[0].Values`]],
  [
    'an attribute outside Latin-1',
    attributes({ ...attribute, AttributeName: '日' }),
    [`certain ${attributesAt}[0].AttributeName`],
  ],
  [
    'an attribute of AWS',
    attributes({ ...attribute, AttributeName: 'aws:a' }),
    [`certain ${attributesAt}[0].AttributeName`],
  ],
  [
    'a value of 1001 characters',
    attributes({ ...attribute, Values: ['v'.repeat(1001)] }),
    [`uncertain ${attributesAt}[0].Values[0]`],
  ],
  ['a value outside Latin-1', attributes({ ...attribute, Values: ['日'] }), [`certain ${attributesAt}[0].Values[0]`]],
  ['a description of 251 characters', { Description: 'd'.repeat(251) }, ['certain Description']],
  ['a description in any script, with line breaks', { Description: '日本\n語' }, []],
  ['501 permissions', { Permissions: Array.from({ length: 501 }, (_, index) => `P${index}`) }, ['certain Permissions']],
  ['a name with a space before it', { SecurityProfileName: ' a' }, ['uncertain SecurityProfileName']],
  [
    'a hierarchy group with other characters',
    { AllowedAccessControlHierarchyGroupId: 'a_b', HierarchyRestrictedResources: ['User'] },
    ['strong AllowedAccessControlHierarchyGroupId'],
  ],
  [
    'a hierarchy group of 127 characters',
    { AllowedAccessControlHierarchyGroupId: 'a'.repeat(127), HierarchyRestrictedResources: ['User'] },
    [],
  ],
  [
    'a hierarchy group of 128 characters',
    { AllowedAccessControlHierarchyGroupId: 'a'.repeat(128), HierarchyRestrictedResources: ['User'] },
    ['strong AllowedAccessControlHierarchyGroupId'],
  ],
  ['no access control tags and no resources', { AllowedAccessControlTags: [] }, []],
  ['no resources and no access control tags', { TagRestrictedResources: [] }, []],
  [
    '11 hierarchy resources',
    { HierarchyRestrictedResources: Array(11).fill('User') },
    ['strong HierarchyRestrictedResources'],
  ],
  [
    'a kind of resource that is not known',
    { TagRestrictedResources: ['Prompt'], AllowedAccessControlTags: [{ Key: 'k' }] },
    ['uncertain TagRestrictedResources[0]'],
  ],
  ['a tag of ours', { Tags: [{ Key: 'cloudformation:mine' }] }, ['certain Tags[0].Key']],
  ['an unknown member', { AllowedAIAgents: [{ Arn: 'a', Name: 'n' }] }, ['certain AllowedAIAgents[0].Name']],
  [
    'an instance that CloudFormation does not resolve, so that nobody knows its id',
    { InstanceArn: '{{resolve:secretsmanager:instance}}' },
    ['certain InstanceArn', 'uncertain InstanceArn'],
  ],
  ['the region in which it was modified', { LastModifiedRegion: 'eu-west-2' }, ['certain LastModifiedRegion']],
  ['a default profile that is not adopted', { SecurityProfileName: 'Admin', AdoptExisting: 'false' }, []],
  [
    'a default profile that is adopted',
    { SecurityProfileName: 'Agent', AdoptExisting: 'true' },
    ['uncertain AdoptExisting'],
  ],
  ['a profile of one’s own that is adopted', { AdoptExisting: 'true' }, []],
])('%s', (_what, properties, expected) => {
  expect(verdicts({ ...required, ...properties })).toEqual(expected);
});

test('whatever is wrong is told at once, the surest first', () => {
  expect(
    verdicts({
      SecurityProfileName: 'a.b',
      Permission: [],
      Permissions: ['A', '', 'A'],
      AllowedFlowModules: [{ Type: 'MCP' }],
    }),
  ).toEqual([
    'certain InstanceArn',
    'certain SecurityProfileName',
    'certain Permissions[1]',
    'certain Permission',
    'strong AllowedFlowModules[0].FlowModuleId',
    'uncertain Permissions[2]',
  ]);
});
