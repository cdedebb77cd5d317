import { isSame, isSameButForDefaults } from '../../../../core/iot-security-profile/plan/content';

const behavior = { name: 'a', metric: 'm', criteria: { comparisonOperator: 'in-port-set', value: { ports: [1, 2] } } };
const other = { name: 'b' };

describe('it is no difference', () => {
  test.each([
    ['that members come in another order', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
    ['that behaviors come in another order', [behavior, other], [other, behavior]],
    [
      'that the elements of a value come in another order',
      [behavior],
      [{ ...behavior, criteria: { ...behavior.criteria, value: { ports: [2, 1] } } }],
    ],
    ['that a member is undefined', [{ ...other, metric: undefined }], [other]],
    ['that the service has filled in suppressAlerts', [{ ...other, suppressAlerts: false }], [other]],
    ['that the service has filled in exportMetric', [{ ...other, exportMetric: false }], [other]],
    [
      'that the service has filled in the datapoints',
      [{ name: 'b', criteria: { consecutiveDatapointsToAlarm: 1, consecutiveDatapointsToClear: 1 } }],
      [{ name: 'b', criteria: {} }],
    ],
    [
      'that the service has filled in the operator of a dimension',
      [{ metric: 'm', metricDimension: { dimensionName: 'd', operator: 'IN' } }],
      [{ metric: 'm', metricDimension: { dimensionName: 'd' } }],
    ],
    [
      'that the template spells a default out that the service leaves out',
      [other],
      [{ ...other, exportMetric: false }],
    ],
  ])('%s', (_what, live, desired) => {
    expect(isSameButForDefaults(live, desired)).toBe(true);
  });
});

describe('it is a difference', () => {
  test.each([
    ['that there is none yet', undefined, [other]],
    ['that an element is missing', [behavior], [behavior, other]],
    ['that an element is too many', [behavior, other], [behavior]],
    ['that an element is there twice and another is missing', [behavior, other], [behavior, behavior]],
    ['that a number is another', { value: { count: 1 } }, { value: { count: 2 } }],
    ['that a number is text', { count: 1 }, { count: '1' }],
    ['that a flag is no default', [{ ...other, suppressAlerts: true }], [other]],
    ['that the operator is no default', { operator: 'NOT_IN' }, {}],
    ['that datapoints are no default', { consecutiveDatapointsToAlarm: 2 }, {}],
    ['that text with a comma is no two texts', { strings: ['a,b'] }, { strings: ['a', 'b'] }],
    ['that text with quotes is no two texts', { strings: ['a","b'] }, { strings: ['a', 'b'] }],
    ['that a member has the name of a prototype', { constructor: 1 }, {}],
    ['that a text has a blank more at its end', 'watches the fleet', 'watches the fleet '],
    ['that a text has a blank more at its beginning', { description: ' text' }, { description: 'text' }],
    ['that a text is in other case', 'Text', 'text'],
    ['that zero is no absence', { count: 0 }, {}],
    ['that false is no absence where it is no default', { other: false }, {}],
  ])('%s', (_what, live, desired) => {
    expect(isSameButForDefaults(live, desired)).toBe(false);
  });

  test('that a member named __proto__ is there', () => {
    expect(isSameButForDefaults(JSON.parse('{"__proto__": {"a": 1}}'), {})).toBe(false);
  });
});

test('a default that one template spells out and the other does not is a difference between them', () => {
  const spelt = [{ name: 'b', suppressAlerts: false }];
  const dropped = [{ name: 'b' }];
  expect(isSame(spelt, dropped)).toBe(false);
  expect(isSame(spelt, [{ suppressAlerts: false, name: 'b' }])).toBe(true);
});
