import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { parseTemplate } from '../../cloudformation/template';
import { json } from '../../cloudformation/values';
import type { JsonObject } from '../../core/schema/json';
import { type ConnectOperation, defaultInstanceId } from '../../simulator/connect';
import { type Rig, startRig, tool } from './rig';

const seed = 20_260_101;

/** Whatever moves a cursor, turns the direction of writing or is not seen. */
const acting =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's own.
const colors = /\u001b\[\d+m/g;

const hostile = fc.constantFrom(
  'red \u001b[31m alert',
  '\u001b]0;title\u0007',
  'C1 \u009b2J \u0085 next',
  'evil \u202egnp.exe',
  '\u2066isolate\u2069',
  'two\nlines\r\n::error::three',
  'null \u0000 byte',
  'zero\u200bwidth\ufeff',
  '\ud800 lone',
  'tag \u{e0041}\u{e0042} letters',
  'pair \u{1f600}'.repeat(40),
  '100% %0A: , ::warning::',
  '{{resolve:ssm:x}}',
  '{{resolve:secretsmanager:a:b}}',
  '${AWS::Region} ${x.y} ${} ${!z} ${constructor} ${__proto__}',
  '   ',
  '"quoted" \'both\' `#: - &a *a !b | >',
);

const text = fc.oneof(
  hostile,
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    'true',
    '0',
    '-1',
    '1e400',
    '9007199254740993',
    'yes',
    '~',
    '0x1F',
    '.inf',
    '12:30',
    '2001-01-01',
  ),
);

const names = fc.constantFrom(
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'length', '', 'A', 'B', 'AWS::Region'],
  ...['AWS::NoValue', 'AWS::AccountId', 'Profile', 'Other', 'Group', 'A.B', 'Profile.SecurityProfileArn', '0'],
);

const members = fc.constantFrom(
  ...['SecurityProfileName', 'SecurityProfileDescription', 'Behaviors', 'AlertTargets', 'AdditionalMetricsToRetainV2'],
  ...['AdditionalMetricsToRetain', 'MetricsExportConfig', 'Tags', 'TargetArns', 'AdoptExisting', 'Revision', 'Name'],
  ...['Metric', 'MetricDimension', 'Criteria', 'ComparisonOperator', 'Value', 'Count', 'Cidrs', 'Ports', 'SNS', 'Key'],
  ...['DurationSeconds', 'StatisticalThreshold', 'Statistic', 'SuppressAlerts', 'ServiceToken', 'ServiceTimeout'],
  ...['InstanceArn', 'Permissions', 'Applications', 'AllowedAccessControlTags', 'GranularAccessControlConfiguration'],
);

const functions = fc.constantFrom(
  ...[
    'Ref',
    'Condition',
    'Fn::And',
    'Fn::Base64',
    'Fn::Cidr',
    'Fn::Contains',
    'Fn::Equals',
    'Fn::FindInMap',
    'Fn::Foo',
  ],
  ...['Fn::GetAZs', 'Fn::GetAtt', 'Fn::If', 'Fn::ImportValue', 'Fn::Join', 'Fn::Length', 'Fn::Not', 'Fn::Or', 'Fn::'],
  ...['Fn::Select', 'Fn::Split', 'Fn::Sub', 'Fn::ToJsonString', 'Fn::Transform'],
);

/** Own members, whatever they are called. */
const record = (entries: readonly (readonly [string, unknown])[]): object => Object.fromEntries(entries);

const { value } = fc.letrec<{ value: unknown; call: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.oneof(text, names, fc.boolean(), fc.double({ noNaN: true }), fc.integer(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(fc.oneof(members, names, text), tie('value')), { maxLength: 5 }).map(record),
    tie('call'),
  ),
  call: fc
    .tuple(
      functions,
      fc.oneof(tie('value'), names, fc.array(fc.oneof(names, tie('value')), { minLength: 1, maxLength: 4 })),
    )
    .map((entry) => record([entry])),
}));

