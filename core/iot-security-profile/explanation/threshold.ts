import type { BehaviorCriteria, MetricValue } from '@aws-sdk/client-iot';
import { isJsonObject, type JsonObject } from '../../schema/json';
import { shown } from '../../schema/shown';
import { grouped, listed, named, plainly } from './texts';

/** What the elements of a set are. */
export type SetKind = 'addresses' | 'ports' | 'numbers' | 'texts';

/** What the metric is compared with. */
export type Threshold =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'percentile'; readonly percent: number }
  | { readonly kind: 'set'; readonly of: SetKind; readonly values: readonly unknown[] }
  | { readonly kind: 'learned'; readonly level: unknown }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unclear'; readonly because: string };

/** A member that is there. */
export const given = (from: unknown, name: string): unknown =>
  isJsonObject(from) && Object.hasOwn(from, name) ? (from[name] ?? undefined) : undefined;

/** The names of the members that are there. */
export const givenNames = (from: JsonObject): readonly string[] =>
  Object.keys(from).filter((name) => given(from, name) !== undefined);

const unclear = (because: string): Threshold => ({ kind: 'unclear', because });

const numeric = (name: string, value: unknown): Threshold =>
  typeof value === 'number' && Number.isFinite(value)
    ? { kind: 'number', value }
    : unclear(`its ${name} is ${shown(value)}`);

const setOf =
  (of: SetKind) =>
  (name: string, values: unknown): Threshold =>
    Array.isArray(values) ? { kind: 'set', of, values } : unclear(`its ${name} is ${shown(values)}`);

// A member that AWS adds is a compile error here.
const values: Readonly<Record<keyof MetricValue, (name: string, value: unknown) => Threshold>> = {
  count: numeric,
  number: numeric,
  cidrs: setOf('addresses'),
  ports: setOf('ports'),
  numbers: setOf('numbers'),
  strings: setOf('texts'),
};

const isValueName = (name: string): name is keyof MetricValue => Object.hasOwn(values, name);

const ofValue = (value: JsonObject): Threshold => {
  const [name = '', ...others] = givenNames(value);
  if (others.length > 0) return unclear(`its value has ${named([name, ...others])}, of which one can be compared`);
  return isValueName(name)
    ? values[name](name, value[name])
    : unclear(`its value has ${named([name])}, which is not known here`);
};

const ofStatistic = (threshold: JsonObject): Threshold => {
  const statistic = given(threshold, 'statistic');
  const [, digits = ''] = (typeof statistic === 'string' && /^p(\d{1,3}(?:\.\d{1,9})?)$/.exec(statistic)) || [];
  const percent = Number(digits);
  return digits === '' || percent > 100
    ? unclear(`${shown(statistic ?? threshold)} is a statistic that is not known here`)
    : { kind: 'percentile', percent };
};

type Kind = 'value' | 'statisticalThreshold' | 'mlDetectionConfig';

const kinds: Readonly<Record<Kind, { readonly words: string; readonly read: (given: JsonObject) => Threshold }>> = {
  value: { words: 'a value', read: ofValue },
  statisticalThreshold: { words: 'a percentile', read: ofStatistic },
  mlDetectionConfig: { words: 'ML Detect', read: (ml) => ({ kind: 'learned', level: given(ml, 'confidenceLevel') }) },
};

const kindNames = ['value', 'statisticalThreshold', 'mlDetectionConfig'] as const satisfies readonly Kind[];

const known: Readonly<Record<keyof BehaviorCriteria, true>> = {
  comparisonOperator: true,
  value: true,
  durationSeconds: true,
  consecutiveDatapointsToAlarm: true,
  consecutiveDatapointsToClear: true,
  statisticalThreshold: true,
  mlDetectionConfig: true,
};

/** Members of the criteria that nobody knows here; AWS may have added them. */
export const unknownCriteria = (criteria: unknown): readonly string[] =>
  isJsonObject(criteria) ? givenNames(criteria).filter((name) => !Object.hasOwn(known, name)) : [];

/** An empty structure says nothing. */
const saysSomething = (part: unknown): boolean =>
  isJsonObject(part) ? givenNames(part).length > 0 : part !== undefined;

/** Reads what the criteria compare with, or why that cannot be said. */
export const readThreshold = (criteria: JsonObject): Threshold => {
  const [kind, ...others] = kindNames.filter((name) => saysSomething(given(criteria, name)));
  if (kind === undefined) {
    const unknown = unknownCriteria(criteria);
    return unknown.length === 0 ? { kind: 'nothing' } : unclear(`its criteria have ${named(unknown)}, not known here`);
  }
  if (others.length > 0)
    return unclear(
      `it has ${[kind, ...others].map((name) => kinds[name].words).join(' and ')}, of which AWS takes one`,
    );
  const part = given(criteria, kind);
  return isJsonObject(part) ? kinds[kind].read(part) : unclear(`its ${kind} is ${shown(part)}`);
};

/** An element of a set: ports and addresses as one writes them, texts in quotes. */
const element =
  (of: SetKind) =>
  (value: unknown): string => {
    if (of === 'numbers' && typeof value === 'number') return grouped(value);
    return of === 'texts' ? shown(value) : plainly(value);
  };

export const elements = (of: SetKind, values: readonly unknown[]): string => listed(values, element(of));

/** The threshold in short, where no sentence can be made of it. */
export const thresholdText = (threshold: Threshold): string => {
  switch (threshold.kind) {
    case 'number':
      return grouped(threshold.value);
    case 'percentile':
      return `p${threshold.percent}`;
    case 'set':
      return threshold.values.length === 0 ? 'an empty list' : elements(threshold.of, threshold.values);
    case 'learned':
    case 'nothing':
    case 'unclear':
      return '';
  }
};
