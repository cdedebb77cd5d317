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

test('every other type is refused by name, with the list of those that are played, before anything begins', async () => {
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
