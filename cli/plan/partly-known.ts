import type { Behavior } from '@aws-sdk/client-iot';
import { isList, isMap, type Value } from '../../cloudformation/values';
import type { LiveProfile } from '../../core/iot-security-profile/plan/profile';
import { readProperties, type SecurityProfileProperties } from '../../core/iot-security-profile/properties';
import { type DeclaredProfile, isUnresolved, unknownPaths } from '../declared/resources';

/** What a template declares, as far as it is known. */
export interface PartlyKnown {
  readonly profile: SecurityProfileProperties;
  /** Paths of what is not known, and so was not compared. */
  readonly unknown: readonly string[];
}

const topOf = (path: string): string => /^\w+/.exec(path)?.[0] ?? path;

/**
 * Those that are known, in the place of those that are known in part the live ones of the same name. A behavior without a
 * name that is known may be any of the live ones that nothing else claims.
 */
const behaviorsFor = (
  behaviors: readonly Behavior[],
  declared: DeclaredProfile,
  unknown: readonly string[],
  live: readonly Behavior[],
): readonly Behavior[] => {
  if (unknown.includes('Behaviors')) return live;
  const indexes = new Set(unknown.flatMap((path) => /^Behaviors\[(\d+)\]/.exec(path)?.[1] ?? []).map(Number));
  const { Behaviors: written } = declared.properties;
  // By name: what cannot be read has left no gap among those that could.
  const inPart = new Set(
    (isList(written) ? written : []).flatMap((one, index) => (indexes.has(index) ? nameOf(one) : [])),
  );
  const isNameless = unknown.some((path) => /^Behaviors\[\d+\](?:\.Name)?$/.test(path));
  const named = behaviors.filter(({ name }) => name !== undefined || !isNameless);
  const claimed = new Set(named.map(({ name }) => name));
  return [
    ...named.map((behavior) =>
      inPart.has(behavior.name ?? '') ? (live.find(({ name }) => name === behavior.name) ?? behavior) : behavior,
    ),
    ...(isNameless ? live.filter(({ name }) => !claimed.has(name)) : []),
  ];
};

const nameOf = (behavior: Value): readonly string[] =>
  isMap(behavior) && typeof behavior.Name === 'string' ? [behavior.Name] : [];

/**
 * Puts what the service holds in the place of what is not known, so that it is no difference: of a behavior the whole
 * behavior, of everything else the whole property.
 */
export const withLiveForUnknown = (declared: DeclaredProfile, profileNow: LiveProfile | undefined): PartlyKnown => {
  const live = profileNow?.content;
  const unknown = unknownPaths(declared);
  const { readable } = readProperties(declared.properties, { isUnresolved: isUnresolved(declared.type) });
  const tops = new Set(unknown.map(topOf));
  const tags = (readable.tags ?? []).flatMap(({ Key, Value = profileNow?.tags.get(Key ?? '') }) =>
    Key === undefined || Value === undefined ? [] : [{ Key, Value }],
  );
  const { behaviors = [] } = readable;
  const profile: SecurityProfileProperties = {
    ...readable,
    tags,
    ...(tops.has('SecurityProfileDescription') && live?.securityProfileDescription !== undefined
      ? { securityProfileDescription: live.securityProfileDescription }
      : {}),
    ...(tops.has('Behaviors')
      ? {
          behaviors: behaviorsFor(behaviors, declared, unknown, live?.behaviors ?? []),
        }
      : {}),
    ...(tops.has('AlertTargets') && live?.alertTargets !== undefined ? { alertTargets: live.alertTargets } : {}),
    ...(tops.has('AdditionalMetricsToRetainV2') && live?.additionalMetricsToRetainV2 !== undefined
      ? { additionalMetricsToRetainV2: live.additionalMetricsToRetainV2 }
      : {}),
    ...(tops.has('MetricsExportConfig') && live?.metricsExportConfig !== undefined
      ? { metricsExportConfig: live.metricsExportConfig }
      : {}),
    // One that is not known may be any of those that are attached.
    ...(tops.has('TargetArns')
      ? { targetArns: [...new Set([...(readable.targetArns ?? []), ...(profileNow?.targets ?? [])])] }
      : {}),
  };
  return { profile, unknown };
};
