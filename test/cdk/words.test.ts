import { inWords } from '../../cdk/checks/words';

const said = (path: string, message: string, properties = {}): string => {
  const problem = inWords({ path, message, certainty: 'certain' }, properties);
  return `${problem.path}: ${problem.message}`;
};

describe('a problem in the words of the construct', () => {
  test.each([
    ['SecurityProfileName', 'securityProfileName'],
    ['SecurityProfileDescription', 'description'],
    ['Behaviors[2].Name', 'behaviors[2].name'],
    ['Behaviors[2].MetricDimension', 'behaviors[2].dimension'],
    ['Behaviors[2].MetricDimension.DimensionName', 'behaviors[2].dimension'],
    ['Behaviors[2].MetricDimension.Operator', 'behaviors[2].dimensionOperator'],
    ['Behaviors[2].Criteria', 'behaviors[2].criteria'],
    ['Behaviors[2].Criteria.ComparisonOperator', 'behaviors[2].criteria'],
    ['Behaviors[2].Criteria.Value', 'behaviors[2].criteria'],
    ['Behaviors[2].Criteria.Value.Count', 'behaviors[2].criteria.value'],
    ['Behaviors[2].Criteria.Value.Number', 'behaviors[2].criteria.value'],
    ['Behaviors[2].Criteria.Value.Numbers[1]', 'behaviors[2].criteria.numbers[1]'],
    ['Behaviors[2].Criteria.Value.Cidrs[1]', 'behaviors[2].criteria.cidrs[1]'],
    ['Behaviors[2].Criteria.DurationSeconds', 'behaviors[2].criteria.duration'],
    ['Behaviors[2].Criteria.ConsecutiveDatapointsToClear', 'behaviors[2].criteria.consecutiveDatapointsToClear'],
    ['Behaviors[2].Criteria.StatisticalThreshold.Statistic', 'behaviors[2].criteria.percentile'],
    ['Behaviors[2].Criteria.MlDetectionConfig.ConfidenceLevel', 'behaviors[2].criteria.confidenceLevel'],
    ['AdditionalMetricsToRetainV2[0].ExportMetric', 'additionalMetricsToRetain[0].exportMetric'],
    ['AlertTargets.SNS.AlertTargetArn', 'alertTopic'],
    ['AlertTargets.SNS.RoleArn', 'role'],
    ['MetricsExportConfig.RoleArn', 'role'],
    ['MetricsExportConfig.MqttTopic', 'metricsExportTopic'],
    ['TargetArns[1]', 'targets[1]'],
    ['AdoptExisting', 'adoptExisting'],
    ['metricViolations.behaviorName', 'metricViolations.behaviorName'],
  ])('has %s where the prop is %s', (path, prop) => expect(said(path, 'is wrong')).toBe(`${prop}: is wrong`));

  test('finds a tag by its key', () => {
    const properties = { Tags: [{ Key: 'a' }, { Key: 'team' }] };
    expect(said('Tags[1].Value', 'is wrong', properties)).toBe('tags["team"]: is wrong');
  });

  test.each([
    [{ Strings: ['a'] }, '"in-set"', 'inStringSet'],
    [{ Numbers: [1] }, '"not-in-set"', 'notInNumberSet'],
  ])('names the method of the set %j', (Value, operator, method) => {
    const properties = { Behaviors: [{ Criteria: { Value } }] };
    expect(said('Behaviors[0].Criteria.ComparisonOperator', `${operator} does not suit`, properties)).toBe(
      `behaviors[0].criteria: ${method} does not suit`,
    );
  });

  test.each([
    [
      'Behaviors[0].Criteria.DurationSeconds',
      '420 is not a duration that aws:num-disconnects accepts; accepted: 300, 600, 900, 1800, 3600',
      'behaviors[0].criteria.duration: 7 minutes is not a duration that aws:num-disconnects accepts; accepted: 5, 10, 15, 30 or 60 minutes',
    ],
    [
      'Behaviors[0].Criteria.DurationSeconds',
      '300 is given, but AWS documents no duration with MlDetectionConfig; take it out',
      'behaviors[0].criteria.duration: 5 minutes is given, but AWS documents no duration with mlDetection; take it out',
    ],
    [
      'Behaviors[0].Criteria.ComparisonOperator',
      '"in-set" does not suit aws:num-disconnects, which reports a number; accepted: less-than, less-than-equals, greater-than, greater-than-equals',
      'behaviors[0].criteria: inStringSet or inNumberSet does not suit aws:num-disconnects, which reports a number; accepted: lessThan, lessThanEquals, greaterThan, greaterThanEquals',
    ],
    [
      'Behaviors[0].Criteria.Value.Count',
      '"in-cidr-set" compares with IP addresses; give Cidrs instead',
      'behaviors[0].criteria.value: inCidrSet compares with IP addresses; give inCidrSet or notInCidrSet instead',
    ],
    [
      'Behaviors[0].Criteria.MlDetectionConfig',
      'does not suit aws:source-ip-address, which ML Detect does not offer; give Value with a comparison operator',
      'behaviors[0].criteria.confidenceLevel: does not suit aws:source-ip-address, which ML Detect does not offer; give criteria with a threshold or a set',
    ],
    [
      'Behaviors[0].Criteria.Value',
      'is empty; accepted: one of Count, Cidrs, Ports, Number, Numbers, Strings',
      'behaviors[0].criteria: is empty; give it what to compare with',
    ],
    [
      'Behaviors[0].ExportMetric',
      'is true, but nothing is exported without MetricsExportConfig; give it',
      'behaviors[0].exportMetric: is true, but nothing is exported without metricsExportTopic; give it',
    ],
    [
      'Behaviors[1].Name',
      '"a" is at Behaviors[0].Name too; give each behavior its own',
      'behaviors[1].name: "a" is at behaviors[0].name too; give each behavior its own',
    ],
    [
      'TargetArns[1]',
      'is in eu-west-1, account 1, but TargetArns[0] in us-east-1, account 1; take all from one place',
      'targets[1]: is in eu-west-1, account 1, but targets[0] in us-east-1, account 1; take all from one place',
    ],
  ])('at %s says %p so', (path, message, expected) => expect(said(path, message)).toBe(expected));

  test('leaves what a user wrote as it is', () => {
    const message = '"less-than MetricsExportConfig" has characters that are not accepted';
    expect(said('Behaviors[0].Name', message)).toBe(`behaviors[0].name: ${message}`);
  });

  test('leaves CloudFormation its words where only an escape hatch can have given it', () => {
    expect(said('Behaviors[0].Nmae', 'is not a property; did you mean "Name"?')).toBe(
      'Behaviors[0].Nmae: is not a property; did you mean "Name"?',
    );
  });
});
