import { createBlueprint } from '../../cloudformation/blueprint';
import { parseTemplate } from '../../cloudformation/template';
import { account } from '../simulator/stacks/harness';

const blueprintOf = (text: string, parameters: Readonly<Record<string, string>> = {}) =>
  createBlueprint({
    template: parseTemplate(text),
    parameters,
    account: { ...account, ssmParameters: { '/version': '30' } },
    stackName: 'stack',
    stackId: 'arn:stack',
    importValue: (name) => `imported ${name}`,
  });

const live = {
  ref: (logicalId: string) => `ref-${logicalId}`,
  attribute: (logicalId: string, attribute: string) => `${logicalId}.${attribute}`,
};

const surroundings = `
Parameters:
  Text: { Type: String, Default: text }
  List: { Type: CommaDelimitedList, Default: "a, b" }
  Version: { Type: "AWS::SSM::Parameter::Value<String>", Default: /version }
Mappings:
  Regions: { us-east-1: { Size: big, Zones: [x, y] } }
Conditions:
  IsText: !Equals [!Ref Text, text]
  IsNot: !Not [!Condition IsText]
  Both: !And [!Condition IsText, !Condition IsNot]
  Either: !Or [!Condition IsText, !Condition IsNot]
`;

const resolved = (written: string): unknown =>
  blueprintOf(`${surroundings}
Resources:
  Other: { Type: Custom::Other }
  Hidden: { Type: Custom::Other, Condition: IsNot }
  Thing: { Type: Custom::Thing, Properties: { Value: ${written} } }
`).properties('Thing', live).Value;

