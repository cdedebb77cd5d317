import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectFunction } from '../../scripts/build/functions';
import { buildInlineHandler } from '../../scripts/build/inline';
import { type Simulator, startSimulator } from '../../simulator';
import { runCaptured } from '../../simulator/command/captured';
import { lint } from './linter';
import {
  codeOf,
  conditionalStatementsOf,
  packageVersion,
  read,
  resource,
  root,
  statementsOf,
  template,
} from './support';

const built = 'dist/connect/provider.yaml';
const provider = 'templates/connect/provider.yaml';
const sam = 'templates/connect/sam.yaml';
const examples = readdirSync(join(root, 'templates/connect/examples')).map(
  (name) => `templates/connect/examples/${name}`,
);
const instanceArn = 'arn:aws:connect:us-east-1:123456789012:instance/11111111-2222-4333-8444-555555555555';

describe('the template of the function for Amazon Connect', () => {
  test('has 45,000 bytes at most, in plain ASCII, and no dynamic reference', () => {
    expect(Buffer.byteLength(read(built))).toBeLessThanOrEqual(45_000);
    expect(read(built)).toMatch(/^[\n\x20-\x7e]*$/);
    expect(read(built)).not.toContain('{{resolve:');
  });

  test('carries the code of the function to the byte, and tells its version', async () => {
    const { code } = await buildInlineHandler(root, connectFunction);
    expect(codeOf(built)).toBe(code);
    expect(template(built).Metadata.ConnectSecurityProfileProvider).toEqual({ Version: packageVersion });
    expect(template(built).Outputs.Version).toMatchObject({ Value: packageVersion });
  });

  test('has the logical ids of the one for AWS IoT, and never others: another function is another ServiceToken', () => {
    expect(Object.keys(template(built).Resources)).toEqual(Object.keys(template('templates/provider.yaml').Resources));
  });

  test('delivers, logs and runs as the one for AWS IoT does', () => {
    const ofIot = 'templates/provider.yaml';
    const { Description: _, Code: __, ...properties } = resource(provider, 'ProviderFunction').Properties;
    expect(resource(ofIot, 'ProviderFunction').Properties).toMatchObject(properties);
    for (const logicalId of ['ProviderLogGroup', 'ProviderRetries'])
      expect(resource(provider, logicalId)).toEqual(resource(ofIot, logicalId));
  });

  test.each(Object.entries(template(provider).Parameters))(
    'says of the parameter %s what it is, and what it takes',
    (_name, parameter) => {
      expect(parameter).toMatchObject({
        Description: expect.stringMatching(/\.$/),
        ConstraintDescription: expect.stringMatching(/^must be .*\.$/),
      });
    },
  );
});

