import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { parseTemplate } from '../../cloudformation/template';
import { declarations } from '../proof/model/arbitraries';
import { propertiesOf } from '../proof/model/declared';
import { everyMember } from '../support/every-member';
import { accountId, marks } from '../support/rig';
import { type Rig, region, startRig } from './rig';

let rig: Rig;
let folder: string;
beforeAll(async () => {
  rig = await startRig();
  folder = mkdtempSync(path.join(tmpdir(), 'export-'));
});
afterAll(async () => {
  await rig.close();
  rmSync(folder, { recursive: true });
});

const target = `arn:aws:iot:${region}:${accountId}:thinggroup/sensors`;

const held = (name: string) => {
  const { profile, targets, tags } = rig.simulator.iot.service.profile(name) ?? {};
  const { version: _, ...content } = profile ?? {};
  return {
    content,
    targets: [...(targets ?? [])].sort(),
    tags: Object.fromEntries(Object.entries(tags ?? {}).filter(([key]) => !/^(aws|cloudformation):/.test(key))),
  };
};

const seed = (input: Readonly<Record<string, unknown>>, tags: Readonly<Record<string, string>> = {}): void =>
  rig.simulator.iot.service.seed(input, { tags, targets: [target] });

const file = (text: string): string => {
  const at = path.join(folder, 'template');
  writeFileSync(at, text);
  return at;
};

let stacks = 0;

/** Deploys what was exported; the name of the stack. */
const deployed = async (text: string): Promise<string> => {
  stacks += 1;
  const stackName = `stack-${stacks}`;
  const parameters = text.includes('Parameters') ? { ServiceToken: rig.simulator.serviceToken } : {};
  const { stackStatus, events } = await rig.simulator.cloudFormation.createStack({
    stackName,
    templateBody: text,
    parameters,
  });
  expect([stackStatus, events.filter(({ status }) => status.endsWith('FAILED'))]).toEqual(['CREATE_COMPLETE', []]);
  return stackName;
};

const remove = async (stackName: string, profile: string): Promise<void> => {
  await rig.simulator.cloudFormation.deleteStack({ stackName });
  rig.simulator.iot.service.removeOutOfBand(profile);
};

describe.each(['yaml', 'json'])('as %s', (format) => {
  test('exported and deployed, a profile with every member is what it was, and there is nothing to plan', async () => {
    seed(everyMember, { team: 'plant' });
    const before = held('full');
    const { output, code } = await rig.tool('export', 'full', '--as', format);
    expect(code).toBe(0);
    rig.simulator.iot.service.removeOutOfBand('full');
    const stackName = await deployed(output);
    expect(held('full')).toEqual(before);
    expect(await rig.json('plan', file(output), '--stack', stackName)).toMatchObject({
      resources: [{ action: 'no changes' }],
    });
    expect(await rig.json('plan', file(output))).toMatchObject({
      resources: [{ action: 'no changes', differences: [], calls: [] }],
    });
    expect((await rig.tool('export', 'full', '--as', format)).output).toBe(output);
    await remove(stackName, 'full');
  });

  test('--adopt takes over what is there', async () => {
    seed(everyMember);
    const before = held('full');
    const { output } = await rig.tool('export', 'full', '--as', format, '--adopt');
    const stackName = await deployed(output);
    expect(held('full')).toEqual(before);
    expect(await rig.json('plan', file(output), '--stack', stackName)).toMatchObject({
      resources: [{ action: 'no changes' }],
    });
    await remove(stackName, 'full');
  });

  test('--native is the type of AWS', async () => {
    seed(everyMember, { team: 'plant' });
    const before = held('full');
    const { output } = await rig.tool('export', 'full', '--as', format, '--native');
    expect(output).toContain('AWS::IoT::SecurityProfile');
    rig.simulator.iot.service.removeOutOfBand('full');
    const stackName = await deployed(output);
    expect(held('full')).toEqual(before);
    await remove(stackName, 'full');
  });
});

test('texts that YAML takes for something else come back as they were', async () => {
  const strings = [
    'yes',
    'e3',
    '012',
    '12:30',
    '1e3',
    '~',
    'null',
    '2001-01-01',
    '0x1f',
    '.5',
    ' a',
    'a: b',
    '#',
    "'",
    '"',
    '*x',
    '!Ref y',
  ];
  seed(
    {
      securityProfileName: '12:30',
      securityProfileDescription: 'no',
      behaviors: [{ name: 'e3', metric: 'modes', criteria: { comparisonOperator: 'in-set', value: { strings } } }],
    },
    { yes: 'on', '1.5': '1e400' },
  );
  for (const format of ['yaml', 'json']) {
    const { output, errors } = await rig.tool('export', '12:30', '--as', format);
    // What looks like a function may be meant as one; it goes out as it is.
    expect(errors).toMatch(/^Behaviors\[e3]\.Criteria\.Value\.Strings\[16]: "!Ref y"; in quotes, .* it is text: .*\n$/);
    const { properties } = Object.values(parseTemplate(output).resources)[0] ?? {};
    expect(JSON.parse(JSON.stringify(properties))).toMatchObject({
      SecurityProfileName: '12:30',
      SecurityProfileDescription: 'no',
      Behaviors: [{ Name: 'e3', Criteria: { Value: { Strings: strings } } }],
      Tags: [
        { Key: '1.5', Value: '1e400' },
        { Key: 'yes', Value: 'on' },
      ],
    });
  }
  rig.simulator.iot.service.removeOutOfBand('12:30');
});

