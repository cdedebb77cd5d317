/** The typed form of what the service holds, after the shapes have been checked. Names are the API's. */

export interface MetricDimension {
  readonly dimensionName: string;
  readonly operator?: 'IN' | 'NOT_IN';
}

export interface MetricValue {
  /** A `bigint` where it is beyond 2^53−1 and has come over the wire. */
  readonly count?: number | bigint;
  readonly cidrs?: readonly string[];
  readonly ports?: readonly number[];
  readonly number?: number;
  readonly numbers?: readonly number[];
  readonly strings?: readonly string[];
}

export interface BehaviorCriteria {
  readonly comparisonOperator?: string;
  readonly value?: MetricValue;
  readonly durationSeconds?: number;
  readonly consecutiveDatapointsToAlarm?: number;
  readonly consecutiveDatapointsToClear?: number;
  readonly statisticalThreshold?: { readonly statistic?: string };
  readonly mlDetectionConfig?: { readonly confidenceLevel: string };
}

export interface Behavior {
  readonly name: string;
  readonly metric?: string;
  readonly metricDimension?: MetricDimension;
  readonly criteria?: BehaviorCriteria;
  readonly suppressAlerts?: boolean;
  readonly exportMetric?: boolean;
}

export interface MetricToRetain {
  readonly metric: string;
  readonly metricDimension?: MetricDimension;
  readonly exportMetric?: boolean;
}

/** Everything of a profile that Create and Update set. */
export interface ProfileContent {
  readonly securityProfileDescription?: string;
  readonly behaviors?: readonly Behavior[];
  readonly alertTargets?: Readonly<Record<string, { readonly alertTargetArn: string; readonly roleArn: string }>>;
  readonly additionalMetricsToRetain?: readonly string[];
  readonly additionalMetricsToRetainV2?: readonly MetricToRetain[];
  readonly metricsExportConfig?: { readonly mqttTopic: string; readonly roleArn: string };
}

export interface Tag {
  readonly Key: string;
  readonly Value?: string;
}

/** The content without what counts as absent: an empty description, an empty collection. */
export const withoutEmptyMembers = (content: ProfileContent): ProfileContent => {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => !isEmpty(value)));
};

const isEmpty = (value: unknown): boolean => {
  if (value === undefined || value === '') return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
};

/** Picks the members that make up a profile's content out of a larger input. */
export const contentOf = (input: ProfileContent): ProfileContent => {
  const members: Required<{ [M in keyof ProfileContent]: unknown }> = {
    securityProfileDescription: input.securityProfileDescription,
    behaviors: input.behaviors,
    alertTargets: input.alertTargets,
    additionalMetricsToRetain: input.additionalMetricsToRetain,
    additionalMetricsToRetainV2: input.additionalMetricsToRetainV2,
    metricsExportConfig: input.metricsExportConfig,
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
};
