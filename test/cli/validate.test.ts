import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { CfnSecurityProfile } from 'aws-cdk-lib/aws-iot';
import { tool } from './rig';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'validate-'));
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
    readonly file: string;
    readonly error?: { readonly message: string; readonly line?: number };
    readonly resources: readonly {
      readonly logicalId: string;
      readonly type: string;
      readonly findings: readonly Found[];
      readonly notChecked: readonly string[];
    }[];
  }[];
  readonly summary: Readonly<Record<string, number>>;
}

const validated = async (...args: readonly string[]): Promise<Validated> =>
  JSON.parse((await tool(['validate', ...args, '--format', 'json'])).output);

const findings = async (text: string, ...args: readonly string[]): Promise<readonly string[]> => {
  const { files } = await validated(write('template.yaml', text), ...args);
  return files.flatMap(({ resources }) =>
    resources.flatMap((resource) =>
      resource.findings.map(({ line, column, path: at, severity }) => `${line}:${column} ${severity} ${at}`),
    ),
  );
};

const profile = (
  properties: string,
): string => `Parameters: {ServiceToken: {Type: String}, Env: {Type: String, Default: dev}}
Conditions: {IsProd: !Equals [!Ref Env, prod]}
Resources:
  Profile:
    Type: Custom::IoTSecurityProfile
    Properties:
      ServiceToken: !Ref ServiceToken
${properties
  .split('\n')
  .map((line) => `      ${line}`)
  .join('\n')}
`;

const fine = profile(`SecurityProfileName: fleet
Behaviors:
  - {Name: a, Metric: aws:num-disconnects, Criteria: {ComparisonOperator: less-than, Value: {Count: 5}, DurationSeconds: 300}}`);

describe('every problem is told with its place', () => {
  test('in YAML', async () => {
    expect(
      await findings(
        profile(`SecurityProfileName: my fleet
Behaviors:
  - Name: a
    Metric: aws:num-disconnects
    Criteria: {ComparisonOperator: less-then, Value: {Count: -1}, DurationSeconds: 420}
TargetArn: x`),
      ),
    ).toEqual([
      '8:28 error SecurityProfileName',
      '12:42 error Behaviors[0].Criteria.ComparisonOperator',
      '12:68 error Behaviors[0].Criteria.Value.Count',
      '12:90 error Behaviors[0].Criteria.DurationSeconds',
      '13:18 error TargetArn',
    ]);
  });

  test('in JSON, to the line and column', async () => {
    const template = {
      Resources: {
        Profile: { Type: 'Custom::IoTSecurityProfile', Properties: { ServiceToken: 'x', SecurityProfileName: 'a b' } },
      },
    };
    const file = write('template.json', JSON.stringify(template, null, 2));
    const { files } = await validated(file);
    expect(files[0]?.resources[0]?.findings).toMatchObject([{ line: 7, column: 32, path: 'SecurityProfileName' }]);
  });

  test('behind short forms, in the branch that is wrong', async () => {
    expect(
      await findings(
        profile(`SecurityProfileName: !Sub "\${AWS::StackName} x"
Behaviors:
  - !If
    - IsProd
    - Name: prod
      Metric: aws:num-disconnects
      Criteria: {ComparisonOperator: less-than, Value: {Count: 5}, DurationSeconds: 420}
    - {Name: dev, Metric: aws:num-disconnects, Criteria: {ComparisonOperator: less-than, Value: {Count: 5}, DurationSeconds: 421}}`),
      ),
    ).toEqual([
      '14:91 error Behaviors[0].Criteria.DurationSeconds',
      '15:132 error Behaviors[0].Criteria.DurationSeconds',
    ]);
  });

  test('of a member that is missing, where it should be', async () => {
    expect(await findings(profile('Behaviors:\n  - Metric: aws:num-disconnects'))).toContain(
      '9:11 error Behaviors[0].Name',
    );
  });

  test('a scalar that YAML reads as something else is what CloudFormation reads', async () => {
    expect(await findings(profile('SecurityProfileName: e3'))).toEqual([]);
    expect(await findings(profile('SecurityProfileName: yes'))).toEqual([]);
    expect(await findings(profile('SecurityProfileName: 1.5'))).toEqual(['8:28 error SecurityProfileName']);
  });
});

