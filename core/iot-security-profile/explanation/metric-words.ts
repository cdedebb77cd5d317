import type { MetricKind, MetricName, metrics } from '../properties/metrics';

/** A device `verb` so many of `many`: it "sends 5 messages". */
export interface CountedWords {
  readonly kind: 'counted';
  readonly verb: string;
  readonly one: string;
  readonly many: string;
  /** Where they are counted if not over a period: " in a message". */
  readonly each?: string;
}

/** A device `verb` a `noun` of so much: it "has a disconnect duration of 5". */
export interface AmountWords {
  readonly kind: 'amount';
  readonly verb: string;
  readonly noun: string;
}

/** A device `verb` a `one`, of which the metric is a list: it "listens on a TCP port". */
export interface ListWords {
  readonly kind: 'list';
  readonly verb: string;
  readonly a: string;
  readonly one: string;
  readonly many: string;
}

interface WordsOfKind extends Readonly<Record<MetricKind, CountedWords | AmountWords | ListWords>> {
  readonly number: CountedWords | AmountWords;
  readonly 'ip-list': ListWords;
  readonly 'port-list': ListWords;
}

export type MetricWords = WordsOfKind[MetricKind];

const messages = { kind: 'counted', one: 'message', many: 'messages' } as const;
const bytes = { kind: 'counted', one: 'byte', many: 'bytes' } as const;
const packets = { kind: 'counted', one: 'packet', many: 'packets' } as const;
const addresses = { kind: 'list', a: 'an', one: 'address', many: 'addresses' } as const;
const tcpPorts = { one: 'TCP port', many: 'TCP ports' } as const;
const udpPorts = { one: 'UDP port', many: 'UDP ports' } as const;

/**
 * The words for each metric of the catalogue, of the kind that the metric is: one that is added there is a compile error
 * here. They are not in the catalogue because the function, which has it, has no use for them.
 */
export const metricWords: { readonly [Name in MetricName]: WordsOfKind[(typeof metrics)[Name]['kind']] } = {
  'aws:message-byte-size': { ...bytes, verb: 'sends', each: ' in a message' },
  'aws:num-messages-sent': { ...messages, verb: 'sends' },
  'aws:num-messages-received': { ...messages, verb: 'receives' },
  'aws:num-authorization-failures': {
    kind: 'counted',
    verb: 'has',
    one: 'authorization failure',
    many: 'authorization failures',
  },
  'aws:source-ip-address': { ...addresses, verb: 'connects from' },
  'aws:num-connection-attempts': {
    kind: 'counted',
    verb: 'makes',
    one: 'connection attempt',
    many: 'connection attempts',
  },
  'aws:num-disconnects': { kind: 'counted', verb: 'has', one: 'disconnect', many: 'disconnects' },
  // In which unit AWS compares it is not documented.
  'aws:disconnect-duration': { kind: 'amount', verb: 'has', noun: 'disconnect duration' },
  'aws:all-bytes-out': { ...bytes, verb: 'sends' },
  'aws:all-bytes-in': { ...bytes, verb: 'receives' },
  'aws:all-packets-out': { ...packets, verb: 'sends' },
  'aws:all-packets-in': { ...packets, verb: 'receives' },
  'aws:num-listening-tcp-ports': { ...tcpPorts, kind: 'counted', verb: 'listens on' },
  'aws:num-listening-udp-ports': { ...udpPorts, kind: 'counted', verb: 'listens on' },
  'aws:num-established-tcp-connections': {
    kind: 'counted',
    verb: 'has',
    one: 'established TCP connection',
    many: 'established TCP connections',
  },
  'aws:destination-ip-addresses': { ...addresses, verb: 'connects to' },
  'aws:listening-tcp-ports': { ...tcpPorts, kind: 'list', a: 'a', verb: 'listens on' },
  'aws:listening-udp-ports': { ...udpPorts, kind: 'list', a: 'a', verb: 'listens on' },
};
