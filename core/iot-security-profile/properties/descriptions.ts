import type { ListMember, StructureMember } from '../../schema/members';
import type { securityProfile } from './table';

/** The members inside a member: those of a structure, or of the structures in a list. */
type Inside<M> =
  M extends ListMember<infer Element> ? Inside<Element> : M extends StructureMember<infer Members> ? Members : never;

/** One sentence for a scalar or a list of scalars; for a structure also the descriptions of its members. */
type Description<M> = [Inside<M>] extends [never]
  ? string
  : { readonly description: string; readonly members: Descriptions<Inside<M>> };

type Descriptions<Members> = { readonly [Name in keyof Members]: Description<Members[Name]> };

const metricDimension = {
  description: 'Narrows the metric by a dimension of the account. Not for custom metrics.',
  members: {
    DimensionName: 'The name of the dimension.',
    Operator: 'IN measures what matches the dimension, NOT_IN what does not. Default: IN.',
  },
};

/**
 * What each property means, for editors and references. Apart from the table, so that the function does not carry it;
 * a member of the table without a description is a compile error here.
 */
export const descriptions: Descriptions<(typeof securityProfile)['members']> = {
  SecurityProfileName: 'The name of the profile; another name means replacement. Default: generated.',
  SecurityProfileDescription: 'Printable text; removed from the profile when it is removed here.',
  Behaviors: {
    description: 'What devices normally do; a device that does otherwise violates the profile.',
    members: {
      Name: 'The name of the behavior, by which AWS tells violations apart.',
      Metric: 'A metric of Device Defender, which begins with "aws:", or a custom metric of the account.',
      MetricDimension: metricDimension,
      Criteria: {
        description: 'What is normal: a fixed threshold, a percentile, or what ML Detect learns.',
        members: {
          ComparisonOperator: 'How what is measured relates to the threshold as long as all is well.',
          Value: {
            description: 'The fixed threshold: one member, which suits the metric.',
            members: {
              Count: 'For metrics of AWS that report a number.',
              Cidrs: 'For metrics that report IP addresses: ranges as 10.0.0.0/8 or 2001:db8::/32.',
              Ports: 'For metrics that report ports.',
              Number: 'For custom metrics that report a number; may be negative or a fraction.',
              Numbers: 'For custom metrics that report a list of numbers.',
              Strings: 'For custom metrics that report a list of texts.',
            },
          },
          DurationSeconds: 'The period over which a number is counted, in seconds: 300, 600, 900, 1800 or 3600.',
          ConsecutiveDatapointsToAlarm: 'How many violations in a row raise the alarm. Default: 1.',
          ConsecutiveDatapointsToClear: 'How many good datapoints in a row clear the alarm. Default: 1.',
          StatisticalThreshold: {
            description: 'A percentile of what the whole fleet reports.',
            members: { Statistic: 'The percentile: p0, p0.1, p0.01, p1, p10, p50, p90, p99, p99.9, p99.99 or p100.' },
          },
          MlDetectionConfig: {
            description: 'A model that ML Detect learns from the fleet.',
            members: { ConfidenceLevel: 'How sure ML Detect must be before it raises the alarm.' },
          },
        },
      },
      SuppressAlerts: 'Violations are recorded and no alert is sent. Default: false.',
      ExportMetric: 'The metric is exported to the topic of MetricsExportConfig. Default: false.',
    },
  },
  AlertTargets: {
    description: 'Where alerts go.',
    members: {
      SNS: {
        description: 'An SNS topic.',
        members: {
          AlertTargetArn: 'The ARN of the topic.',
          RoleArn: 'The ARN of a role that AWS IoT may assume and that may publish to the topic.',
        },
      },
    },
  },
  AdditionalMetricsToRetainV2: {
    description: 'Metrics to keep although no behavior uses them.',
    members: {
      Metric: 'The name of the metric.',
      MetricDimension: metricDimension,
      ExportMetric: 'The metric is exported to the topic of MetricsExportConfig. Default: false.',
    },
  },
  MetricsExportConfig: {
    description: 'Where metrics are exported to.',
    members: {
      MqttTopic: 'The MQTT topic; one that begins with $aws/rules/ uses Basic Ingest.',
      RoleArn: 'The ARN of a role that AWS IoT may assume and that may publish to the topic.',
    },
  },
  Tags: {
    description: 'Tags of the profile. Keys that others have added stay.',
    members: {
      Key: 'The key; neither "aws:" nor "cloudformation:" may begin it.',
      Value: 'The value. Default: the empty text.',
    },
  },
  TargetArns:
    'What the profile is attached to, exactly: ARNs of thing groups or of all things. Attachments are left alone when this is absent.',
  AdoptExisting: 'Take over a profile of that name which already exists. Default: false.',
  Revision:
    'Any text, without effect on the profile. Change it to have CloudFormation send an Update, which compares the profile with the template and repairs it.',
};