describe('what a branch says depends on its parameters', () => {
  test('the other value of a parameter is looked at too, and said', async () => {
    const { files } = await validated(
      write('template.yaml', profile('SecurityProfileName: !If [IsProd, "not good", good]')),
    );
    expect(files[0]?.resources[0]?.findings).toMatchObject([
      { message: expect.stringContaining('(where Env is "prod")') },
    ]);
  });

  test('a parameter that is given decides', async () => {
    const text = profile('SecurityProfileName: !If [IsProd, "not good", good]');
    expect(await findings(text, '--parameter', 'Env=dev')).toEqual([]);
    expect(await findings(text, '--parameter', 'Env=prod')).toHaveLength(1);
  });

  test('what is not known is passed over, and counted', async () => {
    const { files, summary } = await validated(
      write(
        'template.yaml',
        `${profile(
          'SecurityProfileName: !ImportValue Name\nTargetArns: [!GetAtt Group.Arn, "arn:aws:iot:us-east-1:123456789012:all/things"]',
        )}  Group: {Type: AWS::IoT::ThingGroup}\n`,
      ),
    );
    expect(files[0]?.resources[0]?.findings).toEqual([]);
    expect(files[0]?.resources[0]?.notChecked).toEqual(['SecurityProfileName', 'TargetArns[0]']);
    expect(summary.notChecked).toBe(2);
  });

  test('what a transform puts in is not known, nor what it stands beside', async () => {
    const include = '{"Fn::Transform": {Name: AWS::Include, Parameters: {Location: x}}}';
    const { files } = await validated(
      write(
        'template.yaml',
        profile(
          `Fn::Transform: {Name: AWS::Include}\nBehaviors:\n  - ${include.replace('{', '{Name: "not a name", ')}\nSecurityProfileName: a b`,
        ),
      ),
    );
    expect(files[0]?.resources[0]?.findings.map((finding) => finding.path)).toEqual(['SecurityProfileName']);
    expect(files[0]?.resources[0]?.notChecked).toEqual(['Fn::Transform', 'Behaviors[0]']);
  });

  test('a reference that leads nowhere is an error where it stands', async () => {
    expect(await findings(profile('SecurityProfileName: !Ref Nothing'))).toEqual(['8:28 error ']);
  });
});

