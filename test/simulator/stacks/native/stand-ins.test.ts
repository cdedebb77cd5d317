import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MadeUpProvider } from '../../../../simulator/stacks/native/made-up-provider';
import type { ProviderResult } from '../../../../simulator/stacks/resources/provider';
import { providers } from '../../../../simulator/stacks/resources/providers';
import { account } from '../harness';
import { harness } from '../one-stack';

const outputsOf = async (type: string, properties: object, outputs: Readonly<Record<string, unknown>>) => {
  const stack = await harness.cloudFormation.createStack({
    stackName: 'stack',
    templateBody: JSON.stringify({
      Resources: { It: { Type: type, Properties: properties } },
      Outputs: Object.fromEntries(Object.entries(outputs).map(([name, Value]) => [name, { Value }])),
    }),
  });
  return stack.outputs;
};

const ref = { Ref: 'It' };
const attribute = (name: string) => ({ 'Fn::GetAtt': ['It', name] });

describe('native resources are played with the references and attributes of the real ones', () => {
  test.each<[string, object, Readonly<Record<string, unknown>>, Readonly<Record<string, string>>]>([
    [
      'AWS::SNS::Topic',
      { TopicName: 't' },
      { R: ref, N: attribute('TopicName') },
      { R: 'arn:aws:sns:us-east-1:123456789012:t', N: 't' },
    ],
    [
      'AWS::SNS::Topic',
      { TopicName: 't', FifoTopic: true },
      { A: attribute('TopicArn') },
      { A: 'arn:aws:sns:us-east-1:123456789012:t.fifo' },
    ],
    [
      'AWS::IAM::Role',
      { RoleName: 'r', Path: '/p/' },
      { R: ref, A: attribute('Arn') },
      { R: 'r', A: 'arn:aws:iam::123456789012:role/p/r' },
    ],
    ['AWS::IAM::ManagedPolicy', { ManagedPolicyName: 'p' }, { R: ref }, { R: 'arn:aws:iam::123456789012:policy/p' }],
    [
      'AWS::IoT::ThingGroup',
      { ThingGroupName: 'g' },
      { R: ref, A: attribute('Arn') },
      { R: 'g', A: 'arn:aws:iot:us-east-1:123456789012:thinggroup/g' },
    ],
    [
      'AWS::IoT::CustomMetric',
      { MetricName: 'm' },
      { R: ref, A: attribute('MetricArn') },
      { R: 'm', A: 'arn:aws:iot:us-east-1:123456789012:custommetric/m' },
    ],
    [
      'AWS::IoT::Dimension',
      { Name: 'd' },
      { R: ref, A: attribute('Arn') },
      { R: 'd', A: 'arn:aws:iot:us-east-1:123456789012:dimension/d' },
    ],
    [
      'AWS::Lambda::Function',
      { FunctionName: 'f' },
      { R: ref, A: attribute('Arn') },
      { R: 'f', A: 'arn:aws:lambda:us-east-1:123456789012:function:f' },
    ],
    [
      'AWS::Logs::LogGroup',
      { LogGroupName: 'l' },
      { R: ref, A: attribute('Arn') },
      { R: 'l', A: 'arn:aws:logs:us-east-1:123456789012:log-group:l:*' },
    ],
  ])('%s %j', async (type, properties, outputs, expected) => {
    expect(await outputsOf(type, properties, outputs)).toEqual(expected);
  });

  test.each([
    'AWS::CDK::Metadata',
    'AWS::CloudFormation::WaitConditionHandle',
    'AWS::IAM::Policy',
    'AWS::KMS::Key',
    'AWS::Lambda::EventInvokeConfig',
    'AWS::Lambda::Permission',
    'AWS::SNS::TopicPolicy',
  ])('%s is there and has a physical id', async (type) => {
    const { R: physicalId } = await outputsOf(type, {}, { R: ref });
    expect(physicalId).toMatch(/.+/);
  });

  test('a resource without a name gets one of stack, logical id and twelve characters', async () => {
    const { R: name } = await outputsOf('AWS::IAM::Role', {}, { R: ref });
    expect(name).toMatch(/^stack-It-[A-Z0-9]{12}$/);
  });

  test('another name is a replacement', async () => {
    await outputsOf('AWS::IoT::ThingGroup', { ThingGroupName: 'old' }, {});
    harness.takeEvents();
    await harness.cloudFormation.updateStack({
      stackName: 'stack',
      templateBody: '{"Resources": {"It": {"Type": "AWS::IoT::ThingGroup", "Properties": {"ThingGroupName": "new"}}}}',
    });
    expect(harness.takeEvents()).toContain('DELETE_COMPLETE It');
    expect(harness.cloudFormation.describeStack('stack').resources).toEqual({ It: 'new' });
  });
});

test.each<[string, unknown]>([
  ['Fn::GetAtt', attribute('Nope')],
  ['Fn::Sub', { 'Fn::Sub': 'a ${It.Nope}' }],
])('an attribute that the type does not have is refused in %s, before anything begins', async (_, value) => {
  await expect(outputsOf('AWS::IAM::Role', {}, { A: value })).rejects.toThrow(
    'Template error: resource It does not support attribute type Nope in Fn::GetAtt',
  );
  expect(harness.takeEvents()).toEqual([]);
});

