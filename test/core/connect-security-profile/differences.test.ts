import fc from 'fast-check';
import { declaredOf, differencesOf, type Side } from '../../../core/connect-security-profile/differences';
import { grantWanted } from '../../../core/connect-security-profile/goal';
import { noGrants } from '../../../core/connect-security-profile/plan/grants';
import { planConvergence } from '../../../core/connect-security-profile/plan/profile';
import { readProperties } from '../../../core/connect-security-profile/properties';
import { noMarking } from '../../../core/ownership/tag-plan';
import { everyProperty, instanceId, profileArn, required } from './examples';
import { contents, grants } from './plan/plan-model';

const declared = (properties: object): Side => declaredOf(readProperties({ ...required, ...properties }).profile ?? {});

const live = (content: Side['content'], granted: Partial<Side['grants']> = {}): Side => ({
  content,
  grants: { ...noGrants, ...granted },
});

const attributes = (...PrimaryAttributeValues: object[]) => ({
  GranularAccessControlConfiguration: {
    DataTableAccessControlConfiguration: { PrimaryAttributeAccessControlConfiguration: { PrimaryAttributeValues } },
  },
});

test('there is none between a profile and itself', () => {
  expect(differencesOf(declared(everyProperty), declared(everyProperty))).toStrictEqual([]);
  expect(differencesOf(declared({}), live({}))).toStrictEqual([]);
});

test.each<[string, object, Side, readonly object[]]>([
  [
    'a permission on either side goes by its name',
    { Permissions: ['A', 'B'] },
    live({ Permissions: ['C', 'B'] }),
    [
      { path: 'Permissions[A]', declared: 'A', live: undefined },
      { path: 'Permissions[C]', declared: undefined, live: 'C' },
    ],
  ],
  [
    'an access control tag goes by its key',
    { AllowedAccessControlTags: [{ Key: 'team', Value: 'blue' }, { Key: 'site' }] },
    live({ AllowedAccessControlTags: { team: 'red' } }),
    [
      { path: 'AllowedAccessControlTags[site]', declared: '', live: undefined },
      { path: 'AllowedAccessControlTags[team]', declared: 'blue', live: 'red' },
    ],
  ],
  [
    'a description that has gone',
    { Description: 'text' },
    live({ Description: '' }),
    [{ path: 'Description', declared: 'text', live: undefined }],
  ],
  [
    'an application goes by its namespace',
    { Applications: [{ Namespace: 'n', ApplicationPermissions: ['x'], Type: 'MCP' }] },
    live(
      {},
      { Applications: [{ Namespace: 'n', ApplicationPermissions: ['x', 'y'], Type: 'MCP' }, { Namespace: 'm' }] },
    ),
    [
      { path: 'Applications[m].Namespace', declared: undefined, live: 'm' },
      { path: 'Applications[n].ApplicationPermissions[y]', declared: undefined, live: 'y' },
    ],
  ],
  [
    'two of one name are told apart by a number',
    {
      Applications: [
        { Namespace: 'n', ApplicationPermissions: ['x'], Type: 'MCP' },
        { Namespace: 'n', ApplicationPermissions: ['y'], Type: 'MCP' },
      ],
    },
    live({}, { Applications: [{ Namespace: 'n', ApplicationPermissions: ['x'], Type: 'MCP' }] }),
    [
      { path: 'Applications[n#2].ApplicationPermissions[y]', declared: 'y', live: undefined },
      { path: 'Applications[n#2].Namespace', declared: 'n', live: undefined },
      { path: 'Applications[n#2].Type', declared: 'MCP', live: undefined },
    ],
  ],
  [
    'the type that the service has filled in is none beside others',
    { Applications: [{ Namespace: 'n', ApplicationPermissions: ['x'] }] },
    live({}, { Applications: [{ Namespace: 'n', ApplicationPermissions: ['y'], Type: 'MCP' }] }),
    [
      { path: 'Applications[n].ApplicationPermissions[x]', declared: 'x', live: undefined },
      { path: 'Applications[n].ApplicationPermissions[y]', declared: undefined, live: 'y' },
    ],
  ],
  [
    'an attribute goes by its name',
    attributes({ AccessType: 'ALLOW', AttributeName: 'a', Values: ['x'] }),
    live(attributes({ AccessType: 'ALLOW', AttributeName: 'a', Values: ['y'] })),
    [
      {
        path: 'GranularAccessControlConfiguration.DataTableAccessControlConfiguration.PrimaryAttributeAccessControlConfiguration.PrimaryAttributeValues[a].Values[x]',
        declared: 'x',
        live: undefined,
      },
      {
        path: 'GranularAccessControlConfiguration.DataTableAccessControlConfiguration.PrimaryAttributeAccessControlConfiguration.PrimaryAttributeValues[a].Values[y]',
        declared: undefined,
        live: 'y',
      },
    ],
  ],
])('%s', (_what, properties, held, expected) => {
  const found = [...differencesOf(declared(properties), held)];
  expect(found.sort((one, other) => (one.path < other.path ? -1 : 1))).toStrictEqual(expected);
});

test('the type that the service has filled in is none, and lists of which a side does not speak are passed over', () => {
  const application = { Namespace: 'n', ApplicationPermissions: ['ACCESS'] };
  const held = live({}, { Applications: [{ ...application, Type: 'MCP' }], AllowedAIAgents: [{ Arn: 'a' }] });
  expect(differencesOf(declared({ Applications: [application] }), held)).toStrictEqual([]);
  expect(differencesOf(declared({ AllowedFlowModules: [{ FlowModuleId: 'm' }] }), held)).toStrictEqual([]);
});

test('there is one where, and only where, an update would be made', () => {
  fc.assert(
    fc.property(contents, grants, contents, grants, (content, granted, held, heldGrants) => {
      const desired = {
        instanceId,
        name: 'n',
        content,
        grants: {
          Applications: grantWanted(granted.Applications, []),
          AllowedFlowModules: grantWanted(granted.AllowedFlowModules, []),
          AllowedAIAgents: grantWanted(granted.AllowedAIAgents, []),
        },
        tags: new Map(),
        tagKeysBefore: [],
      };
      const profile = { instanceId, profileId: 'p1', arn: profileArn('p1'), name: 'n', tags: new Map() };
      const { calls } = planConvergence({ ...profile, content: held, grants: heldGrants }, desired, noMarking);
      const differences = differencesOf({ content, grants: granted }, { content: held, grants: heldGrants });
      expect(differences.length > 0).toBe(calls.length > 0);
    }),
    { numRuns: 300 },
  );
});
