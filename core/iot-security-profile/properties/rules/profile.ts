import type { Problem } from '../../../schema/problem';
import { isAbsent, validValue } from '../../../schema/tree';
import { type BehaviorTree, elementsOf, fine, type ProfileRule, warning } from './rule';

/** The console offers rules or ML for a profile, not both; the API's text is silent. */
export const behaviorsAreOfOneKind: ProfileRule = ({ Behaviors }) => {
  const kinds = elementsOf(Behaviors, 'Behaviors').map(({ value }) => kindOf(value));
  if (!kinds.includes('ML') || !kinds.includes('rule')) return fine;
  const message = 'has behaviors with rules and behaviors with ML; AWS shows one kind a profile; consider two profiles';
  return warning('Behaviors', message);
};

const kindOf = (behavior: BehaviorTree): 'ML' | 'rule' | undefined => {
  const criteria = validValue(behavior.Criteria);
  if (criteria?.Value.state === 'valid' || criteria?.StatisticalThreshold.state === 'valid') return 'rule';
  return criteria?.MlDetectionConfig.state === 'valid' ? 'ML' : undefined;
};

/** Metrics are exported to the topic of `MetricsExportConfig`; without it the flag has nowhere to export to. */
export const exportHasDestination: ProfileRule = (profile) =>
  isAbsent(profile.MetricsExportConfig)
    ? [
        ...elementsOf(profile.Behaviors, 'Behaviors'),
        ...elementsOf(profile.AdditionalMetricsToRetainV2, 'AdditionalMetricsToRetainV2'),
      ].flatMap(({ value, path }): readonly Problem[] =>
        validValue(value.ExportMetric) === true
          ? warning(`${path}.ExportMetric`, 'is true, but nothing is exported without MetricsExportConfig; give it')
          : fine,
      )
    : fine;
