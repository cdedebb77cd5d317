import { SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SecurityProfile, SecurityProfileProvider, type SecurityProfileProviderProps } from '../../cdk/index';
import { newStack, onlyResource, resourcesIn } from './support';

const functionProperties = (props: SecurityProfileProviderProps) => {
  const stack = newStack();
  new SecurityProfileProvider(stack, 'Provider', props);
  return onlyResource(stack, 'AWS::Lambda::Function').Properties;
};

test('architecture, runtime and environment are those of the function', () => {
  expect(
    functionProperties({
      architecture: Architecture.X86_64,
      runtime: Runtime.NODEJS_22_X,
      environment: { NODE_OPTIONS: '--enable-source-maps' },
    }),
  ).toMatchObject({
    Architectures: ['x86_64'],
    Runtime: 'nodejs22.x',
    Environment: { Variables: { NODE_OPTIONS: '--enable-source-maps' } },
  });
});

test('by default there is neither a VPC nor an environment', () => {
  const properties = functionProperties({});
  expect(properties).toMatchObject({ Architectures: ['arm64'], Runtime: 'nodejs24.x' });
  expect(properties).not.toHaveProperty('Environment');
  expect(properties).not.toHaveProperty('VpcConfig');
});

test.each([
  ['another language', Runtime.PYTHON_3_13, 'python3.13'],
  ['a Node.js that is too old', Runtime.NODEJS_18_X, 'nodejs18.x'],
])('%s is refused', (_, runtime, name) => {
  expect(() => functionProperties({ runtime })).toThrow(
    `[Stack/Provider] runtime must be Node.js 20 or newer, as Runtime.NODEJS_24_X, got '${name}'`,
  );
});

test('the newest runtime that there is may be asked for', () => {
  expect(functionProperties({ runtime: Runtime.NODEJS_LATEST })).toHaveProperty('Runtime');
});

describe('in a VPC', () => {
  const inVpc = () => {
    const stack = newStack();
    const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      privateSubnetIds: ['subnet-1', 'subnet-2'],
    });
    const securityGroup = new SecurityGroup(stack, 'Group', { vpc });
    const vpcSubnets = { subnetType: SubnetType.PRIVATE_WITH_EGRESS };
    new SecurityProfileProvider(stack, 'Provider', {
      vpc,
      vpcSubnets,
      securityGroups: [securityGroup],
    });
    return stack;
  };

  test('the function stands in its subnets, with its security groups', () => {
    const stack = inVpc();
    expect(onlyResource(stack, 'AWS::Lambda::Function').Properties.VpcConfig).toEqual({
      SubnetIds: ['subnet-1', 'subnet-2'],
      SecurityGroupIds: [{ 'Fn::GetAtt': [expect.stringMatching(/^Group/), 'GroupId'] }],
    });
  });

  test('the role has the rights that Lambda needs for that, by one policy for both', () => {
    const stack = inVpc();
    const policies = Object.entries(resourcesIn(stack, 'AWS::IAM::Policy')).filter(([id]) => id.startsWith('Provider'));
    expect(policies).toHaveLength(1);
    expect(JSON.stringify(policies)).toContain('ec2:CreateNetworkInterface');
  });

  test.each(['vpcSubnets', 'securityGroups'])('%s without the VPC are refused', (name) => {
    expect(() => functionProperties({ [name]: [] })).toThrow(
      `[Stack/Provider] ${name} is given without vpc; give the vpc that it is of`,
    );
  });
});

test('without a VPC there are no rights to one', () => {
  const stack = newStack();
  new SecurityProfileProvider(stack, 'Provider');
  expect(JSON.stringify(resourcesIn(stack, 'AWS::IAM::Policy'))).not.toContain('ec2:');
});

test('a profile says which provider it has, and the one of the stack can be changed', () => {
  const stack = newStack();
  const profile = new SecurityProfile(stack, 'Profile');
  const provider = SecurityProfileProvider.getOrCreate(stack);
  expect(profile.provider).toBe(provider);
  expect(provider.function.node.path).toContain('Function');
});
