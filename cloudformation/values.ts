import { ValidationError } from './errors';
import { inheritPlaces, type Position, placeWords } from './places';

/**
 * A number of a template with the text that CloudFormation makes of it: CloudFormation reads integers exactly and
 * writes everything else as Java writes a double (`500000000.0` becomes `5.0E8`).
 */
export class TemplateNumber {
  constructor(
    readonly value: number,
    readonly text: string,
  ) {}

  toString(): string {
    return this.text;
  }

  toJSON(): number {
    return this.value;
  }
}

/** What a template holds once it is parsed, and what a property is once its intrinsic functions are resolved. */
export type Value = string | boolean | TemplateNumber | readonly Value[] | ValueMap;
export interface ValueMap {
  readonly [key: string]: Value;
}

export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

export const isMap = (value: Value | undefined): value is ValueMap =>
  typeof value === 'object' && !Array.isArray(value) && !(value instanceof TemplateNumber);

export const isScalar = (value: Value | undefined): value is string | boolean | TemplateNumber =>
  typeof value === 'string' || typeof value === 'boolean' || value instanceof TemplateNumber;

/** JSON with the numbers as numbers, for comparing and for showing. */
export const json = (value: Value): string => JSON.stringify(value);

/** Whether two values say the same; the order of a map's keys does not matter, that of a list does. */
export const sameValue = (left: Value | undefined, right: Value | undefined): boolean => {
  if (isList(left) && isList(right))
    return left.length === right.length && left.every((item, index) => sameValue(item, right[index]));
  if (isMap(left) && isMap(right)) {
    const keys = Object.keys(left);
    return keys.length === Object.keys(right).length && keys.every((key) => sameValue(left[key], right[key]));
  }
  return isScalar(left) && isScalar(right) ? String(left) === String(right) : left === right;
};

/** Scalars become text at every depth, maps and lists keep their shape: so CloudFormation sends custom resources their properties. */
export const stringified = (value: Value): Value => {
  if (isScalar(value)) return String(value);
  if (isList(value)) return inheritPlaces(value.map(stringified), value);
  return stringifiedMap(value);
};

export const stringifiedMap = (map: ValueMap): ValueMap =>
  inheritPlaces(Object.fromEntries(Object.entries(map).map(([key, item]) => [key, stringified(item)])), map);

/** A template holds no `null`. `path`: as AWS writes it. */
export const refuseNull = (path: string, position: Position): never => {
  throw new ValidationError(
    `Template format error: [${path}] 'null' values are not allowed in templates ${placeWords(position)}`,
  );
};
