import { findMetric } from '../metrics';
import { isAbsent, validValue } from '../properties/tree';
import { type BehaviorRule, below, fine, problem } from './rule';

const thresholds = ['Value', 'StatisticalThreshold', 'MlDetectionConfig'] as const;
const oneOf = `accepted: one of ${thresholds.join(', ')}`;

/** A behavior is static, statistical or learned (the API's BehaviorCriteriaType), not two of them. */
export const criteriaAreOfOneKind: BehaviorRule = (behavior, path) => {
  const criteria = validValue(behavior.Criteria);
  const given = thresholds.filter((name) => criteria?.[name].state === 'valid');
  return given.length > 1 ? problem('strong', below(path, 'Criteria'), `has ${given.join(' and ')}; ${oneOf}`) : fine;
};

/** Everything but the name is optional in the API, and without a metric and a threshold there is nothing to detect. */
export const criteriaAreGiven: BehaviorRule = (behavior, path) => [
  ...(isAbsent(behavior.Metric)
    ? problem('uncertain', below(path, 'Metric'), 'is missing; without a metric the behavior detects nothing')
    : fine),
  ...thresholdIsGiven(behavior, path),
];

const thresholdIsGiven: BehaviorRule = ({ Criteria }, path) => {
  const at = below(path, 'Criteria');
  if (isAbsent(Criteria))
    return problem('uncertain', at, `is missing; without criteria the behavior detects nothing; ${oneOf}`);
  const criteria = validValue(Criteria);
  if (criteria === undefined || !thresholds.every((name) => isAbsent(criteria[name])))
    return emptyStatistic(Criteria, at);
  return problem('uncertain', at, `has no threshold, so that the behavior detects nothing; ${oneOf}`);
};

const emptyStatistic = (criteria: Parameters<BehaviorRule>[0]['Criteria'], at: string): ReturnType<BehaviorRule> => {
  const threshold = validValue(validValue(criteria)?.StatisticalThreshold);
  return threshold !== undefined && isAbsent(threshold.Statistic)
    ? problem('uncertain', below(at, 'StatisticalThreshold'), 'is empty; give it a Statistic, for example p90')
    : fine;
};

/** A percentile needs numbers. */
export const percentileFitsMetric: BehaviorRule = (behavior, path) => {
  const metric = findMetric(validValue(behavior.Metric) ?? '');
  const threshold = validValue(validValue(behavior.Criteria)?.StatisticalThreshold);
  if (metric === undefined || threshold === undefined || metric.percentile !== false) return fine;
  const message = `does not suit ${metric.name}, which reports a list; percentiles are for metrics that report a number`;
  return problem('strong', below(path, 'Criteria', 'StatisticalThreshold'), message);
};

/** https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-ml.html lists the metrics of ML Detect. */
export const learningFitsMetric: BehaviorRule = (behavior, path) => {
  const metric = findMetric(validValue(behavior.Metric) ?? '');
  const learning = validValue(validValue(behavior.Criteria)?.MlDetectionConfig);
  if (metric === undefined || learning === undefined || metric.ml) return fine;
  const message = `does not suit ${metric.name}, which ML Detect does not offer; give Value with a comparison operator`;
  const certainty = metric.documented ? 'certain' : 'uncertain';
  return problem(certainty, below(path, 'Criteria', 'MlDetectionConfig'), message);
};
