import type { Problem } from '../properties/problem';
import { isAbsent, validValue } from '../properties/tree';
import { below, elementsOf, fine, type ProfileRule, problem } from './rule';

/** The console offers rules or ML for a profile, not both; the API's text is silent. */
export const behaviorsAreOfOneKind: ProfileRule = ({ Behaviors }) => {
  const criteria = elementsOf(Behaviors, 'Behaviors').map(({ value }) => validValue(value.Criteria));
  const learns = criteria.some((one) => one?.MlDetectionConfig.state === 'valid');
  const rules = criteria.some((one) => one?.Value.state === 'valid' || one?.StatisticalThreshold.state === 'valid');
  const message = 'has behaviors with rules and behaviors with ML; AWS shows one kind a profile; consider two profiles';
  return learns && rules ? problem('uncertain', 'Behaviors', message) : fine;
};

/** Metrics are exported to the topic of `MetricsExportConfig`; without it the flag has nowhere to export to. */
export const exportHasDestination: ProfileRule = (profile) =>
  isAbsent(profile.MetricsExportConfig)
    ? [
        ...elementsOf(profile.Behaviors, 'Behaviors'),
        ...elementsOf(profile.AdditionalMetricsToRetainV2, 'AdditionalMetricsToRetainV2'),
      ].flatMap(({ value, path }): readonly Problem[] =>
        validValue(value.ExportMetric) === true
          ? problem(
              'uncertain',
              below(path, 'ExportMetric'),
              'is true, but nothing is exported without MetricsExportConfig; give it',
            )
          : fine,
      )
    : fine;
