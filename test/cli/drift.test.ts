import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { accountId, marks } from '../support/rig';
import { type Rig, region, startRig } from './rig';

let rig: Rig;
let folder: string;
beforeEach(async () => {
  rig = await startRig();
  folder = mkdtempSync(path.join(tmpdir(), 'drift-'));
});
afterEach(async () => {
  await rig.close();
  rmSync(folder, { recursive: true });
});

const arn = (resource: string): string => `arn:aws:iot:${region}:${accountId}:${resource}`;

const template = (more = '', name = 'fleet'): string => `
Parameters: {Secret: {Type: String, Default: s, NoEcho: true}}
Resources:
  Profile:
    Type: Custom::IoTSecurityProfile
    Properties:
      ServiceToken: ${rig.simulator.serviceToken}
      SecurityProfileName: ${name}
      Behaviors:
        - {Name: quiet, Metric: aws:num-messages-sent, Criteria: {ComparisonOperator: less-than, Value: {Count: 100}, DurationSeconds: 300}}
        - {Name: home, Metric: aws:source-ip-address, Criteria: {ComparisonOperator: in-cidr-set, Value: {Cidrs: [10.0.0.0/8]}}}
      Tags: [{Key: team, Value: plant}]
      ${more}
`;

const file = (text: string): string => {
  const at = path.join(folder, 'template.yaml');
  writeFileSync(at, text);
  return at;
};

const deploy = (text = template(), stackName = 'fleet') =>
  rig.simulator.cloudFormation.createStack({ stackName, templateBody: text });

const call = (
  operation: 'UpdateSecurityProfile' | 'AttachSecurityProfile' | 'TagResource' | 'UntagResource',
  input: object,
): void => {
  rig.simulator.iot.service.outOfBand(operation, { ...input });
};

const edit = (): void =>
  call('UpdateSecurityProfile', {
    securityProfileName: 'fleet',
    behaviors: [
      {
        name: 'quiet',
        metric: 'aws:num-messages-sent',
        criteria: { comparisonOperator: 'less-than', value: { count: 180 }, durationSeconds: 300 },
      },
    ],
  });

const squeezed = (text: string): string => text.replace(/\s+/g, ' ');

describe('what a stack declares', () => {
  test('in sync, and everything was compared', async () => {
    await deploy();
    const { output, code } = await rig.tool('drift', '--stack', 'fleet');
    expect(output).toContain('in sync');
    expect(output).toContain('0 of 1 profile drifted, 1 in sync. Everything was compared.');
    expect(code).toBe(0);
  });

  test('what somebody has changed by hand: what, from what to what, with both sentences, and what to do', async () => {
    await deploy();
    edit();
    call('AttachSecurityProfile', { securityProfileName: 'fleet', securityProfileTargetArn: arn('all/things') });
    const { output, errors, code } = await rig.tool('drift', '--stack', 'fleet');
    expect(code).toBe(2);
    expect(squeezed(output)).toContain('Behaviors[quiet].Criteria.Value.Count declared 100 now 180');
    expect(squeezed(output)).toContain('declared: alarm when a device sends 100 messages or more in 5 min');
    expect(squeezed(output)).toContain('now: alarm when a device sends 180 messages or more in 5 min');
    expect(squeezed(output)).toContain(
      'Behaviors[home] declared, and gone alarm when a device connects from an address outside',
    );
    // No template says anything of targets here: they are nobody's business.
    expect(output).not.toContain('all/things');
    expect(output).toContain('in 2 places');
    expect(errors).toBe(
      'put it back: change Revision in the template and deploy\nkeep it: security-profile export fleet\n',
    );
    const { profiles } = await rig.json('drift', '--stack', 'fleet');
    expect(profiles).toMatchObject([
      { source: 'stack fleet', resource: 'Profile', name: 'fleet', status: 'drifted', version: 2 },
    ]);
  });

  test('targets that are declared are compared, tags of others are not', async () => {
    await deploy(template(`TargetArns: ["${arn('thinggroup/a')}"]`));
    call('AttachSecurityProfile', { securityProfileName: 'fleet', securityProfileTargetArn: arn('all/things') });
    call('TagResource', {
      resourceArn: arn('securityprofile/fleet'),
      tags: [
        { Key: 'cost-center', Value: '1' },
        { Key: 'team', Value: 'x' },
      ],
    });
    expect(await rig.json('drift', '--stack', 'fleet')).toMatchObject({
      profiles: [
        {
          differences: [
            { path: 'TargetArns[all/things]', live: arn('all/things') },
            { path: 'Tags[team]', declared: 'plant', live: 'x' },
          ],
          foreignTags: ['cost-center'],
        },
      ],
    });
  });

  test('a profile that is gone, one that is somebody else’s now, one that has lost its marks', async () => {
    await deploy();
    const resourceArn = arn('securityprofile/fleet');
    call('UntagResource', { resourceArn, tagKeys: Object.keys(marks('x')) });
    expect(await rig.json('drift', '--stack', 'fleet')).toMatchObject({
      profiles: [{ status: 'drifted', differences: [], reasons: [expect.stringContaining('marks')] }],
    });
    call('TagResource', { resourceArn, tags: Object.entries(marks('made/1')).map(([Key, Value]) => ({ Key, Value })) });
    expect(await rig.json('drift', '--stack', 'fleet')).toMatchObject({ profiles: [{ status: 'not ours' }] });
    rig.simulator.iot.service.removeOutOfBand('fleet');
    const { output, code } = await rig.tool('drift', '--stack', 'fleet');
    expect(output).toContain('missing');
    expect(code).toBe(2);
  });

  test('what is kept to itself is not compared, said, and fails under --strict', async () => {
    await deploy(template('SecurityProfileDescription: !Ref Secret'));
    const { output, code } = await rig.tool('drift', '--stack', 'fleet');
    expect(squeezed(output)).toContain('not compared: SecurityProfileDescription');
    expect(squeezed(output)).toContain(
      '0 of 1 profile drifted, 1 compared in part or not at all. 1 thing not compared.',
    );
    expect(code).toBe(0);
    expect((await rig.tool('drift', '--stack', 'fleet', '--strict')).code).toBe(2);
  });

  test('Revision repairs it', async () => {
    await deploy();
    edit();
    await rig.simulator.cloudFormation.updateStack({ stackName: 'fleet', templateBody: template('Revision: 2') });
    expect((await rig.tool('drift', '--stack', 'fleet')).code).toBe(0);
  });

  test('a stack that is not there', async () => {
    expect(await rig.tool('drift', '--stack', 'nothing')).toEqual({
      code: 1,
      output: '',
      errors: 'error: there is no stack nothing in us-east-1\n',
    });
  });
});

