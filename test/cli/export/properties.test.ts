import { exportedProperties } from '../../../cli/export/properties';
import type { SeenProfile } from '../../../cli/live/profiles';

const nothing = {
  securityProfileDescription: undefined,
  behaviors: undefined,
  alertTargets: undefined,
  additionalMetricsToRetainV2: undefined,
  metricsExportConfig: undefined,
};

const seen = (content: Partial<SeenProfile['content']> = {}, others: Partial<SeenProfile> = {}): SeenProfile => ({
  name: 'fleet',
  arn: 'arn:fleet',
  version: 1,
  content: { ...nothing, ...content },
  created: undefined,
  changed: undefined,
  tags: { kind: 'read', value: new Map() },
  targets: { kind: 'read', value: [] },
  unknown: [],
  answer: {},
  ...others,
});

const own = (profile: SeenProfile, adopts = false) => exportedProperties(profile, 'Custom::IoTSecurityProfile', adopts);
const native = (profile: SeenProfile) => exportedProperties(profile, 'AWS::IoT::SecurityProfile', false);

const group = (name: string) => `arn:aws:iot:us-east-1:123456789012:thinggroup/${name}`;
const behavior = {
  name: 'quiet',
  metric: 'aws:num-messages-sent',
  criteria: { comparisonOperator: 'less-than' as const, value: { count: 5 }, durationSeconds: 300 },
};

test('a profile is spelled as a template does, without what is empty and without the marks', () => {
  const tags = new Map([
    ['team', 'iot'],
    ['aws:cloudformation:stack-id', 'x'],
    ['cloudformation:stack-id', 'y'],
  ]);
  const profile = seen(
    { securityProfileDescription: '', behaviors: [behavior], alertTargets: {} },
    { tags: { kind: 'read', value: tags }, targets: { kind: 'read', value: [group('b'), group('a')] } },
  );
  expect(own(profile)).toEqual({
    kind: 'properties',
    properties: {
      SecurityProfileName: 'fleet',
      Behaviors: [
        {
          Name: 'quiet',
          Metric: 'aws:num-messages-sent',
          Criteria: { ComparisonOperator: 'less-than', Value: { Count: 5 }, DurationSeconds: 300 },
        },
      ],
      Tags: [{ Key: 'team', Value: 'iot' }],
      TargetArns: [group('a'), group('b')],
    },
    doubts: [],
  });
});

test('to be taken over it says so', () => {
  expect(own(seen(), true)).toMatchObject({ properties: { AdoptExisting: true, SecurityProfileName: 'fleet' } });
});

test.each<[string, SeenProfile, RegExp]>([
  ['a member that is not known', seen({}, { unknown: ['NewMember'] }), /^NewMember is not known to this version/],
  [
    'tags that may not be read',
    seen({}, { tags: { kind: 'denied', reason: 'no' } }),
    /^a part of it may not be read: no$/,
  ],
  ['targets that may not be read', seen({}, { targets: { kind: 'denied', reason: 'no' } }), /may not be read: no$/],
  [
    'a number that was not read as it was sent',
    seen({ behaviors: [{ ...behavior, criteria: { ...behavior.criteria, value: { count: 2 ** 53 } } }] }),
    /^Behaviors\[quiet\]\.Criteria\.Value\.Count is beyond 2\^53-1/,
  ],
  ...['ssm:x', 'ssm-secure:x:1', 'secretsmanager:x', 'new:'].map((reference): [string, SeenProfile, RegExp] => [
    `a text that CloudFormation would take for a reference: ${reference}`,
    seen({ securityProfileDescription: `a {{resolve:${reference}}}` }),
    /^SecurityProfileDescription holds \{\{resolve:, which CloudFormation would resolve$/,
  ]),
  [
    'one in a tag',
    seen({}, { tags: { kind: 'read', value: new Map([['{{resolve:ssm:x}}', 'a']]) } }),
    /^Tags\[0\]\.Key holds \{\{resolve:/,
  ],
  [
    'metrics that only the deprecated member has',
    seen({}, { answer: { additionalMetricsToRetain: ['a', 'b'], additionalMetricsToRetainV2: [{ metric: 'a' }] } }),
    /^additionalMetricsToRetain, which is deprecated/,
  ],
  [
    'what the service would refuse',
    seen({ behaviors: [{ ...behavior, criteria: { ...behavior.criteria, durationSeconds: 301 } }] }),
    /^Behaviors\[quiet\]/,
  ],
])('%s: it is not exported', (_what, profile, reason) => {
  const exported = own(profile);
  expect(exported.kind).toBe('refused');
  expect(exported.kind === 'refused' ? exported.reasons[0] : '').toMatch(reason);
});

test('metrics of the deprecated member that the other one has are no loss', () => {
  const answers = [
    { additionalMetricsToRetain: ['a'], additionalMetricsToRetainV2: [{ metric: 'a' }] },
    { additionalMetricsToRetain: ['a'] },
    { additionalMetricsToRetain: [] },
  ];
  for (const answer of answers) expect(own(seen({}, { answer })).kind).toBe('properties');
});

test('what is strongly doubted is refused where ours refuses it, and a doubt of the native type', () => {
  const profile = seen({ behaviors: [{ ...behavior, name: 'with blanks' }] });
  expect(own(profile).kind).toBe('refused');
  expect(native(profile)).toMatchObject({
    kind: 'properties',
    doubts: [expect.stringContaining('Behaviors[with blanks].Name')],
  });
});