const mapOf = (keys: fc.Arbitrary<string>, item: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc.array(fc.tuple(keys, item), { maxLength: 4 }).map(record);

const parameter = fc.oneof(
  value,
  fc.record(
    {
      Type: fc.constantFrom(
        'String',
        'Number',
        'CommaDelimitedList',
        'AWS::SSM::Parameter::Value<String>',
        'List<x>',
        'x',
      ),
      Default: value,
      AllowedValues: fc.oneof(value, fc.array(text, { maxLength: 4 })),
      AllowedPattern: fc.oneof(text, fc.constantFrom('(', '(?i)a', '[', 'a{2,1}', '\\p{Alpha}+')),
      MinLength: value,
      ConstraintDescription: value,
      NoEcho: value,
    },
    { requiredKeys: ['Type'] },
  ),
);

const resource = fc.record(
  {
    Type: fc.constantFrom(
      'Custom::IoTSecurityProfile',
      'AWS::IoT::SecurityProfile',
      'Custom::ConnectSecurityProfile',
      'AWS::Connect::SecurityProfile',
      'AWS::IoT::ThingGroup',
      'AWS::X::Y',
    ),
    Properties: fc.oneof({ weight: 5, arbitrary: mapOf(members, value) }, { weight: 1, arbitrary: value }),
    Condition: fc.oneof(names, value),
    DeletionPolicy: fc.oneof(fc.constantFrom('Retain', 'Delete'), value),
    DependsOn: value,
  },
  { requiredKeys: ['Type', 'Properties'] },
);

const template = fc.record(
  {
    Transform: value,
    Parameters: mapOf(names, parameter),
    Mappings: fc.oneof(value, mapOf(names, mapOf(names, mapOf(names, value)))),
    Conditions: mapOf(names, value),
    Resources: mapOf(fc.oneof(fc.constantFrom('Profile', 'Other', 'Group', 'constructor', 'A'), names), resource),
    Outputs: value,
  },
  { requiredKeys: ['Resources'] },
);

const notations: readonly ((value: unknown) => string)[] = [
  (document) => JSON.stringify(document),
  (document) => JSON.stringify(document, null, 1),
  (document) => stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 }),
  (document) => stringify(document, { aliasDuplicateObjects: false, defaultStringType: 'QUOTE_DOUBLE' }),
];

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'fuzz-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What is looked at here of the document that `validate` writes. */
interface Validated {
  readonly resources: readonly { readonly findings: readonly unknown[] }[];
  readonly notLookedInto?: readonly unknown[];
  readonly error?: unknown;
}

/** Runs `validate` on a text, in every format. */
const expectGoodManners = async (body: string): Promise<void> => {
  const file = path.join(folder, 'template.yaml');
  writeFileSync(file, body);
  const codes = new Set<number>();
  const runs = {
    json: ['--format', 'json'],
    github: ['--format', 'github'],
    text: ['--explain'],
    colored: ['--explain'],
  };
  const results: Record<string, string> = {};
  for (const [kind, options] of Object.entries(runs)) {
    const { code, output, errors } = await tool(['validate', file, ...options], { isColored: kind === 'colored' });
    expect(`${output}${errors}`).not.toContain('the tool itself');
    for (const written of [output, errors])
      expect(kind === 'colored' ? written.replace(colors, '') : written).not.toMatch(acting);
    codes.add(code);
    results[kind] = output;
  }
  expect([...codes]).toHaveLength(1);
  expect([0, 1, 2]).toContain([...codes][0]);
  const { files, error } = JSON.parse(results.json ?? '');
  if (error !== undefined) return;
  const findings = (files as readonly Validated[]).flatMap((one) => [
    ...(one.error === undefined ? [] : [one.error]),
    ...(one.notLookedInto ?? []),
    ...one.resources.flatMap((own) => own.findings),
  ]);
  const lines = (results.github ?? '').split('\n').slice(0, -1);
  expect(lines).toHaveLength(findings.length);
  for (const line of lines) expect(line).toMatch(/^::(?:error|warning|notice) file=[^\n]*::/);
};

