import type { Duration } from 'aws-cdk-lib';

/** How sure ML Detect must be that what it sees is an anomaly. */
export enum ConfidenceLevel {
  /** Most alarms, and most false ones. */
  LOW = 'LOW',
  /** Between the two. */
  MEDIUM = 'MEDIUM',
  /** Fewest alarms. */
  HIGH = 'HIGH',
}

/** What every kind of criteria can have. */
export interface BehaviorCriteriaOptions {
  /**
   * How many violations in a row raise the alarm, 1 to 10.
   *
   * @default - the service's default, 1
   */
  readonly consecutiveDatapointsToAlarm?: number;

  /**
   * How many good datapoints in a row clear the alarm, 1 to 10.
   *
   * @default - the service's default, 1
   */
  readonly consecutiveDatapointsToClear?: number;
}

/** What criteria with a threshold or a percentile can have. */
export interface ThresholdCriteriaOptions extends BehaviorCriteriaOptions {
  /**
   * The period over which the metric is evaluated: 5, 10, 15, 30 or 60 minutes.
   *
   * @default - no period, which suits only metrics that are not counted over time
   */
  readonly duration?: Duration;
}
