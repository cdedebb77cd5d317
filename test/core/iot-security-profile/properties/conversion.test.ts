import fc from 'fast-check';
import { readProperties } from '../../../../core/iot-security-profile/properties';
import { asText, everyMember } from '../../../support/every-member';
import {
  everyProperty,
  messageAt,
  problemsOf,
  role,
  topic,
  verdicts,
  withBehavior,
  withCriteria,
  withValue,
} from './examples';

const at = 'Behaviors[0].Criteria.Value';
const valueRead = (value: object): unknown => readProperties(withValue(value)).profile?.behaviors?.[0]?.criteria?.value;

describe('Text and types', () => {
  test('a profile with every member reads the same as text and with its types', () => {
    const typed = readProperties(everyProperty);
    expect(readProperties(asText(everyProperty))).toEqual(typed);
    expect(typed.problems).toMatchObject([{ certainty: 'uncertain', path: 'Behaviors' }]);
  });

  test('a profile with every member becomes exactly what the SDK sends', () => {
    const { profile } = readProperties(asText(everyProperty));
    // Strictly: a member that is absent is not there, not even as `undefined`.
    expect(profile).toStrictEqual({
      ...everyMember,
      tags: [{ Key: 'team', Value: 'fleet' }],
      targetArns: everyProperty.TargetArns,
      adoptExisting: true,
      revision: '2024-05-01',
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
    ['+5', 5],
    ['+0', 0],
    ['5.', 5],
    ['.5e1', 5],
    ['5.e2', 500],
    ['007', 7],
    ['0e99999', 0],
    ['.0', 0],
    [7, 7],
    [9007199254740991, 9007199254740991],
  ])('%p is the count %p', (given, count) => {
    expect(valueRead({ Count: given })).toEqual({ count });
  });

  test.each([
    ...['1.5E0', '0x10', 'Infinity', '-Infinity', 'NaN', ' 5', '5 ', 'yes', '1,000', '1e', '.', '5e1.5', '١'],
    ...[
      '+',
      '-',
      '++5',
      '+-5',
      '- 5',
      '.e1',
      'e5',
      '5..',
      '1.2.3',
      '5d',
      '5f',
      '1_000',
      '0b1',
      '0o7',
      '5n',
      '.5',
      '5e-1',
    ],
    ...['9007199254740990.5', `1${'0'.repeat(1000)}`],
    ...[1.5, Number.NaN, Number.POSITIVE_INFINITY, true, [1], {}],
  ])('%p is not a whole number', (given) => {
    expect(verdicts(withValue({ Count: given }))).toContain(`certain ${at}.Count`);
    expect(messageAt(withValue({ Count: given }), `${at}.Count`)).toContain('is not a whole number; accepted: 0 to');
  });

  test.each(['9007199254740992', '9007199254740993', '9.1E15', '1e400', '+9007199254740992', 9007199254740992])(
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
    ['.5', 0.5],
    ['-.5', -0.5],
    ['+5', 5],
    ['5.', 5],
    ['-0', 0],
    ['-0.0E0', 0],
    ['0e999', 0],
    ['0.1', 0.1],
    ['0.10000', 0.1],
    ['100E-3', 0.1],
    ['0.30000000000000004', 0.30000000000000004],
    ['123456789012345', 123456789012345],
    ['9007199254740992', 9007199254740992],
    ['12345678901234567000', 12345678901234567000],
    ['1.7976931348623157E308', Number.MAX_VALUE],
    ['5e-324', Number.MIN_VALUE],
    [-2, -2],
    [0.1, 0.1],
  ])('%p is the number %p', (given, number) => {
    expect(valueRead({ Number: given })).toEqual({ number });
    expect(valueRead({ Numbers: [given] })).toEqual({ numbers: [number] });
  });

  test.each([
    ...['Infinity', 'NaN', '0x10', ' 5', 'five', '.', '+', '', '1e', '5d', '1,5'],
    ...[Number.NaN, Number.NEGATIVE_INFINITY, false, ['1'], {}],
  ])('%p is no number', (given) => {
    expect(verdicts(withValue({ Numbers: [given] }))).toContain(`certain ${at}.Numbers[0]`);
    if (given !== '') expect(verdicts(withValue({ Number: given }))).toContain(`certain ${at}.Number`);
  });

  test.each([
    ['9007199254740993', '9007199254740992'],
    ['-9007199254740993', '-9007199254740992'],
    ['12345678901234567890', '12345678901234567000'],
    ['0.1234567890123456789', '0.12345678901234568'],
    ['0.1000000000000000055511151231257827', '0.1'],
    ['1e400', 'Infinity'],
    ['-1e400', '-Infinity'],
    ['1e-400', '0'],
    ['-1e-400', '0'],
    ['1e99999999999999999999', 'Infinity'],
    ['1e-99999999999999999999', '0'],
    ['4.9E-324', '5e-324'],
  ])('%p is refused, because a double would make %s of it', (given, changed) => {
    for (const properties of [withValue({ Number: given }), withValue({ Numbers: [given] })])
      expect(problemsOf(properties).map(({ message }) => message)).toContain(
        `"${given}" would become ${changed}; accepted: what a double carries exactly, as any number of 15 digits`,
      );
  });
});

/** Every notation of one decimal number that CloudFormation lets through. */
const notation = fc.record({
  sign: fc.constantFrom('', '+', '-'),
  whole: fc.stringMatching(/^\d{0,25}$/),
  fraction: fc.stringMatching(/^(\.\d{0,25})?$/),
  exponent: fc.oneof(fc.constant(''), fc.stringMatching(/^[eE][+-]?\d{1,4}$/)),
});

/** A fraction of two whole numbers, which is exact, as JavaScript's numbers are not. */
const fractionOf = (text: string): readonly [bigint, bigint] => {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().replace('+', '').split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const power = BigInt(exponent) - BigInt(fraction.length);
  const digits = BigInt(`${whole.replace('-', '')}${fraction}`) * (text.startsWith('-') ? -1n : 1n);
  return power < 0n ? [digits, 10n ** -power] : [digits * 10n ** power, 1n];
};

const isSame = (one: string, other: string): boolean => {
  const [[numerator, denominator], [otherNumerator, otherDenominator]] = [fractionOf(one), fractionOf(other)];
  return numerator * otherDenominator === otherNumerator * denominator;
};

describe('Whatever the notation, a number is converted exactly or refused', () => {
  const text = notation
    .filter(({ whole, fraction }) => /\d/.test(whole + fraction))
    .map(({ sign, whole, fraction, exponent }) => sign + whole + fraction + exponent);

  test('to a double', () => {
    fc.assert(
      fc.property(text, (given) => {
        const real = Number(given);
        const isExact = Number.isFinite(real) && isSame(given, String(real));
        expect(valueRead({ Number: given })).toEqual(isExact ? { number: real + 0 } : undefined);
      }),
      { numRuns: 1000 },
    );
  });

  test('to a whole number', () => {
    const largest = BigInt(Number.MAX_SAFE_INTEGER);
    fc.assert(
      fc.property(text, (given) => {
        const [numerator, denominator] = fractionOf(given);
        const isWhole = numerator % denominator === 0n;
        const count = isWhole ? numerator / denominator : -1n;
        expect(valueRead({ Count: given })).toEqual(
          count >= 0n && count <= largest ? { count: Number(count) } : undefined,
        );
      }),
      { numRuns: 1000 },
    );
  });

  test('and every double is taken as JavaScript and Java write it', () => {
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (real) => {
        const number = real + 0;
        expect(valueRead({ Number: String(real) })).toEqual({ number });
        expect(valueRead({ Number: real.toExponential().replace('e+', 'E') })).toEqual({ number });
        expect(valueRead({ Number: real })).toEqual({ number });
      }),
      { numRuns: 500 },
    );
  });
});

