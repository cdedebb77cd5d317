import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnOutput, CrossStackReferences, ReferenceStrength, Stack, Stage } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SecurityProfile, SecurityProfileProvider, SecurityProfileTarget } from '../../../cdk/index';
import { runCaptured } from '../../../simulator/command/captured';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacks-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const stackLines = (output: string): readonly string[] =>
  output.split('\n').flatMap((line) => {
    const [, status = '', name = '', type] = line.split(/\s+/);
    return type === 'AWS::CloudFormation::Stack' && status.endsWith('_COMPLETE') ? [`${status} ${name}`] : [];
  });

const file = (name: string, template: object): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(template));
  return path;
};

describe('several templates are several stacks, created in their order and deleted in reverse', () => {
  const exporting = {
    Parameters: { Name: { Type: 'String' } },
    Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { Ref: 'Name' } } } },
    Outputs: { Topic: { Value: { 'Fn::GetAtt': 'Topic.TopicName' }, Export: { Name: 'topic' } } },
  };
  const importing = (value: object) => ({
    Parameters: { ServiceToken: { Type: 'String' } },
    Resources: {
      Profile: {
        Type: 'Custom::IoTSecurityProfile',
        Properties: { ServiceToken: { Ref: 'ServiceToken' }, SecurityProfileName: value },
      },
    },
  });

  test.each([
    ['an export', { 'Fn::ImportValue': 'topic' }],
    ['an output', { 'Fn::GetStackOutput': { StackName: 'first', OutputName: 'Topic' } }],
  ])('one may use %s of another', async (_, value) => {
    const [first, second] = [file('first.json', exporting), file('second.json', importing(value))];
    const { errors, output } = await runCaptured([
      ...['--template', first, '--stack-name', 'first', '--template', second, '--parameter', 'Name=alerts'],
    ]);
    expect(errors).toBe('');
    expect(output).toContain('The service now holds the profile alerts:');
    expect(stackLines(output)).toEqual([
      'CREATE_COMPLETE first',
      'CREATE_COMPLETE simulated-stack-2',
      'DELETE_COMPLETE simulated-stack-2',
      'DELETE_COMPLETE first',
    ]);
  });

  test('one that fails ends the run, and those before it are deleted', async () => {
    const [first, wrong] = [file('first.json', exporting), file('wrong.json', importing({ 'Fn::ImportValue': 'no' }))];
    const { exitCode, errors, output } = await runCaptured([
      ...['--template', first, '--template', wrong, '--template', first, '--parameter', 'Name=alerts'],
    ]);
    expect(exitCode).toBe(1);
    expect(errors).toContain(
      'the stack simulated-stack-2 ended in ROLLBACK_COMPLETE: Profile CREATE_FAILED, No export',
    );
    expect(stackLines(output)).toEqual([
      'CREATE_COMPLETE simulated-stack',
      'ROLLBACK_COMPLETE simulated-stack-2',
      'DELETE_COMPLETE simulated-stack-2',
      'DELETE_COMPLETE simulated-stack',
    ]);
  });
});

describe('what cdk synth has made is deployed as a whole', () => {
  const synthesize = (build: (app: App) => void): string => {
    const app = new App({ outdir: join(folder, 'cdk.out'), analyticsReporting: false });
    build(app);
    return app.synth().directory;
  };

  test.each([
    ['strong', ReferenceStrength.STRONG, 'Fn::ImportValue'],
    ['weak', ReferenceStrength.WEAK, 'Fn::GetStackOutput'],
  ])('each stack after those that it refers to, %sly', async (_, strength, intrinsic) => {
    const path = synthesize((app) => {
      const using = new Stack(app, 'Using', { stackName: 'user' });
      CrossStackReferences.of(using).consume(strength);
      const shared = new Stack(app, 'Shared');
      const provider = new SecurityProfileProvider(shared, 'Provider');
      new SecurityProfile(using, 'Profile', { provider, securityProfileName: 'fleet' });
      new CfnOutput(using, 'Alerts', { value: new Topic(shared, 'Alerts', { topicName: 'alerts' }).topicName });
    });
    expect(readFileSync(join(path, 'Using.template.json'), 'utf8')).toContain(intrinsic);
    const { errors, output } = await runCaptured(['--template', path]);
    expect(errors).toBe('');
    expect(output).toContain('Alerts = alerts');
    expect(output).toContain('The service now holds the profile fleet:');
    expect(stackLines(output)).toEqual([
      'CREATE_COMPLETE Shared',
      'CREATE_COMPLETE user',
      'DELETE_COMPLETE user',
      'DELETE_COMPLETE Shared',
    ]);
  });

  test('with the stacks of its stages, in the Region that they ask for', async () => {
    const path = synthesize((app) => {
      const stage = new Stage(app, 'Test', { env: { region: 'eu-west-1' } });
      new SecurityProfile(new Stack(stage, 'Fleet'), 'Profile', { securityProfileName: 'fleet' });
    });
    const { errors, output } = await runCaptured(['--template', path, '--keep']);
    expect(errors).toBe('');
    expect(output).toContain('arn:aws:iot:eu-west-1:123456789012:securityprofile/fleet');
    expect(stackLines(output)).toEqual(['CREATE_COMPLETE Test-Fleet']);
  });

  test('in the account that they ask for, unless another one is given', async () => {
    const path = synthesize((app) => {
      const stack = new Stack(app, 'Fleet', { env: { account: '111122223333', region: 'eu-west-1' } });
      const targets = [SecurityProfileTarget.thingGroupName('sensors')];
      new SecurityProfile(stack, 'Profile', { securityProfileName: 'fleet', targets });
    });
    const { errors, output } = await runCaptured(['--template', path]);
    expect(errors).toBe('');
    expect(output).toContain('arn:aws:iot:eu-west-1:111122223333:securityprofile/fleet');
    const other = await runCaptured(['--template', path, '--account', '210987654321', '--region', 'us-west-2']);
    expect(other.errors).toContain('expected an ARN that begins with arn:aws:iot:us-west-2:210987654321:');
  });

  test('in the account and Region of the simulator where they do not agree on one', async () => {
    const path = synthesize((app) => {
      for (const region of ['eu-west-1', 'eu-west-2']) {
        const stack = new Stack(app, region, { env: { account: '111122223333', region } });
        new SecurityProfile(stack, 'Profile', { securityProfileName: region });
      }
    });
    const { errors, output } = await runCaptured(['--template', path]);
    expect(errors).toBe('');
    expect(output).toContain('arn:aws:iot:us-east-1:111122223333:securityprofile/eu-west-2');
  });

  test('an app without a stack is told', async () => {
    const { errors } = await runCaptured(['--template', synthesize(() => undefined)]);
    expect(errors).toBe(`error: there is no stack in ${join(folder, 'cdk.out')}\n`);
  });
});
