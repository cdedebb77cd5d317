import { createBlueprint } from '../../cloudformation/blueprint';
import { parseTemplate } from '../../cloudformation/template';
import { stringified, type Value } from '../../cloudformation/values';
import { simulatorAccount } from '../../simulator/account';

/*
 * How CloudFormation reads a template's scalars, and what reaches a function: each row with where it was seen. Its parser
 * is a Java one for YAML 1.1, of which SnakeYAML 1.33 is the nearest public relative.
 */

/** What reaches a custom resource of a property that a template writes so. */
const reaches = (written: string, parameters: string = '', given: Readonly<Record<string, string>> = {}): Value => {
  const template = parseTemplate(`${parameters}
Resources:
  Thing:
    Type: Custom::Thing
    Properties:
      Value: ${written}
`);
  const blueprint = createBlueprint({
    template,
    parameters: given,
    account: { ...simulatorAccount, ssmParameters: { '/plant/limit': '250' } },
    stackName: 'stack',
    stackId: 'arn:aws:cloudformation:us-east-1:123456789012:stack/stack/1',
    importValue: (name) => name,
  });
  const nothing = { ref: (name: string) => name, attribute: (name: string) => name };
  return stringified(blueprint.properties('Thing', nothing).Value ?? '');
};

/** In JSON every notation but a number is quoted. */
const inJson = (written: string): Value =>
  stringified(
    parseTemplate(`{"Resources": {"Thing": {"Type": "Custom::Thing", "Properties": {"Value": ${written}}}}}`).resources
      .Thing?.properties.Value ?? '',
  );

describe('a text that looks like a number to others is text', () => {
  // S1: every parser of YAML 1.1 agrees; to the npm package `yaml` it is a number that is none.
  test.each(['e3', 'E10', 'e+3', '.e3', '_1', '+', '.', '0x', '0b', '0b_', '0x_', '1.2.3', '08:30', '1:60'])(
    '%s',
    (written) => {
      expect(reaches(written)).toBe(written);
    },
  );
});

