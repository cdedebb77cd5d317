import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Simulator, simulatorServiceToken, startSimulator } from '../../simulator';
import { resource } from '../templates/support';
import { blocks, blocksIn, read, root } from './pages';

/** How the blocks of each language are kept true. */
const keptBy: Readonly<Record<string, string>> = {
  js: 'run with the bundle, here',
  json: 'the policy of the function is compared with that of the template, here; that of the tool by tool.test.ts',
  mermaid: 'it draws what test/house.test.ts holds',
  sh: 'commands.test.ts runs it, or what of it can be run',
  text: 'outputs.test.ts compares it, or tool.test.ts',
  ts: 'test/package compiles it and runs it',
  yaml: 'deployed, or found in an example, here; the workflow is looked at by tool.test.ts',
};

const isTemplate = (yaml: string): boolean => yaml.startsWith('AWSTemplateFormatVersion');
const yaml = blocksIn('yaml').map(({ code }) => code);
const templates = yaml.filter(isTemplate);
const isWorkflow = (yaml: string): boolean => yaml.startsWith('on:');
const fragments = yaml.filter((code) => !isTemplate(code) && !isWorkflow(code) && !code.startsWith('#'));

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

test('every block of code is kept true by something', () => {
  expect(blocks.length).toBeGreaterThan(20);
  expect(Object.keys(keptBy)).toEqual(expect.arrayContaining([...new Set(blocks.map(({ language }) => language))]));
});

test('the README shows the profile as CloudFormation and as SAM', () => {
  expect(templates).toHaveLength(2);
});

test.each(templates)('a template deploys, and leaves nothing behind', async (templateBody) => {
  const stack = { stackName: 'readme', templateBody };
  const parameters = templateBody.includes('Parameters:') ? { ServiceToken: simulatorServiceToken } : {};
  const { stackStatus } = await simulator.cloudFormation.createStack({ ...stack, parameters });
  expect(stackStatus).toBe('CREATE_COMPLETE');
  expect(simulator.iot.service.profile('fleet')).toMatchObject({
    profile: { behaviors: [{ name: 'quiet' }] },
    targets: [expect.stringContaining(':thinggroup/')],
  });
  await simulator.cloudFormation.deleteStack({ stackName: 'readme' });
  expect(simulator.iot.service.profileNames()).toEqual([]);
});

test.each(fragments)('a part of a template stands in an example', (fragment) => {
  const narrow = (text: string) => text.replace(/\s+/g, ' ').trim();
  const examples = ['templates/examples', 'templates/connect/examples'].flatMap((folder) =>
    readdirSync(path.join(root, folder)).map((name) => read(`${folder}/${name}`)),
  );
  expect(examples.map(narrow).some((example) => example.includes(narrow(fragment)))).toBe(true);
});

test('what is given to runners that require() a handler runs the bundle', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'runner-'));
  const [runner, ...others] = blocksIn('js');
  expect(others).toEqual([]);
  cpSync(path.join(root, 'dist/lambda'), folder, { recursive: true });
  writeFileSync(path.join(folder, 'runner.cjs'), runner?.code ?? '');
  const script = (file: string) =>
    `Promise.resolve().then(() => require('./${file}').handler({}, {})).catch((error) => console.error(error.code, error.message))`;
  const run = (file: string) =>
    execFileSync(process.execPath, ['-e', `console.error = console.log; ${script(file)}`], {
      cwd: folder,
      encoding: 'utf8',
    });
  expect(run('runner.cjs')).toContain('the event has no ResponseURL to answer to');
  expect(run('index.mjs')).toMatch(/ERR_REQUIRE_(ASYNC_MODULE|ESM)/);
  rmSync(folder, { recursive: true });
});

interface Policy {
  readonly Statement: readonly { readonly Action: string | readonly string[] }[];
}

test('the policy of the function allows what the role in the one-file template allows', () => {
  const actions = ({ Statement }: Policy) => Statement.map(({ Action }) => [Action].flat().sort());
  const [shown, ...others] = blocksIn('json')
    .filter(({ file }) => file !== 'docs/tool.md')
    .map(({ code }) => JSON.parse(code) as Policy);
  expect(others).toEqual([]);
  const { Policies } = resource('templates/provider.yaml', 'ProviderRole').Properties;
  const [{ PolicyDocument }] = Policies as [{ readonly PolicyDocument: Policy }];
  expect(shown && actions(shown)).toEqual(actions(PolicyDocument));
});

test('the README is short enough to be read', () => {
  expect(read('README.md').split('\n').length).toBeLessThanOrEqual(300);
});

test('the table of properties says the same in the README and in the docs', () => {
  const tableOf = (file: string) => {
    const [table] = /^\| Property \|.*?\n\n/ms.exec(read(file)) ?? [];
    return table?.replaceAll(/\]\([^)]*\)/g, ']');
  };
  expect(tableOf('README.md')).toBeDefined();
  expect(tableOf('README.md')).toBe(tableOf('docs/properties.md'));
});
