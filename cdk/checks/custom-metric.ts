import { Stack } from 'aws-cdk-lib';
import { CfnCustomMetric, type ICustomMetricRef } from 'aws-cdk-lib/aws-iot';
import type { Construct } from 'constructs';
import type { Problem } from '../../dist/validation';

/** The operators of each type: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-iot-securityprofile-behaviorcriteria.html */
const types = {
  number: {
    operator: /^(less|greater)-than/,
    member: 'Number',
    remedy: 'lessThan, lessThanEquals, greaterThan, greaterThanEquals',
  },
  'number-list': { operator: /^(not-)?in-set$/, member: 'Numbers', remedy: 'inNumberSet, notInNumberSet' },
  'string-list': { operator: /^(not-)?in-set$/, member: 'Strings', remedy: 'inStringSet, notInStringSet' },
  'ip-address-list': { operator: /^(not-)?in-cidr-set$/, member: 'Cidrs', remedy: 'inCidrSet, notInCidrSet' },
} as const;

const isType = (type: unknown): type is keyof typeof types => typeof type === 'string' && Object.hasOwn(types, type);

type Json = Readonly<Record<string, unknown>>;

/** What is checked of a behavior, or of a metric to retain. */
export interface Measured {
  readonly metric: ICustomMetricRef | undefined;
  /** As CloudFormation has it, resolved. */
  readonly rendered: Json;
  readonly path: string;
}

const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

const criteriaProblems = (type: keyof typeof types, path: string, criteria: Json): readonly Problem[] => {
  const { operator, member, remedy } = types[type];
  const suits = `does not suit the custom metric, whose metricType is ${type}`;
  const problem = (at: string, message: string, certainty: Problem['certainty']): Problem => ({
    path: `${path}.Criteria${at}`,
    message,
    certainty,
  });
  const isList = type !== 'number';
  const learned = criteria.MlDetectionConfig !== undefined && isList;
  if (learned) return [problem('.MlDetectionConfig', `${suits}; accepted: ${remedy}`, 'strong')];
  if (criteria.StatisticalThreshold !== undefined && isList)
    return [problem('.StatisticalThreshold', `${suits}; accepted: ${remedy}`, 'strong')];
  const given = criteria.ComparisonOperator;
  if (typeof given === 'string' && !operator.test(given))
    return [problem('.ComparisonOperator', `"${given}" ${suits}; accepted: ${remedy}`, 'certain')];
  const others = Object.keys(object(criteria.Value)).filter((name) => name !== member);
  const wrong = others.map((name) => problem(`.Value.${name}`, `${suits}; accepted: ${remedy}`, 'strong'));
  return isList && criteria.DurationSeconds !== undefined
    ? [...wrong, problem('.DurationSeconds', `${suits}, and lists take no duration; take it out`, 'certain')]
    : wrong;
};

const problemsOf = (scope: Construct, { metric, rendered, path }: Measured): readonly Problem[] => {
  if (metric === undefined) return [];
  const dimension: readonly Problem[] =
    rendered.MetricDimension === undefined || typeof rendered.Metric === 'string'
      ? []
      : [
          {
            path: `${path}.MetricDimension`,
            message: `cannot be used with the custom metric '${metric.node.path}'; take it out`,
            certainty: 'certain',
          },
        ];
  const type: unknown = CfnCustomMetric.isCfnCustomMetric(metric)
    ? Stack.of(scope).resolve(metric.metricType)
    : undefined;
  return isType(type) ? [...dimension, ...criteriaProblems(type, path, object(rendered.Criteria))] : dimension;
};

/** What is known of a custom metric that is a construct, though its name is not: CloudFormation sees the name only. */
export const customMetricProblems = (scope: Construct, all: readonly Measured[]): readonly Problem[] =>
  all.flatMap((measured) => problemsOf(scope, measured));
