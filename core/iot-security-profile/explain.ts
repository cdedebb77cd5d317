import type { Behavior, ComparisonOperator } from '@aws-sdk/client-iot';
import { isJsonObject, type JsonObject } from '../schema/json';
import { quoted, shown } from '../schema/shown';
import {
  type Clause,
  learnedClause,
  numberClause,
  percentileClause,
  type ReportedWords,
  type SetWords,
  type Side,
  setClause,
} from './explanation/clauses';
import { type MetricWords, metricWords } from './explanation/metric-words';
import { named, oneLine, plainly } from './explanation/texts';
import {
  given,
  givenNames,
  readThreshold,
  type SetKind,
  type Threshold,
  thresholdText,
  unknownCriteria,
} from './explanation/threshold';
import { findMetric, isCustomMetric } from './properties/metrics';

type Words = MetricWords | ReportedWords;

/** How an operator compares, seen from the alarm: an operator says what is normal. */
type Comparison =
  | { readonly family: 'relational'; readonly side: Side }
  | { readonly family: 'set'; readonly of: readonly SetKind[]; readonly isInside: boolean };

const set = (isInside: boolean, ...of: readonly SetKind[]): Comparison => ({ family: 'set', of, isInside });

const comparisons: Readonly<Record<ComparisonOperator, Comparison>> = {
  'less-than': { family: 'relational', side: 'at least' },
  'less-than-equals': { family: 'relational', side: 'above' },
  'greater-than': { family: 'relational', side: 'at most' },
  'greater-than-equals': { family: 'relational', side: 'below' },
  'in-cidr-set': set(false, 'addresses'),
  'not-in-cidr-set': set(true, 'addresses'),
  'in-port-set': set(false, 'ports'),
  'not-in-port-set': set(true, 'ports'),
  'in-set': set(false, 'numbers', 'texts'),
  'not-in-set': set(true, 'numbers', 'texts'),
};

const isOperator = (operator: unknown): operator is ComparisonOperator =>
  typeof operator === 'string' && Object.hasOwn(comparisons, operator);

/** What can be said: when the alarm is raised, that there is none, or why nothing can be said. */
type Finding = Clause | { readonly kind: 'none' | 'unclear'; readonly because: string };

const none = (because: string): Finding => ({ kind: 'none', because });
const unclear = (because: string): Finding => ({ kind: 'unclear', because });

const wordsOf = (name: string): Words => {
  const metric = findMetric(name);
  if (metric !== undefined) return metricWords[metric.name];
  return { kind: 'reported', metric: isCustomMetric(name) ? `the custom metric ${quoted(name)}` : plainly(name) };
};

const periodOf = (criteria: JsonObject): string => {
  const seconds = given(criteria, 'durationSeconds');
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds <= 0) return '';
  if (seconds === 3600) return ' in an hour';
  if (seconds % 3600 === 0) return ` in ${seconds / 3600} hours`;
  return seconds % 60 === 0 ? ` in ${seconds / 60} min` : ` in ${seconds} s`;
};

const listKinds = { 'ip-list': 'addresses', 'port-list': 'ports' } as const;

/** Whether the metric is a list of what the operator looks for, or may be one. */
const isListOf = (name: string, of: SetKind): boolean => {
  const kind = findMetric(name)?.kind;
  return kind === undefined || (kind !== 'number' && listKinds[kind] === of);
};

/** Whether the metric is a list, or may be one. */
const mayBeSet = (words: Words): words is SetWords => words.kind === 'list' || words.kind === 'reported';

const compared = (name: string, criteria: JsonObject, operator: ComparisonOperator, threshold: Threshold): Finding => {
  const comparison = comparisons[operator];
  const words = wordsOf(name);
  const period = periodOf(criteria);
  const misfit = unclear('metric, operator and value do not fit together');
  switch (threshold.kind) {
    case 'number':
    case 'percentile':
      if (comparison.family !== 'relational' || words.kind === 'list') return misfit;
      return threshold.kind === 'number'
        ? numberClause(words, comparison.side, threshold.value, period)
        : percentileClause(words, comparison.side, threshold.percent, period);
    case 'set': {
      const { of, values } = threshold;
      if (comparison.family !== 'set' || !comparison.of.includes(of)) return misfit;
      return mayBeSet(words) && isListOf(name, of) ? setClause(words, of, comparison.isInside, values, period) : misfit;
    }
    case 'learned':
    case 'nothing':
    case 'unclear':
      return misfit;
  }
};

const ofCriteria = (name: string, criteria: JsonObject): Finding => {
  const threshold = readThreshold(criteria);
  if (threshold.kind === 'unclear') return unclear(threshold.because);
  if (threshold.kind === 'nothing') return none('its criteria have no threshold; its metric is only recorded');
  if (threshold.kind === 'learned') {
    const words = wordsOf(name);
    return words.kind === 'list' ? unclear('ML Detect learns no lists') : learnedClause(words, threshold.level);
  }
  const operator = given(criteria, 'comparisonOperator');
  if (operator === undefined) return none(`it has no operator to compare with ${thresholdText(threshold)}`);
  return isOperator(operator)
    ? compared(name, criteria, operator, threshold)
    : unclear(`${shown(operator)} is an operator that is not known here`);
};

