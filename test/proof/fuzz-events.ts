import fc from 'fast-check';
import { createEvent, deleteEvent, updateEvent } from '../support/rig';

type Json = Readonly<Record<string, unknown>>;

/** Names that a program may stumble over. */
const traps = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', 'then', 'toJSON', ''];

const propertyNames = [
  'SecurityProfileName',
  'SecurityProfileDescription',
  'Behaviors',
  'AlertTargets',
  'AdditionalMetricsToRetainV2',
  'MetricsExportConfig',
  'Tags',
  'TargetArns',
  'AdoptExisting',
  'ServiceToken',
  'ServiceTimeout',
];

const memberNames = [
  ...['Name', 'Metric', 'MetricDimension', 'DimensionName', 'Operator', 'Criteria', 'ComparisonOperator', 'Value'],
  ...['Count', 'Cidrs', 'Ports', 'Number', 'Numbers', 'Strings', 'DurationSeconds', 'StatisticalThreshold'],
  ...['Statistic', 'MlDetectionConfig', 'ConfidenceLevel', 'SNS', 'AlertTargetArn', 'RoleArn', 'MqttTopic', 'Key'],
];

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.constantFrom('', 'a', 'profile', 'less-than', 'aws:num-messages-sent', '5', '1e400', '-0', 'true', 'NaN'),
  fc.constantFrom('\u0000', '\ud800', '😀'.repeat(1_500), '"'.repeat(700), '\\'.repeat(5_000), '漢'.repeat(3_000)),
);

const keys = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...propertyNames, ...memberNames) },
  { weight: 1, arbitrary: fc.constantFrom(...traps) },
  { weight: 1, arbitrary: texts },
);

const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    texts,
    fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 5 }),
    // From entries, so that `__proto__` becomes a member as it does in JSON.
    fc.array(fc.tuple(keys, tie('value')), { maxLength: 6 }).map(Object.fromEntries),
  ),
}));

const properties = fc
  .array(fc.tuple(keys, anything), { maxLength: 10 })
  .map((entries): Json => Object.fromEntries(entries));

const small = { SecurityProfileName: 'profile' };

const valid: fc.Arbitrary<Json> = fc.oneof(
  properties.map((given) => createEvent(given)),
  properties.map((given) => updateEvent('profile', small, given)),
  fc
    .tuple(properties, properties)
    .map(([old, given]) => updateEvent('profile', old, { ...given, SecurityProfileName: 'b' })),
  fc
    .tuple(fc.constantFrom('profile', 'failed-create/create-1/profile', 'x/y'), properties)
    .map(([id, given]) => deleteEvent(id, given)),
);

const fields = [
  'RequestType',
  'StackId',
  'RequestId',
  'LogicalResourceId',
  'PhysicalResourceId',
  'ResourceType',
  'ResourceProperties',
  'OldResourceProperties',
  'ServiceToken',
  'Unknown',
  '__proto__',
];

/** A field and what stands in its place; nothing takes it away. */
const damage = fc.tuple(fc.constantFrom(...fields), fc.option(anything, { nil: undefined }));

const damaged = (event: Json, damages: readonly (readonly [string, unknown])[]): Json => {
  const left = Object.entries(event).filter(([name]) => !damages.some(([field]) => field === name));
  return Object.fromEntries([...left, ...damages.filter(([, value]) => value !== undefined)]);
};

/** Events that CloudFormation could send, and events that nobody could, with an address to answer to. */
export const fuzzedEvents: fc.Arbitrary<Json> = fc
  .tuple(valid, fc.array(damage, { maxLength: 3 }))
  .map(([event, damages]) => damaged(event, damages));

/** The same without a usable address. */
export const unanswerableEvents: fc.Arbitrary<unknown> = fc.oneof(
  anything,
  fc
    .tuple(fuzzedEvents, fc.oneof(fc.constantFrom('ftp://x/y', 'https://', 'x', ''), fc.integer(), fc.constant(null)))
    .map(([event, ResponseURL]) => ({ ...event, ResponseURL })),
);

const megabyte = 1_000_000;
const long = 'x'.repeat(megabyte);

/** A value inside of so many lists, or objects. */
const nested = (depth: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level++) value = wrap(value);
  return value;
};

const many = (count: number, item: (index: number) => unknown): readonly unknown[] =>
  Array.from({ length: count }, (_, index) => item(index));

/** Properties of about a megabyte. */
export const giants: readonly (readonly [string, Json])[] = [
  ['a description of a megabyte', { SecurityProfileDescription: long }],
  ['a name of a megabyte', { SecurityProfileName: long }],
  [
    'a number of a million digits',
    { Behaviors: [{ Name: 'a', Criteria: { Value: { Count: '9'.repeat(megabyte) } } }] },
  ],
  ['an unknown name of a megabyte', { [long]: 'x' }],
  [
    'fifty thousand unknown names',
    Object.fromEntries(many(50_000, (index) => [`Unknown${index}`, 'x'] as const) as []),
  ],
  [
    'ten thousand behaviors',
    { Behaviors: many(10_000, (index) => ({ Name: `b${index}`, Metric: 'aws:num-disconnects' })) },
  ],
  [
    'three hundred misspelt metrics',
    { Behaviors: many(300, (index) => ({ Name: `b${index}`, Metric: 'aws:num-disconects' })) },
  ],
  ['ten thousand behaviors of one name', { Behaviors: many(10_000, () => ({ Name: 'b' })) }],
  ['fifty thousand behaviors that are no objects', { Behaviors: many(50_000, () => 'x') }],
  ['twenty thousand tags', { Tags: many(20_000, (index) => ({ Key: `k${index}`, Value: '😀'.repeat(5) })) }],
  ['twenty thousand targets that are no ARNs', { TargetArns: many(20_000, (index) => `no ARN ${index} 漢字`) }],
  ['an address range of a megabyte', { Behaviors: [{ Criteria: { Value: { Cidrs: ['1.'.repeat(megabyte / 2)] } } }] }],
  ['lists in lists, a thousand deep', { Behaviors: nested(1_000, (inner) => [inner]) }],
  ['lists in lists, twenty thousand deep', { Behaviors: nested(20_000, (inner) => [inner]) }],
  ['objects in objects, twenty thousand deep', { Behaviors: nested(20_000, (inner) => ({ Criteria: inner })) }],
  [
    'a trap on each of five thousand levels',
    { Tags: nested(5_000, (inner) => Object.fromEntries([['__proto__', inner]])) },
  ],
];
