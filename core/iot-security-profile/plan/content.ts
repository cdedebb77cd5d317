import type { CreateSecurityProfileRequest, UpdateSecurityProfileRequest } from '@aws-sdk/client-iot';
import { canonical } from '../../schema/canonical';

/** The members that are sent whole or deleted whole. The deprecated `additionalMetricsToRetain` is never sent. */
export type Collection = Exclude<
  keyof CreateSecurityProfileRequest,
  'securityProfileName' | 'securityProfileDescription' | 'tags' | 'additionalMetricsToRetain'
>;

/** What UpdateSecurityProfile can change: a profile without its name, its tags and its attachments. */
export type ProfileContent = Readonly<Pick<CreateSecurityProfileRequest, Collection | 'securityProfileDescription'>>;

/** The same with every member, also those that are absent: one that AWS adds is missing somewhere, and does not compile. */
export type WholeContent = { readonly [Member in keyof ProfileContent]-?: ProfileContent[Member] | undefined };

/** What the service assumes where a member is absent; it may also answer with it. */
const defaults: Readonly<Record<string, unknown>> = {
  suppressAlerts: false,
  exportMetric: false,
  operator: 'IN',
  consecutiveDatapointsToAlarm: 1,
  consecutiveDatapointsToClear: 1,
};

/** Whether a member says only what the service assumes without it. */
export const isDefault = (key: string, member: unknown): boolean => defaults[key] === member;

/** Whether two templates declare the same. A default that one spells out and the other does not is a difference. */
export const isSame = (one: unknown, other: unknown): boolean =>
  canonical(one, () => false) === canonical(other, () => false);

/** One text for all values that mean the same to the service: a default that is spelt out means nothing. */
export const textButForDefaults = (value: unknown): string => canonical(value, isDefault);

/** Whether the service holds what is declared: a default that it has filled in is no difference. */
export const isSameButForDefaults = (one: unknown, other: unknown): boolean =>
  textButForDefaults(one) === textButForDefaults(other);

/** What the content should be. */
export interface DesiredContent {
  readonly content: ProfileContent;
  /** What the template declared of this profile before; `undefined` where that is not known. */
  readonly contentBefore: ProfileContent | undefined;
}

/** How each is deleted; a member that AWS adds to the API is missing here, and does not compile. */
const deleteFlags = {
  behaviors: 'deleteBehaviors',
  alertTargets: 'deleteAlertTargets',
  additionalMetricsToRetainV2: 'deleteAdditionalMetricsToRetain',
  metricsExportConfig: 'deleteMetricsExportConfig',
} as const satisfies Record<Collection, keyof UpdateSecurityProfileRequest>;

const collections = Object.keys(deleteFlags) as readonly Collection[];
const members: readonly (keyof ProfileContent)[] = [...collections, 'securityProfileDescription'];

const isEmpty = (value: object | string | undefined): boolean => value === undefined || Object.keys(value).length === 0;

type Collections = Pick<UpdateSecurityProfileRequest, Collection>;

const copy = <Member extends Collection>(member: Member, from: Readonly<Collections>, to: Collections): void => {
  to[member] = from[member];
};

/** The collections that hold something. */
export const filled = (content: ProfileContent): Collections => {
  const present: Collections = {};
  for (const member of collections) if (!isEmpty(content[member])) copy(member, content, present);
  return present;
};

type ContentChanges = Omit<UpdateSecurityProfileRequest, 'securityProfileName' | 'expectedVersion'>;

/** Nothing, however it is written, is `undefined`. */
const memberOf = (content: ProfileContent, member: keyof ProfileContent): unknown =>
  isEmpty(content[member]) ? undefined : content[member];

/**
 * Which members to send. Beside those that are not as they should be, those that the template has changed: the reversed
 * event of a roll back so always moves the version, and what a cancelled update still writes then meets a conflict.
 */
const changedMembers = (
  live: ProfileContent,
  { content, contentBefore }: DesiredContent,
  sendsAll: boolean,
): readonly (keyof ProfileContent)[] =>
  members.filter((member) => {
    const desired = memberOf(content, member);
    const isDeclaredAnew = contentBefore !== undefined && !isSame(memberOf(contentBefore, member), desired);
    if (isDeclaredAnew || !isSameButForDefaults(memberOf(live, member), desired)) return true;
    return sendsAll && (desired !== undefined || member === 'securityProfileDescription');
  });

/** UpdateSecurityProfile merges: what must go needs its delete flag, never together with the member itself. */
/** `undefined` where there is nothing to send. `sendsAll`: also what is as it should be. */
export const contentChanges = (
  live: ProfileContent,
  desired: DesiredContent,
  sendsAll: boolean,
): ContentChanges | undefined => {
  const changes: ContentChanges = {};
  for (const member of changedMembers(live, desired, sendsAll)) {
    // There is no flag to delete a description; an empty one clears it.
    if (member === 'securityProfileDescription') changes[member] = desired.content[member] ?? '';
    else if (isEmpty(desired.content[member])) changes[deleteFlags[member]] = true;
    else copy(member, desired.content, changes);
  }
  return isEmpty(changes) ? undefined : changes;
};

/** Whether what the service holds is what is declared. */
export const holdsContent = (live: ProfileContent, content: ProfileContent): boolean =>
  contentChanges(live, { content, contentBefore: undefined }, false) === undefined;