const find = (behavior: JsonObject): Finding => {
  const metric = given(behavior, 'metric');
  const criteria = given(behavior, 'criteria');
  if (metric === undefined) return none('it has no metric; nothing is measured');
  if (typeof metric !== 'string') return unclear(`its metric is ${shown(metric)}`);
  if (criteria === undefined) return none('it has no criteria; its metric is only recorded');
  return isJsonObject(criteria) ? ofCriteria(metric, criteria) : unclear(`its criteria are ${shown(criteria)}`);
};

/** How often it must happen on end, where that is more than once. */
const times = (criteria: unknown, name: string): number | undefined => {
  const count = given(criteria, name);
  return typeof count === 'number' && count > 1 ? count : undefined;
};

const inARow = (criteria: unknown): string => {
  const count = times(criteria, 'consecutiveDatapointsToAlarm');
  return count === undefined ? '' : `, ${count} times in a row`;
};

const dimensionNote = (dimension: unknown): readonly string[] => {
  if (dimension === undefined) return [];
  const name = given(dimension, 'dimensionName');
  const which = name === undefined ? 'a dimension' : `the dimension ${plainly(name)}`;
  const operator = given(dimension, 'operator') ?? 'IN';
  if (operator === 'IN') return [`within ${which}`];
  return [operator === 'NOT_IN' ? `outside ${which}` : `${which}, operator ${plainly(operator)}`];
};

// A member that AWS adds is a compile error here.
const known: Readonly<Record<keyof Behavior, true>> = {
  name: true,
  metric: true,
  metricDimension: true,
  criteria: true,
  suppressAlerts: true,
  exportMetric: true,
};

const unknownMembers = (behavior: JsonObject): readonly string[] => [
  ...givenNames(behavior).filter((name) => !Object.hasOwn(known, name)),
  ...unknownCriteria(given(behavior, 'criteria')),
];

const notes = (behavior: JsonObject): string => {
  const metric = given(behavior, 'metric');
  const isUnknown = typeof metric === 'string' && !isCustomMetric(metric) && findMetric(metric) === undefined;
  const clear = times(given(behavior, 'criteria'), 'consecutiveDatapointsToClear');
  const unknown = unknownMembers(behavior);
  const all = [
    ...(isUnknown ? ['a metric that is not known here'] : []),
    ...(clear === undefined ? [] : [`cleared by ${clear} normal ones in a row`]),
    ...dimensionNote(given(behavior, 'metricDimension')),
    ...(given(behavior, 'suppressAlerts') === true ? ['muted'] : []),
    ...(unknown.length === 0 ? [] : [`with ${named(unknown)}, not known here`]),
  ];
  return all.length === 0 ? '' : ` (${all.join('; ')})`;
};

/** What there is to see where no sentence can be made of it. */
const asGiven = (behavior: JsonObject): string => {
  const criteria = given(behavior, 'criteria');
  const metric = given(behavior, 'metric');
  const operator = given(criteria, 'comparisonOperator');
  const threshold = isJsonObject(criteria) ? thresholdText(readThreshold(criteria)) : '';
  const parts = [metric, operator].flatMap((part) => (typeof part === 'string' ? [plainly(part)] : []));
  const text = [...parts, ...(threshold === '' ? [] : [threshold])].join(' ');
  return text === '' ? '' : `; given: ${text}`;
};

const sentence = (behavior: JsonObject): string => {
  const finding = find(behavior);
  switch (finding.kind) {
    case 'when':
      return `alarm when a device ${finding.text}${inARow(given(behavior, 'criteria'))}${notes(behavior)}`;
    case 'always':
      return `always an alarm: ${finding.because}${notes(behavior)}`;
    case 'never':
      return `never an alarm: ${finding.because}`;
    case 'none':
      return `no alarm: ${finding.because}`;
    case 'unclear':
      return `alarm unclear: ${finding.because}${asGiven(behavior)}`;
  }
};

/**
 * Says in one line what raises the alarm, where a behavior says what is normal: `less-than 100` is
 * "alarm when a device sends 100 messages or more in 5 min".
 *
 * It never throws, whatever it is given, and begins with one of "alarm when", "always an alarm:", "never an alarm:",
 * "no alarm:" (something is missing without which AWS compares nothing) and "alarm unclear:" (something is not known here,
 * or contradicts). A member that is left out counts as absent: of a behavior of which a part is known only later,
 * only the relational sentences that begin with "alarm when" are sure to stay true.
 */
export const explain = (behavior: Behavior | JsonObject): string =>
  oneLine(isJsonObject(behavior) ? sentence(behavior) : `alarm unclear: ${shown(behavior)} is no behavior`);
