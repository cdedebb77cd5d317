import type { FaultEffect, StoredProfile } from '../../../simulator/connect';
import { type ConnectRig, instanceArn, instanceId } from '../../support/connect-rig';
import { type Answer, createEvent, marks, otherStackId, type Rig } from '../../support/rig';
import { plannedError } from '../planned-error';

export type Properties = Readonly<Record<string, unknown>>;

/** A small profile. */
export const small: Properties = {
  InstanceArn: instanceArn,
  SecurityProfileName: 'Tier 1 agents',
  Permissions: ['BasicAgentAccess'],
};

export const named = (SecurityProfileName: string, properties: Properties = small): Properties => ({
  ...properties,
  SecurityProfileName,
});

export const without = (properties: Properties, ...names: readonly string[]): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([key]) => !names.includes(key)));

const granular = (...values: readonly string[]) => ({
  DataTableAccessControlConfiguration: {
    PrimaryAttributeAccessControlConfiguration: {
      PrimaryAttributeValues: [{ AccessType: 'ALLOW', AttributeName: 'region', Values: values }],
    },
  },
});

/** A profile with every property. */
export const full: Properties = {
  ...small,
  Description: 'First line',
  Permissions: ['BasicAgentAccess', 'OutboundCallAccess'],
  AllowedAccessControlTags: [{ Key: 'team', Value: 'blue' }],
  TagRestrictedResources: ['User'],
  HierarchyRestrictedResources: ['User'],
  AllowedAccessControlHierarchyGroupId: 'group-1',
  Applications: [{ Namespace: 'acme.notes', ApplicationPermissions: ['ACCESS'], Type: 'THIRD_PARTY_APPLICATION' }],
  AllowedFlowModules: [{ Type: 'MCP', FlowModuleId: 'module-1' }],
  AllowedAIAgents: [{ Arn: 'arn:aws:app-integrations:us-east-1:123456789012:application/a', Type: 'THIRD_PARTY' }],
  GranularAccessControlConfiguration: granular('EU'),
  Tags: [
    { Key: 'stage', Value: 'test' },
    { Key: 'owner', Value: 'blue' },
  ],
};

/** The same profile with every property changed. */
export const fullChanged: Properties = {
  ...small,
  Description: 'Second line',
  Permissions: ['BasicAgentAccess', 'AccessMetrics'],
  AllowedAccessControlTags: [{ Key: 'team', Value: 'red' }],
  TagRestrictedResources: ['Queue'],
  HierarchyRestrictedResources: ['User'],
  AllowedAccessControlHierarchyGroupId: 'group-2',
  Applications: [{ Namespace: 'acme.mail', ApplicationPermissions: ['ACCESS'], Type: 'THIRD_PARTY_APPLICATION' }],
  AllowedFlowModules: [{ Type: 'MCP', FlowModuleId: 'module-2' }],
  AllowedAIAgents: [{ Arn: 'arn:aws:app-integrations:us-east-1:123456789012:application/b', Type: 'THIRD_PARTY' }],
  GranularAccessControlConfiguration: granular('US'),
  Tags: [
    { Key: 'stage', Value: 'production' },
    { Key: 'cost', Value: '7' },
  ],
};

const membersBesideContent = ['InstanceArn', 'SecurityProfileName', 'Tags', 'AdoptExisting', 'Revision'];

/** The content as the service holds it: access control tags are a map there. */
export const contentOf = (properties: Properties): Properties => {
  const content = without(properties, ...membersBesideContent);
  const tags = content.AllowedAccessControlTags as readonly { Key: string; Value: string }[] | undefined;
  const lists = Object.entries(content).map(([name, value]) => [
    name,
    Array.isArray(value) && typeof value[0] === 'string' ? [...value].sort() : value,
  ]);
  return {
    ...Object.fromEntries(lists),
    ...(tags && { AllowedAccessControlTags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])) }),
  };
};

export const tagsOf = (properties: Properties): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ((properties.Tags ?? []) as readonly { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value]),
  );

export const forget = (rig: ConnectRig): void => {
  rig.connect.journal.clear();
  rig.lines.length = 0;
};

/** What the service holds under the name. @throws Error when that is nothing. */
export const held = (rig: ConnectRig, name = 'Tier 1 agents', id = instanceId): StoredProfile => {
  const stored = rig.profile(name, id);
  if (stored === undefined) throw new Error(`no security profile named '${name}'`);
  return stored;
};

/** The profile has been created, by the event `create-1`; the journal and the log are empty. Resolves with its ARN. */
export const deploy = async (rig: ConnectRig, properties: Properties = small): Promise<string> => {
  const answer = await rig.answer(createEvent(properties));
  if (answer.Status !== 'SUCCESS') throw new Error(`the profile could not be created: ${answer.Reason}`);
  forget(rig);
  return answer.PhysicalResourceId;
};

/** Somebody's profile. Gives back its ARN. */
export const seed = (
  rig: ConnectRig,
  tags: Readonly<Record<string, string>> = {},
  properties: Properties = small,
  id = instanceId,
): string =>
  rig.connect.service.seed(
    { InstanceId: id, SecurityProfileName: properties.SecurityProfileName, ...contentOf(properties) },
    { tags },
  );

export const foreignTags = { ...marks('made/other-1', otherStackId), theirs: 'kept' };

/** Somebody else's profile, which no event here is about: it is to stay as it is. */
export const bystander = (rig: ConnectRig): (() => StoredProfile) => {
  seed(rig, foreignTags, named('Bystanders', full));
  return () => held(rig, 'Bystanders');
};

/** The inputs of the calls to an operation, in order. */
export const inputsOf = (rig: ConnectRig, operation: string): readonly Properties[] =>
  rig.connect.journal.calls.filter((call) => call.operation === operation).map(({ input }) => input);

/** The lines of the log with this message. */
export const logged = (rig: Pick<Rig, 'lines'>, message: string): readonly Properties[] =>
  rig.lines.map((line) => JSON.parse(line) as Properties).filter((line) => line.message === message);

export const failedWith = ({ Status, Reason = '' }: Answer): string => (Status === 'FAILED' ? Reason : Status);

export const throttle = plannedError('ThrottlingException', 429);
export const internalFailure = plannedError('InternalServiceException', 500);
export const accessDenied = plannedError('AccessDeniedException', 403);
export const limitExceeded = plannedError('LimitExceededException', 429);
export const duplicate = plannedError('DuplicateResourceException', 409);
export const notFound = plannedError('ResourceNotFoundException', 404);
export const invalidRequest = plannedError('InvalidRequestException', 400);
export const inUse = plannedError('ResourceInUseException', 409);

/** Each passes by itself: the operation must succeed as if nothing had been. */
export const passingFaults: readonly (readonly [string, FaultEffect])[] = [
  ['a throttle', throttle],
  ['a failure of the service', internalFailure],
  ['a failure of the service that has done its work', plannedError('InternalServiceException', 500, 'after')],
  ['a connection reset before the effect', { kind: 'reset', when: 'before' }],
  ['a connection reset after the effect', { kind: 'reset', when: 'after' }],
  ['a call that hangs', { kind: 'slow', milliseconds: 12_000 }],
];

/** Does something at the moment when the service has handled the first call of this operation, before it answers. */
export const onceAfter = (rig: ConnectRig, operation: string, action: () => void): void => {
  const stop = rig.connect.journal.onCall((call) => {
    if (call.operation !== operation) return;
    stop();
    action();
  });
};
