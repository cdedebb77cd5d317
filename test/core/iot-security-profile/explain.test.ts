import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Behavior, ComparisonOperator } from '@aws-sdk/client-iot';
import fc from 'fast-check';
import { explain } from '../../../core/iot-security-profile/explain';
import { findMetric, metricNames, operatorFamilies } from '../../../core/iot-security-profile/properties/metrics';
import type { JsonObject } from '../../../core/schema/json';
import { behaviorOf } from './explanation/forms';

const explained = (metric: string, form: string, more: JsonObject = {}): string =>
  explain({ ...behaviorOf(metric, form), ...more });

const withCriteria = (criteria: unknown, metric: unknown = 'aws:num-messages-sent'): string =>
  explain({ name: 'one', metric, criteria });

describe('what was decided', () => {
  test.each([
    ['aws:num-messages-sent', 'less-than 100, 300 s', 'alarm when a device sends 100 messages or more in 5 min'],
    [
      'aws:num-authorization-failures',
      'less-than-equals 0, 300 s',
      'alarm when a device has any authorization failures in 5 min',
    ],
    [
      'aws:num-authorization-failures',
      'greater-than 10, 300 s',
      'alarm when a device has 10 authorization failures or fewer in 5 min',
    ],
    [
      'aws:num-authorization-failures',
      'less-than p99.9, 900 s',
      'alarm when a device has more authorization failures in 15 min than 99.9 % of the devices do',
    ],
    [
      'aws:listening-tcp-ports',
      'in-port-set 8883 443',
      'alarm when a device listens on a TCP port other than 8883, 443',
    ],
    [
      'aws:source-ip-address',
      'in-cidr-set 10.0.0.0/8',
      'alarm when a device connects from an address outside 10.0.0.0/8',
    ],
    [
      'aws:destination-ip-addresses',
      'not-in-cidr-set 10.0.0.0/8',
      'alarm when a device connects to an address inside 10.0.0.0/8',
    ],
    [
      'aws:num-disconnects',
      'HIGH',
      'alarm when a device has unusually many or few disconnects (learned, HIGH confidence)',
    ],
    ['aws:message-byte-size', 'less-than-equals 4096', 'alarm when a device sends more than 4,096 bytes in a message'],
  ])('%s %s: %s', (metric, form, sentence) => {
    expect(explained(metric, form)).toBe(sentence);
  });

  test('above the 99th percentile is normal: only the uppermost hundredth of the devices raise no alarm', () => {
    expect(explained('aws:num-messages-sent', 'greater-than p99, 3600 s')).toBe(
      'alarm when a device sends fewer messages in an hour than the top 1 % of the devices do',
    );
  });
});

describe('the metrics of Device Defender', () => {
  const listing = readFileSync(path.join(__dirname, 'explanation/sentences.txt'), 'utf8').trimEnd();
  const blocks = listing.split(/\n(?=\S)/).map((block) => block.split('\n'));

  test('are all in the list of sentences', () => {
    expect(blocks.map(([metric]) => metric)).toEqual(metricNames);
  });

  test.each(blocks)('%s', (metric, ...lines) => {
    const forms = lines.map((line) => line.slice(2).split(/ {2,}/)[0] ?? '');
    expect(forms.map((form) => `  ${form.padEnd(38)}${explained(metric ?? '', form)}`)).toEqual(lines);
  });
});

