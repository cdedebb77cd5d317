import { verdicts, withCriteria } from './examples';

/** Three mistakes that the table finds, at three depths, and four that rules between members find. */
const mistakes = {
  SecurityProfileName: 'bad name',
  Behaviors: [
    {
      Name: 'duration',
      Metric: 'aws:num-messages-sent',
      Criteria: { ComparisonOperator: 'less-than', Value: { Count: 1 }, DurationSeconds: 45 },
    },
    {
      Name: 'ports',
      Metric: 'aws:source-ip-address',
      Criteria: { ComparisonOperator: 'in-cidr-set', Value: { Ports: [70000] } },
    },
    {
      Name: 'learned',
      Metric: 'aws:source-ip-address',
      Criteria: { MlDetectionConfig: { ConfidenceLevel: 'SOME' } },
    },
    { Name: 'dimension', Metric: 'custom', MetricDimension: { DimensionName: 'd' }, Criteria: {} },
  ],
  Tags: [{ Key: 'aws:mine' }],
};
const found = [
  'certain SecurityProfileName',
  'certain Behaviors[0].Criteria.DurationSeconds',
  'certain Behaviors[1].Criteria.Value.Ports[0]',
  'certain Behaviors[1].Criteria.Value.Ports',
  'certain Behaviors[2].Criteria.MlDetectionConfig.ConfidenceLevel',
  'certain Behaviors[2].Criteria.MlDetectionConfig',
  'certain Behaviors[3].MetricDimension',
  'certain Tags[0].Key',
];

const wrongTypes: readonly unknown[] = [5, true, 'text', [], [[]], {}, { a: { b: 1 } }];

describe('A wrong type in one member hides no problem of another', () => {
  test('the mistakes of this test are all found while every type is right', () => {
    expect(verdicts(mistakes)).toEqual(expect.arrayContaining(found));
  });

  const roots = [
    'SecurityProfileDescription',
    'AlertTargets',
    'AdditionalMetricsToRetainV2',
    'MetricsExportConfig',
    'TargetArns',
    'AdoptExisting',
    'Unknown',
  ];
  test.each(roots)('a property beside them: %s', (name) => {
    for (const wrong of wrongTypes)
      expect(verdicts({ ...mistakes, [name]: wrong })).toEqual(expect.arrayContaining(found));
  });

  test.each(['SuppressAlerts', 'ExportMetric', 'Unknown'])('a member of the same behaviors: %s', (name) => {
    for (const wrong of wrongTypes) {
      const Behaviors = mistakes.Behaviors.map((behavior) => ({ ...behavior, [name]: wrong }));
      expect(verdicts({ ...mistakes, Behaviors })).toEqual(expect.arrayContaining(found));
    }
  });

  const inCriteria = [
    'ConsecutiveDatapointsToAlarm',
    'ConsecutiveDatapointsToClear',
    'StatisticalThreshold',
    'Unknown',
  ];
  test.each(inCriteria)('a member of the same criteria: %s', (name) => {
    for (const wrong of wrongTypes) {
      const Behaviors = mistakes.Behaviors.map((behavior) => ({
        ...behavior,
        Criteria: { ...behavior.Criteria, [name]: wrong },
      }));
      expect(verdicts({ ...mistakes, Behaviors })).toEqual(expect.arrayContaining(found));
    }
  });

  test('another element of the same list', () => {
    for (const wrong of [...wrongTypes, null, '', 1.5]) {
      const Behaviors = [...mistakes.Behaviors, wrong];
      expect(verdicts({ ...mistakes, Behaviors })).toEqual(expect.arrayContaining(found));
    }
  });

  test('a value of the wrong type leaves the operator and the duration to be checked against the metric', () => {
    const criteria = { ComparisonOperator: 'in-set', Value: 'many', DurationSeconds: '45', MlDetectionConfig: 1 };
    expect(verdicts(withCriteria('aws:num-disconnects', criteria))).toEqual([
      'certain Behaviors[0].Criteria.Value',
      'certain Behaviors[0].Criteria.MlDetectionConfig',
      'certain Behaviors[0].Criteria.ComparisonOperator',
      'certain Behaviors[0].Criteria.DurationSeconds',
    ]);
  });

  test('a rule that reads the wrong member stays silent', () => {
    const criteria = { ComparisonOperator: 'in-set', Value: { Count: 1 }, DurationSeconds: 45 };
    expect(verdicts(withCriteria(undefined, criteria))).toContain('strong Behaviors[0].Criteria.Value.Count');
    const Behaviors = [{ Name: 'one', Metric: 5, Criteria: criteria, MetricDimension: { DimensionName: 'd' } }];
    expect(verdicts({ Behaviors })).toEqual([
      'certain Behaviors[0].Metric',
      'strong Behaviors[0].Criteria.Value.Count',
    ]);
  });
});