test('a strict simulator refuses every other type by name, with the list of those that are played', async () => {
  await expect(outputsOf('AWS::S3::Bucket', {}, {})).rejects.toThrow(
    /^The simulator does not support the resource type AWS::S3::Bucket\. Supported: Custom::\*, .*AWS::SNS::Topic/,
  );
  expect(harness.takeEvents()).toEqual([]);
});

test.each(['Custom::', 'Custom::a b', `Custom::${'x'.repeat(60)}`])('the custom type "%s" is refused', async (type) => {
  await expect(outputsOf(type, {}, {})).rejects.toThrow(
    `Template format error: Unrecognized resource types: [${type}]`,
  );
});

describe('for a type of which nothing is known something made up stands in', () => {
  const made: string[] = [];
  const custom = new MadeUpProvider(account);
  const listener = { onPut: () => undefined, onDelete: () => undefined };
  const lenient = () => providers(custom, account, listener, { onMadeUp: (type) => made.push(type) });

  beforeEach(() => made.splice(0));

  const identity = { stackName: 'stack', stackId: 'any', logicalId: 'It', type: 'AWS::S3::Bucket' };

  test('it succeeds under a physical id that is the same in every run', async () => {
    const ids = await Promise.all(
      ['arn:one', 'arn:another'].map(async (stackId) => {
        const created = await lenient()('AWS::S3::Bucket').create({ ...identity, stackId, properties: {} });
        return created.physicalId;
      }),
    );
    expect(ids[0]).toMatch(/^stack-It-[A-Z0-9]{12}$/);
    expect(ids[1]).toBe(ids[0]);
  });

  test('it has every attribute, and those that are called an ARN look like one', () => {
    const attribute = (name: string) =>
      lenient()('AWS::S3::Bucket').attribute({ ...identity, physicalId: 'id', attributes: {}, attribute: name });
    expect(attribute('Arn')).toBe('arn:aws:s3:us-east-1:123456789012:bucket/id');
    expect(attribute('Outputs.TopicArn')).toBe('arn:aws:s3:us-east-1:123456789012:bucket/id');
    expect(attribute('DomainName')).toBe('id-DomainName');
  });

  test('an attribute that is also a property is that, as it was last', async () => {
    const provider = lenient()('AWS::EC2::VPC');
    const of = { ...identity, type: 'AWS::EC2::VPC' };
    const properties = { CidrBlock: '10.0.0.0/16' };
    const created = await provider.create({ ...of, properties });
    const updated = await provider.update({
      ...of,
      physicalId: 'id',
      properties: { CidrBlock: '10.1.0.0/16' },
      oldProperties: properties,
    });
    const attribute = (result: ProviderResult, name: string) =>
      provider.attribute({
        ...of,
        physicalId: 'id',
        attributes: result.kind === 'succeeded' ? result.attributes : {},
        attribute: name,
      });
    expect(attribute(created, 'CidrBlock')).toBe('10.0.0.0/16');
    expect(attribute(updated, 'CidrBlock')).toBe('10.1.0.0/16');
    expect(attribute(created, 'toString')).toBe('id-toString');
  });

  test('each type is told once', () => {
    const providerOf = lenient();
    for (const type of ['AWS::S3::Bucket', 'AWS::IoT::Policy', 'AWS::S3::Bucket', 'Mine::Own::Type']) providerOf(type);
    expect(made).toEqual(['AWS::S3::Bucket', 'AWS::IoT::Policy', 'Mine::Own::Type']);
  });

  test.each([
    ['AWS::IoT::ThingGruop', 'AWS::IoT::ThingGroup'],
    ['AWS::IOT::ThingGroup', 'AWS::IoT::ThingGroup'],
    ['AWS::SNS::Topics', 'AWS::SNS::Topic'],
    ['AWS:IoT::Dimension', 'AWS::IoT::Dimension'],
    ['AWS::Lambda::Functon', 'AWS::Lambda::Function'],
    ['AWS::Cloudformation::CustomResource', 'AWS::CloudFormation::CustomResource'],
  ])('but %s is a slip of %s, and refused', (type, meant) => {
    expect(() => lenient()(type)).toThrow(
      `Template format error: Unrecognized resource types: [${type}]; did you mean ${meant}?`,
    );
    expect(made).toEqual([]);
  });

  test.each(['Bucket', 'AWS::S3', 'AWS::S3::Bucket::MODULE', 'AWS::Serverless::Function'])(
    'and %s is no type of CloudFormation',
    (type) => {
      expect(() => lenient()(type)).toThrow(`Template format error: Unrecognized resource types: [${type}]`);
    },
  );

  test('no type that AWS has is taken for a slip of another', () => {
    const folder = join(dirname(require.resolve('aws-cdk-lib/package.json')));
    const sources = [
      'aws-iot',
      'aws-iam',
      'aws-sns',
      'aws-kms',
      'aws-lambda',
      'aws-logs',
      'aws-cloudformation',
      'aws-sqs',
    ];
    const types = sources.flatMap((service) =>
      [
        ...readFileSync(join(folder, service, 'lib', `${service.slice(4)}.generated.d.ts`), 'utf8').matchAll(
          /`?(AWS::\w+::\w+)`?/g,
        ),
      ].map(([, type = '']) => type),
    );
    const providerOf = providers(custom, account, listener, {
      natives: { 'AWS::IoT::SecurityProfile': custom },
      onMadeUp: () => undefined,
    });
    expect(types.length).toBeGreaterThan(100);
    for (const type of new Set(types)) expect(() => providerOf(type)).not.toThrow();
  });
});
