import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, CustomResource, Stack } from 'aws-cdk-lib';
import { CfnSecurityProfile } from 'aws-cdk-lib/aws-connect';
import { tool } from './rig';

/* What `validate` says of the profiles of Amazon Connect. That it finds them wherever AWS IoT's are is the other tests'. */

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'validate-connect-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
};

interface Found {
  readonly line?: number;
  readonly column?: number;
  readonly path: string;
  readonly severity: string;
  readonly message: string;
}

interface Validated {
  readonly files: readonly {
    readonly resources: readonly {
      readonly logicalId: string;
      readonly type: string;
      readonly findings: readonly Found[];
      readonly behaviors: readonly unknown[];
      readonly notChecked: readonly string[];
    }[];
  }[];
  readonly summary: Readonly<Record<string, number>>;
}

const validated = async (...args: readonly string[]): Promise<Validated> =>
  JSON.parse((await tool(['validate', ...args, '--format', 'json'])).output);

const instance = 'arn:aws:connect:us-east-1:123456789012:instance/11111111-2222-4333-8444-555555555555';
const own = 'Custom::ConnectSecurityProfile';
const native = 'AWS::Connect::SecurityProfile';

const template = (type: string, properties: string): string => `Parameters: {Instance: {Type: String}}
Resources:
  Profile:
    Type: ${type}
    Properties:
${[
  ...(type === own ? ['ServiceToken: arn:aws:lambda:us-east-1:123456789012:function:x'] : []),
  ...properties.split('\n'),
]
  .map((line) => `      ${line}`)
  .join('\n')}
`;

const findings = async (text: string, ...args: readonly string[]): Promise<readonly string[]> => {
  const { files } = await validated(write('template.yaml', text), ...args);
  return files.flatMap(({ resources }) =>
    resources.flatMap((resource) =>
      resource.findings.map(({ line, column, path: at, severity }) => `${line}:${column} ${severity} ${at}`),
    ),
  );
};

const wrong = `InstanceArn: 11111111-2222-4333-8444-555555555555
SecurityProfileName: "Leads: north"
Permissions: [BasicAgentAcess, "connect:ListUsers"]
Applications:
  - {Namespace: acme.notes, Permissions: [ACCESS]}
Permision: [BasicAgentAccess]`;

test.each([
  [own, 7],
  [native, 6],
])('every problem of %s is told at once, with its place', async (type, first) => {
  const places = await findings(template(type, wrong));
  expect(places.map((place) => place.replace(/^(\d+)/, (line) => String(Number(line) - first)))).toEqual([
    '0:20 error InstanceArn',
    '1:28 error SecurityProfileName',
    '2:21 warning Permissions[0]',
    '2:38 warning Permissions[1]',
    '4:11 warning Applications[0].ApplicationPermissions',
    '4:48 error Applications[0].Permissions',
    '5:18 error Permision',
  ]);
});

test('a permission that is not known is a warning with the nearest that is', async () => {
  const text = template(own, `InstanceArn: ${instance}\nSecurityProfileName: Leads\nPermissions: [Users.Edt]`);
  const file = write('a.yaml', text);
  expect((await tool(['validate', file])).code).toBe(0);
  expect((await tool(['validate', file, '--strict'])).code).toBe(2);
  expect((await validated(file)).files[0]?.resources[0]?.findings).toMatchObject([
    { severity: 'warning', message: expect.stringContaining('did you mean "Users.Edit"?') },
  ]);
});

test('ours needs a function and may adopt, the native type has no such property', async () => {
  const properties = `InstanceArn: ${instance}\nSecurityProfileName: Leads\nAdoptExisting: true\nAllowedAIAgents: []`;
  expect(await findings(template(own, properties))).toEqual([]);
  expect(await findings(template(own, properties).replace(/ServiceToken: .*/, 'ServiceTimeout: 0'))).toEqual([
    '3:3 error ServiceToken',
    '6:23 error ServiceTimeout',
  ]);
  expect(await findings(template(native, properties))).toEqual([
    '8:22 error AdoptExisting',
    '9:24 error AllowedAIAgents',
  ]);
});

test('what only the deployment knows is counted, not checked', async () => {
  const text = template(own, 'InstanceArn: !Ref Instance\nSecurityProfileName: !Sub "${AWS::StackName}: x"');
  const { files, summary } = await validated(write('a.yaml', text));
  expect(files[0]?.resources[0]).toMatchObject({
    type: own,
    findings: [],
    notChecked: ['InstanceArn', 'SecurityProfileName'],
  });
  expect(summary).toMatchObject({ resources: 1, errors: 0, warnings: 0, notChecked: 2 });
});

