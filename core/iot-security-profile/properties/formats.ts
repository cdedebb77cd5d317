import { isAccount, isPartition, parseArn } from '../../schema/arn';
import { choose } from '../../schema/hints';
import { type Check, certain, strong, uncertain } from '../../schema/problem';
import { quoted } from '../../schema/shown';

const names = /^[a-zA-Z0-9:_-]+$/;
const nameLetters = 'accepted: letters a-z and A-Z, digits, ":", "_" and "-"';

/** The pattern that AWS IoT has for the names of profiles, dimensions and thing groups. */
export const isName = (text: string): boolean => text.length <= 128 && names.test(text);

/** 1 to 128 of `[a-zA-Z0-9:_-]`, from the first character to the last. */
export const isSecurityProfileName = (value: unknown): value is string => typeof value === 'string' && isName(value);

export const nameFormat: Check = (text) =>
  names.test(text) ? undefined : certain(`${quoted(text)} has characters that are not accepted; ${nameLetters}`);

/** The API's model has the pattern, AWS's guide shows names that break it. */
export const behaviorNameFormat: Check = (text) => {
  const finding = nameFormat(text);
  return finding && strong(finding.message);
};

/** The API leaves a metric's name open; AWS's native CloudFormation type has these limits. */
export const metricFormat: Check = (text) => {
  if (text.length > 128) return strong(`${quoted(text)} has ${text.length} characters; accepted: at most 128`);
  return behaviorNameFormat(text);
};

/** The API's pattern is `[\p{Graph}\x20]*`, whose `Graph` is ASCII in Java and Unicode elsewhere. */
export const descriptionFormat: Check = (text) => {
  if (/\p{Cc}/u.test(text))
    return certain(`${quoted(text)} has a line break, tab or other control character; accepted: printable characters`);
  return /^[ -~]*$/.test(text)
    ? undefined
    : uncertain(`${quoted(text)} has characters outside ASCII, which the service may refuse`);
};

/** Percentiles that the API's pattern for EvaluationStatistic lists. */
export const percentiles: readonly string[] = [
  ...['p0', 'p0.1', 'p0.01', 'p1', 'p10', 'p50', 'p90', 'p99', 'p99.9', 'p99.99', 'p100'],
];

export const statisticFormat: Check = (text) => {
  if (percentiles.includes(text)) return undefined;
  // CloudFormation's native type lists it, the API's pattern does not.
  if (text === 'Average') return uncertain(`"Average" is not a percentile, and the service may refuse it`);
  return certain(`${quoted(text)} is not a percentile${choose(text, percentiles)}`);
};

export const roleFormat: Check = (text) => {
  const arn = parseArn(text);
  const fits =
    arn !== undefined &&
    isPartition(arn.partition) &&
    arn.service === 'iam' &&
    isAccount(arn.account) &&
    /^role\/./.test(arn.resource);
  return fits
    ? undefined
    : strong(`${quoted(text)} is not the ARN of an IAM role; accepted: arn:aws:iam::<account>:role/<name>`);
};

/** A subscription's ARN has a part behind the topic's name, that of an endpoint for devices has slashes. */
export const topicArnFormat: Check = (text) => {
  const arn = parseArn(text);
  const fits = arn !== undefined && isPartition(arn.partition) && arn.service === 'sns' && isAccount(arn.account);
  if (!fits || arn.region === '' || !/^[\w-]{1,256}(\.fifo)?$/.test(arn.resource))
    return strong(
      `${quoted(text)} is not the ARN of an SNS topic (nor is that of a subscription); accepted: arn:aws:sns:<region>:<account>:<topic>`,
    );
  return arn.resource.endsWith('.fifo')
    ? uncertain(`${quoted(text)} is a FIFO topic; AWS documents alerts to standard topics only`)
    : undefined;
};

/** IoT Core's limits for a topic that is published to; `$aws/rules/<rule>/` (Basic Ingest) does not count. */
export const mqttTopicFormat: Check = (text) => {
  if (/[+#]/.test(text))
    return uncertain(`${quoted(text)} has a wildcard, and nobody can publish to one; give one topic`);
  const topic = text.replace(/^\$aws\/rules\/[^/]+\//, '');
  if (topic.split('/').length > 8)
    return uncertain(`${quoted(text)} has more than 7 slashes, the most that AWS IoT Core accepts in a topic`);
  return new TextEncoder().encode(topic).length > 256
    ? uncertain(`${quoted(text)} is longer than 256 bytes, the most that AWS IoT Core accepts for a topic`)
    : undefined;
};

const everyThing = ['all/things', 'all/registered-things', 'all/unregistered-things'];
const targetForms =
  'arn:<partition>:iot:<region>:<account>: followed by thinggroup/<name>, all/things, all/registered-things or all/unregistered-things';

/** What a profile can be attached to. */
export const targetFormat: Check = (text) => {
  const arn = parseArn(text);
  if (arn?.service !== 'iot')
    return certain(`${quoted(text)} is not the ARN of an AWS IoT target; accepted: ${targetForms}`);
  const { partition, region, account, resource } = arn;
  const group = /^thinggroup\/(.*)$/s.exec(resource)?.[1];
  if (group !== undefined && !isName(group))
    return certain(
      `${quoted(group)} cannot be a thing group's name; accepted: 1 to 128 of a-z, A-Z, 0-9, ":", "_", "-"`,
    );
  if (!isPartition(partition) || region === '' || !isAccount(account))
    return strong(`${quoted(text)} lacks a partition, a region or an account of 12 digits; accepted: ${targetForms}`);
  if (group !== undefined || everyThing.includes(resource)) return undefined;
  if (/^thing\/./.test(resource))
    return uncertain(`${quoted(text)} is a thing; AWS documents thing groups and all things as targets`);
  return strong(`${quoted(text)} is not a target for a security profile${choose(resource, everyThing, targetForms)}`);
};
