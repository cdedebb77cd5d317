import { describeProblem, readProperties } from '../../../../../core/iot-security-profile/properties';
import { problemsOf, verdicts, withBehavior, withCriteria } from '../examples';

const criteria = 'Behaviors[0].Criteria';
const value = `${criteria}.Value`;
const ml = { MlDetectionConfig: { ConfidenceLevel: 'HIGH' } };
const percentile = { StatisticalThreshold: { Statistic: 'p90' } };
const numeric = ['aws:message-byte-size', 'aws:num-disconnects', 'aws:all-bytes-in', 'aws:num-listening-udp-ports'];
const dimension = { DimensionName: 'topics' };

type Case = readonly [title: string, properties: object];
type Refused = readonly [title: string, properties: object, verdict: string];

const less = (metric: string | undefined, rest: object) =>
  withCriteria(metric, { ComparisonOperator: 'less-than', ...rest });
const compared = (metric: string | undefined, operator: string | undefined, given: object, rest: object = {}) =>
  withCriteria(metric, { ComparisonOperator: operator, Value: given, ...rest });
const windowed = (DurationSeconds: unknown, metric = 'aws:num-messages-sent') =>
  less(metric, { Value: { Count: 1 }, DurationSeconds });

const silent = (rule: string, cases: readonly Case[]) =>
  test.each(cases)(`${rule} is silent on %s`, (_, properties) => {
    expect(verdicts(properties)).toEqual([]);
  });

/** A problem that is not certain leaves the profile there, a certain one does not. */
const speaks = (rule: string, cases: readonly Refused[]) =>
  test.each(cases)(`${rule} speaks on %s`, (_, properties, verdict) => {
    expect(verdicts(properties)).toContain(verdict);
    const isCertain = verdicts(properties).some((one) => one.startsWith('certain '));
    expect('profile' in readProperties(properties)).toBe(!isCertain);
    expect(isCertain).toBe(verdict.startsWith('certain '));
  });

describe('OPERATOR-METRIC: the operator suits the metric', () => {
  silent('the rule', [
    ...numeric.map((metric): Case => [metric, less(metric, { ...percentile, DurationSeconds: 300 })]),
    ['not-in-cidr-set on addresses', compared('aws:source-ip-address', 'not-in-cidr-set', { Cidrs: ['::/0'] })],
    ['not-in-port-set on ports', compared('aws:listening-udp-ports', 'not-in-port-set', { Ports: [1] })],
    ['less-than-equals on disconnects', compared('aws:disconnect-duration', 'less-than-equals', { Count: 5 })],
    ['any operator on an unresolved kind of custom metric', compared('custom', 'in-cidr-set', { Cidrs: ['::/0'] })],
  ]);
  const at = `${criteria}.ComparisonOperator`;
  speaks('the rule', [
    ...['in-set', 'in-cidr-set', 'not-in-port-set'].map(
      (operator): Refused => [
        `${operator} on a number`,
        compared('aws:num-disconnects', operator, { Count: 1 }, { DurationSeconds: 300 }),
        `certain ${at}`,
      ],
    ),
    ['in-set on addresses', compared('aws:source-ip-address', 'in-set', { Cidrs: ['::/0'] }), `certain ${at}`],
    [
      'greater-than on addresses',
      compared('aws:destination-ip-addresses', 'greater-than', { Cidrs: ['::/0'] }),
      `certain ${at}`,
    ],
    ['in-cidr-set on ports', compared('aws:listening-tcp-ports', 'in-cidr-set', { Ports: [1] }), `certain ${at}`],
    ['in-set on ports', compared('aws:listening-tcp-ports', 'in-set', { Ports: [1] }), `strong ${at}`],
    [
      'greater-than on disconnects',
      compared('aws:disconnect-duration', 'greater-than', { Count: 5 }),
      `uncertain ${at}`,
    ],
    ['in-set on disconnects', compared('aws:disconnect-duration', 'in-set', { Numbers: [5] }), `uncertain ${at}`],
    ['in-port-set on a custom metric', compared('custom', 'in-port-set', { Ports: [5] }), `uncertain ${at}`],
  ]);
});