describe('validate', () => {
  test('bears any text', async () => {
    const scraps = fc.constantFrom(
      ...[
        'Resources:',
        '\n  ',
        '\n- ',
        'Custom::IoTSecurityProfile',
        'Type: ',
        '{',
        '}',
        '[',
        ']',
        '!Ref ',
        '!Sub ',
        '&a ',
      ],
      ...['*a', '<<: ', '!!binary ', '"', "'", '| ', '? ', '%YAML 9\n', '---\n', '...\n', '#', '!<tag:x> ', '\t', ','],
    );
    const any = fc.array(fc.oneof(scraps, text), { maxLength: 30 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(any, fc.boolean(), (body, isNamed) =>
        expectGoodManners(isNamed ? `# Custom::IoTSecurityProfile\n${body}` : `${body}AWS::IoT::SecurityProfile`),
      ),
      { seed, numRuns: 200 },
    );
  });

  test('bears any template', async () => {
    await fc.assert(
      fc.asyncProperty(template, fc.constantFrom(...notations), (document, notation) =>
        expectGoodManners(notation(document)),
      ),
      { seed, numRuns: 500 },
    );
  });

  test.each([10, 100, 250, 1_000, 3_000, 30_000])('bears what is nested %d times', async (depth) => {
    const around = (value: string): string =>
      `{"Resources": {"Profile": {"Type": "Custom::IoTSecurityProfile", "Properties": {"Behaviors": ${value}}}}}`;
    const nests = [
      ['[', ']'],
      ['{"Value": ', '}'],
      ['{"Fn::If": ["A", ', ']}'],
      ['{"Fn::Join": ["", [', ']]}'],
      ['{"Fn::Sub": ["${a}", {"a": ', '}]}'],
    ] as const;
    for (const [open, close] of nests)
      await expectGoodManners(around(`${open.repeat(depth)}"x"${close.repeat(depth)}`));
    await expectGoodManners(
      `Resources:\n  Profile:\n    Type: Custom::IoTSecurityProfile\n    Properties: ${'['.repeat(depth)}`,
    );
    await expectGoodManners(
      `Resources:\n  Profile: {Type: Custom::IoTSecurityProfile, Properties: {Tags: ${'['.repeat(depth)}${']'.repeat(depth)}}}`,
    );
  });

  describe('bears lists and texts without end:', () => {
    const many = <Item>(length: number, item: (index: number) => Item): readonly Item[] =>
      Array.from({ length }, (_, index) => item(index));

    test.each<[string, string, object]>([
      ['targets', 'Custom::IoTSecurityProfile', { TargetArns: many(20_000, (index) => `arn:${index}`) }],
      ['behaviors', 'Custom::IoTSecurityProfile', { Behaviors: many(1_000, () => ({ Name: 'same', Odd: 1 })) }],
      ['a name', 'Custom::IoTSecurityProfile', { SecurityProfileName: 'x'.repeat(1_000_000) }],
      [
        'permissions',
        'AWS::Connect::SecurityProfile',
        { Permissions: many(50_000, (index) => `BasicAgentAcces${index}`) },
      ],
      [
        'a property',
        'Custom::IoTSecurityProfile',
        { ['k'.repeat(300_000)]: { 'Fn::GetAtt': ['a'.repeat(300_000), 'b'] } },
      ],
    ])('%s', async (_what, Type, Properties) => {
      await expectGoodManners(JSON.stringify({ Resources: { Profile: { Type, Properties } } }));
    });
  });

  test('bears conditions, references and parameters that go in circles', async () => {
    const Condition = (name: string): object => ({ Condition: name });
    await expectGoodManners(
      JSON.stringify({
        Parameters: { toString: { Type: 'String' }, valueOf: { Type: 'String', Default: 'x', AllowedPattern: '(' } },
        Conditions: {
          A: Condition('B'),
          B: { 'Fn::Not': [Condition('A')] },
          C: { 'Fn::Equals': [{ Ref: 'toString' }, 'a'] },
        },
        Resources: {
          Profile: {
            Type: 'Custom::IoTSecurityProfile',
            Condition: 'C',
            Properties: {
              SecurityProfileName: { Ref: 'Other' },
              SecurityProfileDescription: { 'Fn::If': ['A', 'x', 'y'] },
              TargetArns: [{ 'Fn::Sub': '${toString}${valueOf}${constructor}' }],
            },
          },
          Other: { Type: 'AWS::IoT::SecurityProfile', Properties: { SecurityProfileName: { Ref: 'Profile' } } },
        },
      }),
    );
  });
});

/** Texts that AWS IoT may hold, and that mean something to a terminal, to YAML or to CloudFormation. */
const held = fc.oneof(
  hostile,
  fc.constantFrom(
    'yes',
    '0x1F',
    '1_000',
    '12:30',
    '~',
    'null',
    '1e3',
    '2001-01-01',
    '.5',
    '=',
    '<<',
    '!Ref x',
    '',
    ' x ',
  ),
  fc.constantFrom(
    '- a',
    'a: b',
    'a #b',
    '# c',
    '@',
    '%',
    '{a}',
    '[b]',
    '*c',
    '&d',
    '|',
    '>',
    "it's",
    '"',
    '\\u0041',
    '?',
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

const heldProfile = fc.record({
  description: held,
  names: fc.uniqueArray(held, { maxLength: 3 }),
  texts: fc.array(held, { minLength: 1, maxLength: 3 }),
  tags: fc.uniqueArray(fc.tuple(held, held), { maxLength: 3, selector: ([key]) => key }),
  targets: fc.array(held, { maxLength: 2 }),
  strange: fc.tuple(held, value),
  isMarked: fc.boolean(),
});

type Held = typeof heldProfile extends fc.Arbitrary<infer Profile> ? Profile : never;

const answersFor = ({ description, names, texts, tags, targets, strange: [member, strange], isMarked }: Held) => ({
  DescribeSecurityProfile: {
    securityProfileDescription: description,
    behaviors: names.map((name, index) => ({
      name,
      metric: 'aws:num-messages-sent',
      criteria: { comparisonOperator: 'in-set', value: { strings: texts } },
      ...(index === 0 ? { [member]: strange } : {}),
    })),
    metricsExportConfig: { mqttTopic: texts[0], roleArn: texts[0] },
  },
  ListTagsForResource: {
    tags: [
      ...tags.map(([Key, Value]) => ({ Key, Value })),
      ...(isMarked
        ? [{ Key: 'cloudformation:stack-id', Value: `arn:aws:cloudformation:x:y:stack/${texts[0]}/1` }]
        : []),
      ...(isMarked ? [{ Key: 'cloudformation:logical-id', Value: description }] : []),
    ],
  },
  ListTargetsForSecurityProfile: { securityProfileTargets: targets.map((arn) => ({ arn })) },
});

describe('what the service holds', () => {
  let rig: Rig;
  let declaring: string;

  beforeAll(async () => {
    rig = await startRig({ isBundleOptional: true });
    rig.simulator.iot.service.seed({ securityProfileName: 'fleet' });
    declaring = path.join(folder, 'declaring.json');
    const Properties = {
      ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:x',
      SecurityProfileName: 'fleet',
      SecurityProfileDescription: 'other',
      Behaviors: [],
      Tags: [{ Key: 'a', Value: 'b' }],
      TargetArns: [],
    };
    writeFileSync(declaring, json({ Resources: { Fleet: { Type: 'Custom::IoTSecurityProfile', Properties } } }));
  });

  afterAll(() => rig.close());

  /** Has the service answer that. */
  const answer = (answers: Partial<Record<keyof ReturnType<typeof answersFor>, object>>): void => {
    const { faults } = rig.simulator.iot;
    faults.clear();
    for (const [operation, members] of Object.entries(answers))
      faults.add({
        operation: operation as keyof typeof answers,
        times: Number.POSITIVE_INFINITY,
        effect: { kind: 'answer', change: (output) => ({ ...output, ...members }) },
      });
  };

  const commands = [['list'], ['show', 'fleet'], ['export', 'fleet'], ['export', 'fleet', '--native']] as const;
  const withFile = () => [
    ['plan', declaring],
    ['drift', declaring],
    ['drift', '--all'],
  ];

  test('never gets at the screen', async () => {
    await fc.assert(
      fc.asyncProperty(heldProfile, async (profile) => {
        answer(answersFor(profile));
        for (const command of [...commands, ...withFile()])
          for (const format of ['text', 'json', 'github'] as const) {
            const { code, output, errors } = await rig.tool(...command, '--format', format);
            expect(`${output}${errors}`).not.toContain('the tool itself');
            for (const written of [output, errors]) expect(written).not.toMatch(acting);
            expect([0, 1, 2]).toContain(code);
            if (format === 'json') expect(() => JSON.parse(output)).not.toThrow();
            if (format === 'github')
              for (const line of output.split('\n').slice(0, -1)) expect(line).toMatch(/^::\w+ /);
          }
      }),
      { seed, numRuns: 15 },
    );
  });

  test('is the same when an exported template is read', async () => {
    let exported = 0;
    // Nothing that the rules of AWS IoT refuse for certain: what cannot be made again is not exported.
    const acceptable = fc.record({
      description: held.map((one) => one.replace(/\p{Cc}/gu, '')),
      names: fc.uniqueArray(
        held.filter((one) => one !== '' && one.length <= 128),
        { maxLength: 3 },
      ),
      texts: fc.array(
        held.filter((one) => one !== '' && one.length <= 128),
        { minLength: 1, maxLength: 3 },
      ),
      tags: fc
        .uniqueArray(held.filter((one) => /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u.test(one)))
        .map((keys) => keys.map((key): [string, string] => [key, 'yes'])),
    });
    await fc.assert(
      fc.asyncProperty(acceptable, async ({ description, names, texts, tags }) => {
        const behaviors = names.map((name) => ({
          name,
          metric: 'custom',
          criteria: { comparisonOperator: 'in-set', value: { strings: texts } },
        }));
        const tagList = tags.map(([Key, Value]) => ({ Key, Value }));
        answer({
          DescribeSecurityProfile: { securityProfileDescription: description, behaviors },
          ListTagsForResource: { tags: tagList },
        });
        for (const options of [['--native'], ['--native', '--as', 'json'], [], ['--adopt']]) {
          const { code, output } = await rig.tool('export', 'fleet', ...options);
          if (code !== 0) continue;
          exported += 1;
          expect(output).not.toMatch(acting);
          expect(Object.values(parseTemplate(output).resources)[0]?.properties).toMatchObject({
            SecurityProfileName: 'fleet',
            ...(description === '' ? {} : { SecurityProfileDescription: description }),
            ...(tags.length === 0 ? {} : { Tags: tagList }),
            ...(names.length === 0
              ? {}
              : { Behaviors: names.map((Name) => ({ Name, Criteria: { Value: { Strings: texts } } })) }),
          });
        }
      }),
      { seed, numRuns: 60 },
    );
    expect(exported).toBeGreaterThan(100);
  });
});

describe('what Amazon Connect holds', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig({ isBundleOptional: true });
    rig.simulator.connect.service.seed({ InstanceId: defaultInstanceId, SecurityProfileName: 'Leads' });
  });
  afterAll(() => rig.close());

  /** Has the service answer with these texts wherever it has some. */
  const answer = ({ description, names: held, texts, tags, strange: [member, strange], isMarked }: Held): void => {
    const { faults } = rig.simulator.connect;
    const marks = { 'cloudformation:stack-id': `arn:aws:cloudformation:x:y:stack/${texts[0]}/1` };
    const described = {
      Description: description,
      AllowedAccessControlTags: Object.fromEntries(tags),
      TagRestrictedResources: texts,
      HierarchyRestrictedResources: held,
      AllowedAccessControlHierarchyGroupId: description,
      GranularAccessControlConfiguration: {
        DataTableAccessControlConfiguration: {
          PrimaryAttributeAccessControlConfiguration: {
            PrimaryAttributeValues: [{ AccessType: description, AttributeName: description, Values: texts }],
          },
        },
      },
      Tags: {
        ...Object.fromEntries(tags),
        ...(isMarked ? { ...marks, 'cloudformation:logical-id': description } : {}),
      },
      [`New ${member}`]: strange,
    };
    const answers = {
      DescribeSecurityProfile: (output: JsonObject) => ({
        SecurityProfile: { ...Object(output.SecurityProfile), ...described },
      }),
      ListSecurityProfilePermissions: () => ({ Permissions: texts }),
      ListSecurityProfileApplications: () => ({
        Applications: texts.map((one) => ({ Namespace: one, Type: one, ApplicationPermissions: texts })),
      }),
      ListSecurityProfileFlowModules: () => ({ AllowedFlowModules: texts.map((FlowModuleId) => ({ FlowModuleId })) }),
      ListSecurityProfileAIAgents: () => ({ AllowedAIAgents: texts.map((Arn) => ({ Arn })) }),
    } satisfies Partial<Record<ConnectOperation, (output: JsonObject) => object>>;
    faults.clear();
    for (const [operation, change] of Object.entries(answers))
      faults.add({
        operation: operation as keyof typeof answers,
        times: Number.POSITIVE_INFINITY,
        effect: { kind: 'answer', change: (output) => ({ ...change(output) }) },
      });
  };

  test('never gets at the screen', async () => {
    await fc.assert(
      fc.asyncProperty(heldProfile, async (profile) => {
        answer(profile);
        for (const command of [['list'], ['show', 'Leads']])
          for (const format of ['text', 'json'] as const) {
            const run = await rig.tool(...command, '--connect', defaultInstanceId, '--format', format);
            expect(run).toMatchObject({ code: 0, errors: '' });
            expect(run.output).not.toMatch(acting);
            if (format === 'json') expect(() => JSON.parse(run.output)).not.toThrow();
          }
      }),
      { seed, numRuns: 15 },
    );
  });
});
