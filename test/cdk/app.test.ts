import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Simulator, startSimulator } from '../../simulator';

const root = path.resolve(__dirname, '../..');
const stackName = 'SecurityProfileExample';

let output: string;
let simulator: Simulator;

// As the CDK's command line does it, with its linter, in a process of its own.
const synthesizeExample = async (): Promise<void> => {
  output = await mkdtemp(path.join(tmpdir(), 'example-'));
  const environment = { ...process.env, CDK_OUTDIR: output, CDK_VALIDATION: 'true' };
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'cdk/app.ts'], { cwd: root, env: environment });
};

beforeAll(async () => {
  [simulator] = await Promise.all([startSimulator(), synthesizeExample()]);
});

afterAll(async () => {
  await simulator.close();
  await rm(output, { recursive: true });
});

const readOutput = (name: string): Promise<string> => readFile(path.join(output, name), 'utf8');

test('the example is synthesized without a warning', async () => {
  const metadata = `${await readOutput('manifest.json')}${await readOutput(`${stackName}.metadata.json`)}`;
  expect(metadata).toContain('aws:cdk:logicalId');
  expect(metadata).not.toContain('aws:cdk:warning');
});

test('the example watches a group of its own, never all things', async () => {
  const template = await readOutput(`${stackName}.template.json`);
  expect(template).toContain('AWS::IoT::ThingGroup');
  const { Resources: resources } = JSON.parse(template) as {
    readonly Resources: Record<string, { Properties: object }>;
  };
  const targets = Object.values(resources).map(({ Properties }) => JSON.stringify(Properties ?? {}));
  const profiles = targets.filter((properties) => properties.includes('"TargetArns"'));
  expect(profiles).toHaveLength(2);
  expect(profiles.filter((properties) => properties.includes('all/'))).toEqual([]);
});

test('what the example synthesizes deploys as it is, and leaves nothing behind', async () => {
  const templateBody = await readOutput(`${stackName}.template.json`);
  const created = await simulator.cloudFormation.createStack({ stackName, templateBody });
  expect(created.stackStatus).toBe('CREATE_COMPLETE');
  const { SecurityProfileName: name = '', SecurityProfileArn: arn = '' } = created.outputs;
  expect(arn.endsWith(`:securityprofile/${name}`)).toBe(true);
  expect(simulator.iot.service.profileNames()).toHaveLength(2);
  expect(simulator.iot.service.profile(name)?.targets).toEqual([expect.stringContaining(':thinggroup/')]);
  const deleted = await simulator.cloudFormation.deleteStack({ stackName });
  expect(deleted.stackStatus).toBe('DELETE_COMPLETE');
  expect(simulator.iot.service.profileNames()).toEqual([]);
  expect(simulator.violations).toEqual([]);
});