test.each([
  ['battery', 'less-than 3.3', 'a device reports 3.3 or more for the custom metric "battery"'],
  ['battery', 'less-than -12000', 'a device reports -12,000 or more for the custom metric "battery"'],
  ['battery', 'less-than-equals 0', 'a device reports more than 0 for the custom metric "battery"'],
  ['battery', 'greater-than 5, 600 s', 'a device reports 5 or less for the custom metric "battery" in 10 min'],
  ['battery', 'greater-than-equals 0', 'a device reports less than 0 for the custom metric "battery"'],
  [
    'battery',
    'greater-than p90, 600 s',
    'a device reports a lower value for the custom metric "battery" in 10 min than the top 10 % of the devices do',
  ],
  [
    'battery',
    'less-than p90',
    'a device reports a higher value for the custom metric "battery" than 90 % of the devices do',
  ],
  ['battery', 'LOW', 'a device reports unusual values for the custom metric "battery" (learned, LOW confidence)'],
  ['modes', 'in-set 1 2', 'a device reports a number other than 1, 2 for the custom metric "modes"'],
  ['modes', 'not-in-set 1', 'a device reports the number 1 for the custom metric "modes"'],
  ['modes', 'not-in-set 1 20000', 'a device reports one of the numbers 1, 20,000 for the custom metric "modes"'],
  ['states', 'in-set on', 'a device reports a text other than "on" for the custom metric "states"'],
  ['states', 'not-in-set on off', 'a device reports one of the texts "on", "off" for the custom metric "states"'],
  ['peers', 'in-cidr-set ::/0', 'a device reports an address outside ::/0 for the custom metric "peers"'],
  ['peers', 'not-in-cidr-set ::1', 'a device reports an address inside ::1 for the custom metric "peers"'],
  ['doors', 'in-port-set 443', 'a device reports a port other than 443 for the custom metric "doors"'],
  ['a b\n', 'less-than 5', 'a device reports 5 or more for the custom metric "a b\\n"'],
  ['aws:newer', 'less-than 5', 'a device reports 5 or more for aws:newer (a metric that is not known here)'],
  ['aws:newer', 'in-set x', 'a device reports a text other than "x" for aws:newer (a metric that is not known here)'],
])('of a metric of the account, or a new one of AWS: %s %s', (metric, form, sentence) => {
  expect(explained(metric, form)).toBe(`alarm when ${sentence}`);
});

describe('percentiles at the ends, and in the middle', () => {
  test.each([
    ['less-than p0', 'more disconnects than the device with the fewest does'],
    ['less-than p50', 'more disconnects than 50 % of the devices do'],
    ['less-than p100', 'more disconnects than any other device does'],
    ['greater-than p0', 'fewer disconnects than any other device does'],
    ['greater-than p0.01', 'fewer disconnects than the top 99.99 % of the devices do'],
    ['greater-than p99.9', 'fewer disconnects than the top 0.1 % of the devices do'],
    ['greater-than p100', 'fewer disconnects than the device with the most does'],
    // AWS may add some.
    ['greater-than p75', 'fewer disconnects than the top 25 % of the devices do'],
  ])('%s', (form, sentence) => {
    expect(explained('aws:num-disconnects', form)).toBe(`alarm when a device has ${sentence}`);
  });
});

describe('the period', () => {
  test.each([
    [45, ' in 45 s'],
    [300, ' in 5 min'],
    [3600, ' in an hour'],
    [5400, ' in 90 min'],
    [7200, ' in 2 hours'],
    [0, ''],
    ['300', ''],
  ])('of %p s is said as %p', (durationSeconds, period) => {
    const criteria = { comparisonOperator: 'less-than', value: { count: 5 }, durationSeconds };
    expect(withCriteria(criteria)).toBe(`alarm when a device sends 5 messages or more${period}`);
  });
});

describe('what goes with it', () => {
  const base = 'alarm when a device sends 5 messages or more';
  const criteria = { comparisonOperator: 'less-than', value: { count: 5 } };
  const notes = (more: JsonObject): string =>
    explain({ metric: 'aws:num-messages-sent', criteria, ...more }).replace(base, '');
  const inCriteria = (more: JsonObject): string => notes({ criteria: { ...criteria, ...more } });

  test('how often in a row, above once', () => {
    expect(inCriteria({ consecutiveDatapointsToAlarm: 1 })).toBe('');
    expect(inCriteria({ consecutiveDatapointsToAlarm: 3 })).toBe(', 3 times in a row');
    expect(inCriteria({ consecutiveDatapointsToClear: 1 })).toBe('');
    expect(inCriteria({ consecutiveDatapointsToClear: 2 })).toBe(' (cleared by 2 normal ones in a row)');
  });
  test('the dimension', () => {
    expect(notes({ metricDimension: { dimensionName: 'telemetry' } })).toBe(' (within the dimension telemetry)');
    expect(notes({ metricDimension: { dimensionName: 'a', operator: 'IN' } })).toBe(' (within the dimension a)');
    expect(notes({ metricDimension: { dimensionName: 'a', operator: 'NOT_IN' } })).toBe(' (outside the dimension a)');
    expect(notes({ metricDimension: { dimensionName: 'a b', operator: 'NEAR' } })).toBe(
      ' (the dimension "a b", operator NEAR)',
    );
    expect(notes({ metricDimension: {} })).toBe(' (within a dimension)');
  });
  test('that it is muted', () => {
    expect(notes({ suppressAlerts: true })).toBe(' (muted)');
    expect(notes({ suppressAlerts: false })).toBe('');
    expect(explained('aws:num-disconnects', 'HIGH', { suppressAlerts: true })).toBe(
      'alarm when a device has unusually many or few disconnects (learned, HIGH confidence) (muted)',
    );
  });
  test('members that are not known here', () => {
    expect(notes({ snooze: 5, criteria: { ...criteria, jitter: 1 } })).toBe(
      ' (with snooze and jitter, not known here)',
    );
  });
  test('all at once', () => {
    expect(
      notes({
        criteria: { ...criteria, consecutiveDatapointsToAlarm: 3, consecutiveDatapointsToClear: 2 },
        metricDimension: { dimensionName: 'telemetry', operator: 'NOT_IN' },
        suppressAlerts: true,
        exportMetric: true,
      }),
    ).toBe(', 3 times in a row (cleared by 2 normal ones in a row; outside the dimension telemetry; muted)');
  });
});

