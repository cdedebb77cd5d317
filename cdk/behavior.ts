import type { IDimensionRef } from 'aws-cdk-lib/aws-iot';
import type { BehaviorCriteria } from './behavior-criteria';
import type { BehaviorMetric } from './behavior-metric';

/** Whether a metric is narrowed to what matches its dimension, or to what does not. */
export enum DimensionOperator {
  /** What matches the dimension. */
  IN = 'IN',
  /** What does not match the dimension. */
  NOT_IN = 'NOT_IN',
}

/** What devices normally do; a device that does otherwise violates the profile. */
export interface Behavior {
  /** The name, by which AWS tells violations apart: 1 to 128 of `a-z A-Z 0-9 : _ -`, unique in the profile. */
  readonly name: string;

  /** What is measured. */
  readonly metric: BehaviorMetric;

  /**
   * What is normal.
   *
   * @default - nothing is detected
   */
  readonly criteria?: BehaviorCriteria;

  /**
   * Narrows the metric. Not for custom metrics.
   *
   * @default - the metric as a whole
   */
  readonly dimension?: IDimensionRef;

  /**
   * Which side of the dimension is measured. Needs `dimension`.
   *
   * @default DimensionOperator.IN
   */
  readonly dimensionOperator?: DimensionOperator;

  /**
   * Whether no alert is sent when the behavior is violated; the console shows the violation all the same.
   *
   * @default false
   */
  readonly suppressAlerts?: boolean;

  /**
   * Whether the metric's values are published to `metricsExportTopic`.
   *
   * @default false
   */
  readonly exportMetric?: boolean;
}

/** A metric whose history is kept although no behavior uses it. */
export interface MetricToRetain {
  /** What is measured. */
  readonly metric: BehaviorMetric;

  /**
   * Narrows the metric. Not for custom metrics.
   *
   * @default - the metric as a whole
   */
  readonly dimension?: IDimensionRef;

  /**
   * Which side of the dimension is measured. Needs `dimension`.
   *
   * @default DimensionOperator.IN
   */
  readonly dimensionOperator?: DimensionOperator;

  /**
   * Whether the metric's values are published to `metricsExportTopic`.
   *
   * @default false
   */
  readonly exportMetric?: boolean;
}
