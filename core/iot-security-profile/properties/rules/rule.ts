import type { ComparisonOperator } from '@aws-sdk/client-iot';
import type { Certainty, Problem } from '../../../schema/problem';
import { elementPath } from '../../../schema/shown';
import { type Read, type ValueOf, validValue } from '../../../schema/tree';
import { findMetric, type Metric } from '../metrics';
import type { securityProfile } from '../table';

export type ProfileTree = ValueOf<typeof securityProfile>;
type ElementOf<List> = List extends Read<readonly (infer Element)[]> ? ReadValue<Element> : never;
type ReadValue<Member> = Member extends { readonly state: 'valid'; readonly value: infer Value } ? Value : never;

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

/** A rule found nothing. */
export const fine: readonly Problem[] = [];

export const problem = (certainty: Certainty, path: string, message: string): readonly Problem[] => [
  { path, message, certainty },
];

/** A problem that is only worth a warning. */
export const warning = (path: string, message: string): readonly Problem[] => problem('uncertain', path, message);

export const within = (path: string, problems: readonly Problem[]): readonly Problem[] =>
  problems.map((one) => ({ ...one, path: `${path}.${one.path}` }));

/** The elements of a list that can be read, each with its path. */
export const elementsOf = <Value>(
  list: Read<readonly Read<Value>[]>,
  name: string,
): readonly { readonly value: Value; readonly path: string }[] =>
  (validValue(list) ?? []).flatMap((element, index) =>
    element.state === 'valid' ? [{ value: element.value, path: elementPath(name, index) }] : [],
  );
