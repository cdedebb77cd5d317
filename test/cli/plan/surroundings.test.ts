import { declare } from '../../../cli/declared/deployment';
import { comesAfter, madeBy } from '../../../cli/plan/surroundings';

const declaration = declare({
  source: 'template.yaml',
  text: `Parameters: {Use: {Type: String, Default: "no"}}
Conditions: {IsUsed: !Equals [!Ref Use, "yes"]}
Resources:
  Group: {Type: AWS::IoT::ThingGroup, Properties: {ThingGroupName: sensors}}
  Nameless: {Type: AWS::IoT::ThingGroup}
  Unused: {Type: AWS::IoT::ThingGroup, Condition: IsUsed, Properties: {ThingGroupName: unused}}
  Metric: {Type: AWS::IoT::CustomMetric, Properties: {MetricName: heat}}
  Dimension: {Type: AWS::IoT::Dimension, Properties: {Name: topics}}
  Profile:
    Type: Custom::IoTSecurityProfile
    DependsOn: Metric
    Properties: {TargetArns: [!GetAtt Group.Arn]}
`,
  parameters: {},
  ssmParameters: {},
  place: {},
  physicalIds: {},
  exports: undefined,
});

test('what a template makes whose name is known', () => {
  expect(Object.fromEntries(madeBy(declaration))).toEqual({
    'thinggroup/sensors': 'Group',
    'custommetric/heat': 'Metric',
    'dimension/topics': 'Dimension',
  });
});

test.each([
  ['Group', true],
  ['Metric', true],
  ['Dimension', false],
])('the order follows from references and from DependsOn: %s', (other, expected) => {
  expect(comesAfter(declaration, 'Profile', other)).toBe(expected);
  expect(comesAfter(declaration, 'Nobody', other)).toBe(false);
});
