import { isAbsent, validValue } from '../../../schema/tree';
import { type BehaviorRule, fine, problem, warning } from './rule';

const thresholds = ['Value', 'StatisticalThreshold', 'MlDetectionConfig'] as const;
const oneOf = `accepted: one of ${thresholds.join(', ')}`;

/** A behavior is static, statistical or learned (the API's BehaviorCriteriaType), not two of them. */
export const criteriaAreOfOneKind: BehaviorRule = ({ criteria }) => {
  // An empty structure says nothing, so it contradicts nothing.
  const given = thresholds.filter((name) => {
    const members = validValue<object>(criteria?.[name]);
    return members !== undefined && Object.values(members).some((member) => !isAbsent(member));
  });
  return given.length > 1 ? problem('strong', 'Criteria', `has ${given.join(' and ')}; ${oneOf}`) : fine;
};

/** Everything but the name is optional in the API, and without a metric there is nothing to measure. */
export const metricIsGiven: BehaviorRule = ({ behavior }) =>
  isAbsent(behavior.Metric) ? warning('Metric', 'is missing; without a metric the behavior detects nothing') : fine;

/** Nor is there anything to detect without a threshold. */
export const thresholdIsGiven: BehaviorRule = ({ behavior, criteria }) =>
  isAbsent(behavior.Criteria) || (criteria !== undefined && thresholds.every((name) => isAbsent(criteria[name])))
    ? warning('Criteria', `has no threshold, so that the behavior detects nothing; ${oneOf}`)
    : fine;

export const statisticIsGiven: BehaviorRule = ({ criteria }) => {
  const threshold = validValue(criteria?.StatisticalThreshold);
  return threshold !== undefined && isAbsent(threshold.Statistic)
    ? warning('Criteria.StatisticalThreshold', 'is empty; give it a Statistic, for example p90')
    : fine;
};

/** A percentile needs numbers. */
export const percentileFitsMetric: BehaviorRule = ({ metric, criteria }) => {
  if (metric?.percentile !== false || criteria?.StatisticalThreshold.state !== 'valid') return fine;
  const message = `does not suit ${metric.name}, which reports a list; percentiles are for metrics that report a number`;
  return problem('strong', 'Criteria.StatisticalThreshold', message);
};

/** https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-ml.html lists the metrics of ML Detect. */
export const learningFitsMetric: BehaviorRule = ({ metric, criteria }) => {
  if (metric === undefined || metric.ml || criteria?.MlDetectionConfig.state !== 'valid') return fine;
  const message = `does not suit ${metric.name}, which ML Detect does not offer; give Value with a comparison operator`;
  return problem(metric.documented ? 'certain' : 'uncertain', 'Criteria.MlDetectionConfig', message);
};
