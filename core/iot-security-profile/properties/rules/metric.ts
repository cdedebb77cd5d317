import { nearest } from '../../../schema/hints';
import type { Certainty, Problem } from '../../../schema/problem';
import { quoted } from '../../../schema/shown';
import { validValue } from '../../../schema/tree';
import { findMetric, isCustomMetric, metricNames, metrics } from '../metrics';
import { type BehaviorTree, fine, problem, type RetainedMetricTree, warning } from './rule';

/** What a behavior and a retained metric have in common. */
type Measured = Pick<BehaviorTree | RetainedMetricTree, 'Metric' | 'MetricDimension'>;
type MetricRule = (measured: Measured) => readonly Problem[];

const withoutPrefix: readonly string[] = metricNames.map((name) => name.slice('aws:'.length));

/** A metric of AWS that this catalogue does not know may be newer than it: a hint, never an error. */
export const metricIsKnown: MetricRule = (measured) => {
  const name = validValue(measured.Metric);
  if (name === undefined || findMetric(name) !== undefined) return fine;
  if (isCustomMetric(name)) return prefixIsNotForgotten(name);
  const near = nearest(name, metricNames);
  const hint = near === undefined ? 'check its spelling' : `did you mean "${near}"?`;
  return warning('Metric', `${quoted(name)} is not a metric that is known to come with AWS; ${hint}`);
};

/** A metric of AWS without its prefix, or with another one, is a custom metric by its name and probably a slip. */
const prefixIsNotForgotten = (name: string): readonly Problem[] => {
  const near = withoutPrefix.includes(name.toLowerCase()) ? `aws:${name.toLowerCase()}` : slip(name);
  if (near === undefined) return fine;
  return warning('Metric', `${quoted(name)} is taken for a custom metric; did you mean "${near}"?`);
};

const slip = (name: string): string | undefined => (/^aws[^a-z]/i.test(name) ? nearest(name, metricNames) : undefined);

const scoped = metricNames.filter((name) => metrics[name].dimension).join(', ');

/** Topic filter dimensions narrow five metrics of the cloud side, and never a custom one. */
const dimensionFits = (measured: Measured, doubt: Certainty): readonly Problem[] => {
  const name = validValue(measured.Metric);
  if (name === undefined || validValue(measured.MetricDimension) === undefined) return fine;
  if (isCustomMetric(name))
    return problem('certain', 'MetricDimension', `cannot be used with the custom metric ${quoted(name)}; take it out`);
  const metric = findMetric(name);
  if (metric === undefined || metric.dimension) return fine;
  const message = `does not suit ${name}; metrics that a dimension can narrow: ${scoped}`;
  return problem(metric.documented ? doubt : 'uncertain', 'MetricDimension', message);
};

export const dimensionFitsBehavior: MetricRule = (measured) => dimensionFits(measured, 'strong');

/** AWS's list of metrics for dimensions speaks of behaviors; for retained metrics it is only likely to hold. */
export const dimensionFitsRetained: MetricRule = (measured) => dimensionFits(measured, 'uncertain');
