import { isJsonObject } from '../schema/json';
import { memberPath } from '../schema/shown';
import { isDefault, isSameButForDefaults, type ProfileContent, textButForDefaults } from './plan/content';

/** One value of a profile that is not the same on both sides; `undefined` where one side has none. */
export interface Difference {
  /** As the template spells it; what is in a list goes by its name: `Behaviors[quiet].Criteria.Value.Count`. */
  readonly path: string;
  readonly declared: unknown;
  readonly live: unknown;
}

type Leaves = ReadonlyMap<string, unknown>;

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** By what the members of a list are told apart, whatever their order: the name of a behavior, the metric that is retained. */
const nameOf = (element: unknown): string | undefined => {
  if (!isJsonObject(element)) return undefined;
  const { name, metric, metricDimension: dimension } = element;
  if (typeof name === 'string') return name;
  if (typeof metric !== 'string') return undefined;
  if (!isJsonObject(dimension)) return metric;
  return `${metric} ${dimension.operator === 'NOT_IN' ? 'not in' : 'in'} ${String(dimension.dimensionName)}`;
};

/** Several of one name are told apart by a number that does not depend on their order. */
const namedElements = (list: readonly unknown[]): readonly (readonly [string, unknown])[] | undefined => {
  const taken = new Map<string, number>();
  const elements: (readonly [string, unknown])[] = [];
  const texts = new Map(list.map((element) => [element, textButForDefaults(element)]));
  const sorted = [...list].sort((one, other) => ((texts.get(one) ?? '') < (texts.get(other) ?? '') ? -1 : 1));
  const inOrder = new Set(list.map(nameOf)).size === list.length ? list : sorted;
  for (const element of inOrder) {
    const name = nameOf(element);
    if (name === undefined) return undefined;
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    elements.push([count === 1 ? name : `${name}#${count}`, element]);
  }
  return elements;
};

const addLeaves = (leaves: Map<string, unknown>, path: string, value: unknown): void => {
  if (value === undefined || value === null) return;
  if (isJsonObject(value)) {
    const before = leaves.size;
    for (const [name, member] of Object.entries(value))
      if (!isDefault(name, member)) addLeaves(leaves, memberPath(path, capitalized(name)), member);
    // That it is there may mean something even where it says nothing.
    if (leaves.size === before) leaves.set(path, {});
    return;
  }
  const elements = Array.isArray(value) ? namedElements(value) : undefined;
  if (elements === undefined || elements.length === 0) leaves.set(path, value);
  else for (const [name, element] of elements) addLeaves(leaves, `${path}[${name}]`, element);
};

/** A description, or a list, that is empty is none. */
const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && value !== null && Object.keys(value).length === 0);

const leavesOf = (content: ProfileContent): Leaves => {
  const leaves = new Map<string, unknown>();
  for (const [member, value] of Object.entries(content))
    if (!isEmpty(value)) addLeaves(leaves, capitalized(member), value);
  return leaves;
};

/** What is not the same in what is declared and in what the service holds; a default that it has filled in is the same. */
export const differencesOf = (declared: ProfileContent, live: ProfileContent): readonly Difference[] => {
  const [wanted, held] = [leavesOf(declared), leavesOf(live)];
  return [...new Set([...wanted.keys(), ...held.keys()])]
    .map((path) => ({ path, declared: wanted.get(path), live: held.get(path) }))
    .filter((one) => !isSameButForDefaults(one.declared, one.live));
};
