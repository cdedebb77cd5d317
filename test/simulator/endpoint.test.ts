import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  ListExportsCommand,
  ListStackResourcesCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { DescribeSecurityProfileCommand, DescribeThingGroupCommand, IoTClient } from '@aws-sdk/client-iot';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator';

const templateBody = (serviceToken: unknown, more: object = {}) =>
  JSON.stringify({
    Resources: {
      Profile: {
        Type: 'Custom::IoTSecurityProfile',
        Properties: { ServiceToken: serviceToken, SecurityProfileName: 'watched' },
      },
    },
    ...more,
  });

interface Clients {
  readonly cloudFormation: CloudFormationClient;
  readonly iot: IoTClient;
  readonly sts: STSClient;
}

/** Runs a test against a simulator of its own, with the SDK's clients before its endpoint. */
const withSimulator = async (
  options: SimulatorOptions,
  action: (clients: Clients, simulator: Simulator) => Promise<void>,
): Promise<void> => {
  const simulator = await startSimulator(options);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const { account, endpoint } = simulator;
  const common = { region: account.region, endpoint, credentials, maxAttempts: 1 };
  const clients = {
    cloudFormation: new CloudFormationClient(common),
    iot: new IoTClient(common),
    sts: new STSClient(common),
  };
  try {
    await action(clients, simulator);
  } finally {
    for (const client of Object.values(clients)) client.destroy();
    await simulator.close();
  }
};

test('one URL, plain HTTP, is the endpoint of CloudFormation, AWS IoT and STS alike', () =>
  withSimulator({}, async ({ cloudFormation, iot, sts }, simulator) => {
    expect(simulator.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await expect(sts.send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({
      Account: '123456789012',
      Arn: 'arn:aws:iam::123456789012:user/simulator',
      UserId: expect.any(String),
    });
    const { Exports } = await cloudFormation.send(new ListExportsCommand({}));
    expect(Exports).toMatchObject([{ Name: 'iot-security-profile-ServiceToken', Value: simulator.serviceToken }]);
    const imported = { 'Fn::ImportValue': 'iot-security-profile-ServiceToken' };
    const StackName = 'over-the-wire';
    await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody: templateBody(imported) }));
    await waitUntilStackCreateComplete(
      { client: cloudFormation, maxWaitTime: 30, minDelay: 0.1, maxDelay: 0.2 },
      { StackName },
    );
    const { StackResourceSummaries } = await cloudFormation.send(new ListStackResourcesCommand({ StackName }));
    expect(StackResourceSummaries).toMatchObject([{ LogicalResourceId: 'Profile', PhysicalResourceId: 'watched' }]);
    await expect(
      iot.send(new DescribeSecurityProfileCommand({ securityProfileName: 'watched' })),
    ).resolves.toMatchObject({ version: 1 });
  }));

test('what a program has deployed is read over the endpoint', () =>
  withSimulator({}, async ({ cloudFormation }, simulator) => {
    const Parameters = {
      Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' },
    };
    const body = templateBody(simulator.serviceToken, { Parameters });
    await simulator.cloudFormation.createStack({ stackName: 'in-process', templateBody: body });
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: 'in-process' }));
    expect(Stacks).toMatchObject([
      {
        StackStatus: 'CREATE_COMPLETE',
        Parameters: [
          { ParameterKey: 'Version', ParameterValue: '/cdk-bootstrap/hnb659fds/version', ResolvedValue: '30' },
        ],
      },
    ]);
  }));

test('another Region is another Region for all of them', () =>
  withSimulator({ region: 'eu-west-1' }, async ({ sts }, simulator) => {
    expect(simulator.serviceToken).toContain(':eu-west-1:');
    const body = templateBody(simulator.serviceToken);
    const { stackStatus, stackId } = await simulator.cloudFormation.createStack({
      stackName: 'there',
      templateBody: body,
    });
    expect(stackStatus).toBe('CREATE_COMPLETE');
    expect(stackId).toContain(':eu-west-1:');
    await expect(sts.send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({ Account: '123456789012' });
  }));

test('without the bundle AWS IoT is served, and nothing can be deployed', () =>
  withSimulator({ bundle: '/does/not/exist', isBundleOptional: true }, async ({ cloudFormation, iot }) => {
    const group = new DescribeThingGroupCommand({ thingGroupName: 'any' });
    await expect(iot.send(group)).resolves.toMatchObject({ thingGroupName: 'any' });
    const create = new CreateStackCommand({ StackName: 'stack', TemplateBody: templateBody('any') });
    await expect(cloudFormation.send(create)).rejects.toThrow('make it with "npm run build"');
    await expect(cloudFormation.send(new DescribeStacksCommand({}))).resolves.toMatchObject({ Stacks: [] });
  }));

test('a port that is taken is told, and nothing stays behind', () =>
  withSimulator({}, async (_clients, { endpoint }) => {
    const port = Number(new URL(endpoint).port);
    await expect(startSimulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  }));
