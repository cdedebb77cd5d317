import {
  durations,
  findMetric,
  isCustomMetric,
  metricNames,
  operatorFamilies,
} from '../../../../core/iot-security-profile/properties/metrics';

const namesWhere = (test: (metric: NonNullable<ReturnType<typeof findMetric>>) => boolean): readonly string[] =>
  metricNames.filter((name) => {
    const metric = findMetric(name);
    return metric !== undefined && test(metric);
  });

describe('The metrics of Device Defender', () => {
  test('are eight on the cloud side and ten on the device side', () => {
    expect(namesWhere(({ side }) => side === 'cloud')).toHaveLength(8);
    expect(namesWhere(({ side }) => side === 'device')).toHaveLength(10);
  });

  test('that report IP addresses are two', () => {
    expect(namesWhere(({ kind }) => kind === 'ip-list')).toEqual([
      'aws:source-ip-address',
      'aws:destination-ip-addresses',
    ]);
  });

  test('that report ports are two', () => {
    expect(namesWhere(({ kind }) => kind === 'port-list')).toEqual([
      'aws:listening-tcp-ports',
      'aws:listening-udp-ports',
    ]);
  });

  test('that report a list take neither a duration nor a percentile nor ML', () => {
    const lists = namesWhere(({ kind }) => kind !== 'number');
    expect(namesWhere(({ duration }) => duration === 'forbidden')).toEqual(lists);
    expect(namesWhere(({ percentile }) => percentile === false)).toEqual(lists);
    expect(namesWhere(({ ml, documented }) => !ml && documented)).toEqual(lists);
  });

  test('that ML Detect offers are six of the cloud side and seven of the device side', () => {
    expect(namesWhere(({ ml, side }) => ml && side === 'cloud')).toHaveLength(6);
    expect(namesWhere(({ ml, side }) => ml && side === 'device')).toHaveLength(7);
  });

  test('that a dimension can narrow are five of the cloud side', () => {
    expect(namesWhere(({ dimension }) => dimension)).toEqual([
      'aws:message-byte-size',
      'aws:num-messages-sent',
      'aws:num-messages-received',
      'aws:num-authorization-failures',
      'aws:source-ip-address',
    ]);
  });

  test('that are too little documented to refuse anything are the duration of a disconnect alone', () => {
    expect(namesWhere(({ documented }) => !documented)).toEqual(['aws:disconnect-duration']);
  });

  test.each(['aws:num-connections', 'custom', '', '__proto__', 'toString'])('do not include %p', (name) => {
    expect(findMetric(name)).toBeUndefined();
  });
});

test('the operators are ten', () => {
  expect(Object.keys(operatorFamilies)).toHaveLength(10);
});

test('the durations are those that AWS lists', () => {
  expect(durations).toEqual([300, 600, 900, 1800, 3600]);
});

test.each([
  ['temperature', true],
  ['awsome', true],
  ['aws:new-metric', false],
  ['aws:num-disconnects', false],
])('%s is a custom metric: %p', (name, custom) => {
  expect(isCustomMetric(name)).toBe(custom);
});
