import fc from 'fast-check';
import {
  durations,
  metricNames,
  metrics,
  operatorFamilies,
} from '../../../core/iot-security-profile/properties/metrics';
import { roleArn, topicArn } from '../../lifecycle/support';
import type { Content, Declared } from './declared';

/** A member that may be absent. */
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(arbitrary, { nil: undefined });

const metricsWhere = (suits: (name: (typeof metricNames)[number]) => boolean) =>
  fc.constantFrom(...metricNames.filter(suits));

const operatorsOf = (family: string) =>
  fc.constantFrom(
    ...Object.entries(operatorFamilies)
      .filter(([, one]) => one === family)
      .map(([operator]) => operator),
  );

const duration = fc.constantFrom(...durations);
const datapoints = maybe(fc.integer({ min: 1, max: 10 }));
const consecutive = { consecutiveDatapointsToAlarm: datapoints, consecutiveDatapointsToClear: datapoints };
const counted = metricsWhere((name) => metrics[name].duration === 'expected' && metrics[name].ml);
const relational = operatorsOf('relational');

const threshold = fc.record({
  metric: counted,
  criteria: fc.record({
    comparisonOperator: relational,
    value: fc.record({ count: fc.oneof(fc.nat(1_000), fc.constant(Number.MAX_SAFE_INTEGER)) }),
    durationSeconds: duration,
    ...consecutive,
  }),
});

const percentile = fc.record({
  metric: counted,
  criteria: fc.record({
    comparisonOperator: relational,
    statisticalThreshold: fc.record({ statistic: fc.constantFrom('p0.1', 'p50', 'p99.9', 'p100') }),
    durationSeconds: duration,
    ...consecutive,
  }),
});

const learned = fc.record({
  metric: counted,
  criteria: fc.record({
    mlDetectionConfig: fc.record({ confidenceLevel: fc.constantFrom('LOW', 'MEDIUM', 'HIGH') }),
    ...consecutive,
  }),
});

const some = <Value>(values: readonly Value[]) => fc.subarray([...values], { minLength: 1 });

const addresses = fc.record({
  metric: metricsWhere((name) => metrics[name].kind === 'ip-list'),
  criteria: fc.record({
    comparisonOperator: operatorsOf('cidr-set'),
    value: fc.record({ cidrs: some(['10.0.0.0/8', '192.168.0.0/16', '2001:db8::/32']) }),
  }),
});

const ports = fc.record({
  metric: metricsWhere((name) => metrics[name].kind === 'port-list'),
  criteria: fc.record({
    comparisonOperator: operatorsOf('port-set'),
    value: fc.record({ ports: some([0, 443, 8_883, 65_535]) }),
  }),
});

const custom = fc.record({
  metric: fc.constantFrom('batteryPercentage', 'constructor'),
  criteria: fc.oneof(
    fc.record({ comparisonOperator: relational, value: fc.record({ number: fc.constantFrom(-1.5, 0, 20.25) }) }),
    fc.record({ comparisonOperator: operatorsOf('set'), value: fc.record({ strings: some(['on', 'off', '7']) }) }),
    fc.record({ comparisonOperator: operatorsOf('set'), value: fc.record({ numbers: some([-1, 0, 2.5]) }) }),
  ),
});

const measured = fc.oneof(threshold, threshold, percentile, learned, addresses, ports, custom);

const behavior = fc
  .tuple(fc.constantFrom('a', 'b', 'c', '__proto__'), measured, maybe(fc.boolean()), maybe(fc.boolean()))
  .map(([name, rest, suppressAlerts, exportMetric]) => ({ name, ...rest, suppressAlerts, exportMetric }));

const dimension = maybe(
  fc.record({ dimensionName: fc.constantFrom('topics', 'others'), operator: maybe(fc.constantFrom('IN', 'NOT_IN')) }),
);

const retained = fc.record({
  metric: metricsWhere((name) => metrics[name].dimension),
  metricDimension: dimension,
  exportMetric: maybe(fc.boolean()),
});

const content: fc.Arbitrary<Content> = fc.record({
  securityProfileDescription: maybe(fc.constantFrom('', 'watches', 'ünïcödé 漢字 😀')),
  behaviors: maybe(fc.uniqueArray(behavior, { selector: ({ name }) => name, maxLength: 3 })),
  alertTargets: maybe(
    fc.record({
      SNS: fc.record({ alertTargetArn: fc.constantFrom(topicArn('x'), topicArn('y')), roleArn: fc.constant(roleArn) }),
    }),
  ),
  additionalMetricsToRetainV2: maybe(fc.uniqueArray(retained, { selector: ({ metric }) => metric, maxLength: 2 })),
  metricsExportConfig: maybe(
    fc.record({ mqttTopic: fc.constantFrom('metrics', 'factory/metrics'), roleArn: fc.constant(roleArn) }),
  ),
});

/** Few, so that operations meet. */
export const names = fc.constantFrom('a', 'b', 'c');
export const groups = fc.constantFrom('g1', 'g2', 'g3', 'g4', 'g5');
export const tagKeys = fc.constantFrom('k1', 'k2', 'k3', 'k4');

/** Any valid properties of the resource. */
export const declarations: fc.Arbitrary<Declared> = fc.record({
  name: fc.option(names, { nil: undefined, freq: 5 }),
  content,
  tags: fc.dictionary(tagKeys, fc.constantFrom('', '1', '2'), { maxKeys: 3, noNullPrototype: true }),
  groups: maybe(fc.uniqueArray(groups, { maxLength: 4 })),
  adopt: fc.boolean(),
  revision: maybe(fc.constantFrom('1', '2')),
});
