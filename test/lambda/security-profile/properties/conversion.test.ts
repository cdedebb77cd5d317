import { readProperties } from '../../../../lambda/security-profile/properties';
import { asText, everyMember, messageAt, role, topic, verdicts, withBehavior, withValue } from './examples';

const at = 'Behaviors[0].Criteria.Value';
const valueRead = (value: object): unknown => readProperties(withValue(value)).profile?.behaviors?.[0]?.criteria?.value;

describe('Text and types', () => {
  test('a profile with every member reads the same as text and with its types', () => {
    const typed = readProperties(everyMember);
    expect(readProperties(asText(everyMember))).toEqual(typed);
    expect(typed.problems).toMatchObject([{ certainty: 'uncertain', path: 'Behaviors' }]);
  });

  test('a profile with every member becomes exactly what the SDK sends', () => {
    const { profile } = readProperties(asText(everyMember));
    expect(profile).toEqual({
      securityProfileName: 'every-member',
      securityProfileDescription: 'All there is',
      behaviors: [
        {
          name: 'sent',
          metric: 'aws:num-messages-sent',
          metricDimension: { dimensionName: 'topics', operator: 'NOT_IN' },
          criteria: {
            comparisonOperator: 'less-than-equals',
            value: { count: 500000000 },
            durationSeconds: 300,
            consecutiveDatapointsToAlarm: 1,
            consecutiveDatapointsToClear: 10,
          },
          suppressAlerts: false,
          exportMetric: true,
        },
        {
          name: 'percentile',
          metric: 'aws:all-bytes-out',
          criteria: {
            comparisonOperator: 'less-than',
            durationSeconds: 3600,
            statisticalThreshold: { statistic: 'p99.9' },
          },
        },
        {
          name: 'learned',
          metric: 'aws:num-disconnects',
          criteria: { mlDetectionConfig: { confidenceLevel: 'HIGH' } },
        },
        {
          name: 'addresses',
          metric: 'aws:source-ip-address',
          criteria: { comparisonOperator: 'in-cidr-set', value: { cidrs: ['192.168.100.14/24', '2001:db8::/32'] } },
        },
        {
          name: 'ports',
          metric: 'aws:listening-tcp-ports',
          criteria: { comparisonOperator: 'in-port-set', value: { ports: [0, 443, 65535] } },
        },
        {
          name: 'number',
          metric: 'temperature',
          criteria: { comparisonOperator: 'greater-than', value: { number: -1.5 } },
        },
        { name: 'numbers', metric: 'codes', criteria: { comparisonOperator: 'in-set', value: { numbers: [0, -2.5] } } },
        {
          name: 'strings',
          metric: 'modes',
          criteria: { comparisonOperator: 'not-in-set', value: { strings: ['a', '1'] } },
        },
      ],
      alertTargets: { SNS: { alertTargetArn: topic, roleArn: role } },
      additionalMetricsToRetainV2: [
        {
          metric: 'aws:num-messages-received',
          metricDimension: { dimensionName: 'topics', operator: 'IN' },
          exportMetric: false,
        },
      ],
      metricsExportConfig: { mqttTopic: '$aws/rules/export', roleArn: role },
      tags: [{ Key: 'team', Value: 'fleet' }],
      targetArns: everyMember.TargetArns,
      adoptExisting: true,
    });
  });
});

describe('Whole numbers', () => {
  test.each([
    ['300', 300],
    ['0', 0],
    ['-0', 0],
    ['3e2', 300],
    ['3E+2', 300],
    ['300.0', 300],
    ['5.0E8', 500000000],
    ['30000e-2', 300],
    ['0.0e99', 0],
    ['9007199254740991', 9007199254740991],
    ['9.007199254740991E15', 9007199254740991],
    [7, 7],
    [9007199254740991, 9007199254740991],
  ])('%p is the count %p', (given, count) => {
    expect(valueRead({ Count: given })).toEqual({ count });
  });

  test.each([
    ...['1.5E0', '0x10', 'Infinity', '-Infinity', 'NaN', ' 5', '5 ', 'yes', '1,000', '+5', '1e', '.', '5e1.5', '١'],
    ...['9007199254740990.5', `1${'0'.repeat(1000)}`],
    ...[1.5, Number.NaN, Number.POSITIVE_INFINITY, true, [1], {}],
  ])('%p is not a whole number', (given) => {
    expect(verdicts(withValue({ Count: given }))).toContain(`certain ${at}.Count`);
    expect(messageAt(withValue({ Count: given }), `${at}.Count`)).toContain('is not a whole number; accepted: 0 to');
  });

  test.each(['9007199254740992', '9007199254740993', '9.1E15', '1e400', 9007199254740992])(
    'a count of %p is refused, because the SDK cannot carry it exactly',
    (given) => {
      expect(messageAt(withValue({ Count: given }), `${at}.Count`)).toMatch(
        /out of range; accepted: 0 to 9007199254740991; the AWS SDK cannot carry a larger number exactly$/,
      );
    },
  );

  test('a negative count is out of range', () => {
    expect(messageAt(withValue({ Count: '-1' }), `${at}.Count`)).toMatch(/^"-1" is out of range/);
  });
});

describe('Doubles', () => {
  test.each([
    ['-1.5E0', -1.5],
    ['0.25', 0.25],
    ['1e-3', 0.001],
    ['0.1000000000000000055511151231257827', 0.1],
    ['9007199254740993', 9007199254740992],
    [-2, -2],
  ])('%p is the number %p', (given, number) => {
    expect(valueRead({ Number: given })).toEqual({ number });
  });

  test.each(['1e400', 'Infinity', 'NaN', '0x10', ' 5', 'five', Number.NaN, false, ['1']])(
    '%p is no number',
    (given) => {
      expect(verdicts(withValue({ Number: given }))).toContain(`certain ${at}.Number`);
      expect(verdicts(withValue({ Numbers: [given] }))).toContain(`certain ${at}.Numbers[0]`);
    },
  );
});