describe('the function for Amazon Connect may', () => {
  const [profiles, instances, logs, ...others] = statementsOf(provider);
  const ofAll = (rest: string) => ({
    'Fn::Sub': `arn:\${AWS::Partition}:connect:\${AWS::Region}:\${AWS::AccountId}:instance/*${rest}`,
  });

  test('what it calls, on security profiles, and no role can be passed', () => {
    const source = readFileSync(join(root, 'aws/connect/service.ts'), 'utf8');
    const called = [...source.matchAll(/client\.send\(new \(?(?:known\()?(\w+)Command/g)].map(([, name]) => name ?? '');
    const allowed = [profiles, instances].flatMap((statement) => statement?.Action ?? []);
    expect([...new Set(allowed)].sort()).toEqual(called.map((name) => `connect:${name}`).sort());
    expect(profiles?.Resource).toEqual({
      'Fn::If': [
        'ManagesEveryInstance',
        ofAll('/security-profile/*'),
        { 'Fn::Sub': '${InstanceArn}/security-profile/*' },
      ],
    });
    expect(others).toEqual([]);
    expect(read(provider)).not.toContain('iam:PassRole');
  });

  test('of the instance only list', () => {
    expect(instances).toMatchObject({
      Action: expect.arrayContaining(['connect:ListSecurityProfiles']),
      Resource: { 'Fn::If': ['ManagesEveryInstance', ofAll(''), { Ref: 'InstanceArn' }] },
    });
    for (const action of instances?.Action ?? []) expect(action).toMatch(/^connect:List/);
  });

  test('write its log', () => {
    expect(logs?.Action).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
  });
});

describe('the SAM template for Amazon Connect', () => {
  const { Properties: properties, Metadata: metadata } = resource(sam, 'ProviderFunction');

  test('deploys the bundle as it is built', () => {
    expect(metadata).toMatchObject({ SkipBuild: true });
    expect(join(root, 'templates/connect', String(properties.CodeUri))).toBe(join(root, 'dist/connect/lambda'));
  });

  test('has the rights, the parameters and the outputs of the provider', () => {
    expect(statementsOf(sam)).toEqual(statementsOf(provider));
    expect(conditionalStatementsOf(sam)).toEqual(conditionalStatementsOf(provider));
    expect(template(provider).Parameters).toMatchObject(template(sam).Parameters);
    expect(template(sam).Outputs.ServiceToken).toEqual(template(provider).Outputs.ServiceToken);
  });
});

describe('deployed', () => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator();
  });
  afterEach(() => simulator.close());

  const create = (stackName: string, file: string, parameters = {}) =>
    simulator.cloudFormation.createStack({ stackName, templateBody: read(file), parameters });

  test('it serves the profiles of other stacks, and what it made goes with them', async () => {
    const { outputs } = await create('connect-security-profile', built);
    const user = await create('user', 'templates/connect/examples/import-value.yaml', { InstanceArn: instanceArn });
    expect(user).toMatchObject({ stackStatus: 'CREATE_COMPLETE' });
    expect(simulator.invocations.map(({ event }) => event.ServiceToken)).toEqual([outputs.ServiceToken]);
    expect(simulator.connect.service.profiles().map(({ name }) => name)).toEqual(['Tier 1 agents']);
    await simulator.cloudFormation.deleteStack({ stackName: 'user' });
    expect(simulator.connect.service.profiles()).toEqual([]);
    expect(simulator.violations).toEqual([]);
  });

  test('it refuses an InstanceArn that is none, and says what it takes', async () => {
    await expect(create('connect', built, { InstanceArn: '11111111-2222-4333-8444-555555555555' })).rejects.toThrow(
      'InstanceArn failed to satisfy constraint: must be the ARN of an instance',
    );
  });
});

test('the examples are walked through: created, updated, given another name, taken over, deleted', async () => {
  const { exitCode, output, errors } = await runCaptured(['--connect']);
  expect([exitCode, errors]).toEqual([0, '']);
  for (const file of examples.filter((name) => !name.includes('import-value'))) expect(output).toContain(`(${file})`);
  expect(output).toContain('Every step ended as it should, and nothing of the stack is left.');
});

describe('the linter accepts', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lint-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([built, provider, sam, ...examples])('%s', (file) => {
    expect(() => lint(join(root, file), join(folder, 'out'))).not.toThrow();
  });
});

describe('the events for local invocations', () => {
  const event = (name: string) => JSON.parse(read(`events/connect/${name}.json`)) as Record<string, unknown>;

  test('belong together, and reach nobody but the loopback address', () => {
    const [create, update, remove] = ['create', 'update', 'delete'].map(event);
    expect(update?.OldResourceProperties).toEqual(create?.ResourceProperties);
    expect(remove?.ResourceProperties).toEqual(update?.ResourceProperties);
    expect(remove?.PhysicalResourceId).toBe(update?.PhysicalResourceId);
    for (const { ResponseURL } of [create, update, remove] as { ResponseURL: string }[])
      expect(new URL(ResponseURL).hostname).toBe('127.0.0.1');
  });
});
