import {
  AttachSecurityProfileCommand,
  CreateSecurityProfileCommand,
  DeleteSecurityProfileCommand,
  DescribeSecurityProfileCommand,
  DetachSecurityProfileCommand,
  IoTClient,
  ListTagsForResourceCommand,
  ListTargetsForSecurityProfileCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecurityProfileCommand,
} from '@aws-sdk/client-iot';
import { pacedService, requestHandler, type SendOptions } from '../paced-service';
import { retryStrategy } from '../retry-strategy';
import type { Input, IotOperations, IotService, OperationName } from './operations';

/** The operations of AWS IoT that this resource uses. */
const operations = (client: IoTClient) => ({
  AttachSecurityProfile: (input: Input<'AttachSecurityProfile'>, options: SendOptions) =>
    client.send(new AttachSecurityProfileCommand(input), options),
  CreateSecurityProfile: (input: Input<'CreateSecurityProfile'>, options: SendOptions) =>
    client.send(new CreateSecurityProfileCommand(input), options),
  DeleteSecurityProfile: (input: Input<'DeleteSecurityProfile'>, options: SendOptions) =>
    client.send(new DeleteSecurityProfileCommand(input), options),
  DescribeSecurityProfile: (input: Input<'DescribeSecurityProfile'>, options: SendOptions) =>
    client.send(new DescribeSecurityProfileCommand(input), options),
  DetachSecurityProfile: (input: Input<'DetachSecurityProfile'>, options: SendOptions) =>
    client.send(new DetachSecurityProfileCommand(input), options),
  ListTagsForResource: (input: Input<'ListTagsForResource'>, options: SendOptions) =>
    client.send(new ListTagsForResourceCommand(input), options),
  ListTargetsForSecurityProfile: (input: Input<'ListTargetsForSecurityProfile'>, options: SendOptions) =>
    client.send(new ListTargetsForSecurityProfileCommand(input), options),
  TagResource: (input: Input<'TagResource'>, options: SendOptions) =>
    client.send(new TagResourceCommand(input), options),
  UntagResource: (input: Input<'UntagResource'>, options: SendOptions) =>
    client.send(new UntagResourceCommand(input), options),
  UpdateSecurityProfile: (input: Input<'UpdateSecurityProfile'>, options: SendOptions) =>
    client.send(new UpdateSecurityProfileCommand(input), options),
});

/** Attachments have no version. */
export const takesNoVersion = (operation: string): boolean =>
  operation === 'AttachSecurityProfile' || operation === 'DetachSecurityProfile';

/** The SDK's client. Region, credentials and endpoint come from the environment, as in every Lambda function. */
export const sdkService = (): IotService => {
  const client = new IoTClient({ retryStrategy: retryStrategy(), requestHandler });
  return pacedService<IotOperations, OperationName>(client, operations(client), takesNoVersion);
};
