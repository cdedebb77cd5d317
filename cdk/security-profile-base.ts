import { Resource, Token } from 'aws-cdk-lib';
import { Metric, type MetricProps, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { SecurityProfileReference } from 'aws-cdk-lib/aws-iot';
import type { Problem } from '../dist/validation';
import { namesOf, refuse, unknownNames } from './checks/known-names';
import { given, isPlainObject, wrong } from './checks/shapes';
import type { ISecurityProfile, ViolationMetricOptions } from './security-profile-interface';

/** A metric of one behavior that was asked for. */
export interface WatchedBehavior {
  readonly method: string;
  readonly behaviorName: string;
}

const optionNames = namesOf<ViolationMetricOptions>({
  behaviorName: true,
  account: true,
  color: true,
  dimensionsMap: true,
  id: true,
  label: true,
  period: true,
  region: true,
  stackAccount: true,
  stackRegion: true,
  statistic: true,
  unit: true,
  visible: true,
});

/** Names that have no likeness are left to the CDK, of which a newer version may have more. */
const optionProblems = (place: string, options: ViolationMetricOptions): readonly Problem[] =>
  isPlainObject(options)
    ? unknownNames(place, options, optionNames).filter(({ certainty }) => certainty === 'certain')
    : wrong(place, options, 'an object of options', `an object, as { behaviorName: ${given(options)} }`);

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
  private violationMetric(metricName: string, all: ViolationMetricOptions = {}): Metric {
    const method = `metric${metricName}`;
    refuse(optionProblems(`[${this.node.path}] ${method}`, all));
    const { behaviorName, ...options } = all;
    if (behaviorName !== undefined) this._watched.push({ method, behaviorName });
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