describe('both types are found', () => {
  test('each is held to its own rules', async () => {
    const native = (properties: string) =>
      `Resources:\n  Profile:\n    Type: AWS::IoT::SecurityProfile\n    Properties:\n      ${properties}\n`;
    expect(await findings(native('{AdoptExisting: true}'))).toEqual(['5:23 error AdoptExisting']);
    expect(await findings(native('{ServiceToken: x}'))).toEqual(['5:22 error ServiceToken']);
    const tags = Array.from({ length: 50 }, (_, index) => `{Key: k${index}, Value: v}`).join(', ');
    expect(await findings(native(`{Tags: [${tags}]}`))).toEqual([]);
    expect(await findings(native('{Tags: [{Key: "cloudformation:x", Value: v}]}'))).toEqual([]);
    expect(await findings(profile(`Tags: [${tags}]`))).toEqual(['8:13 error Tags']);
    expect(await findings(profile('Tags: [{Key: "cloudformation:x", Value: v}]'))).toHaveLength(1);
  });

  test.each(['!GetAtt Sensors.Arn', '!Sub "${Sensors.Arn}"', '!Join ["", [!GetAtt Sensors.Arn]]'])(
    '%s in place of a list, whose value is not known but for that',
    async (call) => {
      const sensors = '  Sensors: {Type: AWS::IoT::ThingGroup}\n';
      expect(await findings(profile(`TargetArns: ${call}`) + sensors)).toEqual(['8:19 error TargetArns']);
      expect(await findings(profile(`TargetArns: [${call}]`) + sensors)).toEqual([]);
    },
  );

  test('a map that only begins like a function is told once', async () => {
    expect(await findings(profile('TargetArns: {"Fn::Sub": a, B: c}'))).toEqual(['8:19 error TargetArns']);
  });

  test('a text in place of a list anywhere, and what may be a list nowhere', async () => {
    const criteria = (ports: string) =>
      `Behaviors: [{Name: a, Metric: aws:listening-tcp-ports, Criteria: {ComparisonOperator: in-port-set, Value: {Ports: ${ports}}}}]`;
    const other = '  Other: {Type: AWS::CloudFormation::Stack}\n';
    expect(await findings(profile(criteria('!Sub "${Other}"')) + other)).toHaveLength(1);
    for (const call of [
      '!Split [",", !Ref Other]',
      '!GetAtt Other.Ports',
      '!GetAtt Other.Arns',
      '!If [A, [1], [2]]',
      '!GetAtt Other.Warn',
    ])
      expect(await findings(profile(criteria(call)) + other)).not.toEqual(
        expect.arrayContaining([expect.stringContaining('Ports')]),
      );
  });

  test('ours needs a token, and a timeout that CloudFormation takes', async () => {
    expect(await findings('Resources:\n  Profile:\n    Type: Custom::IoTSecurityProfile\n')).toEqual([
      '2:3 error ServiceToken',
    ]);
    expect(await findings(profile('ServiceTimeout: 3601'))).toEqual(['8:23 error ServiceTimeout']);
  });

  test('in SAM templates, beside resources that nothing here knows', async () => {
    expect(
      await findings(`Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Timeout: 3}}
Resources:
  Function: {Type: AWS::Serverless::Function, Properties: {CodeUri: .}}
  Fleet: {Type: AWS::AutoScaling::AutoScalingGroup, CreationPolicy: {}, Properties: {}}
  Fn::ForEach::All: [Name, [a, b], {}]
  Profile:
    Type: Custom::IoTSecurityProfile
    Properties: {ServiceToken: !GetAtt Function.Arn, SecurityProfileName: "a b"}
`),
    ).toEqual(['9:75 error SecurityProfileName']);
  });

  test.each(['CreationPolicy', 'UpdatePolicy'])('%s is between CloudFormation and the resource', async (member) => {
    expect(
      await findings(
        `Resources:\n  A:\n    Type: Custom::IoTSecurityProfile\n    ${member}: {}\n    Properties: {ServiceToken: x, SecurityProfileName: a b}\n`,
      ),
    ).toEqual(['5:56 error SecurityProfileName']);
  });

  test('in cdk.out, with its stages and its nested stacks', async () => {
    const app = new App({ outdir: path.join(folder, 'cdk.out'), analyticsReporting: false });
    const stack = new Stack(app, 'Main');
    new CfnSecurityProfile(stack, 'Profile', { securityProfileName: 'a b' });
    new CfnSecurityProfile(new NestedStack(stack, 'Inner'), 'Profile', { securityProfileName: 'c d' });
    new CfnSecurityProfile(new Stack(new Stage(app, 'Prod'), 'Fleet'), 'Profile', { securityProfileName: 'e f' });
    app.synth();
    const { files, summary } = await validated(path.join(folder, 'cdk.out'));
    expect(summary).toMatchObject({ errors: 3, resources: 3 });
    expect(
      files
        .flatMap(({ resources }) => resources.flatMap((one) => one.findings.map(({ message }) => message.slice(0, 5))))
        .sort(),
    ).toEqual(['"a b"', '"c d"', '"e f"']);
  });

  test('in nested stacks whose templates lie beside their parent', async () => {
    write('inner.yaml', profile('SecurityProfileName: "a b"'));
    const file = write(
      'outer.yaml',
      'Resources:\n  Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./inner.yaml}}\n',
    );
    expect((await validated(file)).summary).toMatchObject({ files: 2, errors: 1 });
  });

  test('one that is nested twice is told once', async () => {
    write('inner.yaml', profile('SecurityProfileName: "a b"'));
    const nested = (id: string): string =>
      `  ${id}: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./inner.yaml}}\n`;
    const file = write('outer.yaml', `Resources:\n${nested('One')}${nested('Two')}`);
    const { summary } = await validated(file, path.join(folder, 'inner.yaml'));
    expect(summary).toMatchObject({ files: 2, errors: 1 });
  });

  test('a nested template that is not there hides nothing of its parent', async () => {
    const file = write(
      'outer.yaml',
      `${profile('SecurityProfileName: "a b"')}  Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./inner.yaml}}\n`,
    );
    const { files } = await validated(file);
    expect(files[0]?.resources[0]?.findings).toHaveLength(1);
    expect(files[1]?.error?.message).toContain('there is no such file');
  });
});