describe('intrinsic functions', () => {
  test.each<[string, unknown]>([
    ['!Ref Text', 'text'],
    ['!Ref List', ['a', 'b']],
    ['!Ref Version', '30'],
    ['!Ref Other', 'ref-Other'],
    ['!Ref AWS::Region', 'us-east-1'],
    ['!Ref AWS::AccountId', '123456789012'],
    ['!Ref AWS::Partition', 'aws'],
    ['!Ref AWS::StackName', 'stack'],
    ['!Ref AWS::StackId', 'arn:stack'],
    ['!Ref AWS::URLSuffix', 'amazonaws.com'],
    ['!Ref AWS::NoValue', undefined],
    ['[a, !Ref AWS::NoValue, b]', ['a', 'b']],
    ['{ A: !Ref AWS::NoValue }', {}],
    ['!GetAZs ""', ['us-east-1a', 'us-east-1b', 'us-east-1c']],
    ['!Select [0, !GetAZs { Ref: AWS::Region }]', 'us-east-1a'],
    ['!GetAZs eu-west-1', ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']],
    ['!Cidr [10.0.0.0/16, 3, 8]', ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']],
    ['!Cidr [10.0.255.9/16, "2", "15"]', ['10.0.0.0/17', '10.0.128.0/17']],
    ['!Cidr [0.0.0.0/0, 1, 32]', ['0.0.0.0/0']],
    ['!Select [255, !Cidr [255.255.0.0/16, 256, 8]]', '255.255.255.0/24'],
    ['!GetAtt Other.Name', 'Other.Name'],
    ['!GetAtt Other.Dotted.Name', 'Other.Dotted.Name'],
    [
      '!Sub "${Text} ${Other} ${Other.Name} ${AWS::Region} ${!Literal}"',
      'text ref-Other Other.Name us-east-1 ${Literal}',
    ],
    ['!Sub ["${A}-${Text}", { A: !Ref Other }]', 'ref-Other-text'],
    ['!Join ["-", [a, !Ref Text]]', 'a-text'],
    ['!Join ["", !Ref List]', 'ab'],
    ['!Select [1, !Ref List]', 'b'],
    ['!Split ["/", "a/b"]', ['a', 'b']],
    ['!If [IsText, yes it is, !Ref Other]', 'yes it is'],
    ['!If [IsNot, a, !Ref AWS::NoValue]', undefined],
    ['!If [Both, a, b]', 'b'],
    ['!If [Either, a, b]', 'a'],
    ['!FindInMap [Regions, !Ref "AWS::Region", Size]', 'big'],
    ['!FindInMap [Regions, us-east-1, Zones]', ['x', 'y']],
    ['!ImportValue shared', 'imported shared'],
    ['!Base64 text', 'dGV4dA=='],
  ])('%s', (written, expected) => {
    expect(resolved(written)).toEqual(expected);
  });

  test.each([
    [
      '!Ref Missing',
      'Template format error: Unresolved resource dependencies [Missing] in the Resources block of the template',
    ],
    [
      '!Sub "${Missing}"',
      'Template format error: Unresolved resource dependencies [Missing] in the Resources block of the template',
    ],
    ['!GetAtt Missing.Name', 'Template error: instance of Fn::GetAtt references undefined resource Missing'],
    [
      '!GetAtt Other',
      'Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute',
    ],
    ['!Ref [a]', 'Template error: every Ref object must have a single String value.'],
    ['!Join [a]', 'Template error: every Fn::Join object requires two parameters'],
    ['!Split ["", a]', 'Template error: every Fn::Split object requires two parameters'],
    ['!Select [2, !Ref List]', 'Template error: Fn::Select cannot select nonexistent value at index 2'],
    ['!Select [x, !Ref List]', 'Template error: every Fn::Select object requires two non-null parameters'],
    ['!FindInMap [Regions, eu-west-1, Size]', 'Template error: Unable to get mapping for Regions::eu-west-1::Size'],
    ['!If [Missing, a, b]', 'Template format error: Condition Missing is not defined.'],
    ['!If [IsText, a]', 'Template error: Fn::If requires a list argument with three parameters'],
    ['!Sub [a]', "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments"],
    ['!Sub "${a b}"', 'Template format error: Unresolved resource dependencies [a b]'],
    ['!Sub "${List}"', 'Template error: Fn::Sub expression does not resolve to a string: List'],
    ['!GetAZs [a]', 'Template error: every Fn::GetAZs object must have a String-typed value'],
    ['!Cidr [10.0.0.0/8, 1]', 'Template error: every Fn::Cidr object requires three parameters'],
    ['!Cidr [10.0.0.0/24, 2, 8]', '; given: 10.0.0.0/24, 2, 8'],
    ['!Cidr [10.0.0.0/8, 257, 8]', '; given: 10.0.0.0/8, 257, 8'],
    ['!Cidr [10.0.0.256/8, 1, 8]', '; given: 10.0.0.256/8, 1, 8'],
    ['!Cidr [10.0.0.0/33, 1, 8]', '; given: 10.0.0.0/33, 1, 8'],
    ['!Cidr [10.0.0.0/8, 1, 0]', '; given: 10.0.0.0/8, 1, 0'],
    ['!Cidr [10.0.0.0/8, x, 8]', '; given: 10.0.0.0/8, x, 8'],
    ['!Cidr ["2001:db8::/56", 1, 64]', '; given: 2001:db8::/56, 1, 64'],
    [
      '{ "Fn::Made::Up": a }',
      'The simulator does not support the function Fn::Made::Up here. Supported: Ref, Fn::Base64',
    ],
  ])('%s is refused', (written, message) => {
    expect(() => resolved(written)).toThrow(message);
  });
});

describe('conditions', () => {
  test('leave out resources and outputs whose condition does not hold', () => {
    const blueprint = blueprintOf(`${surroundings}
Resources:
  Shown: { Type: Custom::Thing, Condition: IsText }
  Hidden: { Type: Custom::Thing, Condition: IsNot }
Outputs:
  Text: { Value: a, Condition: IsText }
  NoText: { Value: !Ref Hidden, Condition: IsNot }
`);
    expect(blueprint.order).toEqual(['Shown']);
    expect(blueprint.outputs(live)).toEqual({ Text: { value: 'a' } });
  });

  test.each([
    ['A: !Condition B\n  B: !Condition A', 'Found circular condition dependency with condition A.'],
    [
      'A: !Equals [!Ref Thing, a]',
      'Unresolved dependencies [Thing]. Cannot reference resources in the Conditions block of the template',
    ],
    ['A: !Equals [a]', 'Template error: every Fn::Equals object requires a list of 2 string parameters.'],
    ['A: !Not [a, b]', 'Template error: every Fn::Not object requires a list of one boolean parameter.'],
    [
      'A: !And [!Equals [a, b]]',
      'Template error: every Fn::And object requires a list of at least 2 and at most 10 boolean parameters.',
    ],
    ['A: !Join ["", [a]]', 'The simulator does not support the function Fn::Join in a condition.'],
  ])('%s is refused', (conditions, message) => {
    const text = `Conditions:\n  ${conditions}\nResources: { Thing: { Type: Custom::Thing } }`;
    expect(() => blueprintOf(text)).toThrow(message);
  });
});

describe('rules', () => {
  const withRule = (version: string) => `
Parameters: { Version: { Type: String, Default: "${version}" } }
Rules:
  Check:
    Assertions:
      - Assert: !Not [!Contains [["1", "2"], !Ref Version]]
        AssertDescription: the version is too old
Resources: { Thing: { Type: Custom::Thing } }`;

  test('let through what they assert and refuse the rest', () => {
    expect(blueprintOf(withRule('3')).order).toEqual(['Thing']);
    expect(() => blueprintOf(withRule('2'))).toThrow('the version is too old');
  });
});

describe('rules about every member of a list', () => {
  const asserting = (assert: string) => () =>
    blueprintOf(`
Parameters: { Zones: { Type: CommaDelimitedList, Default: "a,b" } }
Rules: { Check: { Assertions: [{ Assert: ${assert} }] } }
Resources: { Thing: { Type: Custom::Thing } }`);

  test.each(['{ Fn::EachMemberIn: [!Ref Zones, [a, b, c]] }', '{ Fn::EachMemberEquals: [[a, a], a] }'])(
    '%s holds',
    (assert) => {
      expect(asserting(assert)().order).toEqual(['Thing']);
    },
  );

  test.each([
    '{ Fn::EachMemberIn: [!Ref Zones, [a, c]] }',
    '{ Fn::EachMemberIn: [!Ref Zones, a] }',
    '{ Fn::EachMemberEquals: [!Ref Zones, a] }',
    '{ Fn::EachMemberEquals: [a, a] }',
  ])('%s does not', (assert) => {
    expect(asserting(assert)).toThrow('rule Check: an assertion does not hold');
  });

  test('one is refused that lacks a list', () => {
    expect(asserting('{ Fn::EachMemberIn: [a] }')).toThrow('every Fn::EachMemberIn object requires two parameters');
  });
});

describe('order', () => {
  test('a circle is refused and named, without what only hangs on it', () => {
    const text = `
Resources:
  A: { Type: Custom::Thing, Properties: { Of: !Ref B } }
  B: { Type: Custom::Thing, DependsOn: A }
  Hanging: { Type: Custom::Thing, DependsOn: A }
  Free: { Type: Custom::Thing }`;
    expect(() => blueprintOf(text)).toThrow('Circular dependency between resources: [A, B]');
  });

  test('unknown names in DependsOn and in outputs are refused', () => {
    expect(() => blueprintOf('Resources: { A: { Type: Custom::Thing, DependsOn: [X, Z] } }')).toThrow(
      'Unresolved resource dependencies [X, Z] in the Resources block of the template',
    );
    expect(() => blueprintOf('Resources: { A: { Type: Custom::Thing } }\nOutputs: { O: { Value: !Ref X } }')).toThrow(
      'Unresolved resource dependencies [X] in the Outputs block of the template',
    );
  });
});

describe('parameters', () => {
  const withParameter = (definition: string, value?: string) =>
    blueprintOf(
      `Parameters: { P: ${definition} }\nResources: { Thing: { Type: Custom::Thing, Properties: { V: !Ref P } } }`,
      value === undefined ? {} : { P: value },
    ).properties('Thing', live).V;

  test('a given value goes before the default', () => {
    expect(withParameter('{ Type: String, Default: a }', 'b')).toBe('b');
  });

  test.each<[string, string | undefined, string]>([
    ['{ Type: String }', undefined, 'Parameters: [P] must have values'],
    ['{ Type: String, AllowedValues: [a, b] }', 'c', "Parameter 'P' must be one of AllowedValues"],
    ['{ Type: String, AllowedPattern: "[a-z]+" }', 'A', "Parameter 'P' must match pattern [a-z]+"],
    ['{ Type: CommaDelimitedList, AllowedPattern: "[a-z]+" }', 'a,b,C', "Parameter 'P' must match pattern [a-z]+"],
    [
      '{ Type: String, AllowedPattern: "[a-z]+", ConstraintDescription: lower case }',
      'A',
      'Parameter P failed to satisfy constraint: lower case',
    ],
    ['{ Type: String, MaxLength: 2 }', 'abc', "Parameter 'P' must contain at most 2 characters"],
    ['{ Type: String, MinLength: 2 }', 'a', "Parameter 'P' must contain at least 2 characters"],
    ['{ Type: Number }', 'a', "Parameter 'P' must be a number."],
    ['{ Type: Number, MaxValue: 5 }', '6', "Parameter 'P' must be a number not greater than 5"],
    ['{ Type: Number, MinValue: 5 }', '4', "Parameter 'P' must be a number not less than 5"],
    [
      '{ Type: "AWS::SSM::Parameter::Value<String>" }',
      '/none',
      'Unable to fetch parameters [/none] from parameter store for this account.',
    ],
    ['{ Type: Boolean }', 'true', 'The simulator does not support the type Boolean of the parameter P'],
  ])('%s refuses %s', (definition, value, message) => {
    expect(() => withParameter(definition, value)).toThrow(message);
  });

  test('values for parameters that the template does not have are refused', () => {
    expect(() => blueprintOf('Resources: { A: { Type: Custom::Thing } }', { X: '1' })).toThrow(
      'Parameters: [X] do not exist in the template',
    );
  });
});

test('an output has the value of the parameter store, and of a secret its reference', () => {
  const outputs = blueprintOf(`
Resources: { Thing: { Type: Custom::Thing } }
Outputs:
  Version: { Value: 'v{{resolve:ssm:/version:1}}' }
  Secret: { Value: '{{resolve:secretsmanager:mine}}' }`).outputs(live);
  expect(outputs).toEqual({ Version: { value: 'v30' }, Secret: { value: '{{resolve:secretsmanager:mine}}' } });
});
