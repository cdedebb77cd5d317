import {
  ConnectClient,
  type ConnectClientConfig,
  DescribeSecurityProfileCommand,
  ListSecurityProfileAIAgentsCommand,
  ListSecurityProfileApplicationsCommand,
  ListSecurityProfileFlowModulesCommand,
  ListSecurityProfilePermissionsCommand,
  ListSecurityProfilesCommand,
} from '@aws-sdk/client-connect';
import { grantNames } from '../../core/connect-security-profile/plan/grants';
import { isJsonObject, type JsonObject } from '../../core/schema/json';
import type { Clock } from '../../runtime/clock';
import { keepAnswers, keepLists } from '../answers';
import { maxAttempts, pacedReader } from '../paced-reader';
import type { ConnectOperations, Input, ReadCall, ReadOperation } from './operations';

const operations = (client: ConnectClient) => ({
  DescribeSecurityProfile: (input: Input<'DescribeSecurityProfile'>) =>
    client.send(new DescribeSecurityProfileCommand(input)),
  ListSecurityProfileAIAgents: (input: Input<'ListSecurityProfileAIAgents'>) =>
    client.send(new ListSecurityProfileAIAgentsCommand(input)),
  ListSecurityProfileApplications: (input: Input<'ListSecurityProfileApplications'>) =>
    client.send(new ListSecurityProfileApplicationsCommand(input)),
  ListSecurityProfileFlowModules: (input: Input<'ListSecurityProfileFlowModules'>) =>
    client.send(new ListSecurityProfileFlowModulesCommand(input)),
  ListSecurityProfilePermissions: (input: Input<'ListSecurityProfilePermissions'>) =>
    client.send(new ListSecurityProfilePermissionsCommand(input)),
  ListSecurityProfiles: (input: Input<'ListSecurityProfiles'>) => client.send(new ListSecurityProfilesCommand(input)),
});

/**
 * Calls a second that Amazon Connect allows of each operation, less a little, so that others have some too, and how many it
 * lets gather. https://docs.aws.amazon.com/connect/latest/adminguide/amazon-connect-service-limits.html
 */
const pace = { most: 1.9, atOnce: 5 };

/** Reads from Amazon Connect; there is nothing in it that could change anything. */
export interface ConnectReader {
  readonly call: ReadCall;
  /** What the service has last answered for the profile of that id, with members that the SDK does not know. */
  readonly answerFor: (profileId: string) => JsonObject | undefined;
}

const profileIn = ({ SecurityProfile: profile }: JsonObject): readonly [string, JsonObject] | undefined =>
  isJsonObject(profile) && typeof profile.Id === 'string' ? [profile.Id, profile] : undefined;

export const createConnectReader = (config: ConnectClientConfig, clock: Clock, signal: AbortSignal): ConnectReader => {
  const client = new ConnectClient({ maxAttempts, ...config });
  const answers = keepAnswers(client, profileIn);
  // What is in them may be younger than the SDK; permissions are names.
  keepLists(client, grantNames);
  const call = pacedReader<ConnectOperations, ReadOperation>(client, operations(client), () => pace, { clock, signal });
  return { call, answerFor: (profileId) => answers.get(profileId) };
};
