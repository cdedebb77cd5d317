import type { Problem } from '../../dist/validation';

/** What CloudFormation calls it, and how a user of the construct gives it. The first that fits. */
const paths: readonly (readonly [RegExp, string])[] = [
  [/^SecurityProfileDescription$/, 'description'],
  [/^AlertTargets\.SNS\.AlertTargetArn$/, 'alertTopic'],
  [/^(AlertTargets\.SNS|MetricsExportConfig)\.RoleArn$/, 'role'],
  [/^MetricsExportConfig(\.MqttTopic)?$/, 'metricsExportTopic'],
  [/^AdditionalMetricsToRetainV2/, 'additionalMetricsToRetain'],
  [/^TargetArns/, 'targets'],
  [/\.MetricDimension\.Operator$/, '.dimensionOperator'],
  [/\.MetricDimension(\.DimensionName)?$/, '.dimension'],
  [/\.Criteria\.DurationSeconds$/, '.criteria.duration'],
  [/\.Criteria\.StatisticalThreshold(\.Statistic)?$/, '.criteria.percentile'],
  [/\.Criteria\.MlDetectionConfig(\.ConfidenceLevel)?$/, '.criteria.confidenceLevel'],
  [/\.Criteria\.Value\.(Count|Number)$/, '.criteria.value'],
  [/\.Criteria\.Value(?=\.)/, '.criteria'],
  [/\.Criteria\.(Value|ComparisonOperator)$/, '.criteria'],
];

const withSmallLetters = (path: string): string => path.replace(/(^|\.)([A-Z])/g, (text) => text.toLowerCase());

const propPath = (path: string): string =>
  withSmallLetters(paths.reduce((text, [pattern, name]) => text.replace(pattern, name), path));

/** Tags are a list in CloudFormation, and here they are found by their key. */
const tagPath = (path: string, properties: unknown): string | undefined => {
  const [, index] = /^Tags\[(\d+)]/.exec(path) ?? [];
  const { Tags } = properties as { readonly Tags?: readonly { readonly Key?: unknown }[] };
  const key = index === undefined ? undefined : Tags?.[Number(index)]?.Key;
  return typeof key === 'string' ? `tags[${JSON.stringify(key)}]` : undefined;
};

const inMinutes = (seconds: number): string => {
  const [amount, unit] = seconds % 60 === 0 ? [seconds / 60, 'minute'] : [seconds, 'second'];
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
};

const durations = (message: string): string =>
  message
    .replace(/^-?\d+(\.\d+)?(?= )/, (seconds) => inMinutes(Number(seconds)))
    .replace(/is not a whole number/, 'is no whole number of seconds')
    .replace(/accepted: [-\d].*$/, 'accepted: 5, 10, 15, 30 or 60 minutes')
    .replace(/^is missing; (.*)$/, 'is missing; $1; give it as an option of the criteria');

interface Rendered {
  readonly Criteria?: { readonly Value?: { readonly Strings?: unknown; readonly Numbers?: unknown } };
}

const methods: Readonly<Record<string, string>> = {
  'less-than': 'lessThan',
  'less-than-equals': 'lessThanEquals',
  'greater-than': 'greaterThan',
  'greater-than-equals': 'greaterThanEquals',
  'in-cidr-set': 'inCidrSet',
  'not-in-cidr-set': 'notInCidrSet',
  'in-port-set': 'inPortSet',
  'not-in-port-set': 'notInPortSet',
  'in-set': 'inStringSet or inNumberSet',
  'not-in-set': 'notInStringSet or notInNumberSet',
};

const operator = /"?\b((?:less|greater)-than(?:-equals)?|(?:not-)?in-(?:cidr-|port-)?set)\b(?!-)"?/g;

/** A percentile has methods of its own. */
const comparisons = (message: string): string => {
  const isOfPercentile = /^"[\w-]+" p[\d.]+ /.test(message);
  return message.replace(operator, (_, name: string) => `${methods[name]}${isOfPercentile ? 'Percentile' : ''}`);
};

/** `give Cidrs instead`: which methods have it. */
const values = (message: string): string =>
  comparisons(message)
    .replace(/give Cidrs instead/, 'give inCidrSet or notInCidrSet instead')
    .replace(/give Ports instead/, 'give inPortSet or notInPortSet instead')
    .replace(/give (Count|Number)( or Number)? instead/, 'give lessThan or greaterThan instead')
    .replace(/give Strings or Numbers instead/, 'give inStringSet or inNumberSet instead');

const rest = (message: string): string =>
  message
    .replace(
      /accepted: one of Value, StatisticalThreshold, MlDetectionConfig/,
      'accepted: BehaviorCriteria.lessThan(100, { duration: Duration.minutes(5) }) and its other methods',
    )
    .replace(/give it a Statistic, for example p90/, 'give a percentile, for example Percentile.P90')
    .replace(/is empty; accepted: one of Count.*$/, 'is empty; give it what to compare with')
    .replace(/give Value with a comparison operator/, 'give criteria with a threshold or a set')
    .replace('MlDetectionConfig', 'mlDetection');

/** Sets of texts and of numbers have one operator: the behavior shows which it is. */
const ofOneSet = (message: string, path: string, properties: unknown): string => {
  const [, index] = /^Behaviors\[(\d+)]/.exec(path) ?? [];
  const { Behaviors } = properties as { readonly Behaviors?: readonly Rendered[] };
  const value = index === undefined ? undefined : Behaviors?.[Number(index)]?.Criteria?.Value;
  const kind = value?.Strings !== undefined ? 'String' : value?.Numbers !== undefined ? 'Number' : undefined;
  return kind === undefined
    ? message
    : message.replace(/^"(not-)?in-set"/, (_, not) => `${not ? 'notIn' : 'in'}${kind}Set`);
};

const messageOf = ({ path, message }: Problem): string => {
  if (path.endsWith('.DurationSeconds')) return durations(rest(message));
  if (path.endsWith('.ComparisonOperator')) return comparisons(message);
  if (/\.Criteria\.Value\.\w+$/.test(path)) return values(message);
  if (/\.Criteria(\.\w+)?$/.test(path)) return rest(message);
  if (path.endsWith('.MetricDimension.DimensionName'))
    return message.replace('the service requires it', 'give it, or take dimensionOperator out');
  if (path.endsWith('.ExportMetric')) return message.replace('MetricsExportConfig', 'metricsExportTopic');
  return message.replace(/(is at |, but )([A-Z]\w+\[\d+][\w.]*)(?= (too|in ))/, (_, before: string, at: string) => {
    return `${before}${propPath(at)}`;
  });
};

/** Of what only an escape hatch can give, its author has CloudFormation's words. */
const isOfEscapeHatch = ({ message }: Problem): boolean =>
  /^is (not a property|read-only|deprecated by the service)/.test(message);

/** A problem in the words of the construct: its props and methods. What has them already begins with a small letter. */
export const inWords = (problem: Problem, properties: unknown): Problem =>
  !/^[A-Z]/.test(problem.path) || isOfEscapeHatch(problem)
    ? problem
    : {
        ...problem,
        path: tagPath(problem.path, properties) ?? propPath(problem.path),
        message: messageOf({ ...problem, message: ofOneSet(problem.message, problem.path, properties) }),
      };
