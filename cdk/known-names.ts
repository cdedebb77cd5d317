import { nearestName, type Problem } from '../dist/validation';
import type { Behavior, MetricToRetain } from './behavior';
import type { ThresholdCriteriaOptions } from './criteria-options';
import type { SecurityProfileProviderAttributes, SecurityProfileProviderProps } from './provider-props';
import type { SecurityProfileProps } from './security-profile-props';

/** A new member does not compile until it is listed. */
const namesOf = <Type>(names: Readonly<Record<keyof Type, true>>): readonly string[] => Object.keys(names);

const measured = { metric: true, dimension: true, dimensionOperator: true, exportMetric: true } as const;

export const profileNames = namesOf<SecurityProfileProps>({
  securityProfileName: true,
  description: true,
  behaviors: true,
  targets: true,
  alertTopic: true,
  additionalMetricsToRetain: true,
  metricsExportTopic: true,
  role: true,
  tags: true,
  applyStackTags: true,
  adoptExisting: true,
  revision: true,
  removalPolicy: true,
  provider: true,
});

export const behaviorNames = namesOf<Behavior>({ ...measured, name: true, criteria: true, suppressAlerts: true });

export const retainedNames = namesOf<MetricToRetain>(measured);

export const criteriaOptionNames = namesOf<ThresholdCriteriaOptions>({
  duration: true,
  consecutiveDatapointsToAlarm: true,
  consecutiveDatapointsToClear: true,
});

export const providerNames = namesOf<SecurityProfileProviderProps>({
  role: true,
  timeout: true,
  memorySize: true,
  architecture: true,
  runtime: true,
  environment: true,
  vpc: true,
  vpcSubnets: true,
  securityGroups: true,
  logGroup: true,
});

export const attributeNames = namesOf<SecurityProfileProviderAttributes>({
  serviceToken: true,
  role: true,
  timeout: true,
});

/**
 * Names that are almost one that is known, in JavaScript or behind a cast. Other names say nothing, for people extend the
 * interfaces; nor does one whose likeness is given too.
 */
export const misspelt = (path: string, members: object, known: readonly string[]): readonly Problem[] => {
  const given = Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const left = known.filter((name) => !given.includes(name));
  return given.flatMap((name) => {
    const meant = known.includes(name) ? undefined : nearestName(name, left);
    const message = `"${name}" is not known, so nothing would come of it; did you mean "${meant}"?`;
    return meant === undefined ? [] : [{ path, message, certainty: 'certain' }];
  });
};
