import {
  type ConnectOperation,
  ConnectService,
  ConnectServiceError,
  type ConnectServiceOptions,
  defaultInstanceId,
} from '../../../simulator/connect';

export const region = 'eu-west-2';
export const accountId = '123456789012';
export const InstanceId = defaultInstanceId;
export const instanceArn = `arn:aws:connect:${region}:${accountId}:instance/${InstanceId}`;
export const arnOf = (id: string): string => `${instanceArn}/security-profile/${id}`;

/** A clock that stands still unless it is told to sleep. */
export class StandingClock {
  time = Date.UTC(2026, 0, 1);

  now(): number {
    return this.time;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.time += milliseconds;
  }
}

export const service = (options: Partial<ConnectServiceOptions> = {}): ConnectService =>
  new ConnectService({ region, accountId, clock: new StandingClock(), ...options });

/** What the API needs to name a profile that a test has created. */
export const createdBy = (connect: ConnectService, more: Readonly<Record<string, unknown>> = {}) => {
  const { SecurityProfileId, SecurityProfileArn } = connect.call('CreateSecurityProfile', {
    InstanceId,
    SecurityProfileName: 'p',
    ...more,
  });
  return {
    key: { InstanceId, SecurityProfileId: String(SecurityProfileId) },
    resourceArn: String(SecurityProfileArn),
  };
};

/** The service's error that an action ends with; a test that meets none fails here. */
export const refusal = (
  action: () => unknown,
): Pick<ConnectServiceError, 'name' | 'status' | 'message' | 'members'> => {
  try {
    action();
  } catch (error) {
    if (error instanceof ConnectServiceError) {
      return { name: error.name, status: error.status, message: error.message, members: error.members };
    }
    throw error;
  }
  throw new Error('The service accepted what it should refuse.');
};

/** All that a list answers, over all of its pages. */
export const listed = (
  connect: ConnectService,
  operation: ConnectOperation,
  member: string,
  input: Readonly<Record<string, unknown>>,
): readonly unknown[] => {
  const all: unknown[] = [];
  let { NextToken } = input;
  do {
    const page = connect.call(operation, { ...input, NextToken });
    const items = page[member];
    if (!Array.isArray(items)) throw new Error(`There is no ${member} in ${JSON.stringify(page)}`);
    all.push(...items);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return all;
};

/** Every member that Create and Update set, in the order in which the service gives back its lists. */
export const everyMember = {
  Description: 'First line',
  Permissions: ['BasicAgentAccess', 'OutboundCallAccess', 'Users.View', 'Views.View'],
  AllowedAccessControlTags: { team: 'blue', cost: '' },
  TagRestrictedResources: ['Queue', 'User'],
  Applications: [
    { Namespace: 'acme.notes', ApplicationPermissions: ['ACCESS'], Type: 'THIRD_PARTY_APPLICATION' },
    { Namespace: 'gateway', ApplicationPermissions: ['target___a', 'target___b'], Type: 'MCP' },
  ],
  HierarchyRestrictedResources: ['User'],
  AllowedAccessControlHierarchyGroupId: 'aaaaaaaa-1111-4222-8333-bbbbbbbbbbbb',
  AllowedFlowModules: [{ FlowModuleId: 'cccccccc-1111-4222-8333-dddddddddddd', Type: 'MCP' }],
  AllowedAIAgents: [{ Arn: `arn:aws:app-integrations:${region}:${accountId}:application/x`, Type: 'THIRD_PARTY' }],
  GranularAccessControlConfiguration: {
    DataTableAccessControlConfiguration: {
      PrimaryAttributeAccessControlConfiguration: {
        PrimaryAttributeValues: [{ AccessType: 'ALLOW', AttributeName: 'country', Values: ['fr', 'de'] }],
      },
    },
  },
} as const;