test('behaviors are no property, and nothing is told of what would raise their alarm', async () => {
  const behaviors = 'Behaviors: [{Name: a, Metric: aws:num-disconnects}]';
  const text = template(native, `InstanceArn: ${instance}\nSecurityProfileName: Leads\n${behaviors}`);
  const { files } = await validated(write('a.yaml', text), '--explain');
  expect(files[0]?.resources[0]).toMatchObject({ findings: [{ path: 'Behaviors' }], behaviors: [] });
});

test('--explain has nothing to say of one without a problem', async () => {
  const text = template(native, `InstanceArn: ${instance}\nSecurityProfileName: Leads`);
  expect((await tool(['validate', write('a.yaml', text), '--explain'])).output).toBe(
    '0 errors, 0 warnings in 1 profile of 1 file. Nothing was sent to AWS.\n',
  );
});

describe('two resources that would be one profile', () => {
  const profile = (InstanceArn: unknown, SecurityProfileName: unknown, Type = native) => ({
    Type,
    Properties: { ...(Type === own ? { ServiceToken: 'x' } : {}), InstanceArn, SecurityProfileName },
  });
  const messages = async (Resources: object): Promise<readonly string[]> => {
    const text = JSON.stringify({ Parameters: { Instance: { Type: 'String' } }, Resources });
    const { files } = await validated(write('twins.json', text));
    return files.flatMap(({ resources }) => resources.flatMap((one) => one.findings.map(({ message }) => message)));
  };
  const twin = 'A has this name too; two resources cannot have one profile';

  test('are those of one instance and one name, of whichever type', async () => {
    expect(await messages({ A: profile(instance, 'Leads'), B: profile(instance, 'Leads', own) })).toEqual([twin]);
    expect(await messages({ A: profile(instance, 'Leads'), B: profile(instance, 'leads') })).toEqual([]);
    expect(
      await messages({ A: profile(instance, 'Leads'), B: profile(instance.replace('1111', '2222'), 'Leads') }),
    ).toEqual([]);
  });

  test('are told where the instance is not known, but said by the same words', async () => {
    const ref = { Ref: 'Instance' };
    expect(await messages({ A: profile(ref, 'Leads'), B: profile(ref, 'Leads') })).toEqual([twin]);
    expect(await messages({ A: profile(ref, 'Leads'), B: profile({ 'Fn::Sub': '${Instance}x' }, 'Leads') })).toEqual(
      [],
    );
    expect(await messages({ A: profile(ref, { Ref: 'Instance' }), B: profile(ref, { Ref: 'Instance' }) })).toEqual([]);
  });

  test('are none where one is of AWS IoT', async () => {
    const iot = { Type: 'AWS::IoT::SecurityProfile', Properties: { SecurityProfileName: 'Leads' } };
    expect(await messages({ A: iot, B: profile(instance, 'Leads') })).toEqual([]);
  });
});

test('those of a cdk.out are found, ours and the native type', async () => {
  const app = new App({ outdir: path.join(folder, 'cdk.out') });
  const stack = new Stack(app, 'Centre', { env: { region: 'us-east-1', account: '123456789012' } });
  const properties = { InstanceArn: instance, SecurityProfileName: 'Leads: north' };
  new CustomResource(stack, 'Ours', { resourceType: own, serviceToken: 'arn:x', properties });
  new CfnSecurityProfile(stack, 'Native', {
    instanceArn: instance,
    securityProfileName: 'South',
    permissions: ['BasicAgentAcess'],
  });
  app.synth();
  const { files, summary } = await validated(path.join(folder, 'cdk.out'));
  const resources = files.flatMap((file) => file.resources);
  expect(resources.map(({ type, findings: found }) => [type, found.map(({ path: at }) => at)])).toEqual([
    [own, ['SecurityProfileName']],
    [native, ['Permissions[0]']],
  ]);
  expect(summary).toMatchObject({ resources: 2, errors: 1, warnings: 1 });
});

test('annotations for a pull request', async () => {
  const file = write('a.yaml', template(native, `InstanceArn: ${instance}\nSecurityProfileName: "a:b"`));
  expect((await tool(['validate', file, '--format', 'github'])).output).toBe(
    `::error file=${file},line=7,col=28,title=Profile SecurityProfileName::"a:b" has characters that are not accepted; accepted: letters a-z and A-Z, digits, spaces, "_", "@" and "-"\n`,
  );
});

test('plan reads AWS IoT alone', async () => {
  const text = template(own, `InstanceArn: ${instance}\nSecurityProfileName: Leads`);
  const file = write('a.yaml', text);
  // Nobody answers there, and nobody is asked.
  const at = ['--region', 'us-east-1', '--endpoint-url', 'http://127.0.0.1:1'];
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  const { code, output } = await tool(['plan', file, ...at]);
  expect(code).toBe(0);
  expect(output).toContain('No Custom::IoTSecurityProfile in');
});
