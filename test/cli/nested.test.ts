import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DeployedStack } from '../../aws/cloudformation';
import { plan } from '../../cli/verbs/plan';
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

const planned = async (world: World, file: string, stacks: readonly DeployedStack[], parameter = {}) => {
  const account = {
    ...accountOf(world),
    stacks: {
      stack: async (name: string) => stacks.find((one) => one.name === name || one.id === name),
      exports: async () => ({}),
    },
  };
  const options = { stack: 'root', parameter, fail: false, strict: false };
  const { document } = await plan(file, options, account);
  return JSON.parse(JSON.stringify(document));
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
