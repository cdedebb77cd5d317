import type { ComparisonOperator } from '@aws-sdk/client-iot';

/** What a comparison operator compares with: a number, or a set of addresses, of ports or of anything. */
export type OperatorFamily = 'relational' | 'cidr-set' | 'port-set' | 'set';

/** Every comparison operator of the service and its family. An operator that AWS adds is a compile error here. */
export const operatorFamilies = {
  'less-than': 'relational',
  'less-than-equals': 'relational',
  'greater-than': 'relational',
  'greater-than-equals': 'relational',
  'in-cidr-set': 'cidr-set',
  'not-in-cidr-set': 'cidr-set',
  'in-port-set': 'port-set',
  'not-in-port-set': 'port-set',
  'in-set': 'set',
  'not-in-set': 'set',
} as const satisfies Record<ComparisonOperator, OperatorFamily>;

/** What a metric reports: one number a period, a list of IP addresses, or a list of ports. */
export type MetricKind = 'number' | 'ip-list' | 'port-list';

/**
 * How a metric stands to `DurationSeconds`:
 * - `expected`: it is counted over a period, which must be one of `durations`;
 * - `optional`: the same, but AWS also shows it without a period;
 * - `undocumented`: AWS shows a period only in some forms, and names no accepted values;
 * - `forbidden`: AWS refuses a period on metrics that report a list.
 */
export type DurationUse = 'expected' | 'optional' | 'undocumented' | 'forbidden';

interface Facts {
  readonly side: 'cloud' | 'device';
  readonly kind: MetricKind;
  readonly duration: DurationUse;
  /** Whether a percentile (`StatisticalThreshold`) can be its threshold; `undefined` where AWS does not say. */
  readonly percentile: boolean | undefined;
  /** Whether ML Detect offers it. */
  readonly ml: boolean;
  /** Whether a topic filter dimension can narrow it. */
  readonly dimension: boolean;
  /** Whether AWS documents it well enough to refuse what does not fit. */
  readonly documented: boolean;
}

const counted = {
  kind: 'number',
  duration: 'expected',
  percentile: true,
  ml: true,
  dimension: false,
  documented: true,
} as const satisfies Omit<Facts, 'side'>;
const listed = { ...counted, duration: 'forbidden', percentile: false, ml: false } as const;
const cloud = { ...counted, side: 'cloud' } as const;
const device = { ...counted, side: 'device' } as const;

/**
 * The metrics that AWS IoT Device Defender brings along, by name.
 * https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-cloud-side-metrics.html
 * https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-device-side-metrics.html
 */
export const metrics = {
  'aws:message-byte-size': { ...cloud, dimension: true, duration: 'undocumented' },
  'aws:num-messages-sent': { ...cloud, dimension: true },
  'aws:num-messages-received': { ...cloud, dimension: true },
  'aws:num-authorization-failures': { ...cloud, dimension: true },
  'aws:source-ip-address': { ...listed, side: 'cloud', kind: 'ip-list', dimension: true },
  'aws:num-connection-attempts': cloud,
  'aws:num-disconnects': cloud,
  // The guide says little about this one: what does not fit it is a warning, never an error.
  'aws:disconnect-duration': {
    ...cloud,
    duration: 'undocumented',
    percentile: undefined,
    ml: false,
    documented: false,
  },
  'aws:all-bytes-out': device,
  'aws:all-bytes-in': device,
  'aws:all-packets-out': device,
  'aws:all-packets-in': device,
  'aws:num-listening-tcp-ports': { ...device, duration: 'optional' },
  'aws:num-listening-udp-ports': { ...device, duration: 'optional' },
  'aws:num-established-tcp-connections': { ...device, duration: 'undocumented' },
  'aws:destination-ip-addresses': { ...listed, side: 'device', kind: 'ip-list' },
  'aws:listening-tcp-ports': { ...listed, side: 'device', kind: 'port-list' },
  'aws:listening-udp-ports': { ...listed, side: 'device', kind: 'port-list' },
} as const satisfies Record<string, Facts>;

/** The name of a metric that Device Defender brings along. */
export type MetricName = keyof typeof metrics;

export const metricNames = Object.keys(metrics) as readonly MetricName[];

/** A metric that Device Defender brings along, with what is known about it. */
export interface Metric extends Facts {
  readonly name: MetricName;
}

/** The periods, in seconds, over which Device Defender counts. */
export const durations: readonly number[] = [300, 600, 900, 1800, 3600];

/** The prefix that AWS keeps for its own metrics; a custom metric's name never has it. */
const reservedPrefix = 'aws:';

const isMetricName = (name: string): name is MetricName => Object.hasOwn(metrics, name);

/** The metric of that name, unless it is a custom one or one that this catalogue does not know. */
export const findMetric = (name: string): Metric | undefined =>
  isMetricName(name) ? { name, ...metrics[name] } : undefined;

/** Whether the name is one of the account's own metrics rather than one of AWS's. */
export const isCustomMetric = (name: string): boolean => !name.startsWith(reservedPrefix);
