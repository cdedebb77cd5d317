import type { WholeContent } from '../../core/iot-security-profile/plan/content';
import { describeProblem, readProperties } from '../../core/iot-security-profile/properties';
import { readNativeProperties } from '../../core/iot-security-profile/properties/native';
import { reservedTagPrefix } from '../../core/ownership/marks';
import { isJsonObject, type JsonObject } from '../../core/schema/json';
import { nativeType, ownType, type ProfileType } from '../declared/resources';
import type { SeenProfile } from '../live/profiles';

/** The properties that recreate a profile, or every reason why none can. */
export type Exported =
  | { readonly kind: 'properties'; readonly properties: JsonObject; readonly doubts: readonly string[] }
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** As a template spells it. */
const spelled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(spelled);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      member === undefined ? [] : [[capitalized(name), spelled(member)]],
    ),
  );
};

const isFilled = (value: unknown): boolean =>
  value !== undefined &&
  value !== '' &&
  !(typeof value === 'object' && value !== null && Object.keys(value).length === 0);

const contentProperties = (content: WholeContent): JsonObject =>
  Object.fromEntries(
    Object.entries(content).flatMap(([member, value]) =>
      isFilled(value) ? [[capitalized(member), spelled(value)]] : [],
    ),
  );

/** Of numbers those that JavaScript has not read as they were sent, of texts those that would not come back. */
const inexact = (value: unknown, path: string): readonly string[] => {
  if (typeof value === 'number')
    return Number.isInteger(value) && !Number.isSafeInteger(value)
      ? [`${path} is beyond 2^53-1, and cannot be carried exactly`]
      : [];
  if (typeof value === 'string')
    return value.includes('{{resolve:') ? [`${path} holds {{resolve:, which CloudFormation would resolve`] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => inexact(item, `${path}[${index}]`));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => inexact(member, path === '' ? name : `${path}.${name}`));
};

/** With the names of behaviors for their indexes: nobody counts them. */
const byName =
  ({ content }: SeenProfile) =>
  (reason: string): string =>
    reason.replace(/^Behaviors\[(\d+)\]/, (path, index: string) => {
      const name = content.behaviors?.[Number(index)]?.name;
      return name === undefined ? path : `Behaviors[${name}]`;
    });

const sameMetrics = (deprecated: unknown, current: unknown): boolean => {
  if (!Array.isArray(deprecated) || deprecated.length === 0) return true;
  const kept = Array.isArray(current) && current.length > 0 ? current : deprecated.map((metric) => ({ metric }));
  return deprecated.every((metric) => kept.some((one) => isJsonObject(one) && one.metric === metric));
};

/** What a template cannot express of the profile, whatever its type. */
const inexpressible = ({ answer, unknown, tags, targets }: SeenProfile): readonly string[] => [
  ...unknown.map((path) => `${path} is not known to this version, and would be lost`),
  ...[tags, targets].flatMap((part) =>
    part.kind === 'denied' ? [`a part of it may not be read: ${part.reason}`] : [],
  ),
  ...(sameMetrics(answer.additionalMetricsToRetain, answer.additionalMetricsToRetainV2)
    ? []
    : [
        'additionalMetricsToRetain, which is deprecated, has metrics that additionalMetricsToRetainV2 lacks; a template has only the latter',
      ]),
];

const isOfCloudFormation = (key: string): boolean => key.startsWith('aws:') || key.startsWith(reservedTagPrefix);

const tagsOf = ({ tags }: SeenProfile) =>
  tags.kind === 'denied'
    ? []
    : [...tags.value].filter(([key]) => !isOfCloudFormation(key)).map(([Key, Value]) => ({ Key, Value }));

const targetsOf = ({ targets }: SeenProfile): readonly string[] =>
  targets.kind === 'denied' ? [] : [...targets.value].sort();

/** `adopts`: whether the template takes over what is there. */
export const exportedProperties = (profile: SeenProfile, type: ProfileType, adopts: boolean): Exported => {
  const tags = tagsOf(profile);
  const targets = targetsOf(profile);
  const properties = {
    ...(adopts ? { AdoptExisting: true } : {}),
    SecurityProfileName: profile.name,
    ...contentProperties(profile.content),
    ...(tags.length > 0 ? { Tags: tags } : {}),
    ...(targets.length > 0 ? { TargetArns: targets } : {}),
  };
  const { problems } = type === nativeType ? readNativeProperties(properties) : readProperties(properties);
  // Ours refuses on Create also what is not quite certain.
  const isRefused = ({ certainty }: { readonly certainty: string }): boolean =>
    certainty === 'certain' || (certainty === 'strong' && type === ownType);
  const reasons = [
    ...inexpressible(profile),
    ...inexact(properties, ''),
    ...problems.filter(isRefused).map(describeProblem),
  ].map(byName(profile));
  if (reasons.length > 0) return { kind: 'refused', reasons };
  return {
    kind: 'properties',
    properties,
    doubts: problems
      .filter((problem) => !isRefused(problem))
      .map(describeProblem)
      .map(byName(profile)),
  };
};
