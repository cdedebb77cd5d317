import { type IVpc, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
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

  test.each([
    ['vpcSubnets', {}],
    ['securityGroups', []],
  ])('%s without the VPC are refused', (name, value) => {
    expect(() => functionProperties({ [name]: value })).toThrow(
      `[Stack/Provider] ${name} is given without vpc; give the vpc that it is of`,
    );
  });
});

test('subnets without a way out are refused with a remedy that there is a prop for', () => {
  const vpc = new Vpc(newStack(), 'Vpc') as IVpc;
  expect(() => functionProperties({ vpc, vpcSubnets: { subnetType: SubnetType.PUBLIC } })).toThrow(
    '[Stack/Provider] vpcSubnets: a function in a public subnet reaches nothing outside of the VPC; ' +
      'accepted: subnets with a way out, as { subnetType: SubnetType.PRIVATE_WITH_EGRESS }; without a vpc it needs none',
  );
});

describe('in JavaScript, what is of the wrong class', () => {
  const messageOf = (props: unknown): string => {
    try {
      functionProperties(props as SecurityProfileProviderProps);
    } catch (error) {
      return (error as Error).message;
    }
    return 'nothing wrong';
  };

  test.each([
    ['role', 'arn:x', "role: \"arn:x\" is not a role; accepted: a Role, or Role.fromRoleArn(this, 'Role', 'arn:x')"],
    ['vpc', {}, 'vpc: an empty object is not a VPC; accepted: a Vpc, or '],
    ['timeout', null, 'timeout must be a Duration, got null; give Duration.minutes(5)'],
    ['memorySize', null, 'memorySize must be a whole number of MB from 128 to 10240, got null'],
    [
      'architecture',
      'arm64',
      'architecture: "arm64" is not an architecture; accepted: Architecture.ARM_64, Architecture.X86_64',
    ],
    ['runtime', 'nodejs22.x', "runtime must be Node.js 20 or newer, as Runtime.NODEJS_24_X, got 'nodejs22.x'"],
    ['environment', { A: 1 }, 'environment: an object with A is not an object of texts; accepted: '],
    [
      'vpc',
      'vpc-1',
      "vpc: \"vpc-1\" is not a VPC; accepted: a Vpc, or Vpc.fromLookup(this, 'Vpc', { vpcId: 'vpc-1' })",
    ],
    [
      'logGroup',
      'logs',
      "logGroup: \"logs\" is not a log group; accepted: a LogGroup, or LogGroup.fromLogGroupName(this, 'Logs', 'logs')",
    ],
  ])('is told with what to give: %s', (name, value, message) =>
    expect(messageOf({ [name]: value })).toContain(`[Stack/Provider] ${message}`),
  );

  test('is told in one error with all the rest', () => {
    const props = {
      vpc: new Vpc(newStack(), 'Vpc'),
      vpcSubnets: ['subnet-1'],
      securityGroups: ['sg-1'],
      memory: 1,
      timeout: 5,
    };
    expect(messageOf(props)).toMatch(
      /^\[Stack\/Provider] vpcSubnets: a list is not .*\n {2}securityGroups: a list is not .*\n {2}timeout must be .*$/,
    );
  });

  test('is told where it stands for all the props', () =>
    expect(messageOf(null)).toBe(
      '[Stack/Provider] props: null is not an object of props; accepted: an object, as { timeout: Duration.minutes(10) }',
    ));
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