describe('what always or never raises the alarm', () => {
  test.each([
    ['aws:num-disconnects', 'less-than 0', 'always an alarm: no device has fewer than 0 disconnects'],
    ['aws:num-disconnects', 'less-than-equals -1', 'always an alarm: no device has -1 disconnects or fewer'],
    ['aws:num-disconnects', 'greater-than-equals 0', 'never an alarm: every device has 0 disconnects or more'],
    ['aws:num-disconnects', 'greater-than -1', 'never an alarm: every device has more than -1 disconnects'],
    [
      'aws:disconnect-duration',
      'greater-than-equals 0',
      'never an alarm: every device has a disconnect duration of 0 or more',
    ],
    ['aws:source-ip-address', 'in-cidr-set 0.0.0.0/0 ::/0', 'never an alarm: no address is outside 0.0.0.0/0, ::/0'],
  ])('%s %s', (metric, form, sentence) => {
    expect(explained(metric, form)).toBe(sentence);
  });

  test('one family of addresses is not all of them', () => {
    expect(explained('aws:source-ip-address', 'in-cidr-set 0.0.0.0/0')).toBe(
      'alarm when a device connects from an address outside 0.0.0.0/0',
    );
    expect(explained('aws:source-ip-address', 'not-in-cidr-set ::/0 0.0.0.0/0')).toBe(
      'alarm when a device connects from any address',
    );
  });

  test('nothing is in an empty list, and everything is outside', () => {
    const inList = (comparisonOperator: string, value: JsonObject, metric: string) =>
      withCriteria({ comparisonOperator, value }, metric);
    expect(inList('in-port-set', { ports: [] }, 'aws:listening-udp-ports')).toBe(
      'alarm when a device listens on any UDP port',
    );
    expect(inList('not-in-port-set', { ports: [] }, 'aws:listening-udp-ports')).toBe(
      'never an alarm: no UDP port is in an empty list',
    );
    expect(inList('in-set', { strings: [] }, 'states')).toBe(
      'alarm when a device reports any text for the custom metric "states"',
    );
    expect(inList('not-in-set', { numbers: [] }, 'modes')).toBe('never an alarm: no number is in an empty list');
  });
});

test('a long list is cut', () => {
  expect(explained('aws:listening-tcp-ports', 'not-in-port-set 1 2 3 4 5 6 7 8')).toMatch(
    /ports 1, 2, 3, 4, 5, 6, 7, 8$/,
  );
  expect(explained('aws:listening-tcp-ports', 'not-in-port-set 1 2 3 4 5 6 7 8 9')).toMatch(/, 8 and 1 more$/);
  const ports = Array.from({ length: 1_500 }, (_, index) => index);
  expect(withCriteria({ comparisonOperator: 'in-port-set', value: { ports } }, 'aws:listening-tcp-ports')).toBe(
    'alarm when a device listens on a TCP port other than 0, 1, 2, 3, 4, 5, 6, 7 and 1,492 more',
  );
});

test('nothing in a text begins a line, hides or turns the reading around', () => {
  const strings = ['a\nb', '\u001b[31m', '\u009b31m', '\u2028', '\u202eabc', '"'];
  expect(withCriteria({ comparisonOperator: 'in-set', value: { strings } }, 'states')).toBe(
    'alarm when a device reports a text other than "a\\nb", "\\u001b[31m", "\\u009b31m", "\\u2028", "\\u202eabc", "\\"" for the custom metric "states"',
  );
  const cidrs = ['10.0.0.0/8\n'];
  expect(withCriteria({ comparisonOperator: 'in-cidr-set', value: { cidrs } }, 'aws:source-ip-address')).toBe(
    'alarm when a device connects from an address outside "10.0.0.0/8\\n"',
  );
});