describe('OPERATOR-REQUIRED: what is compared has an operator', () => {
  silent('the rule', [['ML without an operator', withCriteria('aws:num-disconnects', ml)]]);
  const verdict = `strong ${criteria}.ComparisonOperator`;
  speaks('the rule', [
    ['a value alone', withCriteria('aws:source-ip-address', { Value: { Cidrs: ['::/0'] } }), verdict],
    ['a percentile alone', withCriteria('aws:num-disconnects', percentile), verdict],
  ]);
  test('the rule is silent where the operator is there and wrong', () => {
    expect(verdicts(compared('custom', 'less', { Number: 1 }))).toEqual([`certain ${criteria}.ComparisonOperator`]);
  });
});

describe('VALUE-MEMBER: the value is of the kind that is compared', () => {
  silent('the rule', [
    ['a count of an AWS metric', windowed(300)],
    ['a number of a custom metric', less('custom', { Value: { Number: '-0.5' } })],
    ['the addresses of a custom metric', compared('custom', 'not-in-cidr-set', { Cidrs: ['10.0.0.0/8'] })],
    ['the texts of a custom metric', compared('custom', 'in-set', { Strings: ['on'] })],
    ['the numbers of a custom metric', compared('custom', 'not-in-set', { Numbers: [1.5] })],
  ]);
  test.each(['Count', 'Number'])('the rule is silent on %s where the metric is not known', (member) => {
    expect(verdicts(less(undefined, { Value: { [member]: 1 } }))).toEqual(['uncertain Behaviors[0].Metric']);
  });
  test('the rule is silent on ports where the metric is not known and the operator is for ports', () => {
    expect(verdicts(compared(undefined, 'in-port-set', { Ports: [1] }))).toEqual(['uncertain Behaviors[0].Metric']);
  });
  speaks('the rule', [
    ['addresses for a number', less('aws:num-disconnects', { Value: { Cidrs: ['::/0'] } }), `certain ${value}.Cidrs`],
    ['texts for a number', less('aws:num-disconnects', { Value: { Strings: ['5'] } }), `certain ${value}.Strings`],
    ['ports for addresses', compared('aws:source-ip-address', 'in-cidr-set', { Ports: [1] }), `certain ${value}.Ports`],
    ['a count for ports', compared('aws:listening-tcp-ports', 'in-port-set', { Count: 1 }), `certain ${value}.Count`],
    ['numbers for ports', compared('aws:listening-tcp-ports', 'in-set', { Numbers: [1] }), `strong ${value}.Numbers`],
    ['addresses with less-than', less('custom', { Value: { Cidrs: ['::/0'] } }), `certain ${value}.Cidrs`],
    ['ports with less-than and no metric', less(undefined, { Value: { Ports: [1] } }), `certain ${value}.Ports`],
    ['ports with in-cidr-set', compared('aws:newer', 'in-cidr-set', { Ports: [1] }), `certain ${value}.Ports`],
    [
      'ports with in-cidr-set on a custom metric',
      compared('custom', 'in-cidr-set', { Ports: [1] }),
      `strong ${value}.Ports`,
    ],
    ['a count with in-set', compared('custom', 'in-set', { Count: 1 }), `strong ${value}.Count`],
    ['a number on an AWS metric', less('aws:num-disconnects', { Value: { Number: 1 } }), `uncertain ${value}.Number`],
    ['a count on a custom metric', less('custom', { Value: { Count: 1 } }), `uncertain ${value}.Count`],
    ['a surplus member', less('custom', { Value: { Number: 1, Strings: ['a'] } }), `uncertain ${value}.Strings`],
    [
      'both members that could be right',
      compared('custom', 'in-set', { Strings: ['a'], Numbers: [1] }),
      `uncertain ${value}.Numbers`,
    ],
    ['an empty list', compared('custom', 'in-set', { Strings: [] }), `uncertain ${value}.Strings`],
    ['an empty value beside an operator', less('custom', { Value: {} }), `strong ${value}`],
    [
      'a value whose members are all left empty',
      less('aws:num-disconnects', { Value: { Count: '', Number: null }, DurationSeconds: 300 }),
      `strong ${value}`,
    ],
    ['an empty value beside an operator and ML', less('aws:num-disconnects', { ...ml, Value: {} }), `strong ${value}`],
    [
      'an empty value beside an operator and an empty percentile',
      less('custom', { StatisticalThreshold: {}, Value: {} }),
      `strong ${value}`,
    ],
    [
      'an empty value without an operator',
      withCriteria('aws:num-disconnects', { ...ml, Value: {} }),
      `uncertain ${value}`,
    ],
  ]);
  test('an empty value beside a percentile is only odd: the operator has something to compare with', () => {
    const properties = less('aws:num-disconnects', { ...percentile, DurationSeconds: 300, Value: {} });
    expect(verdicts(properties)).toEqual([`uncertain ${value}`]);
  });
  test('a value of which one member is known only later is not empty', () => {
    const token = { Ref: 'Limit' };
    const isUnresolved = (given: unknown): boolean => given === token;
    const problems = (given: object) => readProperties(less('custom', given), { isUnresolved }).problems;
    expect(problems({ Value: { Number: token } })).toEqual([]);
    expect(problems({ Value: {}, StatisticalThreshold: token })).toMatchObject([{ certainty: 'uncertain' }]);
    expect(problems({ Value: {}, ComparisonOperator: token })).toMatchObject([{ certainty: 'uncertain' }]);
  });
  test('a right member that cannot be read is there all the same: the other one is not called wrong', () => {
    const properties = compared('aws:source-ip-address', 'in-cidr-set', { Cidrs: 'all', Ports: [1] });
    expect(verdicts(properties)).toEqual([`certain ${value}.Cidrs`]);
  });
  test('the message says what the metric holds and what to give', () => {
    const properties = compared('aws:source-ip-address', 'in-cidr-set', { Ports: [1] });
    expect(problemsOf(properties).map(describeProblem)).toEqual([
      `${value}.Ports: aws:source-ip-address holds IP addresses; give Cidrs instead`,
    ]);
  });
});

