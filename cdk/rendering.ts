import type { IDimensionRef } from 'aws-cdk-lib/aws-iot';
import type { Behavior, DimensionOperator, MetricToRetain } from './behavior';

interface Narrowed {
  readonly dimension?: IDimensionRef;
  readonly dimensionOperator?: DimensionOperator;
}

/** An operator without a dimension is rendered too, so that the validation refuses it. */
const metricDimension = ({ dimension, dimensionOperator }: Narrowed) =>
  dimension === undefined && dimensionOperator === undefined
    ? undefined
    : { DimensionName: dimension?.dimensionRef.dimensionName, Operator: dimensionOperator };

/** A behavior as CloudFormation has it; members that are `undefined` are left out by the CDK. */
export const behaviorProperty = (behavior: Behavior) => ({
  Name: behavior.name,
  Metric: behavior.metric.metricName,
  MetricDimension: metricDimension(behavior),
  Criteria: behavior.criteria?._render(behavior.metric),
  SuppressAlerts: behavior.suppressAlerts,
  ExportMetric: behavior.exportMetric,
});

/** A metric to retain as CloudFormation has it. */
export const metricToRetainProperty = (retained: MetricToRetain) => ({
  Metric: retained.metric.metricName,
  MetricDimension: metricDimension(retained),
  ExportMetric: retained.exportMetric,
});
