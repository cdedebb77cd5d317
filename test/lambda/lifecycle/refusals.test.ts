import { readProperties } from '../../../core/iot-security-profile/properties';
import { InvalidPropertiesError, requireValid } from '../../../lambda/lifecycle/refusals';

type Lines = readonly (readonly [message: string, fields: unknown])[];

/** What `requireValid` throws, says and returns. */
const validated = (properties: object, refused: 'certain' | 'certain and strong') => {
  const lines: [string, unknown][] = [];
  const log = (message: string, fields?: unknown) => void lines.push([message, fields]);
  const logged: Lines = lines;
  try {
    return { logged, valid: requireValid(readProperties({ ...properties }), refused, log) };
  } catch (error) {
    return { logged, error };
  }
};

const reasonOf = (properties: object, refused: 'certain' | 'certain and strong'): string => {
  const { error } = validated(properties, refused);
  expect(error).toBeInstanceOf(InvalidPropertiesError);
  return error instanceof Error ? error.message : '';
};

const many = <Element>(length: number, element: (index: number) => Element): readonly Element[] =>
  Array.from({ length }, (_, index) => element(index));

/** Wrong for certain. */
const reserved = (count: number) => ({ Tags: many(count, (index) => ({ Key: `aws:${index}` })) });
/** Probably refused. */
const misnamed = (count: number) => ({
  Behaviors: many(count, (index) => ({
    Name: `b ${index}`,
    Metric: 'aws:num-disconnects',
    Criteria: { MlDetectionConfig: { ConfidenceLevel: 'LOW' } },
  })),
});
/** Merely odd. */
const odd = (count: number) => ({ AdditionalMetricsToRetainV2: many(count, () => ({ Metric: 'aws:odd' })) });

describe('the first line of a refusal', () => {
  test.each([
    ['one', reserved(1), 'a property is not valid, nothing was changed:\nTags[0].Key: '],
    ['two', reserved(2), '2 properties are not valid, nothing was changed:\nTags[0].Key: '],
  ])('counts %s', (_, properties, beginning) => {
    expect(reasonOf(properties, 'certain').startsWith(beginning)).toBe(true);
  });

  test('counts all of them, also those that the list leaves out', () => {
    // 100 behaviors with two mistakes each, and 4 tags.
    const Behaviors = many(100, (index) => ({
      Name: `b${index}`,
      Metric: 'aws:num-messages-sent',
      Criteria: { ComparisonOperator: 'gt', Value: { Count: 'x' }, DurationSeconds: 300 },
    }));
    const lines = reasonOf({ Behaviors, ...reserved(4) }, 'certain and strong').split('\n');
    expect(lines[0]).toBe('204 properties are not valid, nothing was changed:');
    expect(lines).toHaveLength(102);
    expect(lines.at(-1)).toBe('and 104 more');
  });

  test.each([99, 100])('is followed by one line each, up to a hundred: %i problems', (count) => {
    const lines = reasonOf({ TargetArns: many(count, () => 'x') }, 'certain').split('\n');
    expect(lines[0]).toContain(`${count} properties`);
    expect(lines).toHaveLength(count + 1);
  });

  test('counts what is refused, and nothing else', () => {
    const properties = { ...reserved(3), ...misnamed(60), ...odd(70) };
    expect(reasonOf(properties, 'certain')).toMatch(/^3 properties.*\n(Tags\[\d]\.Key: .*\n?){3}$/);
    const onCreate = reasonOf(properties, 'certain and strong').split('\n');
    expect(onCreate[0]).toMatch(/^63 properties/);
    expect(onCreate).toHaveLength(64);
  });

  test('counts what is only probably refused on Create, where the certain ones fill the list', () => {
    const properties = { TargetArns: many(150, () => 'x'), ...misnamed(50) };
    const lines = reasonOf(properties, 'certain and strong').split('\n');
    expect([lines[0], lines.at(-1)]).toEqual(['200 properties are not valid, nothing was changed:', 'and 100 more']);
    const onUpdate = reasonOf(properties, 'certain').split('\n');
    expect([onUpdate[0], onUpdate.at(-1)]).toEqual([
      '150 properties are not valid, nothing was changed:',
      'and 50 more',
    ]);
  });
});

describe('what is not refused', () => {
  test('is logged, with the number of what the list leaves out', () => {
    const { logged, valid } = validated({ ...misnamed(80), ...odd(50) }, 'certain');
    const problems = expect.arrayContaining(['and 30 more']);
    expect(logged).toEqual([['doubtful properties', { problems }]]);
    expect(valid?.doubts).toHaveLength(80);
  });

  test('and yet probable is kept, for the reason of a refusal by the service', () => {
    expect(validated({ ...misnamed(2), ...odd(1) }, 'certain').valid?.doubts).toEqual([
      expect.stringMatching(/^Behaviors\[0]\.Name: "b 0" /),
      expect.stringMatching(/^Behaviors\[1]\.Name: "b 1" /),
    ]);
    expect(validated({ ...misnamed(100), Revision: '1' }, 'certain').valid?.doubts).toHaveLength(100);
  });

  test('is logged when there is something that is', () => {
    const { logged } = validated({ ...reserved(1), ...odd(1) }, 'certain');
    expect(logged).toMatchObject([['doubtful properties', { problems: [expect.stringContaining('aws:odd')] }]]);
  });

  test('is not mentioned where there is nothing', () => {
    expect(validated({ Revision: '1' }, 'certain')).toEqual({
      logged: [],
      valid: { valid: { revision: '1' }, doubts: [] },
    });
  });
});
