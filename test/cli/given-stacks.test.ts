import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DeployedStack } from '../../aws/cloudformation';
import type { Environment } from '../../cli/context';
import type { Account } from '../../cli/live/account';
import type { Outcome } from '../../cli/outcome';
import { createScreen } from '../../cli/screen/screen';
import { type DriftOptions, drift } from '../../cli/verbs/drift';
import { plan } from '../../cli/verbs/plan';
import { systemClock } from '../../runtime/clock';
import { World } from '../proof/world';
import { accountId, marks, region } from '../support/rig';
import { accountOf } from './world-account';

/* Nested stacks and what only a real account has: the stacks are given here, the service is the simulated one. */

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'nested-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
};

const unwatched: Environment = {
  write: () => undefined,
  writeError: () => undefined,
  isColored: false,
  columns: 80,
  isWatched: false,
  variables: {},
  clock: systemClock,
  signal: new AbortController().signal,
};

const idOf = (name: string): string => `arn:aws:cloudformation:${region}:${accountId}:stack/${name}/1`;

const child = (text = 'x'): string =>
  `Resources: {Profile: {Type: Custom::IoTSecurityProfile, Properties: {ServiceToken: t, SecurityProfileName: inner, SecurityProfileDescription: ${text}}}}`;

const parent = (nest: string): string => `Parameters: {Use: {Type: String, Default: "no"}}
Conditions: {IsUsed: !Equals [!Ref Use, "yes"]}
Resources:
  Topic: {Type: AWS::SNS::Topic}
${nest}`;

const nest = (condition = ''): string =>
  `  Nest: {Type: AWS::CloudFormation::Stack, ${condition} Properties: {TemplateURL: child.yaml}}\n`;

const deployed = (name: string, template: string, more: Partial<DeployedStack> = {}): DeployedStack => ({
  id: idOf(name),
  name,
  status: 'CREATE_COMPLETE',
  parameters: {},
  ssmParameters: {},
  template,
  physicalIds: {},
  ...more,
});

const accountWith = (world: World, stacks: readonly DeployedStack[]): Account => ({
  ...accountOf(world),
  stacks: {
    stack: async (name: string) => stacks.find((one) => one.name === name || one.id === name),
    exports: async () => ({}),
  },
});

const outcomeOf = (world: World, file: string, stacks: readonly DeployedStack[], parameter = {}): Promise<Outcome> =>
  plan(file, { stack: 'root', parameter, fail: false, strict: false }, accountWith(world, stacks));

const planned = async (world: World, file: string, stacks: readonly DeployedStack[], parameter = {}) =>
  JSON.parse(JSON.stringify((await outcomeOf(world, file, stacks, parameter)).document));

const textOf = ({ text }: Outcome): string => text(createScreen(80, false)).join('\n').replace(/\s+/g, ' ');

const drifted = async (world: World, stacks: readonly DeployedStack[], options: Partial<DriftOptions>) => {
  const all = { all: false, parameter: {}, strict: false, ...options };
  return drift(undefined, all, accountWith(world, stacks), unwatched);
};

const standing = (): World => {
  const world = new World();
  const tags = { ...marks('made/1'), 'cloudformation:stack-id': idOf('nest'), 'cloudformation:logical-id': 'Profile' };
  world.rig.iot.service.seed({ securityProfileName: 'inner', securityProfileDescription: 'x' }, { tags });
  return world;
};

const root = (template: string, more: Partial<DeployedStack> = {}): DeployedStack =>
  deployed('root', template, { physicalIds: { Nest: idOf('nest'), Topic: 'topic' }, ...more });

const inner = deployed('nest', child(), { physicalIds: { Profile: 'inner' } });

test('a nested stack is compared with what is deployed of it', async () => {
  write('child.yaml', child('y'));
  const stacks = [root(parent(nest())), inner];
  expect(await planned(standing(), write('root.yaml', parent(nest())), stacks)).toMatchObject({
    resources: [{ stack: 'nest', action: 'update', differences: [{ live: 'x', declared: 'y' }] }],
  });
});

test('one that is nested no more goes with all that it has', async () => {
  const stacks = [root(parent(nest())), inner];
  expect(await planned(standing(), write('root.yaml', parent('')), stacks)).toMatchObject({
    resources: [{ stack: 'nest', action: 'delete', name: 'inner', calls: [{ operation: 'DeleteSecurityProfile' }] }],
  });
});