describe('Booleans', () => {
  test.each([
    ['true', true],
    ['false', false],
    [true, true],
    [false, false],
  ])('%p is %p', (given, adoptExisting) => {
    expect(readProperties({ AdoptExisting: given }).profile).toEqual({ adoptExisting });
  });

  test.each(['yes', 'True', 'FALSE', '1', ' true', 0, 1, [], {}])('%p is not a boolean', (given) => {
    expect(messageAt({ AdoptExisting: given }, 'AdoptExisting')).toContain('is not a boolean; accepted: true, false');
  });
});

describe('Text', () => {
  test.each([
    [5, '5 is not text; put it in quotes'],
    [true, 'true is not text; put it in quotes'],
    [['a'], 'a list of 1 is not text; accepted: text'],
    [{ a: 1 }, 'an object with a is not text; accepted: text'],
  ])('%p is not text', (given, message) => {
    expect(messageAt({ SecurityProfileDescription: given }, 'SecurityProfileDescription')).toBe(message);
  });
});

describe('Absence', () => {
  const properties = Object.keys(everyMember);

  test.each([undefined, null, ''])('%p means absent for every property', (empty) => {
    const all = Object.fromEntries(properties.map((name) => [name, empty]));
    expect(readProperties(all)).toEqual({ problems: [], profile: {} });
  });

  test.each([undefined, null, ''])('%p means absent for members at every depth', (empty) => {
    const criteria = { ComparisonOperator: empty, Value: empty, DurationSeconds: empty, MlDetectionConfig: empty };
    const { profile } = readProperties(withBehavior({ Metric: empty, SuppressAlerts: empty, Criteria: criteria }));
    expect(profile).toEqual({ behaviors: [{ name: 'one', criteria: {} }] });
  });

  test.each([
    ['Behaviors[0].Name', { Behaviors: [{ Name: '', Metric: 'aws:num-disconnects' }] }],
    ['Behaviors[0].MetricDimension.DimensionName', withBehavior({ MetricDimension: { DimensionName: null } })],
    ['Behaviors[0].Criteria.MlDetectionConfig.ConfidenceLevel', withBehavior({ Criteria: { MlDetectionConfig: {} } })],
    ['AlertTargets.SNS.AlertTargetArn', { AlertTargets: { SNS: { RoleArn: role } } }],
    ['AlertTargets.SNS.RoleArn', { AlertTargets: { SNS: { AlertTargetArn: topic, RoleArn: '' } } }],
    ['AdditionalMetricsToRetainV2[0].Metric', { AdditionalMetricsToRetainV2: [{ ExportMetric: 'false' }] }],
    ['MetricsExportConfig.MqttTopic', { MetricsExportConfig: { RoleArn: role } }],
    ['MetricsExportConfig.RoleArn', { MetricsExportConfig: { MqttTopic: 'a' } }],
    ['Tags[0].Key', { Tags: [{ Value: 'v' }] }],
  ])('%s is required', (path, properties) => {
    expect(verdicts(properties)).toContain(`certain ${path}`);
    expect(messageAt(properties, path)).toBe('is missing; the service requires it');
  });

  test.each([undefined, null, ''])('the value %p of a tag is the empty text', (Value) => {
    expect(readProperties({ Tags: [{ Key: 'k', Value }] }).profile).toEqual({ tags: [{ Key: 'k', Value: '' }] });
  });

  test.each([
    ['Behaviors', 'Behaviors[0]'],
    ['Tags', 'Tags[0]'],
    ['TargetArns', 'TargetArns[0]'],
    ['AdditionalMetricsToRetainV2', 'AdditionalMetricsToRetainV2[0]'],
  ])('an empty or null element of %s is an error', (name, path) => {
    for (const empty of ['', null, undefined]) expect(verdicts({ [name]: [empty] })).toEqual([`certain ${path}`]);
  });

  test.each(['Cidrs', 'Ports', 'Numbers', 'Strings'])('an empty element of %s is an error', (name) => {
    expect(verdicts(withValue({ [name]: ['', null] }))).toEqual(
      expect.arrayContaining([`certain ${at}.${name}[0]`, `certain ${at}.${name}[1]`]),
    );
  });

  test('a hole in a list is an empty element, too', () => {
    expect(verdicts({ TargetArns: new Array(2) })).toEqual(['certain TargetArns[0]', 'certain TargetArns[1]']);
  });

  test('only a real empty list is an empty list', () => {
    expect(readProperties({ TargetArns: [], Behaviors: [], Tags: [] })).toEqual({
      problems: [],
      profile: { targetArns: [], behaviors: [], tags: [] },
    });
    expect(readProperties({ TargetArns: '' }).profile).not.toHaveProperty('targetArns');
  });

  test.each([
    ['Behaviors', '[]'],
    ['TargetArns', '["a"]'],
    ['Tags', { Key: 'k', Value: 'v' }],
    ['AlertTargets', '{}'],
    ['AlertTargets', []],
    ['MetricsExportConfig', '{"MqttTopic":"a"}'],
  ])('%s does not take %p in place of a list or an object', (name, given) => {
    expect(verdicts({ [name]: given })).toEqual([`certain ${name}`]);
  });

  test.each([undefined, null, '', 'text', 5, true, []])('%p in place of all properties is an error', (given) => {
    expect(verdicts(given)).toEqual(['certain ']);
  });
});
