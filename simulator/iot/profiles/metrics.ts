/** What Device Defender's guide says of the metrics that it defines itself. */
export interface MetricTraits {
  readonly type: 'number' | 'ip-address-list' | 'port-list';
  /** Counted over a time window, so that `durationSeconds` must be one of the documented windows. */
  readonly windowed: boolean;
}

const windowed: MetricTraits = { type: 'number', windowed: true };
const momentary: MetricTraits = { type: 'number', windowed: false };
const ipAddresses: MetricTraits = { type: 'ip-address-list', windowed: false };
const ports: MetricTraits = { type: 'port-list', windowed: false };

const catalogue: ReadonlyMap<string, MetricTraits> = new Map([
  ['aws:message-byte-size', momentary],
  ['aws:num-messages-sent', windowed],
  ['aws:num-messages-received', windowed],
  ['aws:num-authorization-failures', windowed],
  ['aws:source-ip-address', ipAddresses],
  ['aws:num-connection-attempts', windowed],
  ['aws:num-disconnects', windowed],
  ['aws:all-bytes-out', windowed],
  ['aws:all-bytes-in', windowed],
  ['aws:all-packets-out', windowed],
  ['aws:all-packets-in', windowed],
  ['aws:num-listening-tcp-ports', windowed],
  ['aws:num-listening-udp-ports', windowed],
  ['aws:num-established-tcp-connections', momentary],
  ['aws:destination-ip-addresses', ipAddresses],
  ['aws:listening-tcp-ports', ports],
  ['aws:listening-udp-ports', ports],
]);

/** The traits of a metric; `undefined` for custom metrics, and for metrics of AWS that are too new or too vaguely documented to judge. */
export const traitsOf = (metric: string | undefined): MetricTraits | undefined =>
  metric === undefined ? undefined : catalogue.get(metric);

/** A custom metric's name must not begin with `aws:`. */
export const isCustomMetric = (metric: string | undefined): boolean =>
  metric !== undefined && !metric.startsWith('aws:');
