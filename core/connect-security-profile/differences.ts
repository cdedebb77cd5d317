import { isJsonObject } from '../schema/json';
import { memberPath } from '../schema/shown';
import { contentOf } from './goal';
import { managedMembers, type ProfileContent } from './plan/content';
import { grantNames, type Item, isSameGrant, type LiveGrants, withTypesOf } from './plan/grants';
import { isEmpty, textOf, withoutRepetition } from './plan/meaning';
import type { SecurityProfileProperties } from './properties';

/** One value of a profile that is not the same on both sides; `undefined` where one side has none. */
export interface Difference {
  /** As the template spells it; what is in a list goes by its name: `Applications[acme.notes].Type`. */
  readonly path: string;
  readonly declared: unknown;
  readonly live: unknown;
}

/** One side: what a template declares, or what the service holds. A list that it does not speak of is `undefined`. */
export interface Side {
  readonly content: ProfileContent;
  readonly grants: LiveGrants;
}

/** What properties declare, tags apart. */
export const declaredOf = (profile: SecurityProfileProperties): Side => ({
  content: contentOf(profile),
  grants: {
    Applications: profile.Applications,
    AllowedFlowModules: profile.AllowedFlowModules,
    AllowedAIAgents: profile.AllowedAIAgents,
  },
});

type Leaves = Map<string, unknown>;

/** By what the members of a list are told apart, whatever their order. */
const nameOf = (element: unknown): string => {
  if (!isJsonObject(element)) return String(element);
  const { Namespace, FlowModuleId, Arn, AttributeName } = element;
  return String(Namespace ?? FlowModuleId ?? Arn ?? AttributeName ?? '');
};

/** Several of one name are told apart by a number that does not depend on their order. */
const addElements = (leaves: Leaves, path: string, list: readonly unknown[]): void => {
  const taken = new Map<string, number>();
  const sorted = list
    .map((element) => [textOf(element), element] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [, element] of sorted) {
    const name = nameOf(element);
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    addLeaves(leaves, `${path}[${count === 1 ? name : `${name}#${count}`}]`, element);
  }
};

const addLeaves = (leaves: Leaves, path: string, value: unknown): void => {
  if (value === undefined || value === null) return;
  const before = leaves.size;
  if (Array.isArray(value)) addElements(leaves, path, value);
  else if (isJsonObject(value))
    for (const [name, member] of Object.entries(value)) addLeaves(leaves, memberPath(path, name), member);
  else leaves.set(path, value);
  // That it is there may mean something even where it says nothing.
  if (leaves.size === before) leaves.set(path, {});
};

const leavesOf = (member: string, value: unknown): Leaves => {
  const leaves: Leaves = new Map();
  if (isEmpty(value)) return leaves;
  const whole = withoutRepetition(value);
  // A list in the template, a map in the service: its keys are names.
  if (member === 'AllowedAccessControlTags' && isJsonObject(whole))
    for (const [key, tag] of Object.entries(whole)) leaves.set(`${member}[${key}]`, tag);
  else addLeaves(leaves, member, whole);
  return leaves;
};

const differing = (member: string, declared: unknown, live: unknown): readonly Difference[] => {
  const [wanted, held] = [leavesOf(member, declared), leavesOf(member, live)];
  return [...new Set([...wanted.keys(), ...held.keys()])]
    .map((path) => ({ path, declared: wanted.get(path), live: held.get(path) }))
    .filter((one) => textOf(one.declared) !== textOf(one.live));
};

/** What is not the same in what is declared and in what the service holds; lists of which a side does not speak are passed over. */
export const differencesOf = (declared: Side, live: Side): readonly Difference[] => [
  ...managedMembers.flatMap((member) => differing(member, declared.content[member], live.content[member])),
  ...grantNames.flatMap((name) => {
    const [wanted, held] = [declared.grants[name], live.grants[name]];
    if (wanted === undefined || held === undefined || isSameGrant<Item>(held, wanted)) return [];
    return differing(name, wanted, withTypesOf<Item>(held, wanted));
  }),
];
