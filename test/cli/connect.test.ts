import type { ConnectInput, ConnectOperation, Fault } from '../../simulator/connect';
import { defaultInstanceId, repeatedToken } from '../../simulator/connect';
import { accountId } from '../support/rig';
import { type Rig, region, startRig, tool } from './rig';

/* `list` and `show` with `--connect`, over HTTP. */

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ isBundleOptional: true });
  seedAll();
});
afterAll(() => rig.close());

const instance = defaultInstanceId;
const instanceArn = `arn:aws:connect:${region}:${accountId}:instance/${instance}`;
const groupId = 'aaaaaaaa-2222-4333-8444-555555555555';

const owned = {
  'cloudformation:stack-id': `arn:aws:cloudformation:${region}:${accountId}:stack/centre/1`,
  'cloudformation:logical-id': 'Leads',
  'cloudformation:request-id': 'made/1',
};

const seed = (input: ConnectInput, tags: Readonly<Record<string, string>> = {}): string =>
  rig.simulator.connect.service.seed({ InstanceId: instance, ...input }, { tags });

const seedAll = (): void => {
  seed(
    {
      SecurityProfileName: 'Leads',
      Description: 'Those who lead \u202ea team',
      Permissions: ['Users.Edit', 'BasicAgentAccess', 'SecurityProfiles.Edit', 'ManagerBargeIn'],
      AllowedAccessControlTags: { site: 'north' },
      TagRestrictedResources: ['User', 'Queue'],
      AllowedAccessControlHierarchyGroupId: groupId,
      HierarchyRestrictedResources: ['User'],
      Applications: [
        { Namespace: 'acme.notes', ApplicationPermissions: ['ACCESS'], Type: 'THIRD_PARTY_APPLICATION' },
        { Namespace: 'orders', ApplicationPermissions: ['orders___find', 'orders___cancel'], Type: 'MCP' },
      ],
      AllowedFlowModules: [{ Type: 'MCP', FlowModuleId: 'module-1' }],
      AllowedAIAgents: [{ Arn: 'arn:agent', Type: 'THIRD_PARTY' }],
      GranularAccessControlConfiguration: {
        DataTableAccessControlConfiguration: {
          PrimaryAttributeAccessControlConfiguration: {
            PrimaryAttributeValues: [{ AccessType: 'ALLOW', AttributeName: 'Region', Values: ['EMEA', 'APAC'] }],
          },
        },
      },
    },
    { ...owned, team: 'north' },
  );
  seed(
    { SecurityProfileName: 'Night shift', Permissions: ['BasicAgentAccess'] },
    { ...owned, 'cloudformation:logical-id': 'Night', 'cloudformation:request-id': 'adopted/1' },
  );
  seed(
    { SecurityProfileName: 'Partners' },
    {
      'aws:cloudformation:stack-id': `arn:aws:cloudformation:${region}:${accountId}:stack/partners/1`,
      'aws:cloudformation:logical-id': 'Partners',
    },
  );
};

/** What IAM says to whoever has no right to it. */
const denial = (operation: ConnectOperation, times: number): Fault => ({
  operation,
  times,
  effect: { kind: 'error', name: 'AccessDeniedException', status: 403, message: 'User is not authorized' },
});

/** The calls that a run makes, each once. */
const callsOf = async (...args: readonly string[]): Promise<readonly string[]> => {
  const { journal } = rig.simulator.connect;
  journal.clear();
  expect((await rig.tool(...args)).code).toBe(0);
  return [...new Set(journal.calls.map(({ operation }) => operation))].sort();
};

/** Where the profiles are. */
const at = ['--connect', instance];
const others = 'Admin, Agent, CallCenterManager, QualityAnalyst'.split(', ');

