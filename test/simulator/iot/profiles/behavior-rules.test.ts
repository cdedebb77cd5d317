import type { IotInput } from '../../../../simulator/iot';
import { refusal, service } from '../support';

const behavior = (metric: string | undefined, criteria: IotInput, members: IotInput = {}): IotInput => ({
  name: 'b',
  ...(metric === undefined ? {} : { metric }),
  criteria,
  ...members,
});
const rule = (comparisonOperator: string, value: IotInput, others: IotInput = {}): IotInput => ({
  comparisonOperator,
  value,
  ...others,
});
const ml = { mlDetectionConfig: { confidenceLevel: 'LOW' } };
const dimension = { metricDimension: { dimensionName: 'd' } };

const accepted: readonly (readonly [string, IotInput])[] = [
  [
    'a count against a number metric',
    behavior('aws:all-bytes-in', rule('less-than', { count: 1 }, { durationSeconds: 3600 })),
  ],
  [
    'a percentile',
    behavior('aws:num-disconnects', {
      comparisonOperator: 'less-than',
      durationSeconds: 300,
      statisticalThreshold: { statistic: 'p50' },
    }),
  ],
  ['machine learning on a number metric', behavior('aws:num-disconnects', ml)],
  ['machine learning on a custom metric', behavior('temperature', ml)],
  ['ports against a port list', behavior('aws:listening-udp-ports', rule('in-port-set', { ports: [53] }))],
  ['a plain set on a port list', behavior('aws:listening-udp-ports', rule('in-set', { ports: [53] }))],
  ['addresses against a custom metric', behavior('peers', rule('not-in-cidr-set', { cidrs: ['10.0.0.0/8'] }))],
  ['a count against a custom metric', behavior('temperature', rule('less-than', { count: 5 }))],
  ['a number against an AWS metric', behavior('aws:all-bytes-in', rule('less-than', { number: 1 }))],
  ['a surplus value member', behavior('aws:all-bytes-in', rule('less-than', { count: 1, ports: [1] }))],
  [
    'a metric that is not in the catalogue',
    behavior('aws:something-new', rule('in-cidr-set', { cidrs: ['10.0.0.0/8'] })),
  ],
  [
    'a free duration for message size',
    behavior('aws:message-byte-size', rule('less-than', { count: 1 }, { durationSeconds: 5 })),
  ],
  ['no metric and no criteria', { name: 'b' }],
  ['an operator alone', behavior(undefined, { comparisonOperator: 'less-than' })],
  [
    'ten datapoints',
    behavior('aws:listening-tcp-ports', { consecutiveDatapointsToAlarm: 10, consecutiveDatapointsToClear: 1 }),
  ],
  ['a dimension on an AWS metric', behavior('aws:num-messages-sent', {}, dimension)],
];

const refused: readonly (readonly [string, IotInput, string])[] = [
  [
    'an address operator on a number metric',
    behavior('aws:num-disconnects', { comparisonOperator: 'in-cidr-set' }),
    'comparisonOperator in-cidr-set cannot be used with metric aws:num-disconnects of type number',
  ],
  [
    'a relation on an address list',
    behavior('aws:source-ip-address', { comparisonOperator: 'less-than' }),
    'of type ip-address-list',
  ],
  [
    'an address operator on a port list',
    behavior('aws:listening-tcp-ports', { comparisonOperator: 'in-cidr-set' }),
    'of type port-list',
  ],
  [
    'a port operator on a custom metric',
    behavior('levels', { comparisonOperator: 'in-port-set' }),
    'custom metric levels',
  ],
  [
    'addresses for a relation',
    behavior('aws:all-bytes-in', rule('less-than', { cidrs: ['10.0.0.0/8'] })),
    'value must have count or number for comparisonOperator less-than, not cidrs',
  ],
  [
    'a count for an address operator',
    behavior('aws:source-ip-address', rule('in-cidr-set', { count: 1 })),
    'value must have cidrs',
  ],
  [
    'a count for a port operator',
    behavior('aws:listening-tcp-ports', rule('in-port-set', { count: 1 })),
    'value must have ports',
  ],
  ['a count for a set', behavior('levels', rule('in-set', { count: 1 })), 'value must have strings or numbers'],
  [
    'a duration on an address list',
    behavior('aws:source-ip-address', { durationSeconds: 300 }),
    'durationSeconds cannot be used with metric aws:source-ip-address',
  ],
  [
    'a duration on a custom list',
    behavior('modes', rule('in-set', { strings: ['a'] }, { durationSeconds: 300 })),
    'durationSeconds cannot be used',
  ],
  [
    'a duration that is no window',
    behavior('aws:num-disconnects', rule('less-than', { count: 1 }, { durationSeconds: 301 })),
    'durationSeconds 301 should be one of [300, 600, 900, 1800, 3600]',
  ],
  ['machine learning on addresses', behavior('aws:destination-ip-addresses', ml), 'mlDetectionConfig cannot be used'],
  ['machine learning on ports', behavior('aws:listening-udp-ports', ml), 'mlDetectionConfig cannot be used'],
  [
    'a dimension on a custom metric',
    behavior('temperature', {}, dimension),
    'metricDimension cannot be used with custom metrics',
  ],
  [
    'no datapoint to alarm',
    behavior(undefined, { consecutiveDatapointsToAlarm: 0 }),
    'consecutiveDatapointsToAlarm 0 should be in range[1,10]',
  ],
  [
    'eleven datapoints to clear',
    behavior(undefined, { consecutiveDatapointsToClear: 11 }),
    'consecutiveDatapointsToClear 11 should be in range[1,10]',
  ],
];

