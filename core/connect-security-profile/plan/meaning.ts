import { canonical } from '../../schema/canonical';

/** Every list of a profile is a set: what is in it twice is in it. */
const withoutRepetition = (value: unknown): unknown => {
  if (Array.isArray(value)) return [...new Map(value.map((item) => [textOf(item), withoutRepetition(item)])).values()];
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutRepetition(member)]));
};

/** One text for all values that mean the same to the service. */
export const textOf = (value: unknown): string => canonical(withoutRepetition(value), () => false);

const saysNothing = (value: unknown): boolean => {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(saysNothing);
};

/** Whether a member is as good as absent. A tag without a value is something. */
export const isEmpty = (value: unknown): boolean => value === '' || saysNothing(value);

/** Whether two values of a member mean the same; nothing is nothing, however it is written. */
export const isSame = (one: unknown, other: unknown): boolean =>
  isEmpty(one) || isEmpty(other) ? isEmpty(one) && isEmpty(other) : textOf(one) === textOf(other);