describe('what is missing', () => {
  test.each<[string, unknown, string]>([
    ['metric', { name: 'one', criteria: {} }, 'no alarm: it has no metric; nothing is measured'],
    ['criteria', { metric: 'a' }, 'no alarm: it has no criteria; its metric is only recorded'],
    ['criteria, null', { metric: 'a', criteria: null }, 'no alarm: it has no criteria; its metric is only recorded'],
    [
      'threshold',
      { metric: 'a', criteria: { durationSeconds: 300, value: {}, statisticalThreshold: {} } },
      'no alarm: its criteria have no threshold; its metric is only recorded',
    ],
    ['operator', { metric: 'a', criteria: { value: { number: 5 } } }, 'no alarm: it has no operator to compare with 5'],
    [
      'operator, of a percentile',
      { metric: 'a', criteria: { statisticalThreshold: { statistic: 'p90' } } },
      'no alarm: it has no operator to compare with p90',
    ],
    [
      'operator, of an empty list',
      { metric: 'a', criteria: { value: { strings: [] } } },
      'no alarm: it has no operator to compare with an empty list',
    ],
    [
      'confidence level',
      { metric: 'aws:num-disconnects', criteria: { mlDetectionConfig: { other: 1 } } },
      'alarm when a device has unusually many or few disconnects (learned)',
    ],
  ])('%s', (_, behavior, sentence) => {
    expect(explain(behavior as Behavior)).toBe(sentence);
  });
});

describe('what nobody can tell is shown', () => {
  const relational = (value: unknown) => ({ comparisonOperator: 'less-than', value });
  test.each<[string, unknown, string]>([
    [
      'an operator that AWS may have added',
      { comparisonOperator: 'matches', value: { count: 5 } },
      '"matches" is an operator that is not known here; given: aws:num-messages-sent matches 5',
    ],
    [
      'an operator of another kind',
      { comparisonOperator: 'in-set', value: { numbers: [1, 2] } },
      'metric, operator and value do not fit together; given: aws:num-messages-sent in-set 1, 2',
    ],
    [
      'a value of another kind',
      relational({ cidrs: ['::/0'] }),
      'metric, operator and value do not fit together; given: aws:num-messages-sent less-than ::/0',
    ],
    [
      'two kinds of threshold',
      { ...relational({ count: 5 }), statisticalThreshold: { statistic: 'p90' } },
      'it has a value and a percentile, of which AWS takes one; given: aws:num-messages-sent less-than',
    ],
    [
      'two values',
      relational({ count: 5, number: 6 }),
      'its value has count and number, of which one can be compared; given: aws:num-messages-sent less-than',
    ],
    [
      'a value that AWS may have added',
      relational({ shape: 'round' }),
      'its value has shape, which is not known here; given: aws:num-messages-sent less-than',
    ],
    [
      'a threshold that AWS may have added',
      { tide: { level: 1 } },
      'its criteria have tide, not known here; given: aws:num-messages-sent',
    ],
    [
      'a statistic that AWS may have added',
      { comparisonOperator: 'less-than', statisticalThreshold: { statistic: 'Average' } },
      '"Average" is a statistic that is not known here; given: aws:num-messages-sent less-than',
    ],
    [
      'a percentile above all',
      { statisticalThreshold: { statistic: 'p101' } },
      '"p101" is a statistic that is not known here; given: aws:num-messages-sent',
    ],
    ['a count in words', relational({ count: '5' }), 'its count is "5"; given: aws:num-messages-sent less-than'],
    [
      'a count without end',
      relational({ count: Number.POSITIVE_INFINITY }),
      'its count is Infinity; given: aws:num-messages-sent less-than',
    ],
    ['a list that is none', relational({ ports: 5 }), 'its ports is 5; given: aws:num-messages-sent less-than'],
    ['a value that is none', relational(5), 'its value is 5; given: aws:num-messages-sent less-than'],
    ['criteria that are none', 'x', 'its criteria are "x"; given: aws:num-messages-sent'],
  ])('%s', (_, criteria, sentence) => {
    expect(withCriteria(criteria)).toBe(`alarm unclear: ${sentence}`);
  });

  test('names that every object has are no words of AWS', () => {
    expect(withCriteria({ comparisonOperator: 'constructor', value: { count: 5 } })).toContain(
      '"constructor" is an operator that is not known here',
    );
    expect(withCriteria(JSON.parse('{ "value": { "constructor": 5 } }'))).toContain('constructor, which is not known');
    expect(explained('constructor', 'less-than 5')).toContain('the custom metric "constructor"');
  });
  test('a set of another kind, of a metric of the account', () => {
    expect(withCriteria({ comparisonOperator: 'in-cidr-set', value: { strings: ['a'] } }, 'states')).toBe(
      'alarm unclear: metric, operator and value do not fit together; given: states in-cidr-set "a"',
    );
  });
  test('lists are learned by no model', () => {
    expect(explained('aws:listening-tcp-ports', 'HIGH')).toBe(
      'alarm unclear: ML Detect learns no lists; given: aws:listening-tcp-ports',
    );
  });
  test('a confidence level that AWS may have added', () => {
    expect(explained('aws:num-disconnects', 'TOTAL')).toContain('(learned, TOTAL confidence)');
  });
  test('what is no behavior at all', () => {
    expect(withCriteria({}, 5)).toBe('alarm unclear: its metric is 5');
    expect(explain(JSON.parse('null'))).toBe('alarm unclear: null is no behavior');
    expect(explain(JSON.parse('[]'))).toBe('alarm unclear: an empty list is no behavior');
  });
});

