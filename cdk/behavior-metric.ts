import type { ICustomMetricRef } from 'aws-cdk-lib/aws-iot';
import { given, hasMember, type Mistake } from './checks/shapes';

/**
 * What a behavior measures. The constants are the names of AWS without `aws:`, in capitals, with `_` for `-`.
 *
 * @example
 * const battery = new iot.CfnCustomMetric(this, 'Battery', { metricType: 'number' });
 * const metrics = [BehaviorMetric.NUM_MESSAGES_SENT, BehaviorMetric.custom(battery)];
 */
export class BehaviorMetric {
  /** Cloud side: the size in bytes of a message. */
  public static readonly MESSAGE_BYTE_SIZE = BehaviorMetric.aws('message-byte-size');
  /** Cloud side: how many messages a device has sent. */
  public static readonly NUM_MESSAGES_SENT = BehaviorMetric.aws('num-messages-sent');
  /** Cloud side: how many messages a device has received. */
  public static readonly NUM_MESSAGES_RECEIVED = BehaviorMetric.aws('num-messages-received');
  /** Cloud side: how many authorization failures a device has had. */
  public static readonly NUM_AUTHORIZATION_FAILURES = BehaviorMetric.aws('num-authorization-failures');
  /** Cloud side: the IP address from which a device has connected. */
  public static readonly SOURCE_IP_ADDRESS = BehaviorMetric.aws('source-ip-address');
  /** Cloud side: how often a device has tried to connect. */
  public static readonly NUM_CONNECTION_ATTEMPTS = BehaviorMetric.aws('num-connection-attempts');
  /** Cloud side: how often a device has disconnected. */
  public static readonly NUM_DISCONNECTS = BehaviorMetric.aws('num-disconnects');
  /** Cloud side: how long a device has stayed disconnected. */
  public static readonly DISCONNECT_DURATION = BehaviorMetric.aws('disconnect-duration');
  /** Device side: bytes sent. */
  public static readonly ALL_BYTES_OUT = BehaviorMetric.aws('all-bytes-out');
  /** Device side: bytes received. */
  public static readonly ALL_BYTES_IN = BehaviorMetric.aws('all-bytes-in');
  /** Device side: packets sent. */
  public static readonly ALL_PACKETS_OUT = BehaviorMetric.aws('all-packets-out');
  /** Device side: packets received. */
  public static readonly ALL_PACKETS_IN = BehaviorMetric.aws('all-packets-in');
  /** Device side: how many TCP ports the device listens on. */
  public static readonly NUM_LISTENING_TCP_PORTS = BehaviorMetric.aws('num-listening-tcp-ports');
  /** Device side: how many UDP ports the device listens on. */
  public static readonly NUM_LISTENING_UDP_PORTS = BehaviorMetric.aws('num-listening-udp-ports');
  /** Device side: how many TCP connections are established. */
  public static readonly NUM_ESTABLISHED_TCP_CONNECTIONS = BehaviorMetric.aws('num-established-tcp-connections');
  /** Device side: the IP addresses that the device communicates with. */
  public static readonly DESTINATION_IP_ADDRESSES = BehaviorMetric.aws('destination-ip-addresses');
  /** Device side: the TCP ports that the device listens on. */
  public static readonly LISTENING_TCP_PORTS = BehaviorMetric.aws('listening-tcp-ports');
  /** Device side: the UDP ports that the device listens on. */
  public static readonly LISTENING_UDP_PORTS = BehaviorMetric.aws('listening-udp-ports');

  /**
   * A custom metric of the account.
   *
   * @param metric for example an `aws_iot.CfnCustomMetric`
   */
  public static custom(metric: ICustomMetricRef): BehaviorMetric {
    if (hasMember(metric, 'customMetricRef', 'object'))
      return new BehaviorMetric(metric.customMetricRef.metricName, metric);
    const accepted = `a CfnCustomMetric, or CfnCustomMetric.fromMetricName(this, 'Metric', ${given(metric)})`;
    return new BehaviorMetric('', undefined, [metric, 'a custom metric', accepted]);
  }

  /**
   * A metric by its name: one of AWS that has no constant here, or a custom metric that is defined elsewhere. A name that
   * only CloudFormation knows is taken for that of a custom metric.
   *
   * @param metricName the whole name, for example `aws:num-messages-sent` or `battery`
   */
  public static of(metricName: string): BehaviorMetric {
    if (typeof metricName === 'string') return new BehaviorMetric(metricName);
    const accepted = `a text, as BehaviorMetric.of('battery'); a construct goes to BehaviorMetric.custom`;
    return new BehaviorMetric('', undefined, [metricName, 'the name of a metric', accepted]);
  }

  private static aws(name: string): BehaviorMetric {
    return new BehaviorMetric(`aws:${name}`);
  }

  /** The name of the metric, as the service has it. */
  public readonly metricName: string;

  /**
   * The custom metric, if it was given as a construct.
   *
   * @internal
   */
  public readonly _custom?: ICustomMetricRef;

  /**
   * What was given instead of a metric.
   *
   * @internal
   */
  public readonly _mistake?: Mistake;

  private constructor(metricName: string, custom?: ICustomMetricRef, mistake?: Mistake) {
    this.metricName = metricName;
    if (custom !== undefined) this._custom = custom;
    if (mistake !== undefined) this._mistake = mistake;
  }
}