test('so does one whose condition holds no longer; one whose condition never held is none', async () => {
  write('child.yaml', child());
  const text = parent(nest('Condition: IsUsed,'));
  const file = write('root.yaml', text);
  const stacks = [root(text, { parameters: { Use: 'yes' } }), inner];
  expect(await planned(standing(), file, stacks, { Use: 'no' })).toMatchObject({ resources: [{ action: 'delete' }] });
  expect(await planned(standing(), file, stacks)).toMatchObject({ resources: [{ action: 'no changes' }] });
  expect(await planned(new World(), file, [])).toMatchObject({ resources: [] });
});

test('what the parameter store will say at the deployment is not known', async () => {
  const text = `Parameters: {Text: {Type: "AWS::SSM::Parameter::Value<String>", Default: /text}}\n${child('!Ref Text')}`;
  const stack = deployed('root', text, {
    parameters: { Text: '/text' },
    ssmParameters: { '/text': 'x' },
    physicalIds: { Profile: 'inner' },
  });
  expect(await planned(standing(), write('root.yaml', text), [stack])).toMatchObject({
    resources: [{ notCompared: ['SecurityProfileDescription'] }],
    summary: { notCompared: 1 },
  });
});

test('a resource that a loop may make is not said to be deleted', async () => {
  const stack = deployed('root', child(), { id: idOf('nest'), physicalIds: { Profile: 'inner' } });
  const loop = `Transform: AWS::LanguageExtensions
Resources:
  Topic: {Type: AWS::SNS::Topic}
  Fn::ForEach::All: [Name, [a], {"P\${Name}": {Type: Custom::IoTSecurityProfile, Properties: {ServiceToken: t}}}]
`;
  expect(await planned(standing(), write('root.yaml', loop), [stack])).toMatchObject({
    resources: [{ action: 'unknown', calls: [], reasons: [expect.stringContaining('Fn::ForEach::All')] }],
    notSeen: [{ what: 'Fn::ForEach::All' }],
    summary: { delete: 0, notCompared: 2 },
  });
});

test.each([
  ['DependsOn: Nobody,', 'Unresolved resource dependencies [Nobody]'],
  ['DependsOn: Topic,', 'Circular dependency between resources'],
])('what CloudFormation refuses of a template is told: %s', async (attribute, message) => {
  const topic = 'Topic: {Type: AWS::SNS::Topic, DependsOn: Profile}';
  const text = child().replace('Type: Custom', `${attribute} Type: Custom`).replace('}}}', `}}, ${topic}}`);
  expect(await planned(new World(), write('root.yaml', text), [])).toMatchObject({
    stackChecks: [{ kind: 'note' }, { kind: 'failure', message: expect.stringContaining(message) }],
    summary: { failures: 1 },
  });
});

test('a parameter that nobody has given a value is named', async () => {
  const text = `Parameters: {Token: {Type: String}, Other: {Type: String, Default: x}}\n${child()}`;
  expect(await planned(new World(), write('root.yaml', text), [])).toMatchObject({
    stackChecks: [
      { kind: 'note' },
      { kind: 'note', message: 'the deployment needs a value for Token: none is given here' },
    ],
  });
  expect(await planned(new World(), write('root.yaml', text), [], { Token: 't' })).toMatchObject({
    stackChecks: [{ kind: 'note' }],
  });
});

const target = (group: string): string => `arn:aws:iot:${region}:${accountId}:thinggroup/${group}`;

const own = (more: string): string =>
  `Resources: {Profile: {Type: Custom::IoTSecurityProfile, Properties: {ServiceToken: t, SecurityProfileName: inner, ${more}}}}`;

test('what is lost, what goes that others have attached, and what would fail is told to a person', async () => {
  const world = standing();
  world.rig.iot.service.outOfBand('UpdateSecurityProfile', {
    securityProfileName: 'inner',
    securityProfileDescription: 'by hand',
  });
  world.rig.iot.service.outOfBand('AttachSecurityProfile', {
    securityProfileName: 'inner',
    securityProfileTargetArn: target('theirs'),
  });
  for (let count = 1; count <= 5; count++)
    world.rig.iot.service.seed({ securityProfileName: `other-${count}` }, { targets: [target('full')] });
  const before = own('SecurityProfileDescription: x, TargetArns: []');
  const stack = deployed('root', before, { id: idOf('nest'), physicalIds: { Profile: 'inner' } });
  const file = write('root.yaml', own(`SecurityProfileDescription: y, TargetArns: ["${target('full')}"]`));
  const text = textOf(await outcomeOf(world, file, [stack]));
  expect(text).toContain('~ SecurityProfileDescription by hand → y overwrites a change made elsewhere (deployed: x)');
  expect(text).toContain('- thinggroup/theirs attached elsewhere: this stack never declared it');
  expect(text).toContain('fails: thinggroup/full has 5 of 5 profiles');
  expect(text).toContain('The deployment would fail: 1 reason. 2 changes made elsewhere would be lost.');
});

