import {
  AttachSecurityProfileCommand,
  type AttachSecurityProfileCommandInput,
  CreateSecurityProfileCommand,
  type CreateSecurityProfileCommandInput,
  DeleteSecurityProfileCommand,
  type DeleteSecurityProfileCommandInput,
  DescribeSecurityProfileCommand,
  type DescribeSecurityProfileCommandInput,
  DetachSecurityProfileCommand,
  type DetachSecurityProfileCommandInput,
  IoTClient,
  ListTagsForResourceCommand,
  type ListTagsForResourceCommandInput,
  ListTargetsForSecurityProfileCommand,
  type ListTargetsForSecurityProfileCommandInput,
  TagResourceCommand,
  type TagResourceCommandInput,
  UntagResourceCommand,
  type UntagResourceCommandInput,
  UpdateSecurityProfileCommand,
  type UpdateSecurityProfileCommandInput,
} from '@aws-sdk/client-iot';
import { retryStrategy } from './retry-strategy';

interface SendOptions {
  readonly abortSignal: AbortSignal;
}

/** The operations of AWS IoT that this resource uses. */
const operations = (client: IoTClient) => ({
  AttachSecurityProfile: (input: AttachSecurityProfileCommandInput, options: SendOptions) =>
    client.send(new AttachSecurityProfileCommand(input), options),
  CreateSecurityProfile: (input: CreateSecurityProfileCommandInput, options: SendOptions) =>
    client.send(new CreateSecurityProfileCommand(input), options),
  DeleteSecurityProfile: (input: DeleteSecurityProfileCommandInput, options: SendOptions) =>
    client.send(new DeleteSecurityProfileCommand(input), options),
  DescribeSecurityProfile: (input: DescribeSecurityProfileCommandInput, options: SendOptions) =>
    client.send(new DescribeSecurityProfileCommand(input), options),
  DetachSecurityProfile: (input: DetachSecurityProfileCommandInput, options: SendOptions) =>
    client.send(new DetachSecurityProfileCommand(input), options),
  ListTagsForResource: (input: ListTagsForResourceCommandInput, options: SendOptions) =>
    client.send(new ListTagsForResourceCommand(input), options),
  ListTargetsForSecurityProfile: (input: ListTargetsForSecurityProfileCommandInput, options: SendOptions) =>
    client.send(new ListTargetsForSecurityProfileCommand(input), options),
  TagResource: (input: TagResourceCommandInput, options: SendOptions) =>
    client.send(new TagResourceCommand(input), options),
  UntagResource: (input: UntagResourceCommandInput, options: SendOptions) =>
    client.send(new UntagResourceCommand(input), options),
  UpdateSecurityProfile: (input: UpdateSecurityProfileCommandInput, options: SendOptions) =>
    client.send(new UpdateSecurityProfileCommand(input), options),
});

type Operations = ReturnType<typeof operations>;

export type OperationName = keyof Operations;
export type Input<Name extends OperationName> = Parameters<Operations[Name]>[0];
export type Output<Name extends OperationName> = Awaited<ReturnType<Operations[Name]>>;

/** Is told of each attempt that failed, also of those that are tried again without anybody else hearing of it. */
export type OnFailedAttempt = (error: unknown) => void;

/** AWS IoT as this resource sees it. Rejects with the SDK's errors: `name`, `message`, `$metadata`. */
export interface IotService {
  send<Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    signal: AbortSignal,
    onFailedAttempt: OnFailedAttempt,
  ): Promise<Output<Name>>;
}

/** Below the SDK's retries, so that it sees each attempt; the input tells whose it is. */
const reportAttempts = (client: IoTClient, listeners: WeakMap<object, OnFailedAttempt>): void =>
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        listeners.get(args.input)?.(error);
        throw error;
      }
    },
    { step: 'finalizeRequest', priority: 'low', name: 'reportAttempts' },
  );

/** Milliseconds. A control-plane call takes well below a second; a connection that hangs is given up and tried anew. */
const connectionTimeout = 3_000;
const requestTimeout = 15_000;

/** The SDK's client. Region, credentials and endpoint come from the environment, as in every Lambda function. */
export const sdkService = (): IotService => {
  const client = new IoTClient({
    retryStrategy: retryStrategy(),
    requestHandler: { connectionTimeout, requestTimeout, throwOnRequestTimeout: true },
  });
  const listeners = new WeakMap<object, OnFailedAttempt>();
  reportAttempts(client, listeners);
  const send: { [Name in OperationName]: (input: Input<Name>, options: SendOptions) => Promise<Output<Name>> } =
    operations(client);
  return {
    send: (operation, input, signal, onFailedAttempt) => {
      listeners.set(input, onFailedAttempt);
      return send[operation](input, { abortSignal: signal });
    },
  };
};
