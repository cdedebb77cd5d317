import type { IDimensionRef } from 'aws-cdk-lib/aws-iot';
import type { IConstruct } from 'constructs';
import type { Behavior, DimensionOperator, MetricToRetain } from './behavior';
import type { BehaviorMetric } from './behavior-metric';
import { hasMember, isPlainObject, leftAlone } from './checks/shapes';
import type { SecurityProfileTarget } from './target';

interface Narrowed {
  readonly dimension?: IDimensionRef;
  readonly dimensionOperator?: DimensionOperator;
}

/** What is no dimension is told by its own finding. */
const dimensionName = (dimension: IDimensionRef | undefined): unknown => {
  if (dimension === undefined) return undefined;
  return hasMember(dimension, 'dimensionRef', 'object') ? dimension.dimensionRef.dimensionName : leftAlone;
};

/** An operator without a dimension is rendered too, so that the validation refuses it. */
const metricDimension = ({ dimension, dimensionOperator }: Narrowed) =>
  dimension === undefined && dimensionOperator === undefined
    ? undefined
    : { DimensionName: dimensionName(dimension), Operator: dimensionOperator };

/** As for a dimension. */
const metricName = (metric: BehaviorMetric | undefined): unknown => {
  if (metric === undefined) return undefined;
  return hasMember(metric, 'metricName', 'string') && metric._mistake === undefined ? metric.metricName : leftAlone;
};

const criteria = (behavior: Behavior): unknown => {
  if (behavior.criteria === undefined) return undefined;
  if (!hasMember(behavior.criteria, '_render', 'function') || !hasMember(behavior.metric, 'metricName', 'string'))
    return leftAlone;
  return behavior.criteria._render(behavior.metric);
};

const behaviorMembers = (behavior: Behavior) => ({
  Name: behavior.name,
  Metric: metricName(behavior.metric),
  MetricDimension: metricDimension(behavior),
  Criteria: criteria(behavior),
  SuppressAlerts: behavior.suppressAlerts,
  ExportMetric: behavior.exportMetric,
});

const metricToRetainMembers = (retained: MetricToRetain) => ({
  Metric: metricName(retained.metric),
  MetricDimension: metricDimension(retained),
  ExportMetric: retained.exportMetric,
});

/** A behavior as CloudFormation has it; members that are `undefined` are left out by the CDK. */
export const behaviorProperty = (behavior: Behavior) =>
  isPlainObject(behavior) ? behaviorMembers(behavior) : leftAlone;

/** A metric to retain as CloudFormation has it. */
export const metricToRetainProperty = (retained: MetricToRetain) =>
  isPlainObject(retained) ? metricToRetainMembers(retained) : leftAlone;

/** The ARNs in the profile's stack. A list that only CloudFormation knows stands for itself. */
export const targetsProperty = (targets: readonly SecurityProfileTarget[], scope: IConstruct): unknown =>
  targets[0]?._list ?? targets.map((target) => targetProperty(target, scope));

const targetProperty = (target: SecurityProfileTarget, scope: IConstruct) =>
  hasMember(target, '_arn', 'function') && target._mistake === undefined ? target._arn(scope) : leftAlone;