test('profiles of one template share the room of a target, and may not share a name', async () => {
  const world = new World();
  for (let count = 1; count <= 4; count++)
    world.rig.iot.service.seed({ securityProfileName: `other-${count}` }, { targets: [target('full')] });
  const one = (id: string, name: string): string =>
    `${id}: {Type: Custom::IoTSecurityProfile, Properties: {ServiceToken: t, SecurityProfileName: ${name}, TargetArns: ["${target('full')}"]}}`;
  const file = write('root.yaml', `Resources: {${one('A', 'a')}, ${one('B', 'b')}, ${one('C', 'a')}}`);
  const { resources } = await planned(world, file, []);
  expect(resources).toMatchObject([
    { checks: [{ kind: 'note' }] },
    { checks: [{ kind: 'failure', message: expect.stringContaining('has 5 of 5') }] },
    {
      checks: [
        { kind: 'failure' },
        { kind: 'failure', message: expect.stringContaining('A declares a profile a too') },
      ],
    },
  ]);
});

test('without a stack, only a mark of the same resource makes it an update', async () => {
  const plainly = (file: string) =>
    plan(file, { parameter: {}, fail: false, strict: false }, accountWith(standing(), []));
  const same = await plainly(write('same.yaml', child('y')));
  expect(JSON.parse(JSON.stringify(same.document))).toMatchObject({ resources: [{ action: 'update' }] });
  // Even where it says what stands there already.
  const other = await plainly(write('other.yaml', child('x').replace('Profile:', 'Other:')));
  expect(JSON.parse(JSON.stringify(other.document))).toMatchObject({ resources: [{ action: 'refused' }] });
});

describe('drift', () => {
  test('of a stack in the middle of something says so', async () => {
    const busy = deployed('nest', child(), { status: 'UPDATE_IN_PROGRESS', physicalIds: { Profile: 'inner' } });
    const outcome = await drifted(standing(), [busy], { stack: 'nest' });
    expect(textOf(outcome)).toContain('the stack nest is in UPDATE_IN_PROGRESS');
    expect(textOf(outcome)).toContain('1 in sync');
  });

  test('tells of a target that it is there or gone', async () => {
    const text = own(`SecurityProfileDescription: x, TargetArns: ["${target('a')}"]`);
    const stack = deployed('nest', text, { physicalIds: { Profile: 'inner' } });
    expect(textOf(await drifted(standing(), [stack], { stack: 'nest' }))).toContain(
      'TargetArns[thinggroup/a] declared, and gone',
    );
  });

  test('of everything finds what is orphaned and what is missing', async () => {
    const world = standing();
    const tags = {
      ...marks('made/1'),
      'cloudformation:stack-id': idOf('nest'),
      'cloudformation:logical-id': 'Profile',
    };
    world.rig.iot.service.seed({ securityProfileName: 'left-over' }, { tags });
    const both = `${child().slice(0, -1)}, Gone: {Type: Custom::IoTSecurityProfile, Properties: {ServiceToken: t, SecurityProfileName: gone}}}`;
    const stack = deployed('nest', both, { physicalIds: { Profile: 'inner', Gone: 'gone' } });
    const { document } = await drifted(world, [stack], { all: true });
    expect(JSON.parse(JSON.stringify(document))).toMatchObject({
      profiles: [
        { name: 'inner', status: 'in sync' },
        { name: 'left-over', status: 'orphaned', reasons: [expect.stringContaining('its stack has inner')] },
        { name: 'gone', status: 'missing' },
      ],
    });
  });

  test('of everything that may not be seen fails', async () => {
    const account = accountOf(standing(), ['ListTagsForResource']);
    const options = { all: true, parameter: {}, strict: false };
    await expect(drift(undefined, options, account, unwatched)).rejects.toThrow(
      'no profile could be compared: ListTagsForResource failed',
    );
  });
});
