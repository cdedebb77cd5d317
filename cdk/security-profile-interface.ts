import type { IResource } from 'aws-cdk-lib';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { ISecurityProfileRef } from 'aws-cdk-lib/aws-iot';

/** Which violations a metric counts, and how it is shown. */
export interface ViolationMetricOptions extends MetricOptions {
  /**
   * The name of one behavior of the profile.
   *
   * @default - all of its behaviors
   */
  readonly behaviorName?: string;
}

/** A security profile of AWS IoT Device Defender. */
export interface ISecurityProfile extends IResource, ISecurityProfileRef {
  /**
   * The name of the profile.
   *
   * @attribute
   */
  readonly securityProfileName: string;

  /**
   * The ARN of the profile.
   *
   * @attribute
   */
  readonly securityProfileArn: string;

  /** How many violations began. Sum over five minutes unless the options say otherwise. */
  metricViolations(options?: ViolationMetricOptions): Metric;

  /** How many violations ended. Sum over five minutes unless the options say otherwise. */
  metricViolationsCleared(options?: ViolationMetricOptions): Metric;

  /**
   * How many violations are no longer known about, because the device has stopped reporting or is no longer watched.
   * Sum over five minutes unless the options say otherwise.
   */
  metricViolationsInvalidated(options?: ViolationMetricOptions): Metric;
}