describe('list', () => {
  test('shows how much each permits, how much of that is risky, and whose it is', async () => {
    const { code, output, errors } = await rig.tool('list', ...at);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toBe(`NAME               PERMISSIONS  RISKS  OWNER
Admin                       11      1  nobody
Agent                        2      0  nobody
CallCenterManager            4      0  nobody
Leads                        4      2  centre/Leads
Night shift                  1      0  centre/Night (adopted)
Partners                     0      0  partners/Partners (native)
QualityAnalyst               2      0  nobody

7 profiles of the instance 11111111-2222-4333-8444-555555555555 in us-east-1. 2
let people do what few should: show says what.
`);
  });

  test('of one stack', async () => {
    expect(await rig.json('list', ...at, '--stack', 'centre')).toEqual({
      formatVersion: 1,
      command: 'list',
      region,
      instanceId: instance,
      profiles: [
        {
          name: 'Leads',
          arn: expect.stringContaining(`${instanceArn}/security-profile/`),
          permissions: 4,
          risks: [
            'people with it can give themselves every right: Users.Edit, SecurityProfiles.Edit',
            'people with it can break into calls of others: ManagerBargeIn',
          ],
          owner: {
            kind: 'stack',
            stackName: 'centre',
            stackId: owned['cloudformation:stack-id'],
            logicalId: 'Leads',
            isAdopted: false,
          },
        },
        expect.objectContaining({ name: 'Night shift', risks: [] }),
      ],
      summary: { profiles: 2, all: 7, risky: 1, notAllowed: 0 },
    });
    expect((await rig.tool('list', ...at, '--stack', 'partners')).output).toContain('1 of 7 profiles of the instance');
    expect((await rig.tool('list', ...at, '--stack', 'nothing')).output).toMatch(/^0 of 7 profiles of the instance/);
  });

  test('names alone cost one call a page', async () => {
    expect(await callsOf('list', ...at, '--names-only')).toEqual(['ListSecurityProfiles']);
    const names = [...others, 'Leads', 'Night shift', 'Partners'].sort();
    expect((await rig.tool('list', ...at, '--names-only')).output).toBe(`${names.join('\n')}\n`);
    expect((await rig.tool('list', ...at, '--names-only', '--stack', 'x')).errors).toContain('leave one of them out');
  });

  test('on a narrow screen each stands for itself', async () => {
    const { output } = await tool(['list', ...at, ...rig.at], { columns: 40 });
    expect(output).toContain('\nLeads\n  permissions 4, risks 2\n  owner centre/Leads\n');
  });

  test('permissions that may not be read are said, not guessed', async () => {
    rig.simulator.connect.faults.add(denial('ListSecurityProfilePermissions', 14));
    const { output } = await rig.tool('list', ...at);
    expect(output).toContain('Leads                        ?      ?  centre/Leads');
    expect(output).toMatch(/ Of\s7 the permissions may not be read with these credentials\.\n$/);
    expect(await rig.json('list', ...at)).toMatchObject({
      profiles: Array(7).fill({ permissions: null, risks: null }),
      summary: { risky: 0, notAllowed: 7 },
    });
  });

  test('what AWS IoT alone has is no filter', async () => {
    expect((await rig.tool('list', ...at, '--metric', 'a', '--target', 'b')).errors).toBe(
      'error: --metric, --target: for profiles of AWS IoT alone; with --connect there are --stack and --names-only\n',
    );
  });

  test('what others have used up of the rate is waited for', async () => {
    const effect = { kind: 'error', name: 'ThrottlingException', status: 429, message: 'Rate exceeded' } as const;
    rig.simulator.connect.faults.add({ operation: 'ListSecurityProfiles', times: 2, effect });
    expect((await rig.tool('list', ...at, '--names-only')).code).toBe(0);
  });
});

