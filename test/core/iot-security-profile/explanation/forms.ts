import type { Behavior, BehaviorCriteria, MetricValue } from '@aws-sdk/client-iot';

const numbers = (words: readonly string[]): number[] => words.map(Number);

const valueFor = (operator: string, words: string[]): MetricValue => {
  if (operator.endsWith('cidr-set')) return { cidrs: words };
  if (operator.endsWith('port-set')) return { ports: numbers(words) };
  if (operator.endsWith('in-set'))
    return words.every((word) => /^\d/.test(word)) ? { numbers: numbers(words) } : { strings: words };
  return { count: Number(words[0]) };
};

const criteriaOf = (form: string): BehaviorCriteria => {
  const [comparison = '', period] = form.split(', ');
  const [operator = '', ...words] = comparison.split(' ');
  if (words.length === 0) return { mlDetectionConfig: { confidenceLevel: operator as 'HIGH' } };
  return {
    comparisonOperator: operator as 'less-than',
    ...(words[0]?.startsWith('p')
      ? { statisticalThreshold: { statistic: words[0] } }
      : { value: valueFor(operator, words) }),
    ...(period === undefined ? {} : { durationSeconds: Number.parseInt(period, 10) }),
  };
};

/**
 * A behavior in short: `less-than 100, 300 s`, `greater-than p99, 900 s`, `in-port-set 8883 443`, or `HIGH` for one that
 * is learned.
 */
export const behaviorOf = (metric: string, form: string): Behavior => ({
  name: 'one',
  metric,
  criteria: criteriaOf(form),
});
