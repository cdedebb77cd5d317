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
import { systemClock } from '../../runtime/clock';
import type { Call, OnFailedAttempt, Service } from '../caller';
import { isThrottle, readFailure } from '../failure';
import { Pace } from '../pace';
import { retryStrategy } from '../retry-strategy';

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

export type IotOperations = {
  readonly [Name in OperationName]: { readonly input: Input<Name>; readonly output: Output<Name> };
};

/** AWS IoT as this resource sees it. */
export type IotService = Service<IotOperations>;

/** Calls AWS IoT. */
export type IotCall = Call<IotOperations>;

/** Attachments have no version. */
export const takesNoVersion = (operation: string): boolean =>
  operation === 'AttachSecurityProfile' || operation === 'DetachSecurityProfile';

/** Whose an attempt is. */
interface Sender {
  readonly pace: Pace;
  readonly signal: AbortSignal;
  readonly onFailedAttempt: OnFailedAttempt;
}

const isThrottled = (error: unknown): boolean => isThrottle(readFailure(error));

/** Below the SDK's retries, so that it paces and reports each attempt; the input tells whose it is. */
const paceAttempts = (client: IoTClient, senders: WeakMap<object, Sender>): void =>
  client.middlewareStack.add(
    (next) => async (args) => {
      const sender = senders.get(args.input);
      if (sender === undefined) return next(args);
      try {
        return await sender.pace.run(() => next(args), isThrottled, sender.signal);
      } catch (error) {
        sender.onFailedAttempt(error);
        throw error;
      }
    },
    { step: 'finalizeRequest', priority: 'low', name: 'paceAttempts' },
  );

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
