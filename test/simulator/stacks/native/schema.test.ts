import { parseTemplate } from '../../../../cloudformation/template';
import { schemaProblems } from '../../../../simulator/stacks/native/schema';

const problems = (properties: string): readonly string[] => {
  const text = `Resources:\n  P:\n    Type: AWS::IoT::SecurityProfile\n    Properties: ${properties}\n`;
  return schemaProblems(parseTemplate(text).resources.P?.properties ?? {});
};

// The published schema has additionalProperties: false at every level.
test.each([
  ['{Behaviours: [{Name: a}]}', ['#: extraneous key [Behaviours] is not permitted']],
  ['{AdditionalMetricsToRetain: [a]}', ['#: extraneous key [AdditionalMetricsToRetain] is not permitted']],
  [
    '{Behaviors: [{name: a, Criteria: {value: {count: 5}}}]}',
    [
      '#/Behaviors/0: extraneous key [name] is not permitted',
      '#/Behaviors/0/Criteria: extraneous key [value] is not permitted',
    ],
  ],
  ['{Tags: [{Key: a, Value: b, Extra: c}]}', ['#/Tags/0: extraneous key [Extra] is not permitted']],
  ['{Behaviors: a}', ['#/Behaviors: expected type: JSONArray, found: String']],
  ['{AlertTargets: [a]}', ['#/AlertTargets: expected type: JSONObject, found: JSONArray']],
  ['{SecurityProfileName: [a]}', ['#/SecurityProfileName: expected type: String, found: JSONArray']],
])('%s is refused in the words of CloudFormation', (properties, expected) => {
  expect(problems(properties)).toEqual(expected);
});

// Real templates have them in any case; https://github.com/aws-cloudformation/cfn-lint/pull/83
test.each(['true', '"true"', '"True"', '"TRUE"', '"False"', 'false'])('SuppressAlerts: %s is a boolean', (written) => {
  expect(problems(`{Behaviors: [{Name: a, SuppressAlerts: ${written}}]}`)).toEqual([]);
});

test.each(['"Yes"', '1', '"1"', '""'])('SuppressAlerts: %s is none', (written) => {
  expect(problems(`{Behaviors: [{Name: a, SuppressAlerts: ${written}}]}`)).toHaveLength(1);
});

test.each(['300', '"300"', '"3e2"'])('DurationSeconds: %s is a number', (written) => {
  expect(problems(`{Behaviors: [{Name: a, Criteria: {DurationSeconds: ${written}}}]}`)).toEqual([]);
});
