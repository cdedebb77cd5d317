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
import type { Clock } from '../../runtime/clock';
import { keepAnswers } from '../answers';
import { maxAttempts, pacedReader } from '../paced-reader';
import type { Input, IotOperations, ReadCall, ReadOperation } from './operations';

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

/** Reads from AWS IoT; there is nothing in it that could change anything. */
export interface IotReader {
  readonly call: ReadCall;
  /** What the service has last answered for the profile of that name, with members that the SDK does not know. */
  readonly answerFor: (securityProfileName: string) => JsonObject | undefined;
}

const profileIn = (answer: JsonObject): readonly [string, JsonObject] | undefined =>
  typeof answer.securityProfileName === 'string' ? [answer.securityProfileName, answer] : undefined;

export const createIotReader = (config: IoTClientConfig, clock: Clock, signal: AbortSignal): IotReader => {
  const client = new IoTClient({ maxAttempts, ...config });
  const answers = keepAnswers(client, profileIn);
  const paceFor = (operation: ReadOperation) => ({ most: mostCallsASecond(operation) });
  const call = pacedReader<IotOperations, ReadOperation>(client, operations(client), paceFor, { clock, signal });
  return { call, answerFor: (name) => answers.get(name) };
};
