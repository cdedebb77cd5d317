import type { Behavior } from '@aws-sdk/client-iot';
import { isList, isMap, type Value } from '../../cloudformation/values';
import type { LiveProfile } from '../../core/iot-security-profile/plan/profile';
import {
  type Readable,
  readProperties,
  type SecurityProfileProperties,
} from '../../core/iot-security-profile/properties';
import { reservedTagPrefix, type Tags } from '../../core/ownership/marks';
import { type DeclaredProfile, isUnresolved, unknownPaths } from '../declared/resources';

/** What a template declares, as far as it is known. */
export interface PartlyKnown {
  readonly profile: SecurityProfileProperties;
  /** Paths of what is not known, and so was not compared. */
  readonly unknown: readonly string[];
}

const topOf = (path: string): string => /^\w+/.exec(path)?.[0] ?? path;

/**
 * A behavior that is known in part is taken for the live one of its name. One that is not known, or whose name is not, may
 * be any of the live ones that nothing else claims.
 */
const behaviorsOf = ({ properties, type }: DeclaredProfile, live: readonly Behavior[]): readonly Behavior[] => {
  const { Behaviors: elements } = properties;
  if (!isList(elements)) return live;
  const isUnknown = isUnresolved(type);
  const isNameless = (element: Value): boolean => isUnknown(element) || (isMap(element) && isUnknown(element.Name));
  const named = elements.filter((element) => !isNameless(element));
  const known = named.flatMap((element): readonly Behavior[] => {
    const alone = { type, properties: { Behaviors: [element] } };
    const [behavior] = readProperties(alone.properties, { isUnresolved: isUnknown }).readable.behaviors ?? [];
    if (behavior === undefined) return [];
    const isWhole = unknownPaths(alone).length === 0;
    return [isWhole ? behavior : (live.find(({ name }) => name === behavior.name) ?? behavior)];
  });
  const unclaimed = live.filter(({ name }) => !known.some((one) => one.name === name));
  return named.length < elements.length ? [...known, ...unclaimed] : known;
};

const isOfCloudFormation = (key: string): boolean => key.startsWith('aws:') || key.startsWith(reservedTagPrefix);

/** A tag whose value is not known has the one it has; where a key is not known, it may be any that is there. */
const tagsOf = ({ properties, type }: DeclaredProfile, live: Tags, read: Readable['tags'] = []) => {
  const { Tags: elements } = properties;
  const tags = read.flatMap(({ Key, Value = live.get(Key ?? '') }) =>
    Key === undefined || Value === undefined ? [] : [{ Key, Value }],
  );
  const keyIsOpen = (element: Value): boolean =>
    isUnresolved(type)(element) || (isMap(element) && isUnresolved(type)(element.Key));
  const isOpen = elements !== undefined && (!isList(elements) || elements.some(keyIsOpen));
  const others = [...live].filter(([key]) => !isOfCloudFormation(key) && !tags.some(({ Key }) => Key === key));
  return isOpen ? [...tags, ...others.map(([Key, Value]) => ({ Key, Value }))] : tags;
};

/**
 * Puts what the service holds in the place of what is not known, so that it is no difference: of a behavior the whole
 * behavior, of everything else the whole property.
 */
export const withLiveForUnknown = (declared: DeclaredProfile, profileNow: LiveProfile | undefined): PartlyKnown => {
  const live = profileNow?.content;
  const unknown = unknownPaths(declared);
  const { readable } = readProperties(declared.properties, { isUnresolved: isUnresolved(declared.type) });
  const tops = new Set(unknown.map(topOf));
  const tags = tagsOf(declared, profileNow?.tags ?? new Map(), readable.tags);
  // Where a transform puts members in, one that is absent may be among them.
  const isOpen = (name: keyof typeof given): boolean =>
    tops.has(name) || (declared.expanded.length > 0 && given[name] === undefined);
  const given = {
    SecurityProfileDescription: readable.securityProfileDescription,
    Behaviors: readable.behaviors,
    AlertTargets: readable.alertTargets,
    AdditionalMetricsToRetainV2: readable.additionalMetricsToRetainV2,
    MetricsExportConfig: readable.metricsExportConfig,
  };
  const profile: SecurityProfileProperties = {
    ...readable,
    tags,
    ...(isOpen('SecurityProfileDescription') && live?.securityProfileDescription !== undefined
      ? { securityProfileDescription: live.securityProfileDescription }
      : {}),
    ...(isOpen('Behaviors') ? { behaviors: behaviorsOf(declared, live?.behaviors ?? []) } : {}),
    ...(isOpen('AlertTargets') && live?.alertTargets !== undefined ? { alertTargets: live.alertTargets } : {}),
    ...(isOpen('AdditionalMetricsToRetainV2') && live?.additionalMetricsToRetainV2 !== undefined
      ? { additionalMetricsToRetainV2: live.additionalMetricsToRetainV2 }
      : {}),
    ...(isOpen('MetricsExportConfig') && live?.metricsExportConfig !== undefined
      ? { metricsExportConfig: live.metricsExportConfig }
      : {}),
    // One that is not known may be any of those that are attached.
    ...(tops.has('TargetArns') || (declared.expanded.length > 0 && readable.targetArns === undefined)
      ? { targetArns: [...new Set([...(readable.targetArns ?? []), ...(profileNow?.targets ?? [])])] }
      : {}),
  };
  return { profile, unknown };
};