describe('show', () => {
  const shown = async (name: string): Promise<string> =>
    (await rig.tool('show', name, ...at)).output
      .replace(/changed .*\n/, '')
      .replace(/(?<=security-profile\/)\S+/, 'ID');

  test('tells what a profile permits, what of it is risky, what narrows it, and whose it is', async () => {
    expect(await shown('Leads')).toBe(`Leads
  arn:aws:connect:us-east-1:123456789012:instance/11111111-2222-4333-8444-555555555555/security-profile/ID
  Those who lead \\u202ea team

  owner    stack centre, resource Leads
  sees     of Queue, User only what is tagged site=north
           of User only those of the hierarchy group
           aaaaaaaa-2222-4333-8444-555555555555
           of data tables only records with Region EMEA or APAC
  apps     acme.notes (THIRD_PARTY_APPLICATION: ACCESS), orders (MCP:
           orders___cancel orders___find)
  modules  module-1
  agents   arn:agent
  tags     team=north
  
  2 risks
    people with it can give themselves every right: Users.Edit,
    SecurityProfiles.Edit
    people with it can break into calls of others: ManagerBargeIn

  4 permissions
    BasicAgentAccess, ManagerBargeIn, SecurityProfiles.Edit, Users.Edit
`);
  });

  test('says what a profile lacks', async () => {
    expect((await shown('Partners')).replace(/^.*?(?= {2}owner)/s, '')).toBe(
      `  owner    stack partners, resource Partners (AWS::Connect::SecurityProfile)
  sees     all that the permissions open: nothing restricts it
  apps     none
  modules  none
  agents   none
  tags     none
  
  no risk that is known here

  no permissions
`,
    );
    expect(await shown('Agent')).toContain('owner    nobody: no stack has marked it as its own');
  });

  test('every member is there under JSON', async () => {
    expect(await rig.json('show', 'Leads', ...at)).toMatchObject({
      command: 'show',
      region,
      instanceId: instance,
      profile: {
        SecurityProfileName: 'Leads',
        Description: 'Those who lead \u202ea team',
        AllowedAccessControlTags: { site: 'north' },
        AllowedAccessControlHierarchyGroupId: groupId,
        LastModifiedRegion: region,
      },
      permissions: ['BasicAgentAccess', 'ManagerBargeIn', 'SecurityProfiles.Edit', 'Users.Edit'],
      risks: [expect.stringContaining('every right'), expect.stringContaining('break into')],
      applications: [{ Namespace: 'acme.notes' }, { Namespace: 'orders' }],
      flowModules: [{ FlowModuleId: 'module-1' }],
      aiAgents: [{ Arn: 'arn:agent' }],
      owner: { kind: 'stack', stackName: 'centre' },
      tags: { ...owned, team: 'north' },
      notAllowed: [],
      unknown: [],
    });
  });

  test('what is not known here is shown, not lost', async () => {
    rig.simulator.connect.faults.add({
      operation: 'DescribeSecurityProfile',
      times: 2,
      effect: {
        kind: 'answer',
        change: (output) => ({ SecurityProfile: { ...Object(output.SecurityProfile), NewMember: 5 } }),
      },
    });
    expect(await rig.json('show', 'Leads', ...at)).toMatchObject({ profile: { NewMember: 5 }, unknown: ['NewMember'] });
    expect(await shown('Leads')).toContain('not known to this version: NewMember.');
  });

  test('nor is what is not known here of what it grants', async () => {
    const Applications = [
      { Namespace: 'orders', Scope: 'all' },
      { Namespace: null, ApplicationPermissions: null },
    ];
    const effect = { kind: 'answer', change: () => ({ Applications }) } as const;
    rig.simulator.connect.faults.add({ operation: 'ListSecurityProfileApplications', times: 2, effect });
    const unknown = ['Applications[0].Scope'];
    expect(await rig.json('show', 'Leads', ...at)).toMatchObject({ applications: Applications, unknown });
    expect(await shown('Leads')).toContain('not known to this version: Applications[0].Scope.');
  });

  test('a list without an end is the service’s fault, not the tool’s', async () => {
    rig.simulator.connect.faults.add({ operation: 'ListSecurityProfiles', times: 2, effect: repeatedToken });
    const ran = await rig.tool('show', 'Leads', ...at);
    expect(ran.code).toBe(1);
    expect(ran.errors).toMatch(
      /^error: Amazon Connect has answered ListSecurityProfiles with the same nextToken twice/,
    );
  });

  test.each<[ConnectOperation, string, string]>([
    ['ListSecurityProfileApplications', 'applications', '  apps     not allowed to read'],
    ['ListSecurityProfileFlowModules', 'flowModules', '  modules  not allowed to read'],
    ['ListSecurityProfileAIAgents', 'aiAgents', '  agents   not allowed to read'],
    ['ListSecurityProfilePermissions', 'permissions', '  permissions, and so risks: not allowed to read'],
  ])('without the right to %s the rest is shown', async (operation, member, line) => {
    rig.simulator.connect.faults.add(denial(operation, 2));
    expect(await rig.json('show', 'Leads', ...at)).toMatchObject({
      [member]: null,
      ...(member === 'permissions' ? { risks: null } : {}),
      notAllowed: [expect.stringContaining(`${operation} failed: AccessDeniedException`)],
    });
    expect(await shown('Leads')).toContain(line);
  });

  test('a profile that is not there is an error with a hint', async () => {
    const said = async (name: string) => rig.tool('show', name, ...at);
    expect(await said('Lead')).toEqual({
      code: 1,
      output: '',
      errors: `error: there is no security profile Lead in the instance ${instance}; did you mean Leads?\n`,
    });
    expect((await said('Something else')).errors).toContain(`; security-profile list --connect ${instance} shows`);
  });

  test('one that vanishes meanwhile is not there', async () => {
    const effect = { kind: 'error', name: 'ResourceNotFoundException', status: 404, message: 'gone' } as const;
    rig.simulator.connect.faults.add({ operation: 'DescribeSecurityProfile', times: 1, effect });
    expect((await rig.tool('show', 'Leads', ...at)).errors).toContain('there is no security profile Leads');
    rig.simulator.connect.faults.add({ operation: 'DescribeSecurityProfile', times: 1, effect });
    expect(await rig.json('list', ...at)).toMatchObject({ summary: { all: 6 } });
  });
});

