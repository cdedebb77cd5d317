import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Simulator, type StackDescription, startSimulator } from '../../simulator';
import { read, resource, root, statementsOf, template } from './support';

const allInOne = 'templates/examples/all-in-one.yaml';
const importValue = 'templates/examples/import-value.yaml';
const provider = 'dist/provider.yaml';
const providerStack = 'iot-security-profile';

describe('the templates deploy as they are', () => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator();
  });
  afterEach(() => simulator.close());

  const create = (stackName: string, file: string, parameters = {}): Promise<StackDescription> =>
    simulator.cloudFormation.createStack({ stackName, templateBody: read(file), parameters });
  const remove = (stackName: string) => simulator.cloudFormation.deleteStack({ stackName });
  const used = () => simulator.invocations.map(({ event }) => event.ServiceToken);

  test('the function and, from another stack, a profile that uses it', async () => {
    const { outputs, stackStatus } = await create(providerStack, provider);
    expect(stackStatus).toBe('CREATE_COMPLETE');
    const user = await create('user', importValue);
    expect(user).toMatchObject({ stackStatus: 'CREATE_COMPLETE' });
    expect(used()).toEqual([outputs.ServiceToken]);
    expect(simulator.iot.service.profileNames()).toEqual([user.outputs.ProfileName]);
    expect(simulator.violations).toEqual([]);
  });

  test('everything in one stack, with the code that the template carries, and away again', async () => {
    const { stackStatus, resources } = await create('everything', allInOne);
    expect(stackStatus).toBe('CREATE_COMPLETE');
    expect(simulator.iot.service.profileNames()).toEqual([resources.GatewayProfile, resources.SensorProfile]);
    expect(new Set(used()).size).toBe(1);
    expect(await remove('everything')).toMatchObject({ stackStatus: 'DELETE_COMPLETE' });
    expect(simulator.iot.service.profileNames()).toEqual([]);
    expect(simulator.violations).toEqual([]);
  });

  test.each(['observe', 'ml-baseline'])('%s, for a fleet of which nobody knows what is normal', async (name) => {
    const ServiceToken = simulator.serviceToken;
    const { stackStatus, resources } = await create(name, `templates/examples/${name}.yaml`, { ServiceToken });
    expect(stackStatus).toBe('CREATE_COMPLETE');
    expect(simulator.iot.service.profileNames()).toEqual([resources.Profile]);
    expect(simulator.violations).toEqual([]);
  });

  test('the function cannot be removed before its profiles: the import blocks that', async () => {
    await create(providerStack, provider);
    await create('user', importValue);
    await expect(remove(providerStack)).rejects.toThrow(
      `Cannot delete export ${providerStack}-ServiceToken as it is in use by user.`,
    );
    await remove('user');
    expect(await remove(providerStack)).toMatchObject({ stackStatus: 'DELETE_COMPLETE' });
  });

  test('an upgrade of the function keeps its ServiceToken and does not touch a profile', async () => {
    const before = await create(providerStack, provider);
    await create('user', importValue);
    const calls = simulator.iot.journal.calls.length;
    const templateBody = read(provider).replace('        ZipFile: |\n', "        ZipFile: |\n          'newer';\n");
    const after = await simulator.cloudFormation.updateStack({ stackName: providerStack, templateBody });
    expect(after).toMatchObject({ stackStatus: 'UPDATE_COMPLETE', outputs: before.outputs });
    expect(simulator.invocations).toHaveLength(1);
    expect(simulator.iot.journal.calls).toHaveLength(calls);
  });

  test('the function with every parameter set: the role and its rights are the owner’s', async () => {
    const arn = 'arn:aws:iam::123456789012:';
    const FunctionRoleArn = `${arn}role/own`;
    const { resources } = await create(providerStack, provider, {
      FunctionTimeout: '60',
      FunctionMemory: '512',
      FunctionArchitecture: 'x86_64',
      VpcSubnetIds: 'subnet-0123456789abcdef0,subnet-1',
      VpcSecurityGroupIds: 'sg-0123456789abcdef0',
      LogRetention: '1',
      PassableRoleArns: `${arn}role/alerts,${arn}role/path/export-*`,
      PermissionsBoundaryArn: `${arn}policy/boundary`,
      FunctionRoleArn,
    });
    expect(Object.keys(resources)).not.toContain('ProviderRole');
    expect(Object.keys(resources)).toContain('ProviderFunction');
  });

  test.each([
    ['FunctionTimeout', '901', 'a whole number of seconds from 10 to 900'],
    ['FunctionMemory', '64', 'a whole number of MB from 128 to 10240'],
    ['FunctionArchitecture', 'arm', 'arm64 or x86_64'],
    ['VpcSubnetIds', 'subnet-1,vpc-1', 'ids of subnets separated by commas'],
    ['VpcSecurityGroupIds', 'subnet-1', 'ids of security groups separated by commas'],
    ['LogRetention', '2', 'a number of days that Amazon CloudWatch Logs accepts'],
    ['PassableRoleArns', 'arn:aws:iam::123456789012:role/alerts,alerts', 'ARNs of roles separated by commas'],
    ['PermissionsBoundaryArn', 'boundary', 'the ARN of a managed policy'],
    ['FunctionRoleArn', 'arn:aws:iam::123456789012:user/me', 'the ARN of a role'],
  ])('the function refuses the %s "%s" and says what it takes', async (name, value, accepted) => {
    // CloudFormation has words of its own for the limits of numbers.
    await expect(create(providerStack, provider, { [name]: value })).rejects.toThrow(
      new RegExp(`${name} failed to satisfy constraint: must be ${accepted}`),
    );
  });

  test.each([{ VpcSubnetIds: 'subnet-1' }, { VpcSecurityGroupIds: 'sg-1' }])(
    'the function refuses %j alone: a VPC takes both',
    async (parameters) => {
      await expect(create(providerStack, provider, parameters)).rejects.toThrow(
        'VpcSubnetIds and VpcSecurityGroupIds must be given both, or neither.',
      );
    },
  );
});