const operators = [...(Object.keys(operatorFamilies) as readonly ComparisonOperator[]), 'matches', undefined] as const;
const values: readonly JsonObject[] = [
  ...[-1, 0, 0.5, 1, 2, 1000, 1_234_567.5].flatMap((number) => [{ count: number }, { number }]),
  ...[[], [1], [1, 2]].flatMap((list) => [{ ports: list }, { numbers: list }]),
  ...[[], ['::/0'], ['::/0', '0.0.0.0/0', '10.0.0.0/8']].flatMap((list) => [{ cidrs: list }, { strings: list }]),
];
const thresholds: readonly JsonObject[] = [
  ...values.map((value) => ({ value })),
  ...['p0', 'p0.1', 'p1', 'p50', 'p99.99', 'p100', 'Average'].map((statistic) => ({
    statisticalThreshold: { statistic },
  })),
  ...['LOW', 'MEDIUM', 'HIGH', 'TOTAL'].map((confidenceLevel) => ({ mlDetectionConfig: { confidenceLevel } })),
];

/** What shows that a sentence was put together badly. */
const mistakes: readonly RegExp[] = [
  /undefined|null|NaN|\[object/,
  / {2}|^\s|\s$|\s[,;)]|\(\)|\.$/,
  // One of many, and many of one.
  /(?<![\d.,-])1 (messages|bytes|packets|disconnects|(\w+ )+(failures|attempts|ports|connections))\b/,
  /(?<![\d.,])(?!1 )\d[\d.,]* (byte|message|packet|disconnect|([a-z]+ )?failure|([a-z]+ )?attempt|([a-zA-Z]+ ){0,2}connection)\b(?! attempt)/,
  /\ba [aeio]|\ban (?!hour)[^aeiou]/,
  /\d{4}/,
  /\b(\w{2,}) \1\b(?!-)/,
];

test('all metrics with all operators and all values are said in good English', () => {
  const form = /^(alarm when a device \w+|(always an|never an|no) alarm: |alarm unclear: )/;
  const sentences = new Set<string>();
  for (const metric of [...metricNames, 'battery', 'aws:newer'])
    for (const comparisonOperator of operators)
      for (const threshold of thresholds)
        for (const durationSeconds of [undefined, 300, 3600])
          sentences.add(withCriteria({ comparisonOperator, ...threshold, durationSeconds }, metric));
  expect([...sentences].filter((sentence) => mistakes.some((mistake) => mistake.test(sentence)))).toEqual([]);
  expect([...sentences].filter((sentence) => !form.test(sentence))).toEqual([]);
  expect(sentences.size).toBeGreaterThan(2_000);
});