describe('Booleans', () => {
  test.each([
    ...['true', 'True', 'TRUE', 'tRuE', true].map((given) => [given, true] as const),
    ...['false', 'False', 'FALSE', false].map((given) => [given, false] as const),
  ])('%p is %p', (given, expected) => {
    expect(readProperties({ AdoptExisting: given }).profile).toEqual({ adoptExisting: expected });
    const flags = { SuppressAlerts: given, ExportMetric: given };
    const AdditionalMetricsToRetainV2 = [{ Metric: 'm', ExportMetric: given }];
    expect(readProperties({ ...withBehavior(flags), AdditionalMetricsToRetainV2 }).profile).toEqual({
      behaviors: [{ name: 'one', suppressAlerts: expected, exportMetric: expected }],
      additionalMetricsToRetainV2: [{ metric: 'm', exportMetric: expected }],
    });
  });

  test.each(['yes', 'Yes', 'no', 'on', '1', '0', 't', 'truee', ' true', 'falſe', 0, 1, [], ['true'], {}])(
    '%p is not a boolean',
    (given) => {
      expect(messageAt({ AdoptExisting: given }, 'AdoptExisting')).toContain('is not a boolean; accepted: true, false');
    },
  );
});

describe('A blank around a scalar is named where it is what is wrong', () => {
  const hint = 'take away the blank around it';
  const target = 'arn:aws:iot:us-east-1:123456789012:all/things';

  test.each<[string, object, string]>([
    ['a whole number', withValue({ Ports: ['22', ' 443'] }), `${at}.Ports[1]`],
    ['a whole number that is out of range, too', withValue({ Ports: ['70000 '] }), `${at}.Ports[0]`],
    ['a number', withValue({ Number: ' 5' }), `${at}.Number`],
    ['a number that a double would change, too', withValue({ Numbers: ['1e400\n'] }), `${at}.Numbers[0]`],
    ['a boolean', { AdoptExisting: 'True ' }, 'AdoptExisting'],
    [
      'a word',
      withCriteria(undefined, { ComparisonOperator: ' less-than' }),
      'Behaviors[0].Criteria.ComparisonOperator',
    ],
    ['a name', { SecurityProfileName: '\tname' }, 'SecurityProfileName'],
    ['a range of addresses', withValue({ Cidrs: ['10.0.0.0/8', ' 10.1.0.0/16'] }), `${at}.Cidrs[1]`],
    ['an address without a prefix, too', withValue({ Cidrs: [' 10.0.0.1'] }), `${at}.Cidrs[0]`],
    ['a target', { TargetArns: [target, ` ${target}`] }, 'TargetArns[1]'],
    ['a description', { SecurityProfileDescription: 'text\n' }, 'SecurityProfileDescription'],
  ])('%s', (_, properties, path) => {
    expect(messageAt(properties, path)).toMatch(new RegExp(`^".* accepted: .*; ${hint}$`));
  });

  test.each<[string, object]>([
    ['text that is free', { SecurityProfileDescription: ' text ' }],
    ['text that is wrong for another reason', { SecurityProfileDescription: ' für ' }],
    ['what is no number either way', withValue({ Count: ' many ' })],
    ['what is wrong within', { SecurityProfileName: ' a!b' }],
    ['a word that is wrong in itself', { AdoptExisting: ' yes' }],
    ['nothing but a blank', { AdoptExisting: ' ' }],
    ['nothing around it', { AdoptExisting: 'a b' }],
  ])('and not in %s', (_, properties) => {
    expect(JSON.stringify(problemsOf(properties))).not.toContain(hint);
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
  const properties = Object.keys(everyProperty);

  const scalars = properties.filter((name) => typeof Reflect.get(everyProperty, name) !== 'object');
  const collections = properties.filter((name) => !scalars.includes(name));

  test('undefined means absent for every property', () => {
    const all = Object.fromEntries(properties.map((name) => [name, undefined]));
    expect(readProperties(all)).toMatchObject({ problems: [], profile: {} });
  });

  test.each(scalars)('null and the empty text mean absent for the scalar %s', (name) => {
    for (const empty of [null, ''])
      expect(readProperties({ [name]: empty })).toMatchObject({ problems: [], profile: {} });
  });

  test.each([undefined, null, ''])('%p means absent for scalars at every depth', (empty) => {
    const scalars = { ComparisonOperator: empty, DurationSeconds: empty, Value: { Count: empty, Number: empty } };
    const { profile } = readProperties(withBehavior({ Metric: empty, SuppressAlerts: empty, Criteria: scalars }));
    expect(profile).toEqual({ behaviors: [{ name: 'one', criteria: { value: {} } }] });
  });

  test.each(collections)('null and the empty text are errors for the list or structure %s', (name) => {
    for (const empty of [null, '']) {
      expect(verdicts({ [name]: empty })).toEqual([`certain ${name}`]);
      expect(readProperties({ [name]: empty })).not.toHaveProperty('profile');
    }
  });

  test('and so they are at every depth', () => {
    const inCriteria = ['Value', 'StatisticalThreshold', 'MlDetectionConfig'];
    for (const empty of [null, '']) {
      for (const name of inCriteria)
        expect(verdicts(withBehavior({ Criteria: { [name]: empty } }))).toContain(
          `certain Behaviors[0].Criteria.${name}`,
        );
      for (const name of ['Cidrs', 'Ports', 'Numbers', 'Strings'])
        expect(verdicts(withValue({ [name]: empty }))).toContain(`certain ${at}.${name}`);
      for (const name of ['Criteria', 'MetricDimension'])
        expect(verdicts(withBehavior({ [name]: empty }))).toContain(`certain Behaviors[0].${name}`);
      expect(verdicts({ AlertTargets: { SNS: empty } })).toEqual(['certain AlertTargets.SNS']);
    }
  });

  const noValue = (name: string): string =>
    `; for a parameter that may be empty: !If [Has${name}, !Ref ${name}, !Ref AWS::NoValue]`;

  test.each<[string, object, string, string]>([
    [
      'a list',
      { TargetArns: '' },
      'TargetArns',
      `"" is not a list; accepted: a list, also of one element${noValue('Targets')}`,
    ],
    [
      'an element, as an empty CommaDelimitedList has one',
      { TargetArns: [''] },
      'TargetArns[0]',
      `"" is an empty element; fill it in or take it out${noValue('Targets')}`,
    ],
    [
      'an element further down',
      withValue({ Cidrs: ['10.0.0.0/8', ''] }),
      `${at}.Cidrs[1]`,
      `"" is an empty element; fill it in or take it out${noValue('Cidrs')}`,
    ],
    [
      'a structure',
      { AlertTargets: '' },
      'AlertTargets',
      `"" is not an object; accepted: an object with SNS${noValue('AlertTargets')}`,
    ],
  ])('the message names the way out of an empty parameter: %s', (_, given, path, message) => {
    expect(messageAt(given, path)).toBe(message);
  });

  test('null comes from no parameter, so there is no such way out', () => {
    for (const given of [{ TargetArns: null }, { TargetArns: [null] }, { AlertTargets: null }, null, ''])
      expect(JSON.stringify(problemsOf(given))).not.toContain('NoValue');
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
    expect(readProperties({ TargetArns: [], Behaviors: [], Tags: [] })).toMatchObject({
      problems: [],
      profile: { targetArns: [], behaviors: [], tags: [] },
    });
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

  test('a lone text where a list is due is called so', () => {
    const arn = 'arn:aws:iot:us-east-1:123456789012:all/things';
    const remedy = 'is a lone text, not a list; accepted: a list, also of one element';
    expect(messageAt({ TargetArns: arn }, 'TargetArns')).toBe(`"${arn}" ${remedy}`);
    expect(messageAt(withValue({ Ports: '443' }), `${at}.Ports`)).toBe(`"443" ${remedy}`);
    expect(messageAt({ Tags: { Key: 'k' } }, 'Tags')).toBe(
      'an object with Key is not a list; accepted: a list, also of one element: an object with Key, Value',
    );
  });

  const inQuotes = (call: string): string => `; in quotes, and in JSON, it is text: give {"${call}": …}`;

  test.each<[path: string, properties: object, hint: string]>([
    ['SecurityProfileName', { SecurityProfileName: '!Ref Name' }, inQuotes('Ref')],
    [
      'AlertTargets.SNS.AlertTargetArn',
      { AlertTargets: { SNS: { AlertTargetArn: '!Ref Topic', RoleArn: role } } },
      inQuotes('Ref'),
    ],
    ['TargetArns', { TargetArns: '!Split [",", "a"]' }, inQuotes('Fn::Split')],
    ['TargetArns[0]', { TargetArns: ['!GetAtt Sensors.Arn'] }, inQuotes('Fn::GetAtt')],
    ['AlertTargets', { AlertTargets: '!If [A, b, c]' }, inQuotes('Fn::If')],
    [`${at}.Count`, withValue({ Count: '!Ref Most' }), inQuotes('Ref')],
  ])('%s that is the short form of a function in quotes is refused with how to write it', (path, properties, hint) => {
    const message = messageAt(properties, path) ?? '';
    expect(message.endsWith(hint)).toBe(true);
    expect(verdicts(properties)).not.toContain(`uncertain ${path}`);
  });

  test('where any text will do, such a one is warned of', () => {
    const properties = { SecurityProfileDescription: '!Sub of ${AWS::Region}' };
    expect(verdicts(properties)).toEqual(['uncertain SecurityProfileDescription']);
    expect(messageAt(properties, 'SecurityProfileDescription')).toBe(`"!Sub of \${AWS::Region}"${inQuotes('Fn::Sub')}`);
  });

  test.each(['!Reference of all', 'See !Ref Name', '!Ref', '! Ref Name', '!ref Name'])(
    'a text that only looks a little like one is nothing but text: %s',
    (text) => {
      expect(verdicts({ SecurityProfileDescription: text })).toEqual([]);
    },
  );

  test.each<[string, object, string]>([
    ['of targets', { TargetArns: [['arn:aws:iot:us-east-1:123456789012:all/things', 'x']] }, 'TargetArns[0]'],
    ['of structures', { Behaviors: [[{ Name: 'a' }, {}]] }, 'Behaviors[0]'],
    ['of numbers', withValue({ Ports: [['1', '2']] }), `${at}.Ports[0]`],
  ])('a list in a list is called so: %s', (_, properties, path) => {
    expect(messageAt(properties, path)).toBe('a list of 2 is inside a list; put what is in it in its place');
  });

  test('an empty list in a list is one, too', () => {
    expect(messageAt({ TargetArns: [[]] }, 'TargetArns[0]')).toContain('an empty list is inside a list');
  });

  test.each([undefined, null, '', 'text', 5, true, []])('%p in place of all properties is an error', (given) => {
    expect(verdicts(given)).toEqual(['certain ']);
  });
});