describe('CRITERIA-EXCLUSIVE: a behavior is static, statistical or learned', () => {
  silent('the rule', [['one of them', withCriteria('aws:num-disconnects', ml)]]);
  const full = { Value: { Count: 1 }, DurationSeconds: 300 };
  speaks('the rule', [
    ['a value and a percentile', less('aws:num-disconnects', { ...full, ...percentile }), `strong ${criteria}`],
    ['a value and ML', less('aws:num-disconnects', { ...full, ...ml }), `strong ${criteria}`],
    ['a percentile and ML', less('aws:num-disconnects', { ...percentile, ...ml }), `strong ${criteria}`],
  ]);
  test('an empty structure says nothing, and so contradicts nothing', () => {
    expect(verdicts(less('custom', { Value: { Number: 1 }, StatisticalThreshold: {} }))).toEqual([
      `uncertain ${criteria}.StatisticalThreshold`,
    ]);
  });
});

describe('CRITERIA-ABSENT: a behavior has something to detect', () => {
  silent('the rule', [['a metric and a threshold', windowed(300)]]);
  speaks('the rule', [
    ['no metric', withCriteria(undefined, ml), 'uncertain Behaviors[0].Metric'],
    ['no criteria', withBehavior({ Metric: 'aws:num-disconnects' }), `uncertain ${criteria}`],
    ['an operator alone', less('aws:num-disconnects', {}), `uncertain ${criteria}`],
    [
      'a percentile that is empty',
      less('custom', { StatisticalThreshold: {} }),
      `uncertain ${criteria}.StatisticalThreshold`,
    ],
  ]);
  test('criteria that cannot be read are not called missing', () => {
    expect(verdicts(withBehavior({ Metric: 'custom', Criteria: 'x' }))).toEqual([`certain ${criteria}`]);
  });
});

