import { type IResolveContext, Lazy } from 'aws-cdk-lib';
import type { BehaviorMetric } from './behavior-metric';
import { given, hasMember, isPlainObject, leftAlone, type Mistake } from './checks/shapes';
import type { BehaviorCriteriaOptions, ConfidenceLevel, ThresholdCriteriaOptions } from './criteria-options';
import type { Percentile } from './percentile';

/** The property `Criteria`, as CloudFormation has it. */
type CriteriaProperties = Readonly<Record<string, unknown>>;

/**
 * What is normal: a fixed threshold, a percentile of the fleet, a set of values, or what ML Detect learns.
 * A device for which it does not hold violates the profile.
 *
 * @example
 * BehaviorCriteria.lessThan(1_000, { duration: Duration.minutes(5), consecutiveDatapointsToAlarm: 2 });
 */
export class BehaviorCriteria {
  /**
   * The metric is less than a number.
   *
   * @param value a count, or for a custom metric any number
   */
  public static lessThan(value: number, options: ThresholdCriteriaOptions = {}): BehaviorCriteria {
    return BehaviorCriteria.threshold('less-than', value, options);
  }

  /**
   * The metric is less than a number, or equal to it.
   *
   * @param value a count, or for a custom metric any number
   */
  public static lessThanEquals(value: number, options: ThresholdCriteriaOptions = {}): BehaviorCriteria {
    return BehaviorCriteria.threshold('less-than-equals', value, options);
  }

  /**
   * The metric is greater than a number.
   *
   * @param value a count, or for a custom metric any number
   */
  public static greaterThan(value: number, options: ThresholdCriteriaOptions = {}): BehaviorCriteria {
    return BehaviorCriteria.threshold('greater-than', value, options);
  }

  /**
   * The metric is greater than a number, or equal to it.
   *
   * @param value a count, or for a custom metric any number
   */
  public static greaterThanEquals(value: number, options: ThresholdCriteriaOptions = {}): BehaviorCriteria {
    return BehaviorCriteria.threshold('greater-than-equals', value, options);
  }

  /** The metric is less than a percentile of the fleet. */
  public static lessThanPercentile(percentile: Percentile, options: ThresholdCriteriaOptions = {}): BehaviorCriteria {
    return BehaviorCriteria.statistical('less-than', percentile, options);
  }

  /** The metric is less than a percentile of the fleet, or equal to it. */
  public static lessThanEqualsPercentile(
    percentile: Percentile,
    options: ThresholdCriteriaOptions = {},
  ): BehaviorCriteria {
    return BehaviorCriteria.statistical('less-than-equals', percentile, options);
  }

  /** The metric is greater than a percentile of the fleet. */
  public static greaterThanPercentile(
    percentile: Percentile,
    options: ThresholdCriteriaOptions = {},
  ): BehaviorCriteria {
    return BehaviorCriteria.statistical('greater-than', percentile, options);
  }

  /** The metric is greater than a percentile of the fleet, or equal to it. */
  public static greaterThanEqualsPercentile(
    percentile: Percentile,
    options: ThresholdCriteriaOptions = {},
  ): BehaviorCriteria {
    return BehaviorCriteria.statistical('greater-than-equals', percentile, options);
  }

  /**
   * Every address lies in one of the ranges.
   *
   * @param cidrs IPv4 or IPv6 ranges, for example `10.0.0.0/8`
   */
  public static inCidrSet(cidrs: string[], options: BehaviorCriteriaOptions = {}): BehaviorCriteria {
    return BehaviorCriteria.set('in-cidr-set', { Cidrs: cidrs }, options);
  }

  /**
   * No address lies in any of the ranges.
   *
   * @param cidrs IPv4 or IPv6 ranges, for example `10.0.0.0/8`
   */
  public static notInCidrSet(cidrs: string[], options: BehaviorCriteriaOptions = {}): BehaviorCriteria {
    return BehaviorCriteria.set('not-in-cidr-set', { Cidrs: cidrs }, options);
  }

  /**
   * Every port is one of these.
   *
   * @param ports 0 to 65535 each
   */
  public static inPortSet(ports: number[], options: BehaviorCriteriaOptions = {}): BehaviorCriteria {
    return BehaviorCriteria.set('in-port-set', { Ports: ports }, options);
  }

  /**
   * No port is one of these.
   *
   * @param ports 0 to 65535 each
   */
  public static notInPortSet(ports: number[], options: BehaviorCriteriaOptions = {}): BehaviorCriteria {
    return BehaviorCriteria.set('not-in-port-set', { Ports: ports }, options);
  }

  /** Every text of a custom metric is one of these. */
  public static inStringSet(strings: string[], options: BehaviorCriteriaOptions = {}): BehaviorCriteria {
    return BehaviorCriteria.set('in-set', { Strings: strings }, options);
  }

