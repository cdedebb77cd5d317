import type { Behavior, MetricToRetain } from './behavior';
import { BehaviorCriteria } from './behavior-criteria';
import { BehaviorMetric } from './behavior-metric';
import { namesOf, refuse, unknownNames } from './checks/known-names';
import { isPlainObject, wrong } from './checks/shapes';
import { ConfidenceLevel } from './criteria-options';

/** How a baseline that ML Detect learns is used. */
export interface MlBaselineOptions {
  /**
   * How sure ML Detect must be that what it sees is an anomaly.
   *
   * @default ConfidenceLevel.HIGH
   */
  readonly confidenceLevel?: ConfidenceLevel;

  /**
   * Whether no alert is sent when a behavior is violated; the console shows the violation all the same.
   *
   * @default true
   */
  readonly suppressAlerts?: boolean;
}

const optionNames = namesOf<MlBaselineOptions>({ confidenceLevel: true, suppressAlerts: true });

/** The metrics that ML Detect can learn. */
const learnable = [
  BehaviorMetric.MESSAGE_BYTE_SIZE,
  BehaviorMetric.NUM_MESSAGES_SENT,
  BehaviorMetric.NUM_MESSAGES_RECEIVED,
  BehaviorMetric.NUM_AUTHORIZATION_FAILURES,
  BehaviorMetric.NUM_CONNECTION_ATTEMPTS,
  BehaviorMetric.NUM_DISCONNECTS,
  BehaviorMetric.ALL_BYTES_OUT,
  BehaviorMetric.ALL_BYTES_IN,
  BehaviorMetric.ALL_PACKETS_OUT,
  BehaviorMetric.ALL_PACKETS_IN,
  BehaviorMetric.NUM_LISTENING_TCP_PORTS,
  BehaviorMetric.NUM_LISTENING_UDP_PORTS,
  BehaviorMetric.NUM_ESTABLISHED_TCP_CONNECTIONS,
];

/** Those that report a list, or of which AWS says little: nothing is learned of them. */
const others = [
  BehaviorMetric.SOURCE_IP_ADDRESS,
  BehaviorMetric.DISCONNECT_DURATION,
  BehaviorMetric.DESTINATION_IP_ADDRESSES,
  BehaviorMetric.LISTENING_TCP_PORTS,
  BehaviorMetric.LISTENING_UDP_PORTS,
];

/**
 * Ready-made behaviors, without a number that nobody has measured: to begin with, before the fleet has shown what is normal.
 *
 * @see https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-HowToHowTo.html
 * @example
 * new SecurityProfile(this, 'Observe', { additionalMetricsToRetain: Behaviors.observe() });
 * new SecurityProfile(this, 'Baseline', { behaviors: Behaviors.mlBaseline() });
 */
export class Behaviors {
  /**
   * Keeps the history of every metric of AWS and raises no alarm: AWS's own first step. For `additionalMetricsToRetain`.
   * Metrics of the device side are there only where an agent reports them. What is retained is charged for.
   *
   * @example
   *
   * new SecurityProfile(this, 'Observe', {
   *   additionalMetricsToRetain: Behaviors.observe(),
   *   targets: [SecurityProfileTarget.REGISTERED_THINGS],
   * });
   */
  public static observe(): MetricToRetain[] {
    return [...learnable, ...others].map((metric) => ({ metric }));
  }

  /**
   * A behavior for every metric that ML Detect knows: it learns what is normal for each device in some two weeks, and
   * then marks what is not. Muted at first, so that nobody is called before what it has learned has been looked at.
   *
   * @throws if there is an option that is not known
   * @example
   *
   * new SecurityProfile(this, 'Baseline', {
   *   behaviors: Behaviors.mlBaseline(),
   *   targets: [SecurityProfileTarget.REGISTERED_THINGS],
   * });
   */
  public static mlBaseline(options: MlBaselineOptions = {}): Behavior[] {
    const place = 'Behaviors.mlBaseline';
    refuse(
      isPlainObject(options)
        ? unknownNames(place, options, optionNames)
        : wrong(place, options, 'an object of options', 'an object, as { suppressAlerts: false }'),
    );
    const { confidenceLevel = ConfidenceLevel.HIGH, suppressAlerts = true } = options;
    return learnable.map((metric) => ({
      name: `learned-${metric.metricName.slice('aws:'.length)}`,
      metric,
      criteria: BehaviorCriteria.mlDetection(confidenceLevel),
      suppressAlerts,
    }));
  }

  private constructor() {}
}
