import type { ComparisonOperator } from '@aws-sdk/client-iot';
import type { Problem } from '../../../schema/problem';
import type { ElementOf, ReadValue } from '../../../schema/rules';
import { type ValueOf, validValue } from '../../../schema/tree';
import { findMetric, type Metric } from '../metrics';
import type { securityProfile } from '../table';

export { elementsOf, fine, problem, warning, within } from '../../../schema/rules';

export type ProfileTree = ValueOf<typeof securityProfile>;

export type BehaviorTree = ElementOf<ProfileTree['Behaviors']>;
export type RetainedMetricTree = ElementOf<ProfileTree['AdditionalMetricsToRetainV2']>;
export type ReadCriteria = ReadValue<BehaviorTree['Criteria']>;
export type ReadMetricValue = ReadValue<ReadCriteria['Value']>;

/** What the rules on a behavior look at. A member is `undefined` here where it is absent, unresolved or invalid. */
export interface BehaviorView {
  readonly behavior: BehaviorTree;
  readonly name: string | undefined;
  /** The metric of that name, if it is one that Device Defender brings along. */
  readonly metric: Metric | undefined;
  readonly criteria: ReadCriteria | undefined;
  readonly operator: ComparisonOperator | undefined;
  readonly value: ReadMetricValue | undefined;
  readonly seconds: number | undefined;
}

export const viewOf = (behavior: BehaviorTree): BehaviorView => {
  const name = validValue(behavior.Metric);
  const criteria = validValue(behavior.Criteria);
  return {
    behavior,
    name,
    metric: name === undefined ? undefined : findMetric(name),
    criteria,
    operator: validValue(criteria?.ComparisonOperator),
    value: validValue(criteria?.Value),
    seconds: validValue(criteria?.DurationSeconds),
  };
};

/**
 * A rule on more than one member. It speaks only where every member that it reads is there to be read:
 * what is unresolved or invalid silences it, and nothing else does. Its paths begin at the behavior.
 */
export type BehaviorRule = (view: BehaviorView) => readonly Problem[];
export type ProfileRule = (profile: ProfileTree) => readonly Problem[];
