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
  if (isList(value)) return value.map(stringified);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, stringified(item)]));
};

const scientific = (value: number): string => {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
};

/** `Double.toString` of Java: decimal from 0.001 up to ten million, scientific beyond, always with a fraction. */
const javaDouble = (value: number): string => {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) return scientific(value);
  return Number.isInteger(value) ? `${Object.is(value, -0) ? '-0' : value}.0` : String(value);
};

/** Reads the number that a template writes as `source`. */
export const templateNumber = (source: string, value: number): TemplateNumber => {
  const plain = source.replaceAll('_', '');
  if (/^[-+]?(0|[1-9]\d*)$/.test(plain)) return new TemplateNumber(value, BigInt(plain.replace('+', '')).toString());
  const isInteger = /^[-+]?0[xbo]?[0-9a-f]+$/i.test(plain);
  return new TemplateNumber(value, isInteger ? String(value) : javaDouble(value));
};
