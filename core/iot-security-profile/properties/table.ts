import type {
  AlertTarget,
  AlertTargetType,
  Behavior,
  BehaviorCriteria,
  ConfidenceLevel,
  CreateSecurityProfileRequest,
  DimensionValueOperator,
  MachineLearningDetectionConfig,
  MetricDimension,
  MetricsExportConfig,
  MetricToRetain,
  MetricValue,
  StatisticalThreshold,
  Tag,
} from '@aws-sdk/client-iot';
import { mostOwnTags, mostTags } from '../../ownership/quotas';
import { tagKeyFormat } from '../../ownership/tag-key';
import {
  boolean,
  integer,
  list,
  type Member,
  number,
  required,
  structure,
  text,
  textOrEmpty,
  withSameNames,
  word,
} from '../../schema/members';
import { cidrFormat } from './cidr';
import {
  behaviorNameFormat,
  descriptionFormat,
  metricFormat,
  mqttTopicFormat,
  nameFormat,
  roleFormat,
  statisticFormat,
  targetFormat,
  topicArnFormat,
} from './formats';
import { operatorFamilies } from './metrics';

// Every structure is tied to the SDK's type of it: a member or a word that AWS adds is a compile error that names it.
type MembersOf<Shape> = Record<Capitalize<keyof Shape & string>, Member>;

const roleArn = text({ minimum: 20, maximum: 2048, checks: [roleFormat] });

const metric = text({ checks: [metricFormat] });

const metricDimension = structure({
  DimensionName: required(text({ maximum: 128, checks: [nameFormat] })),
  Operator: word({ IN: true, NOT_IN: true } satisfies Record<DimensionValueOperator, true>, 'a dimension operator'),
} satisfies MembersOf<MetricDimension>);

const value = structure({
  Count: integer(0, Number.MAX_SAFE_INTEGER, '; the AWS SDK cannot carry a larger number exactly'),
  Cidrs: list(text({ checks: [cidrFormat] })),
  Ports: list(integer(0, 65535)),
  Number: number(),
  Numbers: list(number()),
  Strings: list(text()),
} satisfies MembersOf<MetricValue>);

const statisticalThreshold = structure({
  Statistic: text({ checks: [statisticFormat] }),
} satisfies MembersOf<StatisticalThreshold>);

const mlDetectionConfig = structure({
  ConfidenceLevel: required(
    word({ LOW: true, MEDIUM: true, HIGH: true } satisfies Record<ConfidenceLevel, true>, 'a confidence level'),
  ),
} satisfies MembersOf<MachineLearningDetectionConfig>);

const criteria = structure({
  ComparisonOperator: word(operatorFamilies, 'a comparison operator'),
  Value: value,
  // A 32-bit integer without limits in the API; which values a metric accepts is a rule of its own.
  DurationSeconds: integer(-(2 ** 31), 2 ** 31 - 1),
  ConsecutiveDatapointsToAlarm: integer(1, 10),
  ConsecutiveDatapointsToClear: integer(1, 10),
  StatisticalThreshold: statisticalThreshold,
  MlDetectionConfig: mlDetectionConfig,
} satisfies MembersOf<BehaviorCriteria>);

const behavior = structure({
  Name: required(text({ maximum: 128, checks: [behaviorNameFormat] })),
  Metric: metric,
  MetricDimension: metricDimension,
  Criteria: criteria,
  SuppressAlerts: boolean(),
  ExportMetric: boolean(),
} satisfies MembersOf<Behavior>);

const metricToRetain = structure({
  Metric: required(metric),
  MetricDimension: metricDimension,
  ExportMetric: boolean(),
} satisfies MembersOf<MetricToRetain>);

const alertTarget = structure({
  AlertTargetArn: required(text({ checks: [topicArnFormat] })),
  RoleArn: required(roleArn),
} satisfies MembersOf<AlertTarget>);

const metricsExportConfig = structure({
  MqttTopic: required(text({ maximum: 512, checks: [mqttTopicFormat] })),
  RoleArn: required(roleArn),
} satisfies MembersOf<MetricsExportConfig>);

const tag = withSameNames({
  Key: required(text({ maximum: 128, checks: [tagKeyFormat] })),
  Value: textOrEmpty(256),
} satisfies MembersOf<Tag>);

/** `additionalMetricsToRetain` is deprecated in favor of V2; the other two are not members of the SDK's request. */
type RequestMembers = MembersOf<Omit<CreateSecurityProfileRequest, 'additionalMetricsToRetain'>>;
type OwnMembers = Record<'TargetArns' | 'AdoptExisting' | 'Revision', Member>;

/** The properties of the resource: every member with its type, its limits and its own checks. */
export const securityProfile = structure(
  {
    SecurityProfileName: text({ maximum: 128, checks: [nameFormat] }),
    SecurityProfileDescription: text({ maximum: 1000, checks: [descriptionFormat] }),
    Behaviors: list(behavior, { maximum: 100 }),
    AlertTargets: withSameNames({ SNS: alertTarget } satisfies Record<AlertTargetType, Member>),
    AdditionalMetricsToRetainV2: list(metricToRetain),
    MetricsExportConfig: metricsExportConfig,
    Tags: list(tag, {
      maximum: mostOwnTags,
      note: `; the service accepts ${mostTags}, and ${mostTags - mostOwnTags} of them mark the owner`,
    }),
    TargetArns: list(text({ checks: [targetFormat] })),
    AdoptExisting: boolean(),
    Revision: text(),
  } satisfies RequestMembers & OwnMembers,
  {
    // CloudFormation's own, beside the properties.
    ignored: ['ServiceToken', 'ServiceTimeout'],
    refused: {
      SecurityProfileArn: 'is read-only: an attribute of the resource, which Fn::GetAtt reads; take it out',
      AdditionalMetricsToRetain: 'is deprecated by the service; use AdditionalMetricsToRetainV2',
    },
  },
);
