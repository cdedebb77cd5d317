import { isCustomMetric, type MetricTraits, traitsOf } from './metrics';
import type { Behavior, BehaviorCriteria, MetricToRetain, MetricValue } from './profile';

/** The windows that the guide documents for metrics counted over time, in seconds. */
const durations: readonly number[] = [300, 600, 900, 1800, 3600];

type OperatorFamily = 'relational' | 'cidr-set' | 'port-set' | 'set';

/**
 * What the service finds wrong with behaviors, one text each. ValidateSecurityProfileBehaviors reports these texts;
 * Create and Update refuse with them.
 */
export const behaviorFindings = (behaviors: readonly Behavior[]): readonly string[] => {
  return behaviors.flatMap((behavior) =>
    [...dimensionFindings(behavior), ...criteriaFindings(behavior.metric, behavior.criteria ?? {})].map(
      (finding) => `Behavior ${behavior.name} is malformed. ${finding}`,
    ),
  );
};

/** What the service finds wrong with retained metrics. */
export const retainedMetricFindings = (metrics: readonly MetricToRetain[]): readonly string[] => {
  return metrics.flatMap((retained) =>
    dimensionFindings(retained).map((finding) => `Metric to retain ${retained.metric} is malformed. ${finding}`),
  );
};

/** How many value elements behaviors use: each count, address and port is one. */
export const countValueElements = (behaviors: readonly Behavior[]): number => {
  return behaviors.reduce((sum, { criteria }) => {
    const value = criteria?.value;
    return sum + (value?.count === undefined ? 0 : 1) + (value?.cidrs?.length ?? 0) + (value?.ports?.length ?? 0);
  }, 0);
};

const dimensionFindings = (subject: {
  readonly metric?: string;
  readonly metricDimension?: unknown;
}): readonly string[] => {
  return isCustomMetric(subject.metric) && subject.metricDimension !== undefined
    ? ['metricDimension cannot be used with custom metrics']
    : [];
};

const criteriaFindings = (metric: string | undefined, criteria: BehaviorCriteria): readonly string[] => {
  const traits = traitsOf(metric);
  return [
    ...datapointFindings('consecutiveDatapointsToAlarm', criteria.consecutiveDatapointsToAlarm),
    ...datapointFindings('consecutiveDatapointsToClear', criteria.consecutiveDatapointsToClear),
    ...operatorFindings(metric, traits, criteria.comparisonOperator),
    ...valueFindings(criteria.comparisonOperator, criteria.value),
    ...durationFindings(metric, traits, criteria),
    ...mlFindings(metric, traits, criteria),
  ];
};

const datapointFindings = (member: string, datapoints: number | undefined): readonly string[] => {
  return datapoints === undefined || (datapoints >= 1 && datapoints <= 10)
    ? []
    : [`${member} ${datapoints} should be in range[1,10]`];
};

const familyOf = (operator: string): OperatorFamily => {
  if (operator.endsWith('-cidr-set')) return 'cidr-set';
  if (operator.endsWith('-port-set')) return 'port-set';
  return operator === 'in-set' || operator === 'not-in-set' ? 'set' : 'relational';
};

/** Plain sets on a built-in port list pass: the guide does not rule them out. */
const familiesOf: Readonly<Record<MetricTraits['type'], readonly OperatorFamily[]>> = {
  number: ['relational'],
  'ip-address-list': ['cidr-set'],
  'port-list': ['port-set', 'set'],
};

const operatorFindings = (metric = '', traits?: MetricTraits, operator?: string): readonly string[] => {
  if (operator === undefined) return [];
  const family = familyOf(operator);
  if (isCustomMetric(metric) && family === 'port-set') {
    return [`comparisonOperator ${operator} cannot be used with custom metric ${metric}`];
  }
  return !traits || familiesOf[traits.type].includes(family)
    ? []
    : [`comparisonOperator ${operator} cannot be used with metric ${metric} of type ${traits.type}`];
};

/** The members that can go with each family of operators. */
const valueMembersOf: Readonly<Record<OperatorFamily, readonly (keyof MetricValue)[]>> = {
  relational: ['count', 'number'],
  'cidr-set': ['cidrs'],
  'port-set': ['ports'],
  set: ['strings', 'numbers', 'ports', 'cidrs'],
};

/** Only a value that has none of the fitting members is refused; a surplus member is not documented as an error. */
const valueFindings = (operator?: string, value?: MetricValue): readonly string[] => {
  if (operator === undefined || value === undefined) return [];
  const fitting = valueMembersOf[familyOf(operator)];
  const given = Object.keys(value);
  return given.length === 0 || fitting.some((member) => value[member] !== undefined)
    ? []
    : [`value must have ${fitting.join(' or ')} for comparisonOperator ${operator}, not ${given.join(', ')}`];
};

const durationFindings = (metric = '', traits?: MetricTraits, criteria: BehaviorCriteria = {}): readonly string[] => {
  const { durationSeconds, comparisonOperator } = criteria;
  if (durationSeconds === undefined) return [];
  const listOperator = comparisonOperator !== undefined && familyOf(comparisonOperator) !== 'relational';
  if (listOperator || (traits && traits.type !== 'number')) {
    return [`durationSeconds cannot be used with metric ${metric}, which is a list`];
  }
  return traits?.windowed && !durations.includes(durationSeconds)
    ? [`durationSeconds ${durationSeconds} should be one of [${durations.join(', ')}]`]
    : [];
};

const mlFindings = (metric = '', traits?: MetricTraits, criteria: BehaviorCriteria = {}): readonly string[] => {
  return criteria.mlDetectionConfig && traits && traits.type !== 'number'
    ? [`mlDetectionConfig cannot be used with metric ${metric}`]
    : [];
};