test('the logical id is that of the stack whose it is, else one made of the name', async () => {
  seed({ securityProfileName: 'my-fleet_2' }, marks('made/1'));
  expect((await rig.tool('export', 'my-fleet_2')).output).toContain('  Profile:\n    Type: Custom::IoTSecurityProfile');
  rig.simulator.iot.service.removeOutOfBand('my-fleet_2');
  seed({ securityProfileName: 'my-fleet_2' });
  expect((await rig.tool('export', 'my-fleet_2')).output).toContain(
    '  MyFleet2:\n    Type: Custom::IoTSecurityProfile',
  );
  rig.simulator.iot.service.removeOutOfBand('my-fleet_2');
});

describe('what cannot be expressed is refused by name', () => {
  test('members and words that are not known', async () => {
    rig.simulator.iot.service.seed({ securityProfileName: 'newer' });
    rig.simulator.iot.faults.add({
      operation: 'DescribeSecurityProfile',
      times: 2,
      effect: {
        kind: 'answer',
        change: (output) => ({
          ...output,
          severity: 'HIGH',
          behaviors: [{ name: 'a', window: { size: 3 }, criteria: { comparisonOperator: 'resembles' } }],
        }),
      },
    });
    const { code, output, errors } = await rig.tool('export', 'newer');
    expect({ code, output }).toEqual({ code: 1, output: '' });
    for (const member of ['Severity', 'Behaviors[a].Window', 'Behaviors[a].Criteria.ComparisonOperator "resembles"'])
      expect(errors).toContain(member);
    const shown = await rig.json('show', 'newer');
    expect(shown).toMatchObject({
      profile: { severity: 'HIGH', behaviors: [{ window: { size: 3 } }] },
      unknown: expect.arrayContaining(['Severity']),
    });
    rig.simulator.iot.service.removeOutOfBand('newer');
  });

  test('more tags than ours has room for, which the native type takes', async () => {
    seed(
      { securityProfileName: 'tagged' },
      Object.fromEntries(Array.from({ length: 48 }, (_, index) => [`k${index}`, 'v'])),
    );
    expect((await rig.tool('export', 'tagged')).errors).toContain(
      'Tags: a list of 48 is too long; accepted: at most 47',
    );
    expect((await rig.tool('export', 'tagged', '--native')).code).toBe(0);
    rig.simulator.iot.service.removeOutOfBand('tagged');
  });

  test('a part that may not be read', async () => {
    seed({ securityProfileName: 'secret' });
    rig.simulator.iot.faults.add({
      operation: 'ListTagsForResource',
      effect: { kind: 'error', name: 'AccessDeniedException', status: 403, message: 'no' },
    });
    expect((await rig.tool('export', 'secret')).errors).toContain('a part of it may not be read');
    rig.simulator.iot.service.removeOutOfBand('secret');
  });

  test('two things that exclude each other', async () => {
    expect((await rig.tool('export', 'x', '--adopt', '--native')).errors).toContain('do not go together');
    expect((await rig.tool('export', 'x', '--as', 'toml')).errors).toContain('Allowed choices are yaml, json');
  });
});

test('random profiles come back as they were', async () => {
  await fc.assert(
    fc.asyncProperty(declarations, fc.constantFrom('yaml', 'json'), async (declared, format) => {
      const name = 'random';
      const properties = {
        ...propertiesOf({ ...declared, name, adopt: false, revision: undefined }),
        ServiceToken: rig.simulator.serviceToken,
      };
      const source = JSON.stringify({
        Resources: { Random: { Type: 'Custom::IoTSecurityProfile', Properties: properties } },
      });
      const first = await deployed(source);
      const { output } = await rig.tool('export', name, '--as', format);
      const before = held(name);
      await remove(first, name);
      const second = await deployed(output);
      expect(held(name)).toEqual(before);
      expect((await rig.tool('export', name, '--as', format)).output).toBe(output);
      expect(await rig.json('plan', file(output), '--stack', second)).toMatchObject({
        resources: [{ action: 'no changes' }],
      });
      await remove(second, name);
    }),
    { numRuns: Number(process.env.RUNS ?? 6) },
  );
}, 60_000);
