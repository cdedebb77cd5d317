import fc from 'fast-check';
import type { ProfileContent } from '../../../../core/iot-security-profile/plan/content';
import type { LiveProfile, PlannedCall } from '../../../../core/iot-security-profile/plan/profile';
import type { Tags } from '../../../../core/ownership/marks';
import { IotService } from '../../../../simulator/iot';
import { accountId, profileArn, region, thingGroupArn } from '../../../support/rig';

export const name = 'profile';

export const newService = (): IotService =>
  new IotService({ region, accountId, clock: { now: () => Date.UTC(2026, 0, 1) } });

/** Makes the calls as the service would get them. */
export const apply = (service: IotService, calls: readonly PlannedCall[]): void => {
  for (const { operation, input } of calls) service.call(operation, { ...input });
};

/** What the service holds. */
export const liveOf = (service: IotService): LiveProfile => {
  const stored = service.profile(name);
  if (stored === undefined) throw new Error('the profile is missing');
  const { securityProfileName: _name, securityProfileArn: _arn, version, ...content } = stored.profile;
  return {
    name,
    arn: profileArn(name),
    version: Number(version),
    content: content as ProfileContent,
    tags: new Map(Object.entries(stored.tags)),
    targets: stored.targets,
  };
};

const roleArn = 'arn:aws:iam::123456789012:role/alerts';

const flag = fc.option(fc.boolean(), { nil: undefined });

const criteria = fc.constantFrom(
  { comparisonOperator: 'less-than', value: { count: 0 }, durationSeconds: 300 },
  { comparisonOperator: 'less-than', value: { count: 5 }, durationSeconds: 300, consecutiveDatapointsToAlarm: 1 },
  { comparisonOperator: 'less-than', value: { count: 5 }, durationSeconds: 300, consecutiveDatapointsToClear: 3 },
  { mlDetectionConfig: { confidenceLevel: 'HIGH' } },
) as fc.Arbitrary<NonNullable<NonNullable<ProfileContent['behaviors']>[number]['criteria']>>;

const behavior = fc.record({
  name: fc.constantFrom('a', 'b', 'c', 'constructor'),
  metric: fc.constantFrom('aws:num-messages-sent', 'aws:num-authorization-failures'),
  criteria,
  suppressAlerts: flag,
  exportMetric: flag,
});

const metricToRetain = fc.record({
  metric: fc.constantFrom('aws:num-messages-sent', 'aws:num-disconnects', 'aws:num-messages-received'),
  exportMetric: flag,
});

/** Any content that the service accepts. */
export const contents: fc.Arbitrary<ProfileContent> = fc.record({
  securityProfileDescription: fc.constantFrom(undefined, '', 'text', 'other'),
  behaviors: fc.option(fc.uniqueArray(behavior, { selector: (one) => one.name }), { nil: undefined }),
  alertTargets: fc.constantFrom(
    undefined,
    {},
    ...['one', 'other'].map((topic) => ({
      SNS: { alertTargetArn: `arn:aws:sns:${region}:${accountId}:${topic}`, roleArn },
    })),
  ),
  additionalMetricsToRetainV2: fc.option(fc.uniqueArray(metricToRetain, { selector: ({ metric }) => metric }), {
    nil: undefined,
  }),
  metricsExportConfig: fc.constantFrom(undefined, { mqttTopic: 'one', roleArn }, { mqttTopic: 'other', roleArn }),
});

const keys = ['a', 'b', 'A', 'constructor', '__proto__', 'toString'];

export const tagKeys = fc.subarray(keys);

export const tags: fc.Arbitrary<Tags> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...keys), fc.constantFrom('', '1', '2')), { selector: ([key]) => key })
  .map((entries) => new Map(entries));

export const targets = fc.subarray(['a', 'b', 'c', 'd', 'e'].map(thingGroupArn));
