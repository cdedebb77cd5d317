import { isAbsent } from '../../../schema/tree';
import { durations } from '../metrics';
import { type BehaviorRule, fine, problem, warning } from './rule';

const at = 'Criteria.DurationSeconds';
const accepted = `accepted: ${durations.join(', ')}`;

/** A period has one of five lengths, and metrics that report a list have none. */
export const durationFitsMetric: BehaviorRule = ({ name, metric, seconds }) => {
  if (name === undefined || seconds === undefined) return fine;
  if (metric?.duration === 'forbidden')
    return problem(
      'certain',
      at,
      `${seconds} was given, but ${name} reports a list and takes no duration; take it out`,
    );
  if (durations.includes(seconds)) return fine;
  return metric?.duration === 'expected' || metric?.duration === 'optional'
    ? problem('certain', at, `${seconds} is not a duration that ${name} accepts; ${accepted}`)
    : warning(at, `${seconds} is not a duration that AWS documents; ${accepted}`);
};

/** AWS's examples give every count over a period and every percentile its duration. */
export const durationIsGiven: BehaviorRule = ({ metric, criteria }) => {
  if (metric?.kind !== 'number' || criteria === undefined || !isAbsent(criteria.DurationSeconds)) return fine;
  const isCounted = metric.duration === 'expected' && criteria.Value.state === 'valid';
  if (!isCounted && criteria.StatisticalThreshold.state !== 'valid') return fine;
  return warning(at, `is missing; ${isCounted ? metric.name : 'a percentile'} is evaluated over a period; ${accepted}`);
};

/** A duration where AWS documents none: ML Detect chooses its own, and a message's size is no count over time. */
export const durationIsNotSurplus: BehaviorRule = ({ name, criteria, seconds }) => {
  if (criteria === undefined || seconds === undefined) return fine;
  const isStatic = criteria.Value.state === 'valid' && isAbsent(criteria.StatisticalThreshold);
  const isMessageSize = isStatic && name === 'aws:message-byte-size';
  if (criteria.MlDetectionConfig.state !== 'valid' && !isMessageSize) return fine;
  const other = isMessageSize ? `a fixed limit on ${name}` : 'MlDetectionConfig';
  return warning(at, `${seconds} is given, but AWS documents no duration with ${other}; take it out`);
};