  /** No text of a custom metric is one of these. */
  public static notInStringSet(strings: string[], options: BehaviorCriteriaOptions = {}): BehaviorCriteria {
    return BehaviorCriteria.set('not-in-set', { Strings: strings }, options);
  }

  /** Every number of a custom metric is one of these. */
  public static inNumberSet(numbers: number[], options: BehaviorCriteriaOptions = {}): BehaviorCriteria {
    return BehaviorCriteria.set('in-set', { Numbers: numbers }, options);
  }

  /** No number of a custom metric is one of these. */
  public static notInNumberSet(numbers: number[], options: BehaviorCriteriaOptions = {}): BehaviorCriteria {
    return BehaviorCriteria.set('not-in-set', { Numbers: numbers }, options);
  }

  /** What ML Detect has learned to be normal for the device. */
  public static mlDetection(confidenceLevel: ConfidenceLevel, options: BehaviorCriteriaOptions = {}): BehaviorCriteria {
    return new BehaviorCriteria({ MlDetectionConfig: { ConfidenceLevel: confidenceLevel } }, options);
  }

  private static threshold(operator: string, value: number, options: ThresholdCriteriaOptions): BehaviorCriteria {
    return new BehaviorCriteria({ ComparisonOperator: operator }, options, value);
  }

  private static statistical(operator: string, percentile: Percentile, options: ThresholdCriteriaOptions) {
    const isPercentile = hasMember(percentile, 'statistic', 'string');
    // `Percentile.of(99)` has what it was given.
    const value: unknown = (percentile as Percentile | undefined)?.statistic ?? percentile;
    const accepted = `Percentile.P99 and the like, or Percentile.of(${typeof value === 'number' ? `'p${value}'` : given(value)})`;
    return new BehaviorCriteria(
      {
        ComparisonOperator: operator,
        StatisticalThreshold: isPercentile ? { Statistic: percentile.statistic } : leftAlone,
      },
      options,
      undefined,
      isPercentile ? undefined : [value, 'a Percentile', accepted],
    );
  }

  private static set(operator: string, value: CriteriaProperties, options: BehaviorCriteriaOptions) {
    return new BehaviorCriteria({ ComparisonOperator: operator, Value: value }, options);
  }

  /**
   * The options as they were given: what of them is not known is told at synthesis.
   *
   * @internal
   */
  public readonly _options: ThresholdCriteriaOptions;

  private readonly optionsMistake?: Mistake;

  private constructor(
    private readonly properties: CriteriaProperties,
    options: ThresholdCriteriaOptions,
    private readonly number?: number,
    private readonly percentileMistake?: Mistake,
  ) {
    const isObject = isPlainObject(options);
    this._options = isObject ? options : {};
    if (!isObject)
      this.optionsMistake = [options, 'an object of options', 'an object, as { duration: Duration.minutes(5) }'];
  }

  /**
   * What is not of the class that it should be: the compiler finds it in TypeScript only.
   *
   * @internal
   */
  public _mistakes(): { readonly name: string; readonly mistake: Mistake }[] {
    const { duration } = this._options;
    const isDuration = duration === undefined || hasMember(duration, 'toSeconds', 'function');
    return [
      ...(this.optionsMistake === undefined ? [] : [{ name: 'options', mistake: this.optionsMistake }]),
      ...(this.percentileMistake === undefined ? [] : [{ name: 'percentile', mistake: this.percentileMistake }]),
      ...(isDuration
        ? []
        : [{ name: 'duration', mistake: [duration, 'a Duration', 'Duration.minutes(5) and the like'] as const }]),
    ];
  }

  /**
   * As CloudFormation has it. The service keeps counts of its own metrics and numbers of custom metrics in two members.
   *
   * @internal
   */
  public _render(metric: BehaviorMetric): CriteriaProperties {
    const { duration, consecutiveDatapointsToAlarm, consecutiveDatapointsToClear } = this._options;
    const isWrong = duration !== undefined && !hasMember(duration, 'toSeconds', 'function');
    return {
      ...this.properties,
      Value: this.number === undefined ? this.properties.Value : thresholdOf(metric, this.number),
      // Not rounded here: that it is no whole number of seconds is for the validation to say, with all the rest.
      DurationSeconds: isWrong ? leftAlone : duration?.toSeconds({ integral: false }),
      ConsecutiveDatapointsToAlarm: consecutiveDatapointsToAlarm,
      ConsecutiveDatapointsToClear: consecutiveDatapointsToClear,
    };
  }
}

/** When it is resolved: a name that only CloudFormation knows is that of a custom metric, for those of AWS are constants. */
const thresholdOf = ({ metricName }: BehaviorMetric, number: number) =>
  Lazy.uncachedAny({
    produce: ({ resolve }: IResolveContext) => {
      const name: unknown = resolve(metricName);
      const isOfAws = metricName.startsWith('aws:') || (typeof name === 'string' && name.startsWith('aws:'));
      return { [isOfAws ? 'Count' : 'Number']: number };
    },
  });
