import type { ComparisonOperator } from '@aws-sdk/client-iot';
import type { Certainty, Problem } from '../../../schema/problem';
import { quoted } from '../../../schema/shown';
import { isAbsent, validValue } from '../../../schema/tree';
import { isCustomMetric, type Metric, type OperatorFamily, operatorFamilies } from '../metrics';
import { type BehaviorRule, fine, problem, warning } from './rule';

const familyOfKind = { number: 'relational', 'ip-list': 'cidr-set', 'port-list': 'port-set' } as const;
const nameOfKind = { number: 'a number', 'ip-list': 'a list of IP addresses', 'port-list': 'a list of ports' } as const;

const operatorsOf = (wanted: OperatorFamily): string =>
  Object.entries(operatorFamilies)
    .filter(([, family]) => family === wanted)
    .map(([operator]) => operator)
    .join(', ');

const at = 'Criteria.ComparisonOperator';

/** The operator must suit what the metric reports. */
export const operatorFitsMetric: BehaviorRule = ({ name, metric, operator }) => {
  if (name === undefined || operator === undefined) return fine;
  if (metric !== undefined) return operatorOfBuiltIn(metric, operator);
  // A custom metric is a number, a list of numbers, of texts or of IP addresses, never a list of ports.
  return isCustomMetric(name) && operatorFamilies[operator] === 'port-set'
    ? warning(at, `"${operator}" is for lists of ports, which a custom metric as ${quoted(name)} does not report`)
    : fine;
};

const operatorOfBuiltIn = (metric: Metric, operator: ComparisonOperator): readonly Problem[] => {
  const wanted = familyOfKind[metric.kind];
  if (operatorFamilies[operator] === wanted) return disconnectDuration(metric, operator);
  const message = `"${operator}" does not suit ${metric.name}, which reports ${nameOfKind[metric.kind]}; accepted: ${operatorsOf(wanted)}`;
  return problem(mismatchCertainty(metric, operator), at, message);
};

const mismatchCertainty = (metric: Metric, operator: ComparisonOperator): Certainty => {
  if (!metric.documented) return 'uncertain';
  // AWS's text speaks of in-set for lists in general, without a word on ports.
  return metric.kind === 'port-list' && operatorFamilies[operator] === 'set' ? 'strong' : 'certain';
};

const disconnectDuration = (metric: Metric, operator: ComparisonOperator): readonly Problem[] =>
  metric.name === 'aws:disconnect-duration' && operator.startsWith('greater-than')
    ? warning(at, `"${operator}" may not suit ${metric.name}; accepted: less-than, less-than-equals`)
    : fine;

/** A value or a percentile is compared by an operator. */
export const operatorIsGiven: BehaviorRule = ({ criteria }) => {
  if (criteria === undefined || !isAbsent(criteria.ComparisonOperator)) return fine;
  const compared = (['Value', 'StatisticalThreshold'] as const).find((name) => criteria[name].state === 'valid');
  const accepted = Object.keys(operatorFamilies).join(', ');
  return compared === undefined
    ? fine
    : problem('strong', at, `is missing; ${compared} is compared by an operator; accepted: ${accepted}`);
};

const opposites = {
  'less-than': 'greater-than-equals',
  'less-than-equals': 'greater-than',
  'greater-than': 'less-than-equals',
  'greater-than-equals': 'less-than',
} as const satisfies Partial<Record<ComparisonOperator, ComparisonOperator>>;

type Relational = keyof typeof opposites;

const isRelational = (operator: ComparisonOperator | undefined): operator is Relational =>
  operator !== undefined && Object.hasOwn(opposites, operator);

/**
 * A behavior describes what is normal, and the alarm is the opposite: `greater-than` is seldom meant for a count, and
 * never for the better part of the fleet. A warning at most: a floor can be meant.
 */
export const thresholdIsNotInverted: BehaviorRule = ({ metric, operator, value, criteria }) => {
  if (!isRelational(operator) || (metric !== undefined && metric.kind !== 'number')) return fine;
  const isFloor = operator.startsWith('greater');
  const inverted = (threshold: string | number, raises: string): readonly Problem[] => {
    const remedy = `if ${threshold} is a ${isFloor ? 'ceiling' : 'floor'}, give "${opposites[operator]}"`;
    return warning(at, `"${operator}" ${threshold} says what is normal: ${raises} the alarm; ${remedy}`);
  };
  const statistic = validValue(validValue(criteria?.StatisticalThreshold)?.Statistic);
  const share = Number(statistic?.slice(1));
  // Not a number where there is no percentile: then neither comparison holds.
  if (isFloor ? share >= 50 : share < 50)
    return inverted(`${statistic}`, `about ${isFloor ? share : 100 - share} % of the devices raise`);
  const count = validValue(value?.Count) ?? validValue(value?.Number);
  if (count === undefined || !isFloor || !metric?.documented || !isTooMany(metric, operator, count)) return fine;
  return inverted(count, operator === 'greater-than' ? `${count} or less raises` : `less than ${count} raises`);
};

/** More than none is a floor that makes sense, but not of what nobody wants any of. */
const isTooMany = ({ name }: Metric, operator: Relational, count: number): boolean =>
  count > 0 || (operator === 'greater-than' && /failures|disconnects/.test(name));