describe('before a transform has been at it, a template is not whole', () => {
  const resource = (properties: string, rest = '') => `Transform: AWS::LanguageExtensions
Parameters: {Env: {Type: String, Default: dev}}
Mappings: {Sizes: {dev: {Count: 5}}}
Conditions: {IsProd: !Equals [!Ref Env, prod]}
Resources:
  Other: {Type: AWS::IoT::ThingGroup, Properties: {ThingGroupName: things}}
  Profile:
    Type: AWS::IoT::SecurityProfile
${rest}    Properties:
      SecurityProfileName: fleet
${properties}
`;
  const notChecked = async (text: string): Promise<readonly string[]> => {
    const { files } = await validated(write('template.yaml', text));
    const [profile] = files[0]?.resources ?? [];
    expect(profile?.findings).toEqual([]);
    return profile?.notChecked ?? [];
  };

  test.each([
    ['!Ref Function.Alias'],
    ['!GetAtt FunctionRole.Arn'],
    ['!Sub "${FunctionRole.Arn}"'],
    ['!FindInMap [Sizes, prod, Count]'],
    ['!If [IsNowhere, a, b]'],
    ["{Ref: !Sub 'Topic${Env}'}"],
    ["{Fn::GetAtt: [!Sub 'Role${Env}', Arn]}"],
    ['{Fn::GetAtt: [!Ref Unset, Arn]}'],
    ['!Length [a, b]'],
    ['!ToJsonString {a: b}'],
  ])('%s is not known, and no mistake', async (value) => {
    expect(await notChecked(resource(`      SecurityProfileDescription: ${value}`))).toEqual([
      'SecurityProfileDescription',
    ]);
  });

  test.each([
    ['!FindInMap [Sizes, dev, Count, DefaultValue: "a\\u0000"]', []],
    ['!FindInMap [Sizes, prod, Count, DefaultValue: "a\\u0000"]', ['11:35 error SecurityProfileDescription']],
    ['!FindInMap [None, prod, Count, {DefaultValue: !Sub "x\\u0000"}]', ['11:35 error SecurityProfileDescription']],
    ["{Fn::GetAtt: [{Ref: !Sub 'Env'}, Arn, x, !Ref y]}", ['11:48 error ']],
  ])('%s is resolved from the inside', async (value, expected) => {
    expect(await findings(resource(`      SecurityProfileDescription: ${value}`))).toEqual(expected);
  });

  test('what may add to the mappings leaves also a default open', async () => {
    const value = '      SecurityProfileDescription: !FindInMap [Sizes, prod, Count, DefaultValue: "a\\u0000"]';
    const macro = resource(value).replace('AWS::LanguageExtensions', '[Mine, AWS::LanguageExtensions]');
    expect(await notChecked(macro)).toEqual(['SecurityProfileDescription']);
    const include = resource(value).replace('Mappings: {', 'Mappings: {Fn::Transform: {Name: AWS::Include}, ');
    expect(await notChecked(include)).toEqual(['SecurityProfileDescription']);
  });

  test('without one the fourth argument is a mistake, as are functions where names belong', async () => {
    const plain = (value: string) =>
      resource(`      SecurityProfileDescription: ${value}`).replace(/^Transform.*\n/, '');
    expect(await findings(plain('!FindInMap [Sizes, prod, Count, DefaultValue: a]'))).toEqual(['10:35 error ']);
    expect(await findings(plain("{Ref: !Sub 'Other'}"))).toEqual(['10:41 error ']);
    expect(await findings(plain('!Ref Function.Alias'))).toEqual(['10:35 error ']);
  });

  test.each(['!If [IsProd, Retain, Delete]', '!Ref Nowhere', '!If [IsNowhere, Retain, Delete]'])(
    'a policy may be a function: %s',
    async (policy) => {
      expect(
        await notChecked(resource('', `    DeletionPolicy: ${policy}\n    UpdateReplacePolicy: ${policy}\n`)),
      ).toEqual([]);
    },
  );

  test('what the function makes of it must be a policy', async () => {
    expect(await findings(resource('', '    DeletionPolicy: !If [IsProd, Keep, Delete]\n'))).toEqual(['7:3 error ']);
  });

  test('members that SAM gives a resource are its own', async () => {
    expect(await notChecked(resource('', '    Connectors: {A: {}}\n'))).toEqual([]);
  });

  test('a condition that a loop makes is not known', async () => {
    const text = resource('', '    Condition: Isa\n').replace(
      'Conditions: {',
      "Conditions: {Fn::ForEach::C: [X, [a], {'Is${X}': !Equals [a, a]}], ",
    );
    expect(await notChecked(text.replace(/^Transform.*\n/, ''))).toEqual([]);
  });
});

