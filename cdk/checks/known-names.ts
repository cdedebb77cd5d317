import { describeProblem, nearestName, type Problem } from '../../dist/validation';
import type { Behavior, MetricToRetain } from '../behavior';
import type { ThresholdCriteriaOptions } from '../criteria-options';
import type { SecurityProfileProviderAttributes, SecurityProfileProviderProps } from '../provider-props';
import type { SecurityProfileProps } from '../security-profile-props';

/** A new member does not compile until it is listed. */
export const namesOf = <Type>(names: Readonly<Record<keyof Type & string, true>>): readonly (keyof Type & string)[] =>
  Object.keys(names) as (keyof Type & string)[];

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

/** What was written for this; what a class has more is its own, and so are the members of what only CloudFormation knows. */
const isLiteral = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

const refusal = (path: string, name: string, meant: string): Problem => ({
  path,
  message: `"${name}" is not known, so nothing would come of it; did you mean "${meant}"?`,
  certainty: 'certain',
});

/** No more than a warning: people extend interfaces, and pass on what has names of their own too. */
const doubt = (path: string, names: readonly string[], known: readonly string[]): Problem => {
  const [are, them] = names.length === 1 ? ['is', 'it'] : ['are', 'them'];
  const quoted = names.map((name) => `"${name}"`).join(', ');
  return {
    path,
    message: `${quoted} ${are} not known, so nothing comes of ${them}; known: ${known.join(', ')}`,
    certainty: 'uncertain',
  };
};

/**
 * Names that are not known, in JavaScript or behind a cast: what is almost one that is known is refused, unless that one is
 * given too.
 */
export const unknownNames = (path: string, members: object, known: readonly string[]): readonly Problem[] => {
  if (!isLiteral(members)) return [];
  const given = Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const left = known.filter((name) => !given.includes(name));
  const found = given.filter((name) => !known.includes(name)).map((name) => ({ name, meant: nearestName(name, left) }));
  const others = found.flatMap(({ name, meant }) => (meant === undefined ? [name] : []));
  return [
    ...found.flatMap(({ name, meant }) => (meant === undefined ? [] : [refusal(path, name, meant)])),
    ...(others.length === 0 ? [] : [doubt(path, others, known)]),
  ];
};

/** @throws with these problems, where there is nothing yet that could tell them at synthesis */
export const refuse = (problems: readonly Problem[]): void => {
  if (problems.length > 0) throw new Error(problems.map(describeProblem).join('\n  '));
};