describe('the instance', () => {
  /** Without a Region. */
  const endpoint = (): readonly string[] => ['--endpoint-url', rig.simulator.endpoint];

  test('may be named by its ARN, which says the Region too', async () => {
    const ran = await tool(['show', 'Leads', '--connect', instanceArn, ...endpoint()]);
    expect(ran).toMatchObject({ code: 0, errors: '' });
    const elsewhere = ['list', '--connect', instanceArn, ...endpoint(), '--region', 'eu-west-2'];
    expect((await tool(elsewhere)).errors).toBe(
      'error: the instance is in us-east-1, and --region says eu-west-2; leave --region out\n',
    );
    const variables = { AWS_REGION: 'eu-west-2' };
    expect((await tool(['list', '--connect', instanceArn, ...endpoint()], { variables })).code).toBe(0);
  });

  test('by its id is in the Region that is asked for, or that the environment says', async () => {
    expect((await tool(['list', ...at, ...endpoint()], { variables: { AWS_REGION: region } })).code).toBe(0);
    expect((await tool(['list', ...at, ...endpoint()], { variables: {} })).errors).toContain('no Region is set');
  });

  test.each(['', 'my centre', `${instanceArn}/security-profile/x`, 'arn:aws:iot:us-east-1:123456789012:thing/x'])(
    '%j is none',
    async (given) => {
      expect((await rig.tool('list', '--connect', given)).errors).toContain(
        'is neither the id of an Amazon Connect instance nor its ARN; aws connect list-instances shows both',
      );
    },
  );

  test('that is not there is told as such', async () => {
    expect((await rig.tool('show', 'Leads', '--connect', groupId)).errors).toBe(
      `error: there is no Amazon Connect instance ${groupId} in us-east-1; aws connect list-instances shows those there are\n`,
    );
  });
});

describe('the other verbs', () => {
  test.each([
    [['plan', 'x.yaml'], 'plan reads AWS IoT alone'],
    [['drift'], 'drift reads AWS IoT alone'],
    [['export', 'Leads'], 'export reads AWS IoT alone'],
    [['validate', 'x.yaml'], 'validate knows the types of Amazon Connect without it'],
  ])('%j refuses it, and says where it is', async (args, instead) => {
    const refusal = `error: --connect is for list and show; ${instead} (security-profile --help lists everything)\n`;
    expect(await rig.tool(...args, ...at)).toEqual({ code: 1, output: '', errors: refusal });
    expect((await tool([...args, '--connect'])).errors).toBe(refusal);
    expect((await tool([args[0] ?? '', '--help'])).output).not.toContain('--connect');
  });
});

describe('what is never done', () => {
  const reads = /^(Describe|List)/;

  test('nothing is written, and AWS IoT is not asked', async () => {
    const { iot, connect } = rig.simulator;
    const before = JSON.stringify(connect.service.profiles());
    iot.journal.clear();
    const listing = await callsOf('list', ...at);
    expect(listing).toEqual(['DescribeSecurityProfile', 'ListSecurityProfilePermissions', 'ListSecurityProfiles']);
    const showing = await callsOf('show', 'Leads', ...at);
    expect(showing).toEqual([
      'DescribeSecurityProfile',
      'ListSecurityProfileAIAgents',
      'ListSecurityProfileApplications',
      'ListSecurityProfileFlowModules',
      'ListSecurityProfilePermissions',
      'ListSecurityProfiles',
    ]);
    expect([...listing, ...showing].filter((operation) => !reads.test(operation))).toEqual([]);
    expect(iot.journal.calls).toEqual([]);
    expect(JSON.stringify(connect.service.profiles())).toBe(before);
  });

  test('without --connect Amazon Connect is not asked', async () => {
    rig.simulator.connect.journal.clear();
    expect((await rig.tool('list')).code).toBe(0);
    expect((await rig.tool('show', 'Leads')).code).toBe(1);
    expect(rig.simulator.connect.journal.calls).toEqual([]);
  });

  test('nothing of the credentials is printed, whatever happens', async () => {
    const former = { ...process.env };
    const secrets = {
      AWS_ACCESS_KEY_ID: 'AKIDSECRET',
      AWS_SECRET_ACCESS_KEY: 'keysecret',
      AWS_SESSION_TOKEN: 'tokensecret',
    };
    Object.assign(process.env, secrets);
    try {
      const runs = [
        await rig.tool('list', ...at),
        await rig.json('show', 'Leads', ...at),
        await rig.tool('show', 'x', ...at),
      ];
      rig.simulator.connect.faults.add(denial('ListSecurityProfiles', 1));
      const denied = await rig.tool('list', ...at);
      expect(denied.errors).toMatch(
        /^error: ListSecurityProfiles failed: .*\. The policy that the tool needs is in its docs\n$/,
      );
      const text = JSON.stringify([...runs, denied]);
      for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
    } finally {
      process.env = former;
    }
  });
});
