import { CloudFormationClient, ListExportsCommand } from '@aws-sdk/client-cloudformation';
import {
  ConnectClient,
  ListTagsForResourceCommand as ConnectListTagsCommand,
  CreateSecurityProfileCommand,
} from '@aws-sdk/client-connect';
import {
  IoTClient,
  CreateSecurityProfileCommand as IotCreateCommand,
  ListTagsForResourceCommand as IotListTagsCommand,
} from '@aws-sdk/client-iot';
import { type Simulator, startSimulator } from '../../../simulator';
import { standInBundle } from './stand-in-bundle';
import { InstanceId } from './support';

const bundle = standInBundle();

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ connectBundle: bundle.folder });
});
afterAll(async () => {
  await simulator.close();
  bundle.remove();
});

const templateBody = (SecurityProfileName: string, serviceToken: unknown = simulator.connectServiceToken) =>
  JSON.stringify({
    Resources: {
      Profile: {
        Type: 'Custom::ConnectSecurityProfile',
        Properties: {
          ServiceToken: serviceToken,
          InstanceArn: simulator.connect.service.instanceArn(),
          SecurityProfileName,
          Permissions: ['BasicAgentAccess'],
        },
      },
    },
    Outputs: { Arn: { Value: { 'Fn::GetAtt': 'Profile.SecurityProfileArn' } } },
  });

test('a stack makes a profile of Amazon Connect by the function that is there for it, and takes it away', async () => {
  const created = await simulator.cloudFormation.createStack({ stackName: 'agents', templateBody: templateBody('a') });
  expect(created.stackStatus).toBe('CREATE_COMPLETE');
  const [profile] = simulator.connect.service.profiles();
  expect(profile).toMatchObject({
    name: 'a',
    arn: created.outputs.Arn,
    content: { Permissions: ['BasicAgentAccess'] },
    tags: { 'cloudformation:stack-id': created.stackId },
  });
  const deleted = await simulator.cloudFormation.deleteStack({ stackName: 'agents' });
  expect(deleted.stackStatus).toBe('DELETE_COMPLETE');
  expect(simulator.connect.service.profiles()).toEqual([]);
  expect(simulator.violations).toEqual([]);
});

test('its token is exported beside that of AWS IoT', async () => {
  const imported = { 'Fn::ImportValue': 'connect-security-profile-ServiceToken' };
  const stack = { stackName: 'importing', templateBody: templateBody('b', imported) };
  expect((await simulator.cloudFormation.createStack(stack)).stackStatus).toBe('CREATE_COMPLETE');
});

test('what the service refuses the stack is told', async () => {
  const stack = await simulator.cloudFormation.createStack({
    stackName: 'refused',
    templateBody: templateBody('Admin'),
  });
  expect(stack.stackStatus).toBe('ROLLBACK_COMPLETE');
  expect(stack.events.map(({ reason }) => reason ?? '').join('\n')).toContain('Admin already exists');
});

test('one URL serves Amazon Connect and AWS IoT, whose operations have the same paths', async () => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const { region } = simulator.account;
  const common = { region, endpoint: simulator.endpoint, credentials, maxAttempts: 1 };
  const [connect, iot, cloudFormation] = [
    new ConnectClient(common),
    new IoTClient(common),
    new CloudFormationClient(common),
  ];
  try {
    const { SecurityProfileArn: resourceArn } = await connect.send(
      new CreateSecurityProfileCommand({ InstanceId, SecurityProfileName: 'both', Tags: { of: 'connect' } }),
    );
    const { securityProfileArn } = await iot.send(
      new IotCreateCommand({ securityProfileName: 'both', tags: [{ Key: 'of', Value: 'iot' }] }),
    );
    const tags = await connect.send(new ConnectListTagsCommand({ resourceArn }));
    expect(tags.tags).toEqual({ of: 'connect' });
    const iotTags = await iot.send(new IotListTagsCommand({ resourceArn: securityProfileArn }));
    expect(iotTags.tags).toEqual([{ Key: 'of', Value: 'iot' }]);
    expect((await cloudFormation.send(new ListExportsCommand({}))).Exports).toMatchObject([
      { Name: 'iot-security-profile-ServiceToken' },
      { Name: 'connect-security-profile-ServiceToken' },
    ]);
  } finally {
    for (const client of [connect, iot, cloudFormation]) client.destroy();
  }
});

test('the function is there only if its bundle is', async () => {
  await expect(startSimulator({ connectBundle: '/does/not/exist' })).rejects.toThrow(
    'There is no bundle of the function in /does/not/exist',
  );
  const without = await startSimulator();
  try {
    const stack = { stackName: 'agents', templateBody: templateBody('a', without.connectServiceToken) };
    const { events } = await without.cloudFormation.createStack(stack);
    expect(events.map(({ reason }) => reason ?? '').join('\n')).toContain('Function not found');
  } finally {
    await without.close();
  }
});
