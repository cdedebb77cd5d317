import type { Problem } from '../../../schema/problem';
import {
  criteriaAreOfOneKind,
  learningFitsMetric,
  metricIsGiven,
  percentileFitsMetric,
  statisticIsGiven,
  thresholdIsGiven,
} from './criteria';
import { durationFitsMetric, durationIsGiven, durationIsNotSurplus } from './duration';
import { dimensionFitsBehavior, dimensionFitsRetained, metricIsKnown } from './metric';
import { operatorFitsMetric, operatorIsGiven, thresholdIsNotInverted } from './operator';
import { placesAgree, regionHasDeviceDefender, regionHasLearning } from './place';
import { behaviorsAreOfOneKind, exportHasDestination } from './profile';
import { valueElementsAreFew } from './quota';
import {
  type BehaviorRule,
  type BehaviorTree,
  elementsOf,
  type ProfileRule,
  type ProfileTree,
  type RetainedMetricTree,
  viewOf,
  within,
} from './rule';
import { behaviorNamesAreUnique, tagKeysAreUnique, targetsAreUnique } from './unique';
import { valueFits, valueIsNotEmpty } from './value';

const behaviorRules: readonly BehaviorRule[] = [
  ({ behavior }) => metricIsKnown(behavior),
  ({ behavior }) => dimensionFitsBehavior(behavior),
  metricIsGiven,
  thresholdIsGiven,
  statisticIsGiven,
  criteriaAreOfOneKind,
  operatorIsGiven,
  operatorFitsMetric,
  valueFits,
  valueIsNotEmpty,
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

const checkBehavior = (behavior: BehaviorTree): readonly Problem[] => {
  const view = viewOf(behavior);
  return behaviorRules.flatMap((rule) => rule(view));
};

const checkRetainedMetric = (metric: RetainedMetricTree): readonly Problem[] =>
  retainedMetricRules.flatMap((rule) => rule(metric));

/** Every rule that reads more than one member, over whatever of the profile could be read. */
export const checkProfile = (profile: ProfileTree): readonly Problem[] => [
  ...elementsOf(profile.Behaviors, 'Behaviors').flatMap(({ value, path }) => within(path, checkBehavior(value))),
  ...elementsOf(profile.AdditionalMetricsToRetainV2, 'AdditionalMetricsToRetainV2').flatMap(({ value, path }) =>
    within(path, checkRetainedMetric(value)),
  ),
  ...profileRules.flatMap((rule) => rule(profile)),
];
