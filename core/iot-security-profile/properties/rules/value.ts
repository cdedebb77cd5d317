import type { ComparisonOperator } from '@aws-sdk/client-iot';
import type { Certainty, Problem } from '../../../schema/problem';
import { isAbsent, type Read, validValue } from '../../../schema/tree';
import { isCustomMetric, type Metric, operatorFamilies } from '../metrics';
import { type BehaviorRule, fine, problem, type ReadMetricValue, warning, within } from './rule';

type ValueName = keyof ReadMetricValue;

/** Which members of `Value` suit a metric or an operator. */
interface Expectation {
  readonly right: readonly ValueName[];
  /** Members that are not right and yet not as wrong as `otherwise`. */
  readonly doubtful?: Readonly<Partial<Record<ValueName, Certainty>>>;
  /** How sure it is that any other member is refused when none of the right ones is there. */
  readonly otherwise: Certainty;
  /** What the metric holds or the operator compares with. */
  readonly reason: string;
}

/** The value must be of the kind that the metric reports or, where that is not known, that the operator compares with. */
export const valueFits: BehaviorRule = ({ name, metric, operator, value }) => {
  if (value === undefined) return fine;
  const expectation = metric?.documented ? byMetric(metric) : operator && byOperator(operator, name);
  return within('Criteria.Value', expectation === undefined ? fine : compare(value, expectation));
};

const byMetric = ({ name, kind }: Metric): Expectation => {
  switch (kind) {
    case 'number':
      return {
        right: ['Count'],
        doubtful: { Number: 'uncertain' },
        otherwise: 'certain',
        reason: `${name} holds a count`,
      };
    case 'ip-list':
      return { right: ['Cidrs'], otherwise: 'certain', reason: `${name} holds IP addresses` };
    case 'port-list':
      return {
        right: ['Ports'],
        doubtful: { Numbers: 'strong', Strings: 'strong' },
        otherwise: 'certain',
        reason: `${name} holds ports`,
      };
  }
};

const byOperator = (operator: ComparisonOperator, name: string | undefined): Expectation => {
  // The service documents which member goes with which operator for its own metrics, and leaves it open for custom ones.
  const otherwise = name === undefined || isCustomMetric(name) ? 'strong' : 'certain';
  const reason = `"${operator}" compares with`;
  switch (operatorFamilies[operator]) {
    case 'relational':
      return relational(name, `${reason} a number`);
    case 'cidr-set':
      return { right: ['Cidrs'], otherwise, reason: `${reason} IP addresses` };
    case 'port-set':
      return { right: ['Ports'], otherwise, reason: `${reason} ports` };
    case 'set':
      return { right: ['Strings', 'Numbers'], otherwise: 'strong', reason: `${reason} a set of texts or numbers` };
  }
};

const relational = (name: string | undefined, reason: string): Expectation => {
  if (name === undefined) return { right: ['Count', 'Number'], otherwise: 'certain', reason };
  return isCustomMetric(name)
    ? { right: ['Number'], doubtful: { Count: 'uncertain' }, otherwise: 'certain', reason }
    : { right: ['Count'], doubtful: { Number: 'uncertain' }, otherwise: 'certain', reason };
};

const namesIn = (value: ReadMetricValue): readonly ValueName[] => Object.keys(value) as ValueName[];

/** A value or a list with nothing in it compares with nothing, and an operator wants something to compare with. */
export const valueIsNotEmpty: BehaviorRule = ({ criteria, operator, value }) => {
  if (criteria === undefined || value === undefined) return fine;
  const names = namesIn(value);
  if (names.every((name) => isAbsent(value[name]))) {
    const threshold = criteria.StatisticalThreshold;
    const isMissed = operator !== undefined && isAbsent(validValue(threshold)?.Statistic ?? threshold);
    return problem(
      isMissed ? 'strong' : 'uncertain',
      'Criteria.Value',
      `is empty; accepted: one of ${names.join(', ')}`,
    );
  }
  return names
    .filter((name) => isEmptyList(value[name]))
    .flatMap((name) => warning(`Criteria.Value.${name}`, 'is an empty list, with which nothing compares; fill it'));
};

const isEmptyList = (read: Read<unknown>): boolean =>
  read.state === 'valid' && Array.isArray(read.value) && read.value.length === 0;

const compare = (value: ReadMetricValue, { right, reason, doubtful, otherwise }: Expectation): readonly Problem[] => {
  const given = namesIn(value).filter((name) => value[name].state === 'valid');
  const rightOne = right.find((name) => value[name].state === 'valid');
  if (rightOne !== undefined)
    return given
      .filter((name) => name !== rightOne)
      .flatMap((name) => warning(name, `is given beside ${rightOne}; ${reason}; take one out`));
  // A right one that is unresolved or misspelt is there all the same.
  if (!right.every((name) => isAbsent(value[name]))) return fine;
  const remedy = `${reason}; give ${right.join(' or ')} instead`;
  return given.flatMap((name) => problem(doubtful?.[name] ?? otherwise, name, remedy));
};
