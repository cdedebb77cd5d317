import type { ComparisonOperator } from '@aws-sdk/client-iot';
import { findMetric, isCustomMetric, type Metric, operatorFamilies } from '../metrics';
import type { Certainty, Problem } from '../properties/problem';
import { isAbsent, type Read, validValue } from '../properties/tree';
import { type BehaviorRule, below, fine, problem, type ReadMetricValue } from './rule';

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
export const valueFits: BehaviorRule = (behavior, path) => {
  const criteria = validValue(behavior.Criteria);
  const value = validValue(criteria?.Value);
  if (value === undefined) return fine;
  const at = below(path, 'Criteria', 'Value');
  const expectation = expect(validValue(behavior.Metric), validValue(criteria?.ComparisonOperator));
  return [...emptiness(value, at), ...(expectation === undefined ? fine : compare(value, expectation, at))];
};

function expect(name: string | undefined, operator: ComparisonOperator | undefined): Expectation | undefined {
  const metric = name === undefined ? undefined : findMetric(name);
  if (metric?.documented) return byMetric(metric);
  return operator === undefined ? undefined : byOperator(operator, name);
}

function byMetric({ name, kind }: Metric): Expectation {
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
}

function byOperator(operator: ComparisonOperator, name: string | undefined): Expectation {
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
}

function relational(name: string | undefined, reason: string): Expectation {
  if (name === undefined) return { right: ['Count', 'Number'], otherwise: 'certain', reason };
  return isCustomMetric(name)
    ? { right: ['Number'], doubtful: { Count: 'uncertain' }, otherwise: 'certain', reason }
    : { right: ['Count'], doubtful: { Number: 'uncertain' }, otherwise: 'certain', reason };
}

const namesIn = (value: ReadMetricValue): readonly ValueName[] => Object.keys(value) as ValueName[];

function emptiness(value: ReadMetricValue, at: string): readonly Problem[] {
  const names = namesIn(value);
  if (names.every((name) => isAbsent(value[name])))
    return problem('uncertain', at, `is empty; accepted: one of ${names.join(', ')}`);
  return names.flatMap((name) => {
    const inner: Read<unknown> = value[name];
    return inner.state === 'valid' && Array.isArray(inner.value) && inner.value.length === 0
      ? problem('uncertain', below(at, name), 'is an empty list, with which nothing compares; give it elements')
      : fine;
  });
}

function compare(value: ReadMetricValue, expectation: Expectation, at: string): readonly Problem[] {
  const { right, reason } = expectation;
  const givenNames = namesIn(value).filter((name) => value[name].state === 'valid');
  const remedy = `${reason}; give ${right.join(' or ')} instead`;
  const rightOne = right.find((name) => value[name].state === 'valid');
  if (rightOne !== undefined)
    return givenNames
      .filter((name) => name !== rightOne)
      .flatMap((name) => problem('uncertain', below(at, name), `is given beside ${rightOne}; ${reason}; take one out`));
  // A right one that is unresolved or misspelt is there all the same.
  if (!right.every((name) => isAbsent(value[name]))) return fine;
  return givenNames.flatMap((name) => problem(gradeOf(name, expectation), below(at, name), remedy));
}

const gradeOf = (name: ValueName, { doubtful, otherwise }: Expectation): Certainty => doubtful?.[name] ?? otherwise;