test('what fits together is explained, and what does not is not', () => {
  const fitting = { number: 'relational', 'ip-list': 'cidr-set', 'port-list': 'port-set' } as const;
  const value = {
    relational: { count: 5 },
    'cidr-set': { cidrs: ['::1'] },
    'port-set': { ports: [5] },
    set: { numbers: [5] },
  };
  for (const metric of metricNames)
    for (const [comparisonOperator, family] of Object.entries(operatorFamilies)) {
      const kind = findMetric(metric)?.kind;
      const fits = kind !== undefined && fitting[kind] === family;
      const sentence = withCriteria({ comparisonOperator, value: value[family] }, metric);
      expect([metric, comparisonOperator, sentence.startsWith('alarm when')]).toEqual([
        metric,
        comparisonOperator,
        fits,
      ]);
    }
});

describe('what is said of a number is true', () => {
  const isNormal: Readonly<Record<string, (measured: number, limit: number) => boolean>> = {
    'less-than': (measured, limit) => measured < limit,
    'less-than-equals': (measured, limit) => measured <= limit,
    'greater-than': (measured, limit) => measured > limit,
    'greater-than-equals': (measured, limit) => measured >= limit,
  };
  /** Reads a sentence back: whether it promises an alarm at that number. */
  const promised = (sentence: string, measured: number): boolean => {
    if (sentence.startsWith('always')) return true;
    if (sentence.startsWith('never')) return false;
    const text = sentence.replaceAll(/(\d),(?=\d{3})/g, '$1');
    if (/ any /.test(text)) return measured > 0;
    if (/ no /.test(text)) return measured === 0;
    const limit = Number(/-?\d+(\.\d+)?/.exec(text)?.[0]);
    if (text.includes(' or more')) return measured >= limit;
    if (text.includes('more than')) return measured > limit;
    if (/ or (fewer|less)/.test(text)) return measured <= limit;
    if (/(fewer|less) than/.test(text)) return measured < limit;
    throw new Error(`not to be read: ${sentence}`);
  };
  const whole = [0, 1, 2, 3, 999, 1000, 1001];
  const halves = [...whole, 0.5, 1.5];

  test.each([
    ['aws:num-messages-sent', whole],
    ['aws:message-byte-size', whole],
    ['aws:disconnect-duration', halves],
    ['battery', [...halves, -1, -0.5]],
  ])('%s', (metric, measurements) => {
    for (const [comparisonOperator, normal] of Object.entries(isNormal))
      for (const number of [-1, 0, 0.5, 1, 1.5, 2, 1000])
        for (const measured of measurements) {
          const sentence = withCriteria({ comparisonOperator, value: { number } }, metric);
          expect([sentence, measured, promised(sentence, measured)]).toEqual([
            sentence,
            measured,
            !normal(measured, number),
          ]);
        }
  });
});

describe('whatever comes', () => {
  const form = /^(alarm when a device |(always an|never an|no) alarm: |alarm unclear: )/;
  const isSentence = (sentence: string): boolean =>
    form.test(sentence) && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(sentence) && sentence.length < 2_000;
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom(...metricNames, 'custom', 'p99'),
  );
  const anything = fc.oneof(fc.anything(), fc.jsonValue(), text, fc.integer(), fc.double());
  const orAnything = (arbitrary: fc.Arbitrary<unknown>) => fc.oneof({ weight: 4, arbitrary }, anything);
  const partly = (members: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> =>
    fc.oneof({ weight: 5, arbitrary: fc.record(members, { requiredKeys: [] }) }, anything);
  const list = fc.array(anything, { maxLength: 20 });
  const value = partly({
    count: orAnything(fc.double()),
    number: orAnything(fc.double()),
    cidrs: list,
    ports: list,
    numbers: list,
    strings: list,
    shape: anything,
  });
  const criteria = partly({
    comparisonOperator: orAnything(fc.constantFrom(...operators)),
    value,
    durationSeconds: orAnything(fc.integer()),
    consecutiveDatapointsToAlarm: anything,
    consecutiveDatapointsToClear: anything,
    statisticalThreshold: partly({ statistic: text }),
    mlDetectionConfig: partly({ confidenceLevel: text }),
    tide: anything,
  });
  const behavior = partly({
    name: text,
    metric: orAnything(text),
    criteria,
    metricDimension: partly({ dimensionName: text, operator: text }),
    suppressAlerts: anything,
    snooze: anything,
  });

  test('it is one line of a known beginning, and nothing is thrown', () => {
    fc.assert(
      fc.property(behavior, (given) => {
        expect(isSentence(explain(given as Behavior))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