describe('DURATION: a period is one of five, and lists have none', () => {
  const at = `${criteria}.DurationSeconds`;
  silent('the rule', [
    ...[300, 600, 900, 1800, 3600].map((seconds): Case => [`${seconds}`, windowed(String(seconds))]),
    ['no duration on listening ports', windowed(undefined, 'aws:num-listening-tcp-ports')],
    ['no duration on a message size', windowed(undefined, 'aws:message-byte-size')],
    ['no duration on established connections', windowed(undefined, 'aws:num-established-tcp-connections')],
    ['no duration on a custom metric', less('custom', { Value: { Number: 1 } })],
    [
      'a duration on the percentile of a message size',
      less('aws:message-byte-size', { ...percentile, DurationSeconds: 300 }),
    ],
  ]);
  speaks('the rule', [
    ['299', windowed(299), `certain ${at}`],
    ['3601', windowed('3601'), `certain ${at}`],
    ['0', windowed(0), `certain ${at}`],
    ['45 on listening ports', windowed(45, 'aws:num-listening-udp-ports'), `certain ${at}`],
    [
      'any duration on addresses',
      compared('aws:source-ip-address', 'in-cidr-set', { Cidrs: ['::/0'] }, { DurationSeconds: 300 }),
      `certain ${at}`,
    ],
    [
      'any duration on ports',
      compared('aws:listening-tcp-ports', 'in-port-set', { Ports: [1] }, { DurationSeconds: 300 }),
      `certain ${at}`,
    ],
    ['45 on a custom metric', less('custom', { Value: { Number: 1 }, DurationSeconds: 45 }), `uncertain ${at}`],
    ['45 on established connections', windowed(45, 'aws:num-established-tcp-connections'), `uncertain ${at}`],
    ['a windowed count without one', windowed(undefined), `uncertain ${at}`],
    ['a percentile without one', less('aws:message-byte-size', percentile), `uncertain ${at}`],
    ['a message size with one', windowed(300, 'aws:message-byte-size'), `uncertain ${at}`],
    ['ML with one', withCriteria('aws:num-disconnects', { ...ml, DurationSeconds: 300 }), `uncertain ${at}`],
  ]);
  test('the message says what was given and what is accepted', () => {
    expect(problemsOf(windowed('45')).map(describeProblem)).toEqual([
      `${at}: 45 is not a duration that aws:num-messages-sent accepts; accepted: 300, 600, 900, 1800, 3600`,
    ]);
  });
});

describe('STATISTIC-METRIC: percentiles are of numbers', () => {
  silent('the rule', [
    ...numeric.map((metric): Case => [metric, less(metric, { ...percentile, DurationSeconds: 900 })]),
    ['a custom metric', less('custom', percentile)],
  ]);
  speaks(
    'the rule',
    ['aws:source-ip-address', 'aws:destination-ip-addresses', 'aws:listening-tcp-ports'].map(
      (metric): Refused => [
        metric,
        withCriteria(metric, {
          ComparisonOperator: metric.includes('ip') ? 'in-cidr-set' : 'in-port-set',
          ...percentile,
        }),
        `strong ${criteria}.StatisticalThreshold`,
      ],
    ),
  );
});

describe('ML-METRIC: ML Detect offers certain metrics', () => {
  silent('the rule', [
    ...numeric.map((metric): Case => [metric, withCriteria(metric, ml)]),
    ['a custom metric', withCriteria('custom', ml)],
  ]);
  const at = `${criteria}.MlDetectionConfig`;
  const lists = [
    'aws:source-ip-address',
    'aws:destination-ip-addresses',
    'aws:listening-tcp-ports',
    'aws:listening-udp-ports',
  ];
  speaks('the rule', [
    ...lists.map((metric): Refused => [metric, withCriteria(metric, ml), `certain ${at}`]),
    ['aws:disconnect-duration', withCriteria('aws:disconnect-duration', ml), `uncertain ${at}`],
  ]);
});

