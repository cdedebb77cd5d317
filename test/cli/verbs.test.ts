import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { differenceLines, placesIn } from '../../cli/screen/differences';
import { createScreen } from '../../cli/screen/screen';
import { type Rig, startRig } from './rig';

const group = (name: string) => `arn:aws:iot:us-east-1:123456789012:thinggroup/${name}`;
const stackId = 'arn:aws:cloudformation:us-east-1:123456789012:stack/fleet/1';
const native = { 'aws:cloudformation:stack-id': stackId, 'aws:cloudformation:logical-id': 'Native' };

let rig: Rig;
let folder: string;

beforeEach(async () => {
  rig = await startRig({ isBundleOptional: true });
  folder = mkdtempSync(path.join(tmpdir(), 'verbs-'));
});

afterEach(async () => {
  await rig.close();
  rmSync(folder, { recursive: true });
});

const seed = (securityProfileName: string, input: object = {}, beside: object = {}): void =>
  rig.simulator.iot.service.seed({ securityProfileName, ...input }, beside);

const quiet = {
  name: 'quiet',
  metric: 'aws:num-messages-sent',
  criteria: { comparisonOperator: 'less-than', value: { count: 5 }, durationSeconds: 300 },
};

const template = (Properties: object, sections: object = {}): string => {
  const file = path.join(folder, 'template.json');
  const own = { ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:x', ...Properties };
  writeFileSync(
    file,
    JSON.stringify({ Resources: { Profile: { Type: 'Custom::IoTSecurityProfile', Properties: own } }, ...sections }),
  );
  return file;
};

const codeOf = async (...args: readonly string[]): Promise<number> => (await rig.tool(...args)).code;

describe('validate', () => {
  test('fails for an error, for a warning only where that is asked for', async () => {
    expect(await codeOf('validate', template({ Odd: 1 }))).toBe(2);
    const doubtful = template({ SecurityProfileDescription: 'Größe' });
    expect([await codeOf('validate', doubtful), await codeOf('validate', doubtful, '--strict')]).toEqual([0, 2]);
    expect(await codeOf('validate', template({ ServiceToken: '' }))).toBe(2);
  });

  test('sees the branch that the defaults do not take', async () => {
    const file = template(
      { SecurityProfileName: { 'Fn::If': ['IsProd', 'not a name', 'name'] } },
      {
        Parameters: { Stage: { Type: 'String', Default: 'dev' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      },
    );
    const findings = [{ message: expect.stringMatching(/\(where Stage is "prod"\)$/) }];
    expect(await rig.json('validate', file)).toMatchObject({ files: [{ resources: [{ findings }] }] });
  });
});

test('list shows those that are asked for', async () => {
  seed('one', { behaviors: [quiet] }, { targets: [group('a')] });
  seed('two', {}, { tags: native });
  const names = async (...options: readonly string[]) =>
    (await rig.json<{ profiles: { name: string }[] }>('list', ...options)).profiles.map(({ name }) => name);
  expect(await names()).toEqual(['one', 'two']);
  expect(await names('--metric', 'aws:num-messages-sent')).toEqual(['one']);
  expect(await names('--target', 'thinggroup/a')).toEqual(['one']);
  expect(await names('--stack', 'fleet')).toEqual(['two']);
});

test('list goes on without a right that it lacks', async () => {
  seed('one');
  const denied = { kind: 'error', name: 'AccessDeniedException', status: 403, message: 'no' } as const;
  rig.simulator.iot.faults.add({ operation: 'ListTagsForResource', times: 99, effect: denied });
  expect((await rig.json('list')).profiles).toMatchObject([{ name: 'one', owner: null, targets: [] }]);
});

test('show shows what is not known here, and what a profile lacks', async () => {
  seed('one');
  rig.simulator.iot.faults.add({
    operation: 'DescribeSecurityProfile',
    times: 2,
    effect: { kind: 'answer', change: (output) => ({ ...output, newMember: 5 }) },
  });
  expect(await rig.json('show', 'one')).toMatchObject({ profile: { newMember: 5 }, unknown: ['NewMember'] });
  const { output } = await rig.tool('show', 'one');
  expect(output).toContain('none: it watches nothing');
});

test('what is not there is told as such', async () => {
  for (const args of [
    ['show', 'nobody'],
    ['drift', '--stack', 'nobody'],
    ['export', 'nobody'],
  ]) {
    const { code, errors } = await rig.tool(...args);
    expect({ code, errors }).toEqual({
      code: 1,
      errors: expect.stringMatching(/^error: there is no (stack|security profile) nobody/),
    });
  }
});

test('plan fails on changes, and on what was not compared, where that is asked for', async () => {
  const changing = template({ SecurityProfileName: 'new' });
  expect([await codeOf('plan', changing), await codeOf('plan', changing, '--fail')]).toEqual([0, 2]);
  const later = template(
    { SecurityProfileName: 'new', Revision: { Ref: 'Later' } },
    { Parameters: { Later: { Type: 'AWS::SSM::Parameter::Value<String>' } } },
  );
  expect([await codeOf('plan', later), await codeOf('plan', later, '--strict')]).toEqual([0, 2]);
  expect(await codeOf('plan', changing, '--parameter', 'Slip=x')).toBe(1);
});

test('the account is asked for: what a template says of it is known', async () => {
  const file = template({ SecurityProfileName: { 'Fn::Sub': 'of-${AWS::AccountId}' } });
  expect((await rig.json('plan', file)).resources).toMatchObject([{ name: 'of-123456789012', notCompared: [] }]);
});

test('plan names the profile’s ARN, for whose account it asks', async () => {
  seed('new', {}, { tags: { team: 'x' } });
  const { resources } = await rig.json(
    'plan',
    template({ SecurityProfileName: 'new', AdoptExisting: 'true', Tags: [{ Key: 'a', Value: 'b' }] }),
  );
  const input = { resourceArn: 'arn:aws:iot:us-east-1:123456789012:securityprofile/new' };
  expect(resources).toMatchObject([{ calls: [{ input }, expect.anything(), expect.anything()] }]);
});

test('drift fails where a profile is gone or another, and on what was not compared where that is asked for', async () => {
  const file = template({ SecurityProfileName: 'one', SecurityProfileDescription: 'text' });
  expect(await codeOf('drift', file)).toBe(2);
  seed('one', { securityProfileDescription: 'text' });
  expect(await codeOf('drift', file)).toBe(0);
  seed('one', { securityProfileDescription: 'other' });
  expect(await codeOf('drift', file)).toBe(2);
  expect([await codeOf('drift', template({})), await codeOf('drift', template({}), '--strict')]).toEqual([0, 2]);
  expect(await codeOf('drift')).toBe(1);
});

test('export writes texts that stay texts, and refuses what does not go together', async () => {
  seed('one', { securityProfileDescription: 'yes' });
  expect((await rig.tool('export', 'one')).output).toContain('SecurityProfileDescription: "yes"');
  seed('one', { securityProfileDescription: 'evil \u202egnp.exe' });
  expect((await rig.tool('export', 'one')).output).toContain('SecurityProfileDescription: "evil \\u202egnp.exe"');
  expect((await rig.tool('export', 'one', '--adopt', '--native')).errors).toContain('do not go together');
});

test('of differences each is told as what it is: new, gone, another', () => {
  const sides = { declared: { behaviors: [{ name: 'a' }] }, live: { behaviors: [{ name: 'b' }] }, remark: () => '' };
  const differences = [
    { path: 'Behaviors[a].Name', declared: 'a', live: undefined },
    { path: 'Behaviors[a].Metric', declared: 'm', live: undefined },
    { path: 'Behaviors[b].Name', declared: undefined, live: 'b' },
    { path: 'SecurityProfileDescription', declared: 'x', live: 'y' },
    { path: 'MetricsExportConfig.RoleArn', declared: 'x', live: undefined },
  ];
  const lines = differenceLines(differences, sides, createScreen(80, false)).filter((line) => /^ {2}\S/.test(line));
  expect(lines).toEqual([
    '  + behavior a',
    '  - behavior b',
    '  ~ SecurityProfileDescription  y → x',
    '  + MetricsExportConfig.RoleArn  – → x',
  ]);
  expect(placesIn(differences)).toBe(4);
});
