import {
  ConnectClient,
  type ConnectClientConfig,
  CreateSecurityProfileCommand,
  DeleteSecurityProfileCommand,
  DescribeSecurityProfileCommand,
  ListSecurityProfileAIAgentsCommand,
  ListSecurityProfileApplicationsCommand,
  ListSecurityProfileFlowModulesCommand,
  ListSecurityProfilePermissionsCommand,
  ListSecurityProfilesCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecurityProfileCommand,
} from '@aws-sdk/client-connect';
import { pacedService, requestHandler, type SendOptions } from '../paced-service';
import { retryStrategy } from '../retry-strategy';
import { known, refuseWhatIsLeftOut } from './left-out';
import type { ConnectOperations, ConnectService, Input, OperationName } from './operations';

/** The operations of Amazon Connect that this resource uses. */
const operations = (client: ConnectClient) => ({
  CreateSecurityProfile: (input: Input<'CreateSecurityProfile'>, options: SendOptions) =>
    client.send(new CreateSecurityProfileCommand(input), options),
  DeleteSecurityProfile: (input: Input<'DeleteSecurityProfile'>, options: SendOptions) =>
    client.send(new DeleteSecurityProfileCommand(input), options),
  DescribeSecurityProfile: (input: Input<'DescribeSecurityProfile'>, options: SendOptions) =>
    client.send(new DescribeSecurityProfileCommand(input), options),
  ListSecurityProfileAIAgents: (input: Input<'ListSecurityProfileAIAgents'>, options: SendOptions) =>
    client.send(new (known(ListSecurityProfileAIAgentsCommand, 'AllowedAIAgents'))(input), options),
  ListSecurityProfileApplications: (input: Input<'ListSecurityProfileApplications'>, options: SendOptions) =>
    client.send(new ListSecurityProfileApplicationsCommand(input), options),
  ListSecurityProfileFlowModules: (input: Input<'ListSecurityProfileFlowModules'>, options: SendOptions) =>
    client.send(new (known(ListSecurityProfileFlowModulesCommand, 'AllowedFlowModules'))(input), options),
  ListSecurityProfilePermissions: (input: Input<'ListSecurityProfilePermissions'>, options: SendOptions) =>
    client.send(new ListSecurityProfilePermissionsCommand(input), options),
  ListSecurityProfiles: (input: Input<'ListSecurityProfiles'>, options: SendOptions) =>
    client.send(new ListSecurityProfilesCommand(input), options),
  TagResource: (input: Input<'TagResource'>, options: SendOptions) =>
    client.send(new TagResourceCommand(input), options),
  UntagResource: (input: Input<'UntagResource'>, options: SendOptions) =>
    client.send(new UntagResourceCommand(input), options),
  UpdateSecurityProfile: (input: Input<'UpdateSecurityProfile'>, options: SendOptions) =>
    client.send(new UpdateSecurityProfileCommand(input), options),
});

/** Calls a second that Amazon Connect allows of each operation, to all of an account and Region together. */
const usual = 2;

/** Nothing here carries a version: Amazon Connect has none, and knows no conflict. */
export const takesNoVersion = (): boolean => true;

/** The SDK's client. `config`: beside what comes from the environment, as in every Lambda function. */
export const sdkService = (config: ConnectClientConfig = {}): ConnectService => {
  const client = new ConnectClient({ retryStrategy: retryStrategy(), requestHandler, ...config });
  refuseWhatIsLeftOut(client);
  return pacedService<ConnectOperations, OperationName>(client, operations(client), takesNoVersion, { usual });
};
