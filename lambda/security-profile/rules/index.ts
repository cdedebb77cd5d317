import type { Problem } from '../properties/problem';
import { criteriaAreGiven, criteriaAreOfOneKind, learningFitsMetric, percentileFitsMetric } from './criteria';
import { durationFitsMetric, durationIsGiven, durationIsNotSurplus } from './duration';
import { dimensionFitsBehavior, dimensionFitsRetained, metricIsKnown } from './metric';
import { operatorFitsMetric, operatorIsGiven, thresholdIsNotInverted } from './operator';
import { placesAgree, regionHasDeviceDefender, regionHasLearning } from './place';
import { behaviorsAreOfOneKind, exportHasDestination } from './profile';
import { valueElementsAreFew } from './quota';
import { type BehaviorRule, elementsOf, type ProfileRule, type ReadProfile } from './rule';
import { behaviorNamesAreUnique, tagKeysAreUnique, targetsAreUnique } from './unique';
import { valueFits } from './value';

const behaviorRules: readonly BehaviorRule[] = [
  metricIsKnown,
  dimensionFitsBehavior,
  criteriaAreGiven,
  criteriaAreOfOneKind,
  operatorIsGiven,
  operatorFitsMetric,
  valueFits,
  thresholdIsNotInverted,
  durationFitsMetric,
  durationIsGiven,
  durationIsNotSurplus,
  percentileFitsMetric,
  learningFitsMetric,
];

const retainedMetricRules = [metricIsKnown, dimensionFitsRetained] as const;

const profileRules: readonly ProfileRule[] = [
  valueElementsAreFew,
  behaviorsAreOfOneKind,
  behaviorNamesAreUnique,
  exportHasDestination,
  tagKeysAreUnique,
  targetsAreUnique,
  placesAgree,
  regionHasDeviceDefender,
  regionHasLearning,
];

/** Every rule that reads more than one member, over whatever of the profile could be read. */
export const checkProfile = (profile: ReadProfile): readonly Problem[] => [
  ...elementsOf(profile.Behaviors, 'Behaviors').flatMap(({ value, path }) =>
    behaviorRules.flatMap((rule) => rule(value, path)),
  ),
  ...elementsOf(profile.AdditionalMetricsToRetainV2, 'AdditionalMetricsToRetainV2').flatMap(({ value, path }) =>
    retainedMetricRules.flatMap((rule) => rule(value, path)),
  ),
  ...profileRules.flatMap((rule) => rule(profile)),
];
