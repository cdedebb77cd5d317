import { parse, stringify } from 'lossless-json';
import type { Shape } from './shapes';

/** A number out of its digits: whole ones beyond 2^53−1 are a `bigint`, which alone holds them exactly. */
export const numberOf = (digits: string): number | bigint => {
  const value = Number(digits);
  return /^-?\d+$/.test(digits) && !Number.isSafeInteger(value) ? BigInt(digits) : value;
};

/** @throws SyntaxError where the text is no JSON */
export const parsedJson = (text: string): unknown =>
  parse(text, undefined, { parseNumber: numberOf, onDuplicateKey: ({ newValue }) => newValue });

/** JSON with every digit of a `bigint`. */
export const printedJson = (value: unknown): string => stringify(value) ?? 'null';

/** A copy as JSON would make it: `undefined` members are absent, and numbers that JSON does not know become null. */
export const jsonCopy = (value: unknown): unknown => {
  // JSON has one zero only.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (Array.isArray(value)) return value.map((element) => jsonCopy(element) ?? null);
  if (!isObject(value)) return value;
  const present = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(present.map(([member, inner]) => [member, jsonCopy(inner)]));
};

/** The value with its numbers as the service holds them: a `double` as the nearest one, a `long` with all its digits. */
export const withNumbersOf = (shape: Shape | undefined, value: unknown): unknown => {
  switch (shape?.kind) {
    case 'double':
      return typeof value === 'bigint' ? Number(value) : value;
    case 'long':
      return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(Number(value)) : value;
    case 'list':
      return Array.isArray(value) ? value.map((element) => withNumbersOf(shape.member, element)) : value;
    case 'structure':
      return isObject(value) ? mapped(value, (member) => memberOf(shape.members, member)) : value;
    case 'map':
      return isObject(value) ? mapped(value, () => shape.value) : value;
    case 'string':
    case 'integer':
    case 'boolean':
    case undefined:
      return value;
  }
};

const memberOf = (members: Readonly<Record<string, Shape>>, name: string): Shape | undefined =>
  Object.hasOwn(members, name) ? members[name] : undefined;

const mapped = (
  value: Readonly<Record<string, unknown>>,
  shapeOf: (member: string) => Shape | undefined,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, withNumbersOf(shapeOf(member), inner)]));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