test('whom a stack notifies is not known before it is deployed', async () => {
  expect(await findings(profile("SecurityProfileDescription: !Select [0, !Ref 'AWS::NotificationARNs']"))).toEqual([]);
});

describe('loops', () => {
  const body = (properties: string, type = 'AWS::IoT::SecurityProfile') =>
    `{'P\${X}': {Type: ${type}, Condition: 'Is\${X}', Properties: ${properties}}}`;
  const loop = (bodies: string, name = 'Loop') =>
    `Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::${name}: [X, [a, b], ${bodies}]\n`;

  test('what is repeated is checked but for what changes from turn to turn', async () => {
    const { files, summary } = await validated(
      write(
        'template.yaml',
        loop(
          body(
            "{SecurityProfileName: !Sub 'n ${X}', SecurityProfileDescription: 'a${X}', TargetArns: ['&{X}', !Sub 'x&{X}', {'${X}': a}, wrong]}",
          ),
        ),
      ),
    );
    expect(files[0]?.resources).toMatchObject([
      {
        logicalId: 'P${X}',
        findings: [{ line: 3, column: 233, path: 'TargetArns[3]' }],
        notChecked: [
          'SecurityProfileName',
          'SecurityProfileDescription',
          'TargetArns[0]',
          'TargetArns[1]',
          'TargetArns[2]',
        ],
      },
    ]);
    expect(summary).toMatchObject({ errors: 1, notChecked: 5 });
  });

  test('also in loops in loops, of which two may repeat the same name', async () => {
    const inner = `{'Fn::ForEach::Inner': [Y, [c], ${body("{SecurityProfileName: '${X}', TargetArn: x}")}]}`;
    const again = `${loop(inner)}  Fn::ForEach::Again: [X, [d], ${body('{SecurityProfileName: a b}')}]\n`;
    const { files } = await validated(write('template.yaml', again));
    const found = files[0]?.resources.map((one) => [one.logicalId, ...one.findings.map((finding) => finding.path)]);
    expect(found).toEqual([
      ['P${X}', 'TargetArn'],
      ['Fn::ForEach::Again P${X}', 'SecurityProfileName'],
    ]);
  });

  test.each([
    ['a loop that includes', loop("{'Fn::Transform': {Name: AWS::Include}}"), 'Fn::ForEach::Loop'],
    ['a loop of another form', loop(body('{}')).replace('[a, b], ', ''), 'Fn::ForEach::Loop'],
    ['a loop of nested stacks', loop(body('{}', 'AWS::CloudFormation::Stack')), 'Fn::ForEach::Loop'],
    [
      'an include',
      'Resources:\n  # AWS::IoT::SecurityProfile\n  Fn::Transform: {Name: AWS::Include}\n',
      'Fn::Transform',
    ],
    [
      'a resource that is included',
      'Resources:\n  # AWS::IoT::SecurityProfile\n  A: {Fn::Transform: {Name: x}}\n',
      'A',
    ],
    ['a macro', 'Transform: Mine\nResources: {}\n# AWS::IoT::SecurityProfile\n', 'Transform Mine'],
    ['all of it', 'Fn::Transform: {Name: AWS::Include}\nResources: {}\n# AWS::IoT::SecurityProfile\n', 'Fn::Transform'],
  ])('%s is said to be not looked into', async (_what, text, name) => {
    const file = write('template.yaml', text.replace(/\n$/, '\n# AWS::IoT::SecurityProfile\n'));
    const { files, summary } = await validated(file);
    expect(files[0]).toMatchObject({ resources: [], notLookedInto: [{ name }] });
    expect(summary).toMatchObject({ errors: 0, notChecked: 1 });
    const { output, code } = await tool(['validate', file]);
    expect(output).toContain(`not looked into: ${name}`);
    expect(output.replaceAll('\n', ' ')).toContain('1 part that is made by a transform was not looked into');
    expect(code).toBe(0);
    expect((await tool(['validate', file, '--format', 'github'])).output).toMatch(
      /^::notice .*title=not looked into::/,
    );
  });

  test('a loop of something else is nothing to look into', async () => {
    const text = `${loop(body('{}', 'AWS::SNS::Topic'))}  Profile: {Type: AWS::IoT::SecurityProfile}\n`;
    expect((await validated(write('template.yaml', text))).summary).toMatchObject({ resources: 1, notChecked: 0 });
  });
});

