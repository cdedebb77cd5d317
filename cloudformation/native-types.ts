import { isScalar, type ValueMap } from './values';

/** By what a resource of a native type is named. What is not known may throw when it is asked for. */
export interface Naming {
  readonly properties: ValueMap;
  /** The name where the properties give none: `stack-logical-RANDOM`. */
  readonly generated: string;
  readonly account: { readonly partition: string; readonly region: string; readonly accountId: string };
  /** So many capital letters and digits, by which AWS tells the resource from all others. */
  readonly random: (length: number) => string;
}

/** How a native type looks from a template: its `Ref` and its attributes, as far as they follow from names. */
export interface NativeType {
  readonly ref: (naming: Naming) => string;
  readonly attributes: Readonly<Record<string, (naming: Naming) => string>>;
}

const text = (properties: ValueMap, member: string): string | undefined => {
  const value = properties[member];
  return isScalar(value) ? String(value) : undefined;
};

const named =
  (member: string) =>
  (naming: Naming): string =>
    text(naming.properties, member) ?? naming.generated;

const generatedName = ({ generated }: Naming): string => generated;

const arn = ({ account }: Naming, service: string, resource: string): string =>
  `arn:${account.partition}:${service}:${account.region}:${account.accountId}:${resource}`;

const iamArn = ({ account, properties }: Naming, kind: string, name: string): string =>
  `arn:${account.partition}:iam::${account.accountId}:${kind}${text(properties, 'Path') ?? '/'}${name}`;

const withId: NativeType = { ref: generatedName, attributes: { Id: generatedName } };

const topicName = (naming: Naming): string => {
  const name = named('TopicName')(naming);
  const isFifo = text(naming.properties, 'FifoTopic') === 'true';
  return isFifo && !name.endsWith('.fifo') ? `${name}.fifo` : name;
};

const topicArn = (naming: Naming): string => arn(naming, 'sns', topicName(naming));

const policyArn = (naming: Naming): string => iamArn(naming, 'policy', named('ManagedPolicyName')(naming));

/** A key id has the form of a UUID. */
const keyId = ({ random }: Naming): string =>
  Buffer.from(random(16))
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

export const nativeTypes: Readonly<Record<string, NativeType>> = {
  'AWS::CDK::Metadata': { ref: generatedName, attributes: {} },
  'AWS::CloudFormation::WaitConditionHandle': {
    ref: ({ generated }) => `https://cloudformation-waitcondition.invalid/${generated}`,
    attributes: {},
  },
  'AWS::IAM::ManagedPolicy': { ref: policyArn, attributes: { PolicyArn: policyArn } },
  'AWS::IAM::Policy': withId,
  'AWS::IAM::Role': {
    ref: named('RoleName'),
    attributes: {
      Arn: (naming) => iamArn(naming, 'role', named('RoleName')(naming)),
      RoleId: ({ random }) => `AROA${random(17)}`,
    },
  },
  'AWS::IoT::CustomMetric': {
    ref: named('MetricName'),
    attributes: { MetricArn: (naming) => arn(naming, 'iot', `custommetric/${named('MetricName')(naming)}`) },
  },
  'AWS::IoT::Dimension': {
    ref: named('Name'),
    attributes: { Arn: (naming) => arn(naming, 'iot', `dimension/${named('Name')(naming)}`) },
  },
  'AWS::IoT::ThingGroup': {
    ref: named('ThingGroupName'),
    attributes: {
      Arn: (naming) => arn(naming, 'iot', `thinggroup/${named('ThingGroupName')(naming)}`),
      Id: keyId,
    },
  },
  'AWS::KMS::Key': {
    ref: keyId,
    attributes: { Arn: (naming) => arn(naming, 'kms', `key/${keyId(naming)}`), KeyId: keyId },
  },
  'AWS::Lambda::EventInvokeConfig': { ref: generatedName, attributes: {} },
  'AWS::Lambda::Function': {
    ref: named('FunctionName'),
    attributes: { Arn: (naming) => arn(naming, 'lambda', `function:${named('FunctionName')(naming)}`) },
  },
  'AWS::Lambda::Permission': withId,
  'AWS::Logs::LogGroup': {
    ref: named('LogGroupName'),
    attributes: { Arn: (naming) => arn(naming, 'logs', `log-group:${named('LogGroupName')(naming)}:*`) },
  },
  'AWS::SNS::Topic': {
    ref: topicArn,
    attributes: { TopicArn: topicArn, TopicName: topicName },
  },
  'AWS::SNS::TopicPolicy': withId,
};
