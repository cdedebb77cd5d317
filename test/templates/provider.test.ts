import { iotFunction } from '../../scripts/build/functions';
import { buildInlineHandler } from '../../scripts/build/inline';
import {
  codeOf,
  conditionalStatementsOf,
  packageVersion,
  read,
  resource,
  root,
  statementsOf,
  template,
} from './support';

const built = 'dist/provider.yaml';
const largest = 51_200;
const files = [built, 'templates/examples/all-in-one.yaml'];

describe.each(files)('%s', (file) => {
  // So much the code may still grow: what a VPC asks of the template has taken its share.
  test('leaves at least 3,000 of the 51,200 bytes that CloudFormation takes in a call', () => {
    expect(largest - Buffer.byteLength(read(file))).toBeGreaterThanOrEqual(3_000);
  });

  test('carries the code of the function to the byte', async () => {
    const { code } = await buildInlineHandler(root, iotFunction);
    expect(codeOf(file)).toBe(code);
  });

  test('has no character beyond ASCII, which CloudFormation would replace by "?"', () => {
    expect(read(file)).toMatch(/^[\n\x20-\x7e]*$/);
  });

  test('has no dynamic reference, which CloudFormation would resolve in the middle of the code', () => {
    expect(read(file)).not.toContain('{{resolve:');
  });
});

describe('the template of the function', () => {
  const properties = (logicalId: string) => resource(built, logicalId).Properties;

  test('keeps its logical ids: another function is another ServiceToken, and no resource can be moved to that', () => {
    const types = Object.entries(template(built).Resources).map(([id, { Type }]) => [id, Type]);
    expect(types).toEqual([
      ['ProviderLogGroup', 'AWS::Logs::LogGroup'],
      ['ProviderRole', 'AWS::IAM::Role'],
      ['ProviderFunction', 'AWS::Lambda::Function'],
      ['ProviderRetries', 'AWS::Lambda::EventInvokeConfig'],
    ]);
  });

  test('does not name the function: a name would make a replacement out of some updates', () => {
    expect(properties('ProviderFunction')).not.toHaveProperty('FunctionName');
    expect(properties('ProviderRole')).not.toHaveProperty('RoleName');
  });

  test('runs on a current Node and, unless another is chosen, on arm64', () => {
    expect(properties('ProviderFunction')).toMatchObject({
      Runtime: 'nodejs22.x',
      Architectures: [{ Ref: 'FunctionArchitecture' }],
      Handler: 'index.handler',
    });
    const { Default: architecture, AllowedValues: others } = template(built).Parameters.FunctionArchitecture ?? {};
    expect([architecture, others]).toEqual(['arm64', ['arm64', 'x86_64']]);
  });

  test('is in a VPC only where one is given', () => {
    expect(properties('ProviderFunction').VpcConfig).toEqual({
      'Fn::If': [
        'IsInVpc',
        {
          SubnetIds: { 'Fn::Split': [',', { Ref: 'VpcSubnetIds' }] },
          SecurityGroupIds: { 'Fn::Split': [',', { Ref: 'VpcSecurityGroupIds' }] },
        },
        { Ref: 'AWS::NoValue' },
      ],
    });
  });

  test('delivers an event a second time at most, and within 400 s', () => {
    expect(properties('ProviderRetries')).toEqual({
      FunctionName: { Ref: 'ProviderFunction' },
      Qualifier: '$LATEST',
      MaximumRetryAttempts: 1,
      MaximumEventAgeInSeconds: 400,
    });
  });

  test('logs to a group of its own that forgets', () => {
    expect(properties('ProviderFunction').LoggingConfig).toEqual({ LogGroup: { Ref: 'ProviderLogGroup' } });
    expect(properties('ProviderLogGroup')).toEqual({ RetentionInDays: { Ref: 'LogRetention' } });
  });

  test('tells its version in the metadata and in an output', () => {
    expect(template(built).Metadata.IoTSecurityProfileProvider).toEqual({ Version: packageVersion });
    expect(template(built).Outputs.Version).toMatchObject({ Value: packageVersion });
  });

  test('exports the ServiceToken under the name of the stack', () => {
    expect(template(built).Outputs.ServiceToken).toMatchObject({
      Value: { 'Fn::GetAtt': 'ProviderFunction.Arn' },
      Export: { Name: { 'Fn::Sub': '${AWS::StackName}-ServiceToken' } },
    });
  });

  test('differs from its source in the code and the version alone', () => {
    const source = template('templates/provider.yaml');
    const { Code: code, ...built_ } = properties('ProviderFunction');
    const { Code: _, ...sources } = resource('templates/provider.yaml', 'ProviderFunction').Properties;
    expect(Object.keys(code as object)).toEqual(['ZipFile']);
    expect(built_).toEqual(sources);
    expect(template(built).Parameters).toEqual(source.Parameters);
  });
});