describe('a folder', () => {
  const others = {
    'list.json': '[{"ResourceType": "AWS::IoT::SecurityProfile", "x": null}]',
    'schema.json': '{"typeName": "AWS::IoT::SecurityProfile", "x": null}',
    'answer.json': '{"typeName": "AWS::IoT::SecurityProfile"}',
    'alias.yaml': 'a: *x\nkind: AWS::IoT::SecurityProfile\n',
    'vault.yaml': '- !vault AWS::IoT::SecurityProfile\n',
    'chart.yaml': 'kind: {{ .x }}\n---\na: AWS::IoT::SecurityProfile\n',
  };

  test('may hold files that name a type and are no templates', async () => {
    for (const [name, text] of Object.entries(others)) write(`all/${name}`, text);
    write('all/template.yaml', fine);
    const all = path.join(folder, 'all');
    const { files, summary } = await validated(all);
    expect(files.filter((file) => 'isTemplate' in file)).toHaveLength(6);
    expect(summary).toMatchObject({ files: 7, resources: 1, errors: 0, noTemplates: 6 });
    expect(await tool(['validate', all])).toMatchObject({
      code: 0,
      output: expect.stringContaining('6 files were no templates.'),
    });
  });

  test('given by name such a file is an error', async () => {
    const file = write('all/list.json', others['list.json']);
    expect((await validated(path.join(folder, 'all'), file)).summary).toMatchObject({ errors: 1, noTemplates: 0 });
  });

  test.each([
    'Resources: {A: {Type: AWS::IoT::SecurityProfile}, B: *x}',
    '{"Resources": {"A": "AWS::IoT::SecurityProfile"',
  ])('a template with a mistake is one there too: %s', async (text) => {
    write('all/template.json', text);
    expect((await validated(path.join(folder, 'all'))).summary).toMatchObject({ errors: 1, noTemplates: 0 });
  });
});

describe('two resources with one name', () => {
  const two = (one: string, other: string) =>
    `${profile(`SecurityProfileName: ${one}`)}  Other: {Type: AWS::IoT::SecurityProfile, Properties: {SecurityProfileName: ${other}}}\n`;
  const at = '9:78 error SecurityProfileName';

  test('are an error, in the world in which they have it', async () => {
    expect(await findings(two('a', 'a'))).toEqual([at]);
    expect(await findings(two('a', 'b'))).toEqual([]);
    expect(await findings(two('!If [IsProd, a, b]', 'a'))).toEqual([at]);
    expect((await tool(['validate', path.join(folder, 'template.yaml')])).output.replace(/\s+/g, ' ')).toContain(
      'Profile has this name too; two resources cannot have one profile (where Env is "prod")',
    );
    expect(await findings(two('!Ref Env', '!Ref Env'))).toEqual([at]);
  });

  test('are none where only one of them is there, or nobody knows', async () => {
    expect(await findings(two('!If [IsProd, a, b]', '!If [IsProd, b, a]'))).toEqual([]);
    expect(await findings(two('!Ref ServiceToken', '!Ref ServiceToken'))).toEqual([]);
    const conditional = (condition: string) => two('a', 'a').replace('Other: {', `Other: {Condition: ${condition}, `);
    expect(await findings(`Transform: Mine\n${conditional('IsNowhere')}`)).toEqual([]);
    expect(await findings(conditional('IsProd'), '--parameter', 'Env=dev')).toEqual([]);
  });
});

