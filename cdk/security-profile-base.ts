import { Resource, Token } from 'aws-cdk-lib';
import { Metric, type MetricProps, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { SecurityProfileReference } from 'aws-cdk-lib/aws-iot';
import type { ISecurityProfile, ViolationMetricOptions } from './security-profile-interface';

/** A metric of one behavior that was asked for. */
export interface WatchedBehavior {
  readonly method: string;
  readonly behaviorName: string;
}

/**
 * What defined and imported profiles have in common.
 *
 * @internal
 */
export abstract class SecurityProfileBase extends Resource implements ISecurityProfile {
  public abstract readonly securityProfileName: string;
  public abstract readonly securityProfileArn: string;

  /**
   * Which behaviors metrics were asked for of: whether they are there is known at synthesis.
   *
   * @internal
   */
  protected readonly _watched: WatchedBehavior[] = [];

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
  private violationMetric(metricName: string, given: ViolationMetricOptions | undefined): Metric {
    const { behaviorName, ...options } = given ?? {};
    if (behaviorName !== undefined) this._watched.push({ method: `metric${metricName}`, behaviorName });
    return new Metric({
      namespace: 'AWS/IoT',
      metricName,
      dimensionsMap: {
        SecurityProfileName: this.securityProfileName,
        ...(behaviorName === undefined ? {} : { BehaviorName: behaviorName }),
      },
      statistic: Stats.SUM,
      ...this.place(),
      ...options,
    });
  }

  /** That of the profile, which for an import need not be that of its stack. */
  private place(): Pick<MetricProps, 'stackRegion' | 'stackAccount'> {
    const { region, account } = this.env;
    return {
      ...(Token.isUnresolved(region) ? {} : { stackRegion: region }),
      ...(Token.isUnresolved(account) ? {} : { stackAccount: account }),
    };
  }
}