describe('ValidateSecurityProfileBehaviors', () => {
  test.each(accepted)('finds nothing wrong with %s', (_what, given) => {
    const answer = service().call('ValidateSecurityProfileBehaviors', { behaviors: [given] });
    expect(answer).toEqual({ valid: true, validationErrors: [] });
  });

  test.each(refused)('reports %s as a finding, not as an error', (_what, given, text) => {
    const answer = service().call('ValidateSecurityProfileBehaviors', { behaviors: [given] });
    const errorMessage = expect.stringMatching(/^Behavior b is malformed\. /);
    expect(answer).toEqual({ valid: false, validationErrors: [{ errorMessage }] });
    expect(JSON.stringify(answer)).toContain(text);
  });

  test('refuses what has the wrong shape', () => {
    const behaviors = [{ name: 'b', suppressAlerts: 'no' }];
    expect(refusal(() => service().call('ValidateSecurityProfileBehaviors', { behaviors })).status).toBe(400);
  });
});

describe('CreateSecurityProfile', () => {
  test.each(accepted)('accepts %s', (_what, given) => {
    const iot = service();
    iot.call('CreateSecurityProfile', { securityProfileName: 'p', behaviors: [given] });
    expect(iot.profile('p')?.profile.behaviors).toEqual([given]);
  });

  test.each(refused)('refuses %s and creates nothing', (_what, given, text) => {
    const iot = service();
    const error = refusal(() => iot.call('CreateSecurityProfile', { securityProfileName: 'p', behaviors: [given] }));
    expect(error).toMatchObject({ name: 'InvalidRequestException', message: expect.stringContaining(text) });
    expect(iot.profileNames()).toEqual([]);
  });

  test('refuses a dimension on a retained custom metric', () => {
    const input = { securityProfileName: 'p', additionalMetricsToRetainV2: [{ metric: 'temperature', ...dimension }] };
    expect(refusal(() => service().call('CreateSecurityProfile', input)).message).toContain('temperature is malformed');
  });

  test('takes 100 behaviors and not 101', () => {
    const named = (length: number): IotInput => ({
      securityProfileName: 'p',
      behaviors: Array.from({ length }, (_, index) => ({ name: `b${index}` })),
    });
    expect(() => service().call('CreateSecurityProfile', named(100))).not.toThrow();
    expect(refusal(() => service().call('CreateSecurityProfile', named(101))).message).toContain(
      "at 'behaviors' failed to satisfy constraint: Member must have length less than or equal to 100",
    );
  });

  test('takes 1000 counts, addresses and ports together and not 1001', () => {
    const valued = (ports: number): IotInput => ({
      securityProfileName: 'p',
      behaviors: [
        behavior('aws:all-bytes-in', rule('less-than', { count: 1 })),
        behavior('aws:source-ip-address', rule('in-cidr-set', { cidrs: ['10.0.0.0/8', '10.0.0.1'] })),
        behavior('aws:listening-tcp-ports', rule('in-port-set', { ports: Array.from({ length: ports }, (_, n) => n) })),
        behavior('modes', rule('in-set', { strings: ['texts', 'do', 'not', 'count'] })),
      ],
    });
    expect(() => service().call('CreateSecurityProfile', valued(997))).not.toThrow();
    expect(refusal(() => service().call('CreateSecurityProfile', valued(998))).message).toContain(
      '1001 value elements',
    );
  });
});
