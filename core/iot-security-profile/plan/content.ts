import type { CreateSecurityProfileRequest } from '@aws-sdk/client-iot';

/** The members that are sent whole or deleted whole. The deprecated `additionalMetricsToRetain` is never sent. */
export type Collection = Exclude<
  keyof CreateSecurityProfileRequest,
  'securityProfileName' | 'securityProfileDescription' | 'tags' | 'additionalMetricsToRetain'
>;

/** What UpdateSecurityProfile can change: a profile without its name, its tags and its attachments. */
export type ProfileContent = Readonly<Pick<CreateSecurityProfileRequest, Collection | 'securityProfileDescription'>>;

/** What the service assumes where a member is absent; it may also answer with it. */
const defaults: Readonly<Record<string, unknown>> = {
  suppressAlerts: false,
  exportMetric: false,
  operator: 'IN',
  consecutiveDatapointsToAlarm: 1,
  consecutiveDatapointsToClear: 1,
};

/** One text for all values that mean the same: every list of a profile is a set, and no member's order counts. */
const canonical = (value: unknown, isLeftOut: (key: string, member: unknown) => boolean): string => {
  if (Array.isArray(value))
    return `[${value
      .map((item) => canonical(item, isLeftOut))
      .sort()
      .join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const members = Object.entries(value)
    .filter(([key, member]) => member !== undefined && !isLeftOut(key, member))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member, isLeftOut)}`);
  return `{${members.sort().join()}}`;
};

/** Whether two templates declare the same. A default that one spells out and the other does not is a difference. */
export const isSame = (one: unknown, other: unknown): boolean =>
  canonical(one, () => false) === canonical(other, () => false);

/** Whether the service holds what is declared: a default that it has filled in is no difference. */
export const isSameButForDefaults = (one: unknown, other: unknown): boolean => {
  const isDefault = (key: string, member: unknown) => defaults[key] === member;
  return canonical(one, isDefault) === canonical(other, isDefault);
};