describe('a number is what Java makes of it', () => {
  test.each([
    // S2a: https://github.com/aws/aws-cli/issues/6908, an account id that became a number
    ['012345678901', '1.2345678901E10'],
    // S2b: follows from S2a
    ['08', '8.0'],
    ['0789', '789.0'],
    // S2c: a double
    ['0e0', '0.0'],
    ['0e1', '0.0'],
    // S2e: Double.toString
    ['-0.0', '-0.0'],
    ['4.9e-324', '4.9E-324'],
    ['5e-324', '4.9E-324'],
    ['1e-5', '1.0E-5'],
    ['1.25e-5', '1.25E-5'],
    ['500000000.0', '5.0E8'],
    ['1e3', '1000.0'],
    ['.5', '0.5'],
    ['5.', '5.0'],
    // octal, binary, hexadecimal
    ['010', '8'],
    ['0b101', '5'],
    ['0x1F', '31'],
    ['-0x1F', '-31'],
    ['1_000', '1000'],
    ['0', '0'],
    ['-0', '0'],
    ['+5', '5'],
    ['9223372036854775807', '9223372036854775807'],
    // S3: base 60, as SnakeYAML and PyYAML read it
    ['12:30', '750'],
    ['12:30:45', '45045'],
    ['1:1', '61'],
    ['-12:30', '-750'],
    ['190:20:30', '685230'],
    ['12:30:45.5', '45045.5'],
    // S4c
    ['!!float 12', '12.0'],
    ['!!int "3"', '3'],
  ])('%s reaches a function as %s', (written, expected) => {
    expect(reaches(written)).toBe(expected);
  });

  test.each(['"012345678901"', "'12:30'", '!!str 12:30', '"e3"', '!!str 08'])('quoted it stays text: %s', (written) => {
    expect(reaches(written)).toBe(written.replace(/^!!str |['"]/g, ''));
  });

  test.each([
    ['1e3', '1000.0'],
    ['5.0E8', '5.0E8'],
    ['300', '300'],
    ['9007199254740993', '9007199254740993'],
    ['-0.0', '-0.0'],
  ])('JSON %s reaches a function as %s', (written, expected) => {
    expect(inJson(written)).toBe(expected);
  });

  // S2d: nobody outside AWS knows, so nothing is guessed.
  test.each(['1e400', '-1e400', '.inf', '-.Inf', '.NaN', '!!float x'])('%s is refused by name and place', (written) => {
    expect(() => reaches(written)).toThrow(/does not support the number .*\(line 6, column \d+\)/);
  });

  test.each(['!!timestamp 2001-01-01', '!!binary aGk='])('%s is refused', (written) => {
    expect(() => reaches(written)).toThrow(/does not support the tag !!(timestamp|binary)/);
  });
});

test.each(['2001-01-01', '2010-09-09T00:00:00Z', '2001-12-14t21:59:43.10-05:00', 'y', 'n', 'Y', '='])(
  '%s is text',
  (written) => {
    expect(reaches(written)).toBe(written);
  },
);

test.each(['yes', 'On', 'TRUE', 'true'])('%s is true', (written) => {
  expect(reaches(written)).toBe('true');
});

describe('structures', () => {
  // S4a: https://github.com/aws/aws-cdk/issues/1074, checked with AWS's own validation
  test('of a key that is there twice the last one counts, in YAML and in JSON', () => {
    expect(reaches('{A: 1, A: 2}')).toEqual({ A: '2' });
    expect(inJson('{"A": 1, "A": 2}')).toEqual({ A: '2' });
  });

  // S4b: CloudFormation's own words
  test.each([
    'Resources:\n  A: &a {Type: Custom::A}\n  B: *a',
    'Resources:\n  A: &a {Type: Custom::A}\n  B:\n    <<: *a',
    'Resources:\n  A: &a {Type: Custom::A}\n  B:\n    Type: Custom::A\n    Properties: {Values: [*a]}',
  ])('an alias is refused: %j', (text) => {
    expect(() => parseTemplate(text)).toThrow('YAML aliases are not allowed in CloudFormation templates');
  });

  test('an anchor that nobody uses is none of an alias', () => {
    expect(reaches('&here {A: 1}')).toEqual({ A: '1' });
  });

  test.each(['null', '~', '', '[a, null]', '{A: }'])('null is refused with its place: %j', (written) => {
    expect(() => reaches(written)).toThrow("'null' values are not allowed in templates");
  });

  test('nesting that no stack holds is refused, in YAML and in JSON', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    expect(() => reaches(deep)).toThrow(/nested too deeply|not well-formed/);
    expect(() => inJson(deep)).toThrow(/nested too deeply|not well-formed/);
  });

  // Editors on Windows write one.
  test('a byte order mark is passed over', () => {
    expect(parseTemplate('\uFEFF{"Resources": {"A": {"Type": "Custom::A"}}}').resources.A?.type).toBe('Custom::A');
    expect(parseTemplate('\uFEFFResources: {A: {Type: Custom::A}}').resources.A?.type).toBe('Custom::A');
  });
});

describe('parameters', () => {
  const list = 'Parameters: {List: {Type: CommaDelimitedList, Default: ""}}';

  // S5: https://github.com/aws-cloudformation/cfn-lint/issues/4396
  test('an empty list is a list of one empty text', () => {
    expect(reaches('!Ref List', list)).toEqual(['']);
    expect(reaches('!Select [0, !Ref List]', list)).toBe('');
    expect(reaches('!Join ["-", !Ref List]', list)).toBe('');
  });

  test('so is that of a parameter of the parameter store', () => {
    const ssm = 'Parameters: {List: {Type: "AWS::SSM::Parameter::Value<List<String>>", Default: /plant/limit}}';
    expect(reaches('!Ref List', ssm)).toEqual(['250']);
  });

  // S13
  test.each(['.5', '5.', '+5', '1e3', '-2'])(
    'a Number %s passes, and reaches the function as it is written',
    (given) => {
      expect(reaches('!Ref Limit', 'Parameters: {Limit: {Type: Number}}', { Limit: given })).toBe(given);
    },
  );
});

describe('dynamic references', () => {
  // S10: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
  test('that of a parameter is resolved before the function hears of it, also inside a text', () => {
    expect(reaches("'{{resolve:ssm:/plant/limit}}'")).toBe('250');
    expect(reaches("'at {{resolve:ssm:/plant/limit:3}}!'")).toBe('at 250!');
    expect(reaches("!Sub '{{resolve:ssm:/plant/limit}}-${AWS::Region}'")).toBe('250-us-east-1');
  });

  test('one of a secret reaches a custom resource as text', () => {
    expect(reaches("'{{resolve:secretsmanager:db:SecretString:user}}'")).toBe(
      '{{resolve:secretsmanager:db:SecretString:user}}',
    );
  });

  test('a secure parameter, one that is not there and an unknown service are refused', () => {
    expect(() => reaches("'{{resolve:ssm-secure:db:1}}'")).toThrow('SSM Secure reference is not supported');
    expect(() => reaches("'{{resolve:ssm:/nowhere}}'")).toThrow('Parameters: [ssm:/nowhere] cannot be found.');
    expect(() => reaches("'{{resolve:nope:x}}'")).toThrow('Dynamic references of the service nope do not exist');
  });
});

// S9: AWS's own example of a custom resource has the attribute
test('the attribute Version of a resource, and the section Hooks, are accepted', () => {
  const text = "Hooks: {}\nResources:\n  A: {Type: Custom::A, Version: '1.0'}";
  expect(parseTemplate(text).resources.A?.type).toBe('Custom::A');
});