describe('an example that takes a ServiceToken', () => {
  const files = ['1-create', '2-update', '3-rename', '5-repair', '6-failing-update', 'ml-baseline', 'observe'].map(
    (name) => `templates/examples/${name}.yaml`,
  );

  test('is each that has a parameter of that name', () => {
    const all = readdirSync(join(root, 'templates/examples')).map((name) => `templates/examples/${name}`);
    expect(all.filter((file) => template(file).Parameters?.ServiceToken !== undefined)).toEqual(files);
  });

  describe.each(files)('%s', (file) => {
    const { AllowedPattern: pattern, ConstraintDescription: words } = template(file).Parameters.ServiceToken ?? {};
    // CloudFormation holds the whole text against the pattern.
    const accepts = (token: string): boolean => new RegExp(`^(?:${pattern})$`).test(token);

    test.each([
      'arn:aws:lambda:us-east-1:123456789012:function:iot-security-profile',
      'arn:aws-cn:lambda:cn-north-1:123456789012:function:Some_profiles:live',
      'arn:aws:lambda:us-east-1:123456789012:function:profiles:$LATEST',
    ])('accepts %s', (token) => {
      expect(accepts(token)).toBe(true);
    });

    test.each([
      '',
      'iot-security-profile',
      '123456789012:function:profiles',
      'arn:aws:sns:us-east-1:123456789012:topic',
      'arn:aws:sns:us-east-1:123456789012:lambda:us-east-1:123456789012:function:profiles',
      'arn:aws:lambda:us-east-1:123456789012:layer:profiles',
      'arn:aws:lambda:us-east-1:123456789012:function:',
      'arn:aws:lambda:us-east-1:123456789012:function:profiles ',
    ])('refuses %p', (token) => {
      expect(accepts(token)).toBe(false);
    });

    test('says what it takes, and that a topic is not answered', () => {
      expect(words).toMatch(
        /^must be the ARN of a Lambda function of this Region and account, such as arn:aws:lambda:/,
      );
      expect(words).toMatch(/An SNS topic is not answered\.$/);
    });
  });

  test('is refused by CloudFormation in those words', async () => {
    const simulator = await startSimulator();
    const parameters = { ServiceToken: 'arn:aws:sns:us-east-1:123456789012:topic' };
    const templateBody = read('templates/examples/1-create.yaml');
    const created = simulator.cloudFormation.createStack({ stackName: 'topical', templateBody, parameters });
    await expect(created.finally(() => simulator.close())).rejects.toThrow(
      /ServiceToken failed to satisfy constraint: must be the ARN of a Lambda function of this Region and account/,
    );
  });
});

describe('the examples', () => {
  test('the function of the example with everything is that of the provider with its defaults', () => {
    const defaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
      ProviderFunction: {
        Timeout: 300,
        MemorySize: 1024,
        Architectures: ['arm64'],
        VpcConfig: undefined,
        Role: { 'Fn::GetAtt': 'ProviderRole.Arn' },
      },
      ProviderLogGroup: { RetentionInDays: 90 },
      ProviderRetries: {},
    };
    for (const [logicalId, known] of Object.entries(defaults))
      expect(resource(allInOne, logicalId).Properties).toEqual({
        ...resource(provider, logicalId).Properties,
        ...known,
      });
    for (const [name, value] of [
      ['FunctionTimeout', 300],
      ['FunctionMemory', 1024],
      ['FunctionArchitecture', 'arm64'],
      ['VpcSubnetIds', ''],
      ['VpcSecurityGroupIds', ''],
      ['LogRetention', 90],
    ] as const)
      expect(template(provider).Parameters[name]?.Default).toBe(value);
  });

  test('its rights are the same too, except that it passes one role only', () => {
    const pass = { Resource: { 'Fn::GetAtt': 'AlertsRole.Arn' } };
    const expected = statementsOf(provider).map((statement) =>
      statement.Action === 'iam:PassRole' ? { ...statement, ...pass } : statement,
    );
    expect(statementsOf(allInOne)).toEqual(expected);
  });

  test('its profiles wait for all that the function needs, and are deleted before that', () => {
    for (const logicalId of ['SensorProfile', 'GatewayProfile'])
      expect(resource(allInOne, logicalId).DependsOn).toBe('ProviderRetries');
  });
});
