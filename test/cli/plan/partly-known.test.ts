import type { DeclaredProfile } from '../../../cli/declared/resources';
import { withLiveForUnknown } from '../../../cli/plan/partly-known';
import type { ValueMap } from '../../../cloudformation/values';
import type { LiveProfile } from '../../../core/iot-security-profile/plan/profile';

const declared = (properties: ValueMap): DeclaredProfile => ({
  logicalId: 'Profile',
  type: 'Custom::IoTSecurityProfile',
  position: undefined,
  properties,
  mistakes: [],
  isFixed: false,
  expanded: [],
  deletionPolicy: 'Delete',
  updateReplacePolicy: 'Delete',
});

const quiet = { name: 'quiet', metric: 'aws:num-messages-sent' };
const loud = { name: 'loud', metric: 'aws:message-byte-size' };
const topic = { alertTargetArn: 'arn:topic', roleArn: 'arn:role' };

const live: LiveProfile = {
  name: 'fleet',
  arn: 'arn:fleet',
  version: 1,
  content: {
    securityProfileDescription: 'held',
    behaviors: [quiet, loud],
    alertTargets: { SNS: topic },
    additionalMetricsToRetainV2: [{ metric: 'held' }],
    metricsExportConfig: { mqttTopic: 'held', roleArn: 'arn:role' },
  },
  tags: new Map([['team', 'held']]),
  targets: ['arn:one', 'arn:two'],
};

const later = { Ref: 'Later' };
const known = (properties: ValueMap) => withLiveForUnknown(declared(properties), live);

test('what is known is as it is declared, and nothing is unknown', () => {
  const { profile, unknown } = known({
    SecurityProfileDescription: 'declared',
    Behaviors: [{ Name: 'a', Metric: 'm' }],
  });
  expect(profile).toMatchObject({ securityProfileDescription: 'declared', behaviors: [{ name: 'a', metric: 'm' }] });
  expect(profile.alertTargets).toBeUndefined();
  expect(unknown).toEqual([]);
});

test('what is not known is as the service holds it, and said to be so', () => {
  const { profile, unknown } = known({
    SecurityProfileDescription: later,
    Behaviors: later,
    AlertTargets: { SNS: { AlertTargetArn: later, RoleArn: 'arn:aws:iam::123456789012:role/r' } },
    AdditionalMetricsToRetainV2: [{ Metric: later }],
    MetricsExportConfig: { MqttTopic: later, RoleArn: 'arn:aws:iam::123456789012:role/r' },
    Tags: [{ Key: 'team', Value: later }],
    TargetArns: ['arn:aws:iot:us-east-1:123456789012:thinggroup/three', later],
  });
  expect(profile).toEqual({
    ...live.content,
    tags: [{ Key: 'team', Value: 'held' }],
    targetArns: ['arn:aws:iot:us-east-1:123456789012:thinggroup/three', 'arn:one', 'arn:two'],
  });
  expect(unknown).toEqual([
    'SecurityProfileDescription',
    'Behaviors',
    'AlertTargets.SNS.AlertTargetArn',
    'AdditionalMetricsToRetainV2[0].Metric',
    'MetricsExportConfig.MqttTopic',
    'Tags[0].Value',
    'TargetArns[1]',
  ]);
});

test('of the behaviors only the one that is known in part is taken from the service', () => {
  const { profile } = known({
    Behaviors: [
      { Name: 'loud', Metric: later },
      { Name: 'quiet', Metric: 'declared' },
    ],
  });
  expect(profile.behaviors).toEqual([loud, { name: 'quiet', metric: 'declared' }]);
});

test.each([
  ['that is not known at all', later],
  ['whose name is not known', { Name: later, Metric: 'aws:message-byte-size' }],
])(
  'a behavior %s may be any that nothing else claims, and hides no difference of those that are known',
  (_what, one) => {
    const { profile } = known({ Behaviors: [one, { Name: 'quiet', Metric: 'declared' }] });
    expect(profile.behaviors).toEqual([{ name: 'quiet', metric: 'declared' }, loud]);
  },
);

test('a profile that is not there yet has nothing to take anything from', () => {
  const { profile } = withLiveForUnknown(
    declared({
      SecurityProfileDescription: later,
      Behaviors: [{ Name: 'a', Metric: later }],
      Tags: [{ Key: 'k', Value: later }],
    }),
    undefined,
  );
  expect(profile).toMatchObject({ behaviors: [{ name: 'a' }], tags: [] });
});
