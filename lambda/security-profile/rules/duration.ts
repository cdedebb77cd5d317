import { durations, findMetric } from '../metrics';
import { isAbsent, validValue } from '../properties/tree';
import { type BehaviorRule, below, fine, problem } from './rule';

const accepted = `accepted: ${durations.join(', ')}`;

/** A period has one of five lengths, and metrics that report a list have none. */
export const durationFitsMetric: BehaviorRule = (behavior, path) => {
  const name = validValue(behavior.Metric);
  const seconds = validValue(validValue(behavior.Criteria)?.DurationSeconds);
  if (name === undefined || seconds === undefined) return fine;
  const at = below(path, 'Criteria', 'DurationSeconds');
  const metric = findMetric(name);
  if (metric?.duration === 'forbidden')
    return problem(
      'certain',
      at,
      `${seconds} was given, but ${name} reports a list and takes no duration; take it out`,
    );
  if (durations.includes(seconds)) return fine;
  const isWindowed = metric?.duration === 'expected' || metric?.duration === 'optional';
  const message = isWindowed ? `that ${name} accepts` : 'that AWS documents';
  return problem(isWindowed ? 'certain' : 'uncertain', at, `${seconds} is not a duration ${message}; ${accepted}`);
};

/** AWS's examples give every count over a period and every percentile its duration. */
export const durationIsGiven: BehaviorRule = (behavior, path) => {
  const metric = findMetric(validValue(behavior.Metric) ?? '');
  const criteria = validValue(behavior.Criteria);
  if (metric?.kind !== 'number' || criteria === undefined || !isAbsent(criteria.DurationSeconds)) return fine;
  const isStatic = metric.duration === 'expected' && criteria.Value.state === 'valid';
  if (!isStatic && criteria.StatisticalThreshold.state !== 'valid') return fine;
  const message = `is missing; ${isStatic ? metric.name : 'a percentile'} is evaluated over a period; ${accepted}`;
  return problem('uncertain', below(path, 'Criteria', 'DurationSeconds'), message);
};

/** A duration where AWS documents none: ML Detect chooses its own, and a message's size is no count over time. */
export const durationIsNotSurplus: BehaviorRule = (behavior, path) => {
  const criteria = validValue(behavior.Criteria);
  const seconds = validValue(criteria?.DurationSeconds);
  if (criteria === undefined || seconds === undefined) return fine;
  const isStatic = criteria.Value.state === 'valid' && isAbsent(criteria.StatisticalThreshold);
  const isMessageSize = isStatic && validValue(behavior.Metric) === 'aws:message-byte-size';
  if (criteria.MlDetectionConfig.state !== 'valid' && !isMessageSize) return fine;
  const reason = isMessageSize ? 'a fixed limit on aws:message-byte-size' : 'MlDetectionConfig';
  const message = `${seconds} is given, but AWS documents no duration with ${reason}; take it out if it is not needed`;
  return problem('uncertain', below(path, 'Criteria', 'DurationSeconds'), message);
};
