import { defaultProfileNames } from '../model/types';
import type { ProfileContent } from './content';

const contents: Readonly<Record<(typeof defaultProfileNames)[number], ProfileContent>> = {
  Admin: {
    Description: 'Administrators',
    Permissions: [
      'BasicAgentAccess',
      'OutboundCallAccess',
      'SecurityProfiles.Create',
      'SecurityProfiles.Delete',
      'SecurityProfiles.Edit',
      'SecurityProfiles.View',
      'Users.Create',
      'Users.Delete',
      'Users.Edit',
      'Users.EditPermission',
      'Users.View',
    ],
  },
  Agent: { Description: 'Agents', Permissions: ['BasicAgentAccess', 'OutboundCallAccess'] },
  CallCenterManager: {
    Description: 'Managers of a call center',
    Permissions: ['AccessMetrics', 'Queues.View', 'RoutingPolicies.View', 'Users.View'],
  },
  QualityAnalyst: { Description: 'Analysts of quality', Permissions: ['AccessMetrics', 'ContactSearch.View'] },
};

/** What an instance has from the beginning: far fewer permissions than in AWS, but the same names. */
export const defaultProfiles = defaultProfileNames.map((name) => ({ name, content: contents[name] }));