describe('what a file declares', () => {
  test('is compared by name', async () => {
    await deploy();
    expect((await rig.tool('drift', file(template()))).code).toBe(0);
    edit();
    expect(await rig.json('drift', file(template()))).toMatchObject({ profiles: [{ status: 'drifted', line: 4 }] });
  });

  test('a generated name says nothing without its stack', async () => {
    const { output, code } = await rig.tool('drift', file(template().replace(/ +SecurityProfileName.*\n/, '')));
    expect(output).toContain('not compared');
    expect(output).toContain('--stack');
    expect(code).toBe(0);
  });

  test('annotations name what has drifted', async () => {
    await deploy();
    edit();
    const at = file(template());
    expect((await rig.tool('drift', at, '--format', 'github')).output).toMatch(
      /^::error file=\S+,line=4,title=Profile::profile fleet drifted; Behaviors\[quiet\].Criteria.Value.Count declared 100, now 180; .*\n::notice title=drift::1 of 1 profile drifted, in 2 places. Everything was compared.\n$/,
    );
  });
});

describe('everything that bears a mark', () => {
  test('its stacks are found by the marks alone, and what nobody has marked is counted', async () => {
    await deploy();
    await deploy(template('', 'second'), 'second');
    await rig.simulator.cloudFormation.createStack({
      stackName: 'native',
      templateBody: 'Resources: {P: {Type: AWS::IoT::SecurityProfile, Properties: {SecurityProfileName: native}}}',
    });
    rig.simulator.iot.service.seed({ securityProfileName: 'nobodys' });
    rig.simulator.iot.service.seed({ securityProfileName: 'orphan' }, { tags: marks('made/1') });
    edit();
    const { output, code } = await rig.tool('drift', '--all');
    expect(code).toBe(2);
    expect(squeezed(output)).toContain('1 of 3 profiles drifted, in 2 places, 1 that nobody looks after, 1 in sync.');
    expect(squeezed(output)).toContain('not compared: 1 profile that no stack has marked');
    expect(squeezed(output)).toContain('1 profile of the native type');
    expect(squeezed(output)).toMatch(
      /profile orphan version 1 orphaned last changed \S+ \S+ UTC its stack arn:.* is gone/,
    );
  });

  test('a profile that is gone is missed by its stack’s others', async () => {
    await deploy(
      `${template()}  Other:\n    Type: Custom::IoTSecurityProfile\n    Properties: {ServiceToken: ${rig.simulator.serviceToken}, SecurityProfileName: other}\n`,
    );
    rig.simulator.iot.service.removeOutOfBand('other');
    expect(await rig.json('drift', '--all')).toMatchObject({
      profiles: [
        { name: 'fleet', status: 'in sync' },
        { name: 'other', status: 'missing' },
      ],
    });
  });

  test('where nothing may be seen, nothing is green', async () => {
    await deploy();
    rig.simulator.iot.faults.add({
      operation: 'ListTagsForResource',
      effect: { kind: 'error', name: 'AccessDeniedException', status: 403, message: 'not you' },
    });
    const { code, errors } = await rig.tool('drift', '--all');
    expect(code).toBe(1);
    expect(errors).toContain(
      'no profile could be compared: ListTagsForResource failed: AccessDeniedException: not you',
    );
  });

  test('where there is nothing, nothing is green', async () => {
    expect((await rig.tool('drift', '--all')).output).toBe('No profile was compared.\n');
  });
});

test('what is declared comes from one place', async () => {
  const nothing = await rig.tool('drift');
  expect(nothing).toMatchObject({ code: 1, output: '' });
  expect(nothing.errors).toContain('give FILE, or --stack STACK, or --all');
  expect((await rig.tool('drift', '--all', '--stack', 'x')).errors).toContain('given were --stack and --all');
  expect((await rig.tool('drift', '--stack', 'x', '--parameter', 'A=b')).errors).toContain(
    '--parameter belongs to a file',
  );
});