describe('the parameters of the template of the function', () => {
  const parameters = Object.entries(template(built).Parameters);

  test.each(parameters)('%s has a description, a default, limits, and words for who breaks them', (_, parameter) => {
    expect(parameter).toMatchObject({
      Description: expect.stringMatching(/\.$/),
      ConstraintDescription: expect.stringMatching(/^must be .*\.$/),
    });
    expect(parameter).toHaveProperty('Default');
    expect(['AllowedPattern', 'AllowedValues', 'MinValue'].filter((limit) => limit in parameter)).toHaveLength(1);
  });

  test('are all in a group and labelled in the console', () => {
    const { ParameterGroups: groups, ParameterLabels: labels } = template(built).Metadata[
      'AWS::CloudFormation::Interface'
    ] as { ParameterGroups: { Parameters: string[] }[]; ParameterLabels: object };
    const names = parameters.map(([name]) => name).sort();
    expect(groups.flatMap(({ Parameters }) => Parameters).sort()).toEqual(names);
    expect(Object.keys(labels).sort()).toEqual(names);
  });
});

describe('the function may', () => {
  const arn = (rest: string) => ({
    'Fn::Sub': `arn:\${AWS::Partition}:iot:\${AWS::Region}:\${AWS::AccountId}:${rest}`,
  });
  const [profiles, targets, reads, pass, logs, ...more] = statementsOf(built);

  test('make, change and delete profiles, together with the metrics and dimensions that they use', () => {
    expect(profiles).toMatchObject({
      Action: ['Attach', 'Create', 'Delete', 'Detach', 'Update'].map((verb) => `iot:${verb}SecurityProfile`),
      Resource: [arn('securityprofile/*'), arn('custommetric/*'), arn('dimension/*')],
    });
  });

  test('attach and detach them at thing groups and at all things', () => {
    expect(targets).toMatchObject({
      Action: ['iot:AttachSecurityProfile', 'iot:DetachSecurityProfile'],
      Resource: ['thinggroup/*', 'all/things', 'all/registered-things', 'all/unregistered-things'].map(arn),
    });
  });

  test('read and tag them', () => {
    expect(reads).toMatchObject({
      Action: [
        'iot:DescribeSecurityProfile',
        'iot:ListTagsForResource',
        'iot:ListTargetsForSecurityProfile',
        'iot:TagResource',
        'iot:UntagResource',
      ],
      Resource: arn('securityprofile/*'),
    });
  });

  test('pass roles to AWS IoT and to nobody else', () => {
    expect(pass).toMatchObject({
      Action: 'iam:PassRole',
      Resource: {
        'Fn::If': [
          'PassesEveryRole',
          { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/*' },
          { Ref: 'PassableRoleArns' },
        ],
      },
      Condition: { StringEquals: { 'iam:PassedToService': 'iot.amazonaws.com' } },
    });
  });

  test('write to its own log group, and not make one', () => {
    expect(logs).toMatchObject({
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: { 'Fn::GetAtt': 'ProviderLogGroup.Arn' },
    });
  });

  test('have network interfaces, in a VPC alone', () => {
    expect(conditionalStatementsOf(built)).toEqual([
      {
        If: 'IsInVpc',
        Effect: 'Allow',
        Action: [
          'ec2:AssignPrivateIpAddresses',
          'ec2:CreateNetworkInterface',
          'ec2:DeleteNetworkInterface',
          'ec2:DescribeNetworkInterfaces',
          'ec2:DescribeSubnets',
          'ec2:UnassignPrivateIpAddresses',
        ],
        Resource: '*',
      },
    ]);
  });

  test('do nothing else', () => {
    expect(more).toEqual([]);
    const actions = statementsOf(built).flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });
});
