import {
  DescribeCustomMetricCommand,
  DescribeDimensionCommand,
  DescribeSecurityProfileCommand,
  DescribeThingGroupCommand,
  IoTClient,
  type IoTClientConfig,
  ListSecurityProfilesCommand,
  ListSecurityProfilesForTargetCommand,
  ListTagsForResourceCommand,
  ListTargetsForSecurityProfileCommand,
} from '@aws-sdk/client-iot';
import type { JsonObject } from '../../core/schema/json';
import { backoff, defaultRetryBase } from '../../runtime/backoff';
import type { Clock } from '../../runtime/clock';
import { CallError, readFailure } from '../failure';
import { Pace } from '../pace';
import { paceAttempts, type Sender } from '../paced-service';
import { type Answered, keepAnswers } from './answers';
import type { Input, Output, ReadCall, ReadOperation } from './operations';

const operations = (client: IoTClient) => ({
  DescribeCustomMetric: (input: Input<'DescribeCustomMetric'>) => client.send(new DescribeCustomMetricCommand(input)),
  DescribeDimension: (input: Input<'DescribeDimension'>) => client.send(new DescribeDimensionCommand(input)),
  DescribeSecurityProfile: (input: Input<'DescribeSecurityProfile'>) =>
    client.send(new DescribeSecurityProfileCommand(input)),
  DescribeThingGroup: (input: Input<'DescribeThingGroup'>) => client.send(new DescribeThingGroupCommand(input)),
  ListSecurityProfiles: (input: Input<'ListSecurityProfiles'>) => client.send(new ListSecurityProfilesCommand(input)),
  ListSecurityProfilesForTarget: (input: Input<'ListSecurityProfilesForTarget'>) =>
    client.send(new ListSecurityProfilesForTargetCommand(input)),
  ListTagsForResource: (input: Input<'ListTagsForResource'>) => client.send(new ListTagsForResourceCommand(input)),
  ListTargetsForSecurityProfile: (input: Input<'ListTargetsForSecurityProfile'>) =>
    client.send(new ListTargetsForSecurityProfileCommand(input)),
});

/**
 * Calls a second that AWS IoT allows of an operation in an account, less a little, so that others have some too.
 * https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html
 */
const mostCallsASecond = (operation: ReadOperation): number => (operation === 'DescribeSecurityProfile' ? 24 : 9.5);

/** Whoever reads many profiles meets a throttle now and then; a service that is not there is found out in two seconds. */
const maxAttempts = 6;

/** Reads from AWS IoT; there is nothing in it that could change anything. */
export interface IotReader {
  readonly call: ReadCall;
  /** What the service has last answered for the profile of that name, with members that the SDK does not know. */
  readonly answerFor: (securityProfileName: string) => JsonObject | undefined;
}

export const createIotReader = (config: IoTClientConfig, clock: Clock, signal: AbortSignal): IotReader => {
  const client = new IoTClient({ maxAttempts, ...config });
  const senders = new WeakMap<object, Sender>();
  paceAttempts(client, senders);
  const answers: Answered = keepAnswers(client);
  const paces = new Map<ReadOperation, Pace>();
  const paceOf = (operation: ReadOperation): Pace => {
    const pace = paces.get(operation) ?? new Pace(clock, { most: mostCallsASecond(operation) });
    paces.set(operation, pace);
    return pace;
  };
  const send: { [Name in ReadOperation]: (input: Input<Name>) => Promise<Output<Name>> } = operations(client);
  const call = <Name extends ReadOperation>(operation: Name, input: Input<Name>): Promise<Output<Name>> => {
    senders.set(input, { pace: paceOf(operation), signal, onFailedAttempt: () => undefined });
    return send[operation](input).catch((error: unknown) => {
      throw new CallError(operation, readFailure(error), error);
    });
  };
  return {
    call: Object.assign(call, {
      pause: (attempt: number, longest = Number.POSITIVE_INFINITY) =>
        clock.sleep(Math.min(backoff(attempt, defaultRetryBase), longest), signal),
    }),
    answerFor: (name) => answers.get(name),
  };
};