describe('DIMENSION: dimensions narrow five metrics of the cloud side', () => {
  const narrowed = (Metric: string | undefined) =>
    withBehavior({ Metric, MetricDimension: dimension, Criteria: { MlDetectionConfig: { ConfidenceLevel: 'LOW' } } });
  const retained = (Metric: string) => ({ AdditionalMetricsToRetainV2: [{ Metric, MetricDimension: dimension }] });
  const five = [
    'aws:message-byte-size',
    'aws:num-messages-sent',
    'aws:num-messages-received',
    'aws:num-authorization-failures',
  ];
  silent('the rule', [
    ...five.map((metric): Case => [metric, narrowed(metric)]),
    ...[...five, 'aws:source-ip-address'].map((metric): Case => [`${metric}, retained`, retained(metric)]),
  ]);
  const at = 'Behaviors[0].MetricDimension';
  const retainedAt = 'AdditionalMetricsToRetainV2[0].MetricDimension';
  speaks('the rule', [
    ['a custom metric', narrowed('custom'), `certain ${at}`],
    ['a retained custom metric', retained('custom'), `certain ${retainedAt}`],
    ['another cloud metric', narrowed('aws:num-disconnects'), `strong ${at}`],
    ['a device metric', narrowed('aws:all-bytes-in'), `strong ${at}`],
    ['a retained device metric', retained('aws:all-bytes-in'), `uncertain ${retainedAt}`],
    [
      'the duration of a disconnect',
      withBehavior({ Metric: 'aws:disconnect-duration', MetricDimension: dimension }),
      `uncertain ${at}`,
    ],
  ]);
  test('the rule is silent without a metric', () => {
    expect(verdicts(narrowed(undefined))).toEqual(['uncertain Behaviors[0].Metric']);
  });
});

describe('METRIC-KNOWN: a metric of AWS that nobody knows is probably misspelt', () => {
  const retained = (Metric: string) => ({ AdditionalMetricsToRetainV2: [{ Metric }] });
  silent('the rule', [
    ['a known metric', retained('aws:disconnect-duration')],
    ['a custom metric', retained('temperature')],
    ['a custom metric with a resemblance', retained('messages-sent')],
  ]);
  speaks('the rule', [
    ['an unknown one', retained('aws:quantum-leaps'), 'uncertain AdditionalMetricsToRetainV2[0].Metric'],
    ['a forgotten prefix', retained('all-bytes-in'), 'uncertain AdditionalMetricsToRetainV2[0].Metric'],
    ['another separator', retained('aws-all-bytes-in'), 'uncertain AdditionalMetricsToRetainV2[0].Metric'],
  ]);
});

