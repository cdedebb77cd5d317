import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  ConnectClient,
  CreateSecurityProfileCommand as CreateConnectProfileCommand,
  DescribeSecurityProfileCommand as DescribeConnectProfileCommand,
} from '@aws-sdk/client-connect';
import {
  CreateSecurityProfileCommand,
  DescribeSecurityProfileCommand,
  DescribeThingGroupCommand,
  IoTClient,
} from '@aws-sdk/client-iot';

const root = path.resolve(__dirname, '../../..');

const start = (...args: readonly string[]) => {
  const tsx = path.join(root, 'node_modules/tsx/dist/cli.mjs');
  const child = spawn(process.execPath, [tsx, path.join(root, 'simulator/command/serve.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { child, stdout: child.stdout, stderr: child.stderr };
};

const end = async (child: ChildProcess): Promise<void> => {
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  await closed;
};

/** What is printed until the server is ready, and the URL in it. */
const greeted = async (stdout: Readable): Promise<{ readonly printed: string; readonly endpoint: string }> => {
  let printed = '';
  for await (const chunk of stdout.iterator({ destroyOnReturn: false })) {
    printed += String(chunk);
    if (printed.includes('Ctrl-C')) break;
  }
  const [endpoint = ''] = /http:\/\/[\d.:]+/.exec(printed) ?? [];
  return { printed, endpoint };
};

const clientOptions = (endpoint: string) => ({
  region: 'us-east-1',
  endpoint,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
});

test('AWS IoT serves any SDK, with the faults that are asked for', async () => {
  const { child, stdout } = start('--rate-limit', '--fault', 'DescribeSecurityProfile:late');
  const client = new IoTClient(clientOptions((await greeted(stdout)).endpoint));
  try {
    const profile = { securityProfileName: 'p' };
    await expect(client.send(new CreateSecurityProfileCommand(profile))).resolves.toMatchObject(profile);
    await expect(client.send(new DescribeSecurityProfileCommand(profile))).rejects.toThrow('does not exist');
    const calls = Array.from({ length: 40 }, () => client.send(new DescribeSecurityProfileCommand(profile)));
    const reasons = (await Promise.allSettled(calls)).map((call) =>
      call.status === 'rejected' && call.reason instanceof Error ? call.reason.message : '',
    );
    expect(reasons).toContain('Rate exceeded');
  } finally {
    client.destroy();
    await end(child);
  }
});

test('Amazon Connect serves any SDK at the same URL, with the faults and the instances that are asked for', async () => {
  const fault = 'Connect.DescribeSecurityProfile:late';
  const { child, stdout } = start('--rate-limit', '--fault', fault, '--instance', 'mine');
  const { printed, endpoint } = await greeted(stdout);
  const client = new ConnectClient(clientOptions(endpoint));
  try {
    expect(printed).toContain('connect list-security-profiles --instance-id mine');
    const InstanceId = 'mine';
    const create = new CreateConnectProfileCommand({ InstanceId, SecurityProfileName: 'p' });
    const { SecurityProfileId } = await client.send(create);
    const describe = () => client.send(new DescribeConnectProfileCommand({ InstanceId, SecurityProfileId }));
    await expect(describe()).rejects.toThrow('does not exist');
    const reasons = (await Promise.allSettled(Array.from({ length: 10 }, describe))).map((call) =>
      call.status === 'rejected' && call.reason instanceof Error ? call.reason.message : '',
    );
    expect(reasons).toContain('Rate exceeded');
  } finally {
    client.destroy();
    await end(child);
  }
});

test('templates are deployed at the start, each with the parameters that it has, and one may import from another', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'serve-'));
  const file = (name: string, template: object) => {
    writeFileSync(path.join(folder, name), JSON.stringify(template));
    return path.join(folder, name);
  };
  const exporting = file('exporting.json', {
    Parameters: { Name: { Type: 'String' } },
    Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { Ref: 'Name' } } } },
    Outputs: { Topic: { Value: { 'Fn::GetAtt': 'Topic.TopicName' }, Export: { Name: 'topic' } } },
  });
  const importing = file('importing.json', {
    Parameters: { ServiceToken: { Type: 'String' } },
    Resources: {
      Profile: {
        Type: 'Custom::IoTSecurityProfile',
        Properties: {
          ServiceToken: { Ref: 'ServiceToken' },
          SecurityProfileName: { 'Fn::ImportValue': 'topic' },
          TargetArns: [{ 'Fn::Sub': 'arn:aws:iot:${AWS::Region}:${AWS::AccountId}:thinggroup/gone' }],
        },
      },
    },
  });
  const templates = ['--template', exporting, '--stack-name', 'first', '--template', importing];
  const { child, stdout } = start(...templates, '--parameter', 'Name=alerts', '--missing', 'thinggroup/gone');
  try {
    const { printed, endpoint } = await greeted(stdout);
    expect(printed).toContain(`== Create the stack first: ${exporting}`);
    expect(printed).toContain('the stack simulated-stack-2 ended in ROLLBACK_COMPLETE: Profile CREATE_FAILED');
    expect(printed).toContain('Thing group gone does not exist');
    const cloudFormation = new CloudFormationClient(clientOptions(endpoint));
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({}));
    expect(Stacks?.map(({ StackName, StackStatus }) => [StackName, StackStatus])).toEqual([
      ['first', 'CREATE_COMPLETE'],
      ['simulated-stack-2', 'ROLLBACK_COMPLETE'],
    ]);
    const iot = new IoTClient(clientOptions(endpoint));
    const gone = iot.send(new DescribeThingGroupCommand({ thingGroupName: 'gone' }));
    await expect(gone).rejects.toThrow('Thing group gone does not exist');
    for (const client of [iot, cloudFormation]) client.destroy();
  } finally {
    await end(child);
    rmSync(folder, { recursive: true });
  }
});

const example = path.join(root, 'templates/examples/import-value.yaml');

test.each([
  [['--port', '65536'], 'from 0 (any free port) to 65535'],
  [['--fault', 'Event:late'], 'only what goes wrong in the service can be asked for'],
  [
    ['--missing', 'thing/x'],
    '--missing thing/x: accepted is one of custommetric/NAME, dimension/NAME, thinggroup/NAME',
  ],
  [['--template', 'none.yaml'], 'cannot read the template none.yaml: there is no such file'],
  [['--stack-name', 'a'], '--stack-name a: there is no --template for it'],
  [['--template', example, '--parameter', 'A=b'], '--parameter A: no --template has a parameter of that name'],
  [['--template', example, '--stack-name', '1'], "import-value.yaml: 1 validation error detected: Value '1'"],
  [['--fault', 'TagResource:418'], '--fault TagResource:418: "418" is not one of'],
])('%j is refused on one line', async (args, words) => {
  const { child, stderr } = start(...args);
  const [said, [exitCode]] = await Promise.all([text(stderr), once(child, 'close')]);
  expect(exitCode).toBe(1);
  expect(said).toMatch(/^error: [^\n]+\n$/);
  expect(said).toContain(words);
});
