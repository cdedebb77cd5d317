import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Simulator, simulatorServiceToken, startSimulator } from '../simulator';
import { resource } from './templates/support';

const root = path.resolve(__dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const readme = read('README.md');

/** The blocks of code in one language, in order. */
const blocks = (language: string): readonly string[] =>
  [...readme.matchAll(new RegExp(`^ *\`\`\`${language}\\n(.*?)^ *\`\`\``, 'gms'))].map(([, code = '']) => code);

const isTemplate = (yaml: string): boolean => yaml.startsWith('AWSTemplateFormatVersion');
const templates = blocks('yaml').filter(isTemplate);
const fragments = blocks('yaml').filter((yaml) => !isTemplate(yaml));
const commands = blocks('sh').flatMap((block) => block.split('\n'));

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

test('the README shows the profile as CloudFormation and as SAM', () => {
  expect(templates).toHaveLength(2);
});

test.each(templates)('a template of the README deploys, and leaves nothing behind', async (templateBody) => {
  // SAM's transform leaves such a template as it is, but for taking itself away.
  const stack = { stackName: 'readme', templateBody: templateBody.replace(/^Transform: .*\n/m, '') };
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

test.each(fragments.filter((yaml) => !yaml.startsWith('#')))(
  'a part of a template stands in an example',
  (fragment) => {
    const narrow = (text: string) => text.replace(/\s+/g, ' ').trim();
    const examples = readdirSync(path.join(root, 'templates/examples')).map((name) =>
      read(`templates/examples/${name}`),
    );
    expect(examples.map(narrow).some((example) => example.includes(narrow(fragment)))).toBe(true);
  },
);

interface Policy {
  readonly Statement: readonly { readonly Action: string | readonly string[] }[];
}

test('the policy in the README allows what the role in the one-file template allows', () => {
  const actions = ({ Statement }: Policy) => Statement.map(({ Action }) => [Action].flat().sort());
  const shown = JSON.parse(blocks('json')[0] ?? '') as Policy;
  const { Policies } = resource('templates/provider.yaml', 'ProviderRole').Properties;
  const [{ PolicyDocument }] = Policies as [{ readonly PolicyDocument: Policy }];
  expect(actions(shown)).toEqual(actions(PolicyDocument));
});

test('every npm script and every file that a command of the README names exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
  const named = commands.flatMap((command) => [...command.matchAll(/npm (?:run )?(start|test|[a-z]+)\b/g)]);
  const names = named.map(([, name = '']) => name).filter((name) => !['ci', 'install', 'run'].includes(name));
  expect(names.length).toBeGreaterThan(3);
  for (const name of names) expect(Object.keys(scripts)).toContain(name);
  const files = commands.flatMap((command) => command.match(/(?:templates|events)\/[\w./-]+/g) ?? []);
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) expect(() => read(file)).not.toThrow();
});

test('every link inside the README leads somewhere', () => {
  const anchors = [...readme.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
  for (const [, anchor] of readme.matchAll(/\]\(#([^)]*)\)/g)) expect(anchors).toContain(anchor);
});
