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
import { systemClock } from '../../runtime/clock';
import { Pace } from '../pace';
import { retryStrategy } from '../retry-strategy';
import type { Input, IotService, OperationName, Output } from './operations';
import { paceAttempts, type Sender } from './pacing';

interface SendOptions {
  readonly abortSignal: AbortSignal;
}

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

/** Milliseconds. A control-plane call takes well below a second; a connection that hangs is given up and tried anew. */
const connectionTimeout = 3_000;
const requestTimeout = 15_000;

/**
 * The SDK's client, and what it has learned of the account's limits. Region, credentials and endpoint come from the
 * environment, as in every Lambda function.
 */
export const sdkService = (): IotService => {
  const client = new IoTClient({
    retryStrategy: retryStrategy(),
    requestHandler: { connectionTimeout, requestTimeout, throwOnRequestTimeout: true },
  });
  const senders = new WeakMap<object, Sender>();
  paceAttempts(client, senders);
  const paces = new Map<OperationName, Pace>();
  const paceOf = (operation: OperationName): Pace => {
    const pace = paces.get(operation) ?? new Pace(systemClock);
    paces.set(operation, pace);
    return pace;
  };
  const send: { [Name in OperationName]: (input: Input<Name>, options: SendOptions) => Promise<Output<Name>> } =
    operations(client);
  return {
    takesNoVersion,
    send: (operation, input, signal, onFailedAttempt) => {
      senders.set(input, { pace: paceOf(operation), signal, onFailedAttempt });
      return send[operation](input, { abortSignal: signal });
    },
  };
};
