import type { IotInput, IotOperation } from '../../../../simulator/iot';
import { everyMember, refusal, roleArn, service } from '../support';

const create = (input: IotInput): unknown =>
  service().call('CreateSecurityProfile', { securityProfileName: 'profile', ...input });
const behavior = (members: IotInput): IotInput => ({ behaviors: [{ name: 'b', ...members }] });
const criteria = (members: IotInput): IotInput => behavior({ criteria: members });
const value = (members: IotInput): IotInput => criteria({ value: members });
const sns = (members: IotInput): IotInput => ({
  alertTargets: { SNS: { alertTargetArn: 'topic', roleArn, ...members } },
});
const tag = (Key: unknown, Value: unknown = 'v'): IotInput => ({ tags: [{ Key, Value }] });

test('a profile with every member that the API has is accepted', () => {
  expect(service().call('CreateSecurityProfile', everyMember)).toHaveProperty('securityProfileName', 'full');
});

test.each<[string, IotInput]>([
  ['a name of 128 characters', { securityProfileName: 'n'.repeat(128) }],
  ['a name with a colon, an underscore and a dash', { securityProfileName: 'a:b_c-D9' }],
  ['a description of 1000 characters', { securityProfileDescription: 'd'.repeat(1000) }],
  ['a description with letters beyond ASCII', { securityProfileDescription: 'Gerät überwacht' }],
  ['a role ARN of 20 characters', sns({ roleArn: 'r'.repeat(20) })],
  ['a count of 0', value({ count: 0 })],
  ['the largest long that there is, 2^63-1', value({ count: 2n ** 63n - 1n })],
  ['a count beyond 2^53 that a number holds exactly', value({ count: 2 ** 62 })],
  ['an address without a prefix', value({ cidrs: ['10.0.0.1'] })],
  ['a fractional number', value({ number: -0.5 })],
  ['a tag with an empty value', tag('k', '')],
  ['a tag without a value', { tags: [{ Key: 'k' }] }],
  ['a tag key with letters of another script and a blank', tag('größe 大')],
  ['a topic of 512 characters', { metricsExportConfig: { mqttTopic: 't'.repeat(512), roleArn } }],
  ['empty collections', { behaviors: [], alertTargets: {}, additionalMetricsToRetainV2: [], tags: [] }],
])('%s is accepted', (_what, input) => {
  expect(() => create(input)).not.toThrow();
});

