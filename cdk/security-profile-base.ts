import { Resource } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { SecurityProfileReference } from 'aws-cdk-lib/aws-iot';
import type { ISecurityProfile, ViolationMetricOptions } from './security-profile-interface';

/**
 * What defined and imported profiles have in common.
 *
 * @internal
 */
export abstract class SecurityProfileBase extends Resource implements ISecurityProfile {
  public abstract readonly securityProfileName: string;
  public abstract readonly securityProfileArn: string;

  public get securityProfileRef(): SecurityProfileReference {
    return { securityProfileName: this.securityProfileName, securityProfileArn: this.securityProfileArn };
  }

  public metricViolations(options?: ViolationMetricOptions): Metric {
    return this.violationMetric('Violations', options);
  }

  public metricViolationsCleared(options?: ViolationMetricOptions): Metric {
    return this.violationMetric('ViolationsCleared', options);
  }

  public metricViolationsInvalidated(options?: ViolationMetricOptions): Metric {
    return this.violationMetric('ViolationsInvalidated', options);
  }

  /** https://docs.aws.amazon.com/iot/latest/developerguide/metrics_dimensions.html */
  private violationMetric(metricName: string, { behaviorName, ...options }: ViolationMetricOptions = {}): Metric {
    return new Metric({
      namespace: 'AWS/IoT',
      metricName,
      dimensionsMap: {
        SecurityProfileName: this.securityProfileName,
        ...(behaviorName === undefined ? {} : { BehaviorName: behaviorName }),
      },
      statistic: Stats.SUM,
      ...options,
    }).attachTo(this);
  }
}
