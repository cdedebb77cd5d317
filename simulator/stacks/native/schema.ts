import { isList, isMap, isScalar, type Value, type ValueMap } from '../../../cloudformation/values';

/** What a member of a native type holds. */
export type Shape =
  | 'text'
  | 'number'
  | 'boolean'
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'structure'; readonly members: Readonly<Record<string, Shape>> };

const list = (of: Shape): Shape => ({ kind: 'list', of });
const structure = (members: Readonly<Record<string, Shape>>) => ({ kind: 'structure', members }) as const;

const dimension = structure({ DimensionName: 'text', Operator: 'text' });

/**
 * The schema that AWS publishes of AWS::IoT::SecurityProfile: no member beside these, at any depth.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iot-securityprofile.html
 */
export const securityProfileShape = structure({
  SecurityProfileName: 'text',
  SecurityProfileDescription: 'text',
  Behaviors: list(
    structure({
      Name: 'text',
      Metric: 'text',
      MetricDimension: dimension,
      Criteria: structure({
        ComparisonOperator: 'text',
        Value: structure({
          // A text in the schema, for it may be larger than any number there.
          Count: 'number',
          Cidrs: list('text'),
          Ports: list('number'),
          Number: 'number',
          Numbers: list('number'),
          Strings: list('text'),
        }),
        DurationSeconds: 'number',
        ConsecutiveDatapointsToAlarm: 'number',
        ConsecutiveDatapointsToClear: 'number',
        StatisticalThreshold: structure({ Statistic: 'text' }),
        MlDetectionConfig: structure({ ConfidenceLevel: 'text' }),
      }),
      SuppressAlerts: 'boolean',
      ExportMetric: 'boolean',
    }),
  ),
  AlertTargets: structure({ SNS: structure({ AlertTargetArn: 'text', RoleArn: 'text' }) }),
  AdditionalMetricsToRetainV2: list(structure({ Metric: 'text', MetricDimension: dimension, ExportMetric: 'boolean' })),
  MetricsExportConfig: structure({ MqttTopic: 'text', RoleArn: 'text' }),
  Tags: list(structure({ Key: 'text', Value: 'text' })),
  TargetArns: list('text'),
});

const scalarProblem = (value: Value, shape: 'text' | 'number' | 'boolean', path: string): readonly string[] => {
  const text = isScalar(value) ? String(value) : undefined;
  const expected = { text: 'String', number: 'Number', boolean: 'Boolean' }[shape];
  const isRight =
    text !== undefined &&
    (shape === 'text' ||
      (shape === 'number' ? text.trim() !== '' && Number.isFinite(Number(text)) : /^(true|false)$/i.test(text)));
  return isRight
    ? []
    : [`${path}: expected type: ${expected}, found: ${text ?? (isList(value) ? 'JSONArray' : 'JSONObject')}`];
};

const problemsOf = (value: Value, shape: Shape, path: string): readonly string[] => {
  if (typeof shape === 'string') return scalarProblem(value, shape, path);
  if (shape.kind === 'list')
    return isList(value)
      ? value.flatMap((item, index) => problemsOf(item, shape.of, `${path}/${index}`))
      : [`${path}: expected type: JSONArray, found: ${isMap(value) ? 'JSONObject' : 'String'}`];
  if (!isMap(value)) return [`${path}: expected type: JSONObject, found: ${isList(value) ? 'JSONArray' : 'String'}`];
  return Object.entries(value).flatMap(([name, item]) => {
    const inner = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
    return inner === undefined
      ? [`${path}: extraneous key [${name}] is not permitted`]
      : problemsOf(item, inner, `${path}/${name}`);
  });
};

/** What is wrong with the properties by the schema, in CloudFormation's words. */
export const schemaProblems = (properties: ValueMap): readonly string[] =>
  problemsOf(properties, securityProfileShape, '#');
