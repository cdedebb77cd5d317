import { isJsonObject } from '../schema/json';
import { explain } from './explain';
import { type ReadOptions, readProperties } from './properties';

const behaviorAt = (properties: unknown, path: string): unknown => {
  const [, index] = /^Behaviors\[(\d+)\]/.exec(path) ?? [];
  const behaviors = isJsonObject(properties) ? properties.Behaviors : undefined;
  return Array.isArray(behaviors) && index !== undefined ? behaviors[Number(index)] : undefined;
};

/** Whether a part of the comparison is known only later. A name, a dimension or a flag may be. */
const isHalfKnown = (behavior: unknown, isUnresolved: (value: unknown) => boolean): boolean => {
  if (!isJsonObject(behavior)) return true;
  let found = false;
  const noticed = (value: unknown): boolean => {
    const is = isUnresolved(value);
    found ||= is;
    return is;
  };
  readProperties({ Behaviors: [{ Metric: behavior.Metric, Criteria: behavior.Criteria }] }, { isUnresolved: noticed });
  return found;
};

/**
 * What raises the alarm by the behavior that a problem is about, as the template has it. Nothing where the problem is about
 * no behavior, where the service would refuse the behavior, and where its sentence may be another once all is known.
 */
export const explainProblem = (
  properties: unknown,
  { path }: { readonly path: string },
  { isUnresolved = () => false }: ReadOptions = {},
): string | undefined => {
  const behavior = behaviorAt(properties, path);
  if (isHalfKnown(behavior, isUnresolved)) return undefined;
  // By itself: in the list of all those that cannot be read are left out.
  const [read] = readProperties({ Behaviors: [behavior] }, { isUnresolved }).profile?.behaviors ?? [];
  return read && explain(read);
};
