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

/** A behavior describes what is normal, and the alarm is the opposite: `greater-than` is seldom meant for a ceiling. */
export const thresholdIsNotInverted: BehaviorRule = ({ metric, operator, value }) => {
  const count = validValue(value?.Count) ?? 0;
  if (metric?.kind !== 'number' || !metric.documented || !operator?.startsWith('greater-than') || count === 0)
    return fine;
  const opposite = operator === 'greater-than' ? 'less-than-equals' : 'less-than';
  const message = `"${operator}" ${count} says what is normal, so that less raises the alarm; if ${count} is a ceiling, give "${opposite}"`;
  return warning(at, message);
};
