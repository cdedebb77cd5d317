import { printedJson } from './json';
import type { ListShape, MapShape, NumberShape, Shape, StringShape, StructureShape } from './shapes';

/** Every breach of a shape, one sentence each, worded and located as AWS services do (`behaviors.1.member.name`, counted from 1). */
export const constraintErrors = (shape: Shape, value: unknown, path: string): readonly string[] => {
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' ? stringErrors(shape, value, path) : [wrongType(shape, value, path)];
    case 'integer':
    case 'long':
    case 'double':
      return isNumberOf(shape, value) ? rangeErrors(shape, value, path) : [wrongType(shape, value, path)];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [wrongType(shape, value, path)];
    case 'list':
      return Array.isArray(value) ? listErrors(shape, value, path) : [wrongType(shape, value, path)];
    case 'map':
      return isObject(value) ? mapErrors(shape, value, path) : [wrongType(shape, value, path)];
    case 'structure':
      return isObject(value) ? structureErrors(shape, value, path) : [wrongType(shape, value, path)];
  }
};

/** The service's sentence around a list of breaches: `2 validation errors detected: …; …`. */
export const validationMessage = (errors: readonly string[]): string => {
  return `${errors.length} validation error${errors.length === 1 ? '' : 's'} detected: ${errors.join('; ')}`;
};

/** One breach as the service words it. `shown` is the value in its quotes, or `null`. */
export const constraintError = (shown: string, path: string, constraint: string): string => {
  return `Value ${shown} at '${path}' failed to satisfy constraint: ${constraint}`;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
};

const largestInteger = 2 ** 31 - 1;

const largestLong = 2n ** 63n - 1n;

const isNumberOf = (shape: NumberShape, value: unknown): value is number | bigint => {
  if (typeof value === 'bigint') return shape.kind === 'long' && value >= -largestLong - 1n && value <= largestLong;
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  switch (shape.kind) {
    case 'double':
      return true;
    case 'integer':
      return Number.isInteger(value) && value >= -largestInteger - 1 && value <= largestInteger;
    case 'long':
      return Number.isInteger(value) && value >= -largestLong - 1n && value <= largestLong;
  }
};

const wrongType = (shape: Shape, value: unknown, path: string): string => {
  if (value === null) return constraintError('null', path, 'Member must not be null');
  return constraintError(printedJson(value), path, `Member must be of type ${shape.kind}, not ${typeNameOf(value)}`);
};

const typeNameOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'list';
  return typeof value === 'bigint' ? 'number' : typeof value;
};

const stringErrors = (shape: StringShape, value: string, path: string): readonly string[] => {
  return stringConstraints(shape, value).map((constraint) => constraintError(`'${value}'`, path, constraint));
};

const lengthConstraints = (
  { min, max }: { readonly min?: number; readonly max?: number },
  length: number,
): readonly string[] => {
  if (min !== undefined && length < min) return [`Member must have length greater than or equal to ${min}`];
  if (max !== undefined && length > max) return [`Member must have length less than or equal to ${max}`];
  return [];
};

const stringConstraints = (shape: StringShape, value: string): readonly string[] => {
  const constraints = [...lengthConstraints(shape, value.length)];
  if (shape.pattern && !shape.pattern.expression.test(value)) {
    constraints.push(`Member must satisfy regular expression pattern: ${shape.pattern.text}`);
  }
  if (shape.oneOf && !shape.oneOf.includes(value)) {
    constraints.push(`Member must satisfy enum value set: [${shape.oneOf.join(', ')}]`);
  }
  return constraints;
};

const rangeErrors = (shape: NumberShape, value: number | bigint, path: string): readonly string[] => {
  const constraints: string[] = [];
  if (shape.min !== undefined && value < shape.min) {
    constraints.push(`Member must have value greater than or equal to ${shape.min}`);
  }
  if (shape.max !== undefined && value > shape.max) {
    constraints.push(`Member must have value less than or equal to ${shape.max}`);
  }
  return constraints.map((constraint) => constraintError(`'${value}'`, path, constraint));
};

const sizeErrors = (shape: ListShape | MapShape, size: number, value: unknown, path: string): readonly string[] =>
  lengthConstraints(shape, size).map((constraint) => constraintError(`'${printedJson(value)}'`, path, constraint));

const listErrors = (shape: ListShape, value: readonly unknown[], path: string): readonly string[] => [
  ...sizeErrors(shape, value.length, value, path),
  ...value.flatMap((element, index) => constraintErrors(shape.member, element, `${path}.${index + 1}.member`)),
];

const mapErrors = (shape: MapShape, value: Readonly<Record<string, unknown>>, path: string): readonly string[] => [
  ...sizeErrors(shape, Object.keys(value).length, value, path),
  ...Object.entries(value).flatMap(([key, element]) => [
    ...stringConstraints(shape.key, key).map((constraint) =>
      constraintError(`'${key}'`, path, `Map keys must satisfy constraint: [${constraint}]`),
    ),
    ...constraintErrors(shape.value, element, `${path}.${key}.member`),
  ]),
];

const structureErrors = (
  shape: StructureShape,
  value: Readonly<Record<string, unknown>>,
  path: string,
): readonly string[] => {
  const at = (member: string): string => (path === '' ? member : `${path}.${member}`);
  const missing = shape.required
    .filter((member) => value[member] === undefined)
    .map((member) => constraintError('null', at(member), 'Member must not be null'));
  const present = Object.entries(value).flatMap(([member, element]) => {
    const memberShape = Object.hasOwn(shape.members, member) ? shape.members[member] : undefined;
    // The service would ignore a member that it does not know. A misspelt member must not pass unseen here.
    return memberShape
      ? constraintErrors(memberShape, element, at(member))
      : [constraintError(printedJson(element), at(member), 'Member is not known to this operation')];
  });
  return [...missing, ...present];
};
