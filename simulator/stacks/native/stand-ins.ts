import type { Account } from '../../../cloudformation/blueprint';
import { isScalar, type ValueMap } from '../../../cloudformation/values';
import { suffixOf } from '../names';

/** What a stand-in is given to name itself. */
interface Naming {
  readonly properties: ValueMap;
  /** `stack-logical-RANDOM`, as CloudFormation names what has no name. */
  readonly generated: string;
  readonly account: Account;
}

/** How a native type looks from a template: its `Ref` and its attributes. Nothing else of it exists. */
export interface StandIn {
  readonly ref: (naming: Naming) => string;
  readonly attributes: (naming: Naming) => Readonly<Record<string, string>>;
}

const text = (properties: ValueMap, member: string): string | undefined => {
  const value = properties[member];
  return isScalar(value) ? String(value) : undefined;
};

const named =
  (member: string) =>
  ({ properties, generated }: Naming): string =>
    text(properties, member) ?? generated;

const generatedName = ({ generated }: Naming): string => generated;

const arn = ({ account }: Naming, service: string, resource: string): string =>
  `arn:${account.partition}:${service}:${account.region}:${account.accountId}:${resource}`;

const iamArn = ({ account, properties }: Naming, kind: string, name: string): string =>
  `arn:${account.partition}:iam::${account.accountId}:${kind}${text(properties, 'Path') ?? '/'}${name}`;

const withId: StandIn = { ref: generatedName, attributes: (naming) => ({ Id: naming.generated }) };

const topicName = (naming: Naming): string => {
  const name = named('TopicName')(naming);
  const isFifo = text(naming.properties, 'FifoTopic') === 'true';
  return isFifo && !name.endsWith('.fifo') ? `${name}.fifo` : name;
};

const policyArn = (naming: Naming): string => iamArn(naming, 'policy', named('ManagedPolicyName')(naming));

/** A key id has the form of a UUID. */
const keyId = ({ generated }: Naming): string =>
  Buffer.from(suffixOf(generated, 16))
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

export const standIns: Readonly<Record<string, StandIn>> = {
  'AWS::CDK::Metadata': { ref: generatedName, attributes: () => ({}) },
  'AWS::CloudFormation::WaitConditionHandle': {
    ref: ({ generated }) => `https://cloudformation-waitcondition.invalid/${generated}`,
    attributes: () => ({}),
  },
  'AWS::IAM::ManagedPolicy': { ref: policyArn, attributes: (naming) => ({ PolicyArn: policyArn(naming) }) },
  'AWS::IAM::Policy': withId,
  'AWS::IAM::Role': {
    ref: named('RoleName'),
    attributes: (naming) => ({
      Arn: iamArn(naming, 'role', named('RoleName')(naming)),
      RoleId: `AROA${suffixOf(naming.generated, 17)}`,
    }),
  },
  'AWS::IoT::CustomMetric': {
    ref: named('MetricName'),
    attributes: (naming) => ({ MetricArn: arn(naming, 'iot', `custommetric/${named('MetricName')(naming)}`) }),
  },
  'AWS::IoT::Dimension': {
    ref: named('Name'),
    attributes: (naming) => ({ Arn: arn(naming, 'iot', `dimension/${named('Name')(naming)}`) }),
  },
  'AWS::IoT::ThingGroup': {
    ref: named('ThingGroupName'),
    attributes: (naming) => ({
      Arn: arn(naming, 'iot', `thinggroup/${named('ThingGroupName')(naming)}`),
      Id: keyId(naming),
    }),
  },
  'AWS::KMS::Key': {
    ref: keyId,
    attributes: (naming) => ({ Arn: arn(naming, 'kms', `key/${keyId(naming)}`), KeyId: keyId(naming) }),
  },
  'AWS::Lambda::EventInvokeConfig': { ref: generatedName, attributes: () => ({}) },
  'AWS::Lambda::Function': {
    ref: named('FunctionName'),
    attributes: (naming) => ({ Arn: arn(naming, 'lambda', `function:${named('FunctionName')(naming)}`) }),
  },
  'AWS::Lambda::Permission': withId,
  'AWS::Logs::LogGroup': {
    ref: named('LogGroupName'),
    attributes: (naming) => ({ Arn: arn(naming, 'logs', `log-group:${named('LogGroupName')(naming)}:*`) }),
  },
  'AWS::SNS::Topic': {
    ref: (naming) => arn(naming, 'sns', topicName(naming)),
    attributes: (naming) => ({ TopicArn: arn(naming, 'sns', topicName(naming)), TopicName: topicName(naming) }),
  },
  'AWS::SNS::TopicPolicy': withId,
};
