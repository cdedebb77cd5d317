import type { Behavior } from '@aws-sdk/client-iot';
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

const liveBehavior = (behavior: Behavior, isKnown: boolean, live: readonly Behavior[]): Behavior =>
  isKnown ? behavior : (live.find(({ name }) => name === behavior.name) ?? behavior);

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
  const indexes = new Set(unknown.flatMap((path) => /^Behaviors\[(\d+)\]/.exec(path)?.[1] ?? []).map(Number));
  const profile: SecurityProfileProperties = {
    ...readable,
    tags,
    ...(tops.has('SecurityProfileDescription') && live?.securityProfileDescription !== undefined
      ? { securityProfileDescription: live.securityProfileDescription }
      : {}),
    ...(tops.has('Behaviors')
      ? {
          behaviors: unknown.includes('Behaviors')
            ? (live?.behaviors ?? [])
            : behaviors.map((behavior, index) => liveBehavior(behavior, !indexes.has(index), live?.behaviors ?? [])),
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
