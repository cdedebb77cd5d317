import type { IotOperation } from '../../simulator/iot';
import type { Fault } from '../../simulator/iot/model/types';
import { everyMember } from '../support/every-member';
import { accountId, region as rigRegion } from '../support/rig';
import { type Rig, region, startRig, tool } from './rig';

/* `list` and `show`, over HTTP. */

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

const arn = (resource: string): string => `arn:aws:iot:${region}:${accountId}:${resource}`;
const topic = `arn:aws:sns:${region}:${accountId}:alarms`;
const role = `arn:aws:iam::${accountId}:role/publish`;

const owned = {
  'cloudformation:stack-id': `arn:aws:cloudformation:${region}:${accountId}:stack/fleet/1`,
  'cloudformation:logical-id': 'Profile',
  'cloudformation:request-id': 'made/1',
};

beforeAll(() => {
  const { service } = rig.simulator.iot;
  expect(region).toBe(rigRegion);
  service.seed(
    {
      securityProfileName: 'fleet',
      securityProfileDescription: 'Sensors of the plant',
      behaviors: [
        {
          name: 'quiet',
          metric: 'aws:num-messages-sent',
          criteria: { comparisonOperator: 'less-than', value: { count: 100 }, durationSeconds: 300 },
        },
      ],
      alertTargets: { SNS: { alertTargetArn: topic, roleArn: role } },
    },
    { tags: { ...owned, team: 'plant' }, targets: [arn('thinggroup/sensors'), arn('all/registered-things')] },
  );
  service.seed(
    { securityProfileName: 'gateways' },
    { tags: { ...owned, 'cloudformation:request-id': 'adopted/1', 'cloudformation:logical-id': 'Gateways' } },
  );
  service.seed(
    { securityProfileName: 'lights' },
    {
      tags: {
        'aws:cloudformation:stack-id': `arn:aws:cloudformation:${region}:${accountId}:stack/lights/1`,
        'aws:cloudformation:logical-id': 'Lights',
      },
    },
  );
  service.seed({ securityProfileName: 'rules' });
});

/** What IAM says to whoever has no right to it. */
const denial = (operation: IotOperation, times: number): Fault => ({
  operation,
  times,
  effect: { kind: 'error', name: 'AccessDeniedException', status: 403, message: 'User is not authorized' },
});

describe('list', () => {
  test('shows what each watches, whom it tells and whose it is', async () => {
    expect(
      (await tool(['list', ...rig.at], { columns: 90 })).output,
    ).toBe(`NAME      BEHAVIORS  TARGETS                   TELLS   VER  OWNER
fleet             1  all/registered-things +1  SNS       1  fleet/Profile
gateways          0  watches nothing           nobody    1  fleet/Gateways (adopted)
lights            0  watches nothing           nobody    1  lights/Lights (native)
rules             0  watches nothing           nobody    1  nobody

4 profiles in us-east-1. 3 watch nothing: no target. 3 tell nobody: no alert target.
`);
  });

  test('on a narrow screen each stands for itself', async () => {
    const { output } = await rig.tool('list', '--stack', 'fleet');
    expect(output.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(output).toContain('gateways\n  0 behaviors; version 1\n  targets watches nothing\n');
  });

  test.each([
    [['--metric', 'aws:num-messages-sent'], ['fleet']],
    [['--target', 'thinggroup/sensors'], ['fleet']],
    [['--target', arn('thinggroup/sensors')], ['fleet']],
    [
      ['--stack', 'fleet'],
      ['fleet', 'gateways'],
    ],
    [['--stack', 'lights'], ['lights']],
    [['--stack', 'nothing'], []],
  ])('%j', async (filter, names) => {
    expect(await rig.json('list', ...filter)).toMatchObject({
      profiles: names.map((name) => ({ name })),
      summary: { profiles: names.length, all: 4 },
    });
  });

  test('names alone cost one call a page', async () => {
    const { journal } = rig.simulator.iot;
    journal.clear();
    expect((await rig.tool('list', '--names-only')).output).toBe('fleet\ngateways\nlights\nrules\n');
    expect(new Set(journal.calls.map(({ operation }) => operation))).toEqual(new Set(['ListSecurityProfiles']));
    expect((await rig.tool('list', '--names-only', '--stack', 'x')).code).toBe(1);
  });

  test('tags that may not be read are said, not guessed', async () => {
    rig.simulator.iot.faults.add(denial('ListTagsForResource', 4));
    expect(await rig.json('list')).toMatchObject({
      profiles: [{ owner: null }, { owner: null }, { owner: null }, { owner: null }],
      summary: { notAllowed: 4 },
    });
  });
});

describe('show', () => {
  test('says what raises the alarm, whom it tells, whose it is', async () => {
    const { output, code } = await rig.tool('show', 'fleet');
    expect(code).toBe(0);
    expect(output.replace(/changed .*\n/, '')).toBe(
      `fleet  version 1
  arn:aws:iot:us-east-1:123456789012:securityprofile/fleet
  Sensors of the plant

  owner    stack fleet, resource Profile
  targets  all/registered-things, thinggroup/sensors
  alerts   arn:aws:sns:us-east-1:123456789012:alarms
  tags     team=plant
  
  1 behavior
    quiet aws:num-messages-sent
      alarm when a device sends 100 messages or more in 5 min
`,
    );
  });

  test('says what a profile lacks', async () => {
    const { output } = await rig.tool('show', 'rules');
    expect(output).toContain('none: it watches nothing');
    expect(output).toContain('nobody is told: no alert target, the console only');
    expect(output).toContain('no behaviors: nothing raises an alarm');
    expect(output).toContain('nobody: no stack has marked it as its own');
  });

  test('a profile that is not there is an error with a hint', async () => {
    expect(await rig.tool('show', 'flet')).toEqual({
      code: 1,
      output: '',
      errors: 'error: there is no security profile flet in us-east-1; did you mean fleet?\n',
    });
    expect(await rig.tool('show', 'flet', '--format', 'json')).toMatchObject({
      code: 1,
      output: expect.stringContaining('"error"'),
    });
  });

  test('every member is there under JSON', async () => {
    rig.simulator.iot.service.seed(everyMember);
    expect((await rig.json('show', 'full')).profile).toMatchObject(JSON.parse(JSON.stringify(everyMember)));
    rig.simulator.iot.service.removeOutOfBand('full');
  });
});

describe('what to set is said in one line', () => {
  test('no Region', async () => {
    const ran = await tool(['list'], { variables: {} });
    expect(ran).toMatchObject({ code: 1, output: '' });
    expect(ran.errors).toBe('error: no Region is set: give --region, or set AWS_REGION\n');
  });

  test('an endpoint where nobody answers', async () => {
    const ran = await tool(['list', '--region', region, '--endpoint-url', 'http://127.0.0.1:1']);
    expect(ran.code).toBe(1);
    expect(ran.errors).toMatch(
      /^error: cannot reach http:\/\/127\.0\.0\.1:1 \(ECONNREFUSED: .*\): check the network, --region and --endpoint-url\n$/,
    );
  });

  test('a denied call says which, and what the service said', async () => {
    rig.simulator.iot.faults.add(denial('ListSecurityProfiles', 1));
    expect((await rig.tool('list')).errors).toMatch(
      /^error: ListSecurityProfiles failed: .*\. The policy that the tool needs is in its docs\n$/,
    );
  });
});
