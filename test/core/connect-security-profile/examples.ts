import { readProperties } from '../../../core/connect-security-profile/properties';

export const instanceId = '11111111-2222-4333-8444-555555555555';
export const otherInstanceId = '99999999-2222-4333-8444-555555555555';
export const region = 'eu-west-2';
export const accountId = '123456789012';

export const instanceArn = (id = instanceId): string => `arn:aws:connect:${region}:${accountId}:instance/${id}`;
export const profileArn = (profileId: string, instance = instanceId): string =>
  `${instanceArn(instance)}/security-profile/${profileId}`;

export const required = { InstanceArn: instanceArn(), SecurityProfileName: 'Tier 1 agents' };

/** Every property, with every member inside it, and nothing wrong with any. */
export const everyProperty = {
  ...required,
  Description: 'First line',
  Permissions: ['BasicAgentAccess', 'OutboundCallAccess'],
  AllowedAccessControlTags: [{ Key: 'team', Value: 'blue' }],
  TagRestrictedResources: ['User'],
  HierarchyRestrictedResources: ['User'],
  AllowedAccessControlHierarchyGroupId: 'cccccccc-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  Applications: [{ Namespace: 'acme.notes', ApplicationPermissions: ['ACCESS'], Type: 'THIRD_PARTY_APPLICATION' }],
  AllowedFlowModules: [{ Type: 'MCP', FlowModuleId: 'dddddddd-bbbb-4ccc-8ddd-eeeeeeeeeeee' }],
  AllowedAIAgents: [
    {
      Arn: `arn:aws:app-integrations:${region}:${accountId}:application/eeeeeeee-bbbb-4ccc-8ddd-eeeeeeeeeeee`,
      Type: 'THIRD_PARTY',
    },
  ],
  GranularAccessControlConfiguration: {
    DataTableAccessControlConfiguration: {
      PrimaryAttributeAccessControlConfiguration: {
        PrimaryAttributeValues: [{ AccessType: 'ALLOW', AttributeName: 'region', Values: ['north', 'south'] }],
      },
    },
  },
  Tags: [{ Key: 'cost', Value: '7' }],
  AdoptExisting: 'false',
  Revision: '1',
} as const;

/** The problems of properties, each as `certain Tags[0].Key`. */
export const verdicts = (properties: unknown): readonly string[] =>
  readProperties(properties).problems.map(({ certainty, path }) => `${certainty} ${path}`);
