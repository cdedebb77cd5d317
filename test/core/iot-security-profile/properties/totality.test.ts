import fc from 'fast-check';
import { describeProblem, type Problem, readProperties } from '../../../../core/iot-security-profile/properties';
import { everyProperty } from './examples';

const mostProblems = 100;
const longestLine = 1500;

const isWithinBounds = (problems: readonly Problem[]): void => {
  expect(problems.length).toBeLessThanOrEqual(mostProblems);
  for (const problem of problems) {
    const line = describeProblem(problem);
    expect(line.length).toBeLessThanOrEqual(longestLine);
    expect(line).not.toMatch(/[\n\r]|\[object /);
    expect(problem.message).not.toBe('');
  }
};

const names = [...Object.keys(everyProperty), '__proto__', 'constructor', 'SecurityProfileArn', 'Nothing'];
const memberNames = [
  'Name',
  'Metric',
  'Criteria',
  'Value',
  'Count',
  'Ports',
  'Key',
  'SNS',
  'RoleArn',
  'DurationSeconds',
];
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue(),
    fc.constantFrom('5.0E8', 'true', 'aws:num-disconnects', 'less-than', ''),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...memberNames), tie('json'), { maxKeys: 6 }),
  ),
}));

describe('readProperties', () => {
  test('answers any JSON with bounded problems, and with a profile if and only if none is certain', () => {
    const properties = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...names), json));
    fc.assert(
      fc.property(properties, (given) => {
        const { problems, profile } = readProperties(given);
        isWithinBounds(problems);
        expect(profile === undefined).toBe(problems.some(({ certainty }) => certainty === 'certain'));
      }),
      { numRuns: 500 },
    );
  });

  test('answers values that are no JSON', () => {
    const values = [() => 1, Symbol('s'), 5n, new Date(0), /x/, new Map([['a', 1]]), Number.NaN, new Array(3)];
    for (const value of values) {
      isWithinBounds(readProperties(value).problems);
      for (const name of names) isWithinBounds(readProperties({ [name]: value }).problems);
    }
  });

  test('reports the first hundred problems, the surest first, and how many more there are', () => {
    const Behaviors = Array.from({ length: 300 }, () => ({ Name: 'a b', Metric: 'x', SuppressAlerts: 'no' }));
    const { problems, count, profile } = readProperties({ Behaviors });
    expect(problems).toHaveLength(100);
    expect(problems.every(({ certainty }) => certainty === 'certain')).toBe(true);
    // 300 flags and the length of the list are certain, 300 names are strong; the rest are warnings.
    expect(count).toMatchObject({ certain: 301, strong: 300 });
    expect(profile).toBeUndefined();
  });

  test('a hundred warnings do not bury an error', () => {
    const Behaviors = Array.from({ length: 100 }, (_, index) => ({ Name: `n${index}` }));
    const { problems, count, profile } = readProperties({ Behaviors, AdoptExisting: 'yes' });
    expect(problems[0]).toMatchObject({ path: 'AdoptExisting', certainty: 'certain' });
    expect(count).toEqual({ certain: 1, strong: 0, uncertain: 200 });
    expect(profile).toBeUndefined();
  });

  test('shows what was given cut to sixty characters, not through the middle of one', () => {
    const [problem] = readProperties({ SecurityProfileName: `${'n'.repeat(59)}😀${'n'.repeat(100)}` }).problems;
    expect(problem?.message).toContain(`"${'n'.repeat(59)}…"`);
  });

  test('nesting as deep as it may be does not exhaust the stack', () => {
    const depth = 100_000;
    const lists = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
    let objects: object = {};
    for (let level = 0; level < depth; level += 1) objects = { Criteria: objects };
    for (const name of names)
      for (const deep of [lists, objects]) isWithinBounds(readProperties({ [name]: deep }).problems);
  });

  test('huge input is answered within bounds', () => {
    const length = 50_000;
    const wide = Object.fromEntries(Array.from({ length }, (_, index) => [`Unknown${index}`, index]));
    isWithinBounds(readProperties({ ...wide, AlertTargets: wide }).problems);
    const Strings = Array.from({ length }, () => 1);
    isWithinBounds(
      readProperties({ Behaviors: [{ Name: 'x'.repeat(1_000_000), Criteria: { Value: { Strings } } }] }).problems,
    );
    const long = 'a\n'.repeat(500_000);
    const TargetArns = ['all/things', 'thinggroup/g', `thing/${long}`, long].flatMap((resource) => [
      `arn:aws:iot:us-east-1:123456789012:${resource}`,
      `arn:aws:iot:${long}:${long}:${resource}`,
    ]);
    const Tags = [{ Key: long }, { Key: 'k', Value: long }];
    isWithinBounds(readProperties({ TargetArns, Tags, SecurityProfileDescription: long }).problems);
    const Behaviors = [
      { Name: long, Metric: long, MetricDimension: { DimensionName: 'd' } },
      { Name: 'n', Metric: `aws:${long}` },
    ];
    isWithinBounds(readProperties({ Behaviors, MetricsExportConfig: { MqttTopic: long, RoleArn: long } }).problems);
    const digits = `0.${'0'.repeat(1_000_000)}1`;
    isWithinBounds(readProperties({ Behaviors: [{ Name: 'n', Criteria: { DurationSeconds: digits } }] }).problems);
  });
});
