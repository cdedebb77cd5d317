/**
 * A percentile of what the whole fleet has reported for a metric.
 *
 * The set is open: a percentile that AWS adds is written `Percentile.of('p75')`.
 *
 * @example
 * BehaviorCriteria.lessThanPercentile(Percentile.P99, { duration: Duration.minutes(5) });
 */
export class Percentile {
  /** The least of all values. */
  public static readonly P0 = new Percentile('p0');
  /** The 0.01th percentile. */
  public static readonly P0_01 = new Percentile('p0.01');
  /** The 0.1th percentile. */
  public static readonly P0_1 = new Percentile('p0.1');
  /** The 1st percentile. */
  public static readonly P1 = new Percentile('p1');
  /** The 10th percentile. */
  public static readonly P10 = new Percentile('p10');
  /** The median. */
  public static readonly P50 = new Percentile('p50');
  /** The 90th percentile. */
  public static readonly P90 = new Percentile('p90');
  /** The 99th percentile. */
  public static readonly P99 = new Percentile('p99');
  /** The 99.9th percentile. */
  public static readonly P99_9 = new Percentile('p99.9');
  /** The 99.99th percentile. */
  public static readonly P99_99 = new Percentile('p99.99');
  /** The greatest of all values. */
  public static readonly P100 = new Percentile('p100');

  /**
   * A percentile by the name that the service has for it.
   *
   * @param statistic the service's name, for example `p99.9`
   */
  public static of(statistic: string): Percentile {
    return new Percentile(statistic);
  }

  /** The service's name of the percentile. */
  public readonly statistic: string;

  private constructor(statistic: string) {
    this.statistic = statistic;
  }
}