test.each([
  ['little', 'fffe'],
  ['big', 'feff'],
])('UTF-16 with the %s end first', async (_which, mark) => {
  const text = Buffer.from(profile('SecurityProfileName: a b'), 'utf16le');
  const bytes = Buffer.concat([Buffer.from(mark, 'hex'), mark === 'feff' ? text.swap16() : text]);
  const file = path.join(folder, 'template.yaml');
  writeFileSync(file, bytes);
  expect((await validated(file)).files[0]?.resources[0]?.findings).toMatchObject([{ path: 'SecurityProfileName' }]);
});

describe('nothing of a template is a stack trace', () => {
  test.each([
    ['Resources: [Custom::IoTSecurityProfile', 'YAML not well-formed', 1],
    ['{"Resources": "Custom::IoTSecurityProfile', 'JSON not well-formed. (line 1, column 15): unexpected', 1],
    ['{\n"Resources": {"A": "Custom::IoTSecurityProfile" "B": 1}}', '(line 2, column 49): comma expected', 2],
    ['{"Resources": {"A": {"Type": "Custom::IoTSecurityProfile", "X": null}}}', '(line 1, column 65)', 1],
    ['{"Resources": {"A": {"Type": "Custom::IoTSecurityProfile", "X": 1e999}}}', '(line 1, column 65)', 1],
    ['Custom::IoTSecurityProfile', 'unsupported structure', undefined],
    ['Resources: {A: &a {Type: Custom::IoTSecurityProfile}, B: *a}', '(line 1, column 58)', 1],
    ['Resources: {A: {Type: Custom::IoTSecurityProfile, Properties: {X: .inf}}}', 'is not supported', 1],
    [
      'Resources: {A: {Type: Custom::IoTSecurityProfile, Condition: B}}',
      'Condition B is not defined. (line 1, column 13)',
      1,
    ],
    ['Resources: {A: {Type: Custom::IoTSecurityProfile, Properties: ~}}', '(line 1, column 63)', 1],
    ['Resources:\n  A:\n    Type: Custom::IoTSecurityProfile\n    Properties:\n', '(line 4, column 5)', 4],
  ])('%s', async (text, message, line) => {
    const ran = await tool(['validate', write('template.yaml', text), '--format', 'json']);
    const { files }: Validated = JSON.parse(ran.output);
    expect(files[0]?.error?.message).toContain(message);
    expect(files[0]?.error?.line).toBe(line);
    expect(ran).toMatchObject({ code: 2, errors: '' });
  });

  test('a resource of ours that cannot be read is an error of its own', async () => {
    expect(await findings('Resources: {A: {Type: Custom::IoTSecurityProfile, DeletionPolicy: Keep}}')).toEqual([
      '1:16 error ',
    ]);
    expect(await findings('Resources: {A: {Type: Custom::IoTSecurityProfile, Properties: [1]}}')).toEqual([
      '1:16 error ',
    ]);
  });
});