test.each<[string, IotInput, string]>([
  [
    'an empty name',
    { securityProfileName: '' },
    "Value '' at 'securityProfileName' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [
    'a name of 129 characters',
    { securityProfileName: 'n'.repeat(129) },
    'Member must have length less than or equal to 128',
  ],
  [
    'a name with a blank',
    { securityProfileName: 'a b' },
    "1 validation error detected: Value 'a b' at 'securityProfileName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9:_-]+",
  ],
  ['a name that only begins well', { securityProfileName: 'good\n' }, "at 'securityProfileName'"],
  ['a description of 1001 characters', { securityProfileDescription: 'd'.repeat(1001) }, 'less than or equal to 1000'],
  ['a description with a tab', { securityProfileDescription: 'a\tb' }, '[\\p{Graph}\\x20]*'],
  ['a behavior without a name', { behaviors: [{ metric: 'm' }] }, "Value null at 'behaviors.1.member.name'"],
  [
    'a behavior name with a blank',
    { behaviors: [{ name: 'a' }, { name: 'b c' }] },
    "Value 'b c' at 'behaviors.2.member.name'",
  ],
  ['behaviors that are no list', { behaviors: { name: 'b' } }, 'Member must be of type list, not object'],
  ['a behavior that is null', { behaviors: [null] }, "Value null at 'behaviors.1.member'"],
  ['an unknown member of the input', { securityProfileNam: 'x' }, "'securityProfileNam'"],
  ['an unknown member deep inside', value({ counts: 1 }), "'behaviors.1.member.criteria.value.counts'"],
  ['a member that objects inherit', behavior({ constructor: 'x' }), 'Member is not known to this operation'],
  ['a number sent as text', value({ count: '300' }), 'Value "300" at \'behaviors.1.member.criteria.value.count\''],
  ['a truth value sent as text', behavior({ suppressAlerts: 'true' }), 'Member must be of type boolean, not string'],
  ['a duration sent as text', criteria({ durationSeconds: '300' }), 'Member must be of type integer, not string'],
  ['a text sent as a number', behavior({ metric: 5 }), 'Member must be of type string, not number'],
  ['a null in place of a member', behavior({ metric: null }), 'Member must not be null'],
  ['a fractional count', value({ count: 1.5 }), 'Member must be of type long, not number'],
  ['a negative count', value({ count: -1 }), 'Member must have value greater than or equal to 0'],
  [
    'a count of more than 64 bits',
    value({ count: 2n ** 63n }),
    "Value 9223372036854775808 at 'behaviors.1.member.criteria.value.count' failed to satisfy constraint: Member must be of type long, not number",
  ],
  ['as much as a number', value({ count: 2 ** 63 }), 'Member must be of type long, not number'],
  ['a count below 64 bits', value({ count: -(2n ** 63n) - 1n }), 'Member must be of type long, not number'],
  ['a large negative count', value({ count: -(2n ** 63n) }), 'Member must have value greater than or equal to 0'],
  ['a duration of 64 bits', criteria({ durationSeconds: 2n ** 53n }), 'Member must be of type integer, not number'],
  ['a text sent as a large number', behavior({ metric: 2n ** 53n }), 'Member must be of type string, not number'],
  ['large numbers sent as one', value({ count: [2n ** 53n] }), 'Value [9007199254740992] at'],
  ['an unknown member with a large number', value({ counts: [2n ** 53n] }), 'Value [9007199254740992] at'],
  ['a duration of more than 32 bits', criteria({ durationSeconds: 2 ** 31 }), 'Member must be of type integer'],
  ['port 65536', value({ ports: [80, 65536] }), "at 'behaviors.1.member.criteria.value.ports.2.member'"],
  ['a negative port', value({ ports: [-1] }), 'greater than or equal to 0'],
  ['an address of one character', value({ cidrs: [':'] }), 'greater than or equal to 2'],
  ['an address of 44 characters', value({ cidrs: ['1'.repeat(44)] }), 'less than or equal to 43'],
  ['an address that is a host name', value({ cidrs: ['host.example'] }), '[a-fA-F0-9:\\.\\/]+'],
  ['an unknown operator', criteria({ comparisonOperator: 'equals' }), 'enum value set: [less-than, less-than-equals'],
  ['an unknown percentile', criteria({ statisticalThreshold: { statistic: 'p95' } }), 'p99\\.99'],
  ['a percentile with a tail', criteria({ statisticalThreshold: { statistic: 'p999' } }), 'p99\\.99'],
  ['machine learning without confidence', criteria({ mlDetectionConfig: {} }), 'mlDetectionConfig.confidenceLevel'],
  ['an unknown confidence', criteria({ mlDetectionConfig: { confidenceLevel: 'high' } }), '[LOW, MEDIUM, HIGH]'],
  ['a dimension without a name', behavior({ metricDimension: {} }), 'metricDimension.dimensionName'],
  [
    'an unknown dimension operator',
    behavior({ metricDimension: { dimensionName: 'd', operator: 'OUT' } }),
    '[IN, NOT_IN]',
  ],
  ['an alert target of another kind', { alertTargets: { SQS: {} } }, 'Map keys must satisfy constraint: [Member must'],
  ['an alert target without a topic', { alertTargets: { SNS: { roleArn } } }, 'alertTargets.SNS.member.alertTargetArn'],
  ['a role ARN of 19 characters', sns({ roleArn: 'r'.repeat(19) }), 'greater than or equal to 20'],
  ['a retained metric without a metric', { additionalMetricsToRetainV2: [{}] }, 'V2.1.member.metric'],
  ['an export without a role', { metricsExportConfig: { mqttTopic: 't' } }, 'metricsExportConfig.roleArn'],
  ['an export to an empty topic', { metricsExportConfig: { mqttTopic: '', roleArn } }, 'metricsExportConfig.mqttTopic'],
  ['a tag without a key', { tags: [{ Value: 'v' }] }, "'tags.1.member.Key'"],
  ['a tag key of 129 characters', tag('k'.repeat(129)), 'less than or equal to 128'],
  ['a tag key with a forbidden character', tag('a*b'), 'Member must satisfy regular expression pattern'],
  ['a tag value of 257 characters', tag('k', 'v'.repeat(257)), 'less than or equal to 256'],
])('%s is refused', (_what, input, text) => {
  expect(refusal(() => create(input))).toMatchObject({
    name: 'InvalidRequestException',
    status: 400,
    message: expect.stringContaining(text),
  });
});

test('several breaches are told at once, with their number', () => {
  const { message } = refusal(() => create({ securityProfileName: 'a b', ...value({ count: -1 }) }));
  expect(message).toMatch(/^2 validation errors detected: Value 'a b' at .+; Value '-1' at /);
});

test.each<[IotOperation, IotInput, string]>([
  ['AttachSecurityProfile', { securityProfileName: 'p' }, 'securityProfileTargetArn'],
  ['CreateSecurityProfile', {}, 'securityProfileName'],
  ['DeleteSecurityProfile', { securityProfileName: 'p', expectedVersion: '1' }, 'expectedVersion'],
  ['DescribeSecurityProfile', { securityProfileName: 'p', version: 1 }, 'version'],
  ['DetachSecurityProfile', { securityProfileTargetArn: 'arn' }, 'securityProfileName'],
  ['ListSecurityProfiles', { maxResults: 251 }, 'maxResults'],
  ['ListSecurityProfilesForTarget', { recursive: true }, 'securityProfileTargetArn'],
  ['ListTagsForResource', { resourceArn: 'arn', maxResults: 5 }, 'maxResults'],
  ['ListTargetsForSecurityProfile', { securityProfileName: 'p', maxResults: 0 }, 'maxResults'],
  ['TagResource', { resourceArn: 'arn' }, 'tags'],
  ['UntagResource', { resourceArn: 'arn', tagKeys: 'k' }, 'tagKeys'],
  ['UpdateSecurityProfile', { securityProfileName: 'p', tags: [] }, 'tags'],
  ['ValidateSecurityProfileBehaviors', {}, 'behaviors'],
])('%s checks its own input', (operation, input, member) => {
  expect(refusal(() => service().call(operation, input))).toMatchObject({
    name: 'InvalidRequestException',
    message: expect.stringContaining(`at '${member}'`),
  });
});

test('undefined members are absent members', () => {
  const iot = service();
  iot.call('CreateSecurityProfile', {
    securityProfileName: 'p',
    behaviors: undefined,
    ...behavior({ metric: undefined }),
  });
  expect(iot.profile('p')?.profile.behaviors).toEqual([{ name: 'b' }]);
});
