import type { FaultEffect, StoredProfile } from '../../simulator/iot';
import { accountId, createEvent, marks, otherStackId, Rig, region, stackId, thingGroupArn } from '../support/rig';
import { plannedError } from './planned-error';

export type Properties = Readonly<Record<string, unknown>>;

export const topicArn = (name: string): string => `arn:aws:sns:${region}:${accountId}:${name}`;
export const roleArn = `arn:aws:iam::${accountId}:role/publish`;

/** A behavior as CloudFormation sends it: every scalar is text. */
export const flood = (count: string): Properties => ({
  Name: 'flood',
  Metric: 'aws:num-messages-sent',
  Criteria: { ComparisonOperator: 'less-than', Value: { Count: count }, DurationSeconds: '300' },
});

/** The same behavior as the service holds it. */
export const typedFlood = (count: number): Properties => ({
  name: 'flood',
  metric: 'aws:num-messages-sent',
  criteria: { comparisonOperator: 'less-than', value: { count }, durationSeconds: 300 },
});

/** A small profile. */
export const small: Properties = { SecurityProfileName: 'profile', Behaviors: [flood('100')] };
export const typedSmall = { securityProfileName: 'profile', behaviors: [typedFlood(100)] } as const;

/** A profile with every property. */
export const full: Properties = {
  SecurityProfileName: 'profile',
  SecurityProfileDescription: 'as it was',
  Behaviors: [flood('100')],
  AlertTargets: { SNS: { AlertTargetArn: topicArn('alarms'), RoleArn: roleArn } },
  AdditionalMetricsToRetainV2: [{ Metric: 'aws:num-disconnects' }],
  MetricsExportConfig: { MqttTopic: 'metrics', RoleArn: roleArn },
  Tags: [
    { Key: 'stage', Value: 'test' },
    { Key: 'team', Value: 'blue' },
  ],
  TargetArns: [thingGroupArn('one'), thingGroupArn('two'), thingGroupArn('three')],
};

/** The same profile with every property changed. */
export const fullChanged: Properties = {
  SecurityProfileName: 'profile',
  SecurityProfileDescription: 'as it should be',
  Behaviors: [flood('200')],
  AlertTargets: { SNS: { AlertTargetArn: topicArn('pager'), RoleArn: roleArn } },
  AdditionalMetricsToRetainV2: [{ Metric: 'aws:num-connection-attempts' }],
  MetricsExportConfig: { MqttTopic: 'exported', RoleArn: roleArn },
  Tags: [
    { Key: 'stage', Value: 'production' },
    { Key: 'cost', Value: '7' },
  ],
  TargetArns: [thingGroupArn('two'), thingGroupArn('four'), thingGroupArn('five')],
};

export const named = (SecurityProfileName: string, properties: Properties = small): Properties => ({
  ...properties,
  SecurityProfileName,
});

export const without = (properties: Properties, name: string): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([key]) => key !== name));

/** A rig on which the profile has been created, by the event `create-1`; its journal and its log are empty. */
export const deployed = async (properties: Properties, rig = new Rig()): Promise<Rig> => {
  const answer = await rig.answer(createEvent(properties));
  if (answer.Status !== 'SUCCESS') throw new Error(`the profile could not be created: ${answer.Reason}`);
  forget(rig);
  return rig;
};

export const forget = (rig: Rig): void => {
  rig.iot.journal.clear();
  rig.lines.length = 0;
};

/** What the service holds under the name. @throws Error when that is nothing. */
export const held = (rig: Rig, name = 'profile'): StoredProfile => {
  const stored = rig.iot.service.profile(name);
  if (stored === undefined) throw new Error(`no security profile named '${name}'`);
  return stored;
};

/** Everything that the service holds, but for the versions: they count the updates, and those may differ. */
export const stateOf = (rig: Rig): readonly StoredProfile[] =>
  rig.iot.service.profileNames().map((name) => {
    const { profile, ...beside } = held(rig, name);
    const { version: _, ...content } = profile;
    return { profile: content, ...beside };
  });

/** The inputs of the calls to an operation, in order. */
export const inputsOf = (rig: Rig, operation: string): readonly Properties[] =>
  rig.iot.journal.calls.filter((call) => call.operation === operation).map(({ input }) => input);

/** The lines of the log with this message. */
export const logged = (rig: Rig, message: string): readonly Properties[] =>
  rig.lines.map((line) => JSON.parse(line) as Properties).filter((line) => line.message === message);

/** Does something at the moment when the service has handled the first call of this operation, before it answers. */
export const onceAfter = (rig: Rig, operation: string, action: () => void): void => {
  const stop = rig.iot.journal.onCall((call) => {
    if (call.operation !== operation) return;
    stop();
    action();
  });
};

/** The tags of profiles that belong to somebody else, and what the reason must say of the owner. */
export const foreignOwners = [
  { whose: "another stack's", tags: marks('made/create-1', otherStackId), owner: otherStackId },
  { whose: 'of another logical id of this stack', tags: marks('made/create-1', stackId, 'Other'), owner: 'Other' },
  {
    whose: 'marked with a stack only',
    tags: { 'cloudformation:stack-id': stackId },
    owner: 'cloudformation:logical-id is missing',
  },
  {
    whose: 'marked with a logical id only',
    tags: { 'cloudformation:logical-id': 'Profile' },
    owner: 'cloudformation:stack-id is missing',
  },
  {
    whose: 'of the native resource type',
    tags: { 'aws:cloudformation:stack-id': otherStackId, 'aws:cloudformation:logical-id': 'Native' },
    owner: otherStackId,
  },
] as const;

export const throttle = plannedError('ThrottlingException', 400);
export const internalFailure = plannedError('InternalFailureException', 500);
export const accessDenied = plannedError('AccessDeniedException', 403);
export const limitExceeded = plannedError('LimitExceededException', 410);
export const alreadyExists = plannedError('ResourceAlreadyExistsException', 409);
export const versionConflict = plannedError('VersionConflictException', 409);
export const notFound = plannedError('ResourceNotFoundException', 404);
export const invalidRequest = plannedError('InvalidRequestException', 400);

/** Each passes by itself: the operation must succeed as if nothing had been. */
export const passingFaults: readonly (readonly [string, FaultEffect])[] = [
  ['a throttle', throttle],
  ['a failure of the service', internalFailure],
  ['a failure of the service that has done its work', plannedError('InternalFailureException', 500, 'after')],
  ['a connection reset before the effect', { kind: 'reset', when: 'before' }],
  ['a connection reset after the effect', { kind: 'reset', when: 'after' }],
];