describe('how it ends', () => {
  test('0 where all is well, 2 on errors, and with --strict on warnings', async () => {
    expect((await tool(['validate', write('a.yaml', fine)])).code).toBe(0);
    expect((await tool(['validate', write('b.yaml', profile('SecurityProfileName: "a b"'))])).code).toBe(2);
    const doubtful = write('c.yaml', profile('SecurityProfileDescription: "ü"'));
    expect((await tool(['validate', doubtful])).code).toBe(0);
    expect((await tool(['validate', doubtful, '--strict'])).code).toBe(2);
  });

  test('1 where it cannot be done, in one line', async () => {
    expect(await tool(['validate', path.join(folder, 'nothing.yaml')])).toEqual({
      code: 1,
      output: '',
      errors: `error: cannot read ${path.join(folder, 'nothing.yaml')}: there is no such file\n`,
    });
    expect((await tool(['validate', folder])).errors).toContain('there is no template in');
    const misspelt = await tool(['validate', write('a.yaml', fine), '--parameter', 'Envv=prod']);
    expect(misspelt).toMatchObject({
      code: 1,
      errors: 'error: --parameter: no template has a parameter Envv; did you mean Env?\n',
    });
    const refused = await tool(['validate', write('b.yaml', fine), '--parameter', 'Env']);
    expect(refused.errors).toContain('It is written Key=Value');
  });

  test('a file without a profile is said to have none', async () => {
    expect((await tool(['validate', write('a.yaml', 'Resources: {A: {Type: AWS::SNS::Topic}}')])).output).toBe(
      `No Custom::IoTSecurityProfile, AWS::IoT::SecurityProfile,
Custom::ConnectSecurityProfile, or AWS::Connect::SecurityProfile in 1 file:
nothing was checked.
`,
    );
  });

  test('annotations for a pull request', async () => {
    const file = write('a.yaml', profile('SecurityProfileName: "a: b, 100 %"'));
    expect((await tool(['validate', file, '--format', 'github'])).output).toBe(
      `::error file=${file},line=8,col=28,title=Profile SecurityProfileName::"a: b, 100 %25" has characters that are not accepted; accepted: letters a-z and A-Z, digits, ":", "_" and "-"\n`,
    );
  });

  test('the sentence stands below the warning that it explains', async () => {
    const upsideDown = fine.replace('less-than', 'greater-than');
    const { output } = await tool(['validate', write('a.yaml', upsideDown)]);
    expect(output.replace(/\s+/g, ' ')).toContain(
      'as written: alarm when a device has 5 disconnects or fewer in 5 min',
    );
    expect(output.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('--explain says it of the behaviors of every world, and in which they are', async () => {
    const behavior = (name: string, count: number) =>
      `{Name: ${name}, Metric: aws:num-disconnects, Criteria: {ComparisonOperator: less-than, Value: {Count: ${count}}, DurationSeconds: 300}}`;
    const text = profile(`SecurityProfileName: fleet
SecurityProfileDescription: !If [IsProd, !Ref AWS::Region, x]
Behaviors:
  - ${behavior('both', 5)}
  - !If [IsProd, ${behavior('prod', 6)}, ${behavior('dev', 7)}]`);
    const file = write('a.yaml', text);
    const { output } = await tool(['validate', file, '--explain']);
    expect(output.replace(/\s+/g, ' ')).toContain(
      'both: alarm when a device has 5 disconnects or more in 5 min ' +
        'dev: alarm when a device has 7 disconnects or more in 5 min ' +
        'prod: alarm when a device has 6 disconnects or more in 5 min (where Env is "prod")',
    );
    const { files } = await validated(file);
    expect(files[0]?.resources[0]).toMatchObject({
      behaviors: [{ name: 'both' }, { name: 'dev' }, { name: 'prod', where: 'where Env is "prod"' }],
      notChecked: ['SecurityProfileDescription'],
    });
  });

  test('the sentence below a finding is that of its world', async () => {
    const behavior = (name: string, operator: string) =>
      `{Name: ${name}, Metric: aws:num-disconnects, Criteria: {ComparisonOperator: ${operator}, Value: {Count: 5}, DurationSeconds: 300}}`;
    const text = profile(
      `SecurityProfileName: fleet\nBehaviors: [!If [IsProd, ${behavior('prod', 'greater-than')}, ${behavior('dev', 'less-than')}]]`,
    );
    expect((await tool(['validate', write('a.yaml', text)])).output.replace(/\s+/g, ' ')).toContain(
      '(where Env is "prod") as written: alarm when a device has 5 disconnects or fewer in 5 min',
    );
  });

  test('of what is refused, or known in part, nothing is said that it would mean', async () => {
    const refused = fine.replace('less-than', 'greater-than').replace('300', '301');
    expect((await tool(['validate', write('a.yaml', refused)])).output).not.toContain('as written');
    const open = fine.replace('Count: 5', 'Count: !ImportValue Limit');
    expect((await tool(['validate', write('b.yaml', open), '--explain'])).output.replace(/\s+/g, ' ')).toContain(
      'a: depends on values that are known only when the template is deployed',
    );
  });

  test('--explain says it of every behavior', async () => {
    expect((await tool(['validate', write('a.yaml', fine), '--explain'])).output).toContain(
      'a: alarm when a device has 5 disconnects or more in 5 min',
    );
  });
});
