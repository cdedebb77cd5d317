import { elementPath, memberPath } from '../properties/given';
import type { Certainty, Problem } from '../properties/problem';
import type { securityProfile } from '../properties/table';
import { type Read, type ValueOf, validValue } from '../properties/tree';

export type ReadProfile = ValueOf<typeof securityProfile>;
type ElementOf<List> = List extends Read<readonly (infer Element)[]> ? ReadValue<Element> : never;
type ReadValue<Member> = Member extends { readonly state: 'valid'; readonly value: infer Value } ? Value : never;

export type ReadBehavior = ElementOf<ReadProfile['Behaviors']>;
export type ReadRetainedMetric = ElementOf<ReadProfile['AdditionalMetricsToRetainV2']>;
export type ReadCriteria = ReadValue<ReadBehavior['Criteria']>;
export type ReadMetricValue = ReadValue<ReadCriteria['Value']>;

/**
 * A rule on more than one member. It speaks only where every member that it reads is there to be read:
 * what is unresolved or invalid silences it, and nothing else does.
 */
export type BehaviorRule = (behavior: ReadBehavior, path: string) => readonly Problem[];
export type ProfileRule = (profile: ReadProfile) => readonly Problem[];

/** A rule found nothing. */
export const fine: readonly Problem[] = [];

export const problem = (certainty: Certainty, path: string, message: string): readonly Problem[] => [
  { path, message, certainty },
];

/** Several members down: `below('Behaviors[0]', 'Criteria', 'Value')`. */
export const below = (path: string, ...names: readonly string[]): string => names.reduce(memberPath, path);

/** The elements of a list that can be read, each with its path. */
export const elementsOf = <Value>(
  list: Read<readonly Read<Value>[]>,
  name: string,
): readonly { readonly value: Value; readonly path: string }[] =>
  (validValue(list) ?? []).flatMap((element, index) =>
    element.state === 'valid' ? [{ value: element.value, path: elementPath(name, index) }] : [],
  );