describe('THRESHOLD-INVERTED: a behavior describes what is normal', () => {
  const over = (metric: string | undefined, operator: string, statistic: unknown) =>
    withCriteria(metric, {
      ComparisonOperator: operator,
      StatisticalThreshold: { Statistic: statistic },
      DurationSeconds: 300,
    });
  const counted = (metric: string, operator: string, given: object) =>
    compared(metric, operator, given, { DurationSeconds: 300 });
  silent('the rule', [
    ['a ceiling', windowed(300)],
    ['more messages than none', counted('aws:num-messages-sent', 'greater-than', { Count: 0 })],
    [
      'a number of failures that is always reached',
      counted('aws:num-disconnects', 'greater-than-equals', { Count: 0 }),
    ],
    ['a custom metric', compared('custom', 'greater-than', { Number: 5 })],
    ['a high percentile as a ceiling', over('aws:num-disconnects', 'less-than', 'p50')],
    ['a low percentile as a floor', over('aws:num-disconnects', 'greater-than-equals', 'p10')],
    ['a low percentile of failures as a floor', over('aws:num-authorization-failures', 'greater-than', 'p10')],
  ]);
  const at = `${criteria}.ComparisonOperator`;
  speaks('the rule', [
    ['greater-than', compared('aws:num-disconnects', 'greater-than', { Count: 5 }), `uncertain ${at}`],
    ['a number where a count is due', counted('aws:num-disconnects', 'greater-than', { Number: 5 }), `uncertain ${at}`],
    ...['aws:num-authorization-failures', 'aws:num-disconnects'].map(
      (metric): Refused => [
        `${metric} that are to be there`,
        counted(metric, 'greater-than', { Count: 0 }),
        `uncertain ${at}`,
      ],
    ),
    ...['p50', 'p99', 'p99.99', 'p100'].map(
      (statistic): Refused => [
        `above ${statistic}`,
        over('aws:num-messages-sent', 'greater-than', statistic),
        `uncertain ${at}`,
      ],
    ),
    ...['p0', 'p0.01', 'p1', 'p10'].map(
      (statistic): Refused => [
        `below ${statistic}`,
        over('aws:num-messages-sent', 'less-than-equals', statistic),
        `uncertain ${at}`,
      ],
    ),
    ['a percentile of a custom metric', over('custom', 'greater-than-equals', 'p90'), `uncertain ${at}`],
  ]);
  test('lists have no percentiles: another rule says so', () => {
    expect(verdicts(over('aws:listening-tcp-ports', 'greater-than', 'p99'))).not.toContain(`uncertain ${at}`);
  });
  test('what is not a percentile is not taken for one', () => {
    expect(verdicts(over('aws:num-messages-sent', 'greater-than', 'Average'))).toEqual([
      'uncertain Behaviors[0].Criteria.StatisticalThreshold.Statistic',
    ]);
  });
  test('what is known only later is not judged', () => {
    const token = { Ref: 'Limit' };
    const isUnresolved = (value: unknown): boolean => value === token;
    const problems = (properties: object) => readProperties(properties, { isUnresolved }).problems;
    expect(problems(over('aws:num-disconnects', 'greater-than', token))).toEqual([]);
    expect(problems(counted('aws:num-disconnects', 'greater-than', { Count: token }))).toEqual([]);
  });
  test.each([
    [
      counted('aws:num-disconnects', 'greater-than', { Count: 5 }),
      '"greater-than" 5 says what is normal: 5 or less raises the alarm; if 5 is a ceiling, give "less-than-equals"',
    ],
    [
      counted('aws:num-disconnects', 'greater-than-equals', { Count: 5 }),
      '"greater-than-equals" 5 says what is normal: less than 5 raises the alarm; if 5 is a ceiling, give "less-than"',
    ],
    [
      over('aws:num-messages-sent', 'greater-than', 'p99'),
      '"greater-than" p99 says what is normal: about 99 % of the devices raise the alarm; if p99 is a ceiling, give "less-than-equals"',
    ],
    [
      over('aws:num-messages-sent', 'greater-than-equals', 'p90'),
      '"greater-than-equals" p90 says what is normal: about 90 % of the devices raise the alarm; if p90 is a ceiling, give "less-than"',
    ],
    [
      over('aws:num-messages-sent', 'less-than', 'p1'),
      '"less-than" p1 says what is normal: about 99 % of the devices raise the alarm; if p1 is a floor, give "greater-than-equals"',
    ],
    [
      over('aws:num-messages-sent', 'less-than-equals', 'p0.01'),
      '"less-than-equals" p0.01 says what is normal: about 99.99 % of the devices raise the alarm; if p0.01 is a floor, give "greater-than"',
    ],
  ])('the message says what raises the alarm, and what to give if that is not meant: %#', (properties, message) => {
    expect(problemsOf(properties).map(describeProblem)).toContain(`${at}: ${message}`);
  });
});
