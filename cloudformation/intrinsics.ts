import { ResourceError, UnsupportedError } from './errors';
import {
  functionCall,
  getAttMessage,
  getAttParts,
  subMessage,
  subParts,
  subVariable,
  templateError,
  variableName,
} from './intrinsic-syntax';
import { isList, isMap, isScalar, type Value, type ValueMap } from './values';

/** `AWS::NoValue`: the member, or the element of the list, is as if it were not written. */
export const noValue = Symbol('AWS::NoValue');
type Resolved = Value | typeof noValue;

/** What the intrinsic functions see of the world around them. */
export interface Scope {
  ref(name: string): Value | typeof noValue;
  attribute(logicalId: string, attribute: string): Value;
  condition(name: string): boolean;
  mapping(map: string, key: string, member: string): Value;
  importValue(name: string): Value;
}

type Intrinsic = (argument: Value, scope: Scope) => Resolved;

const present = (value: Resolved, where: string): Value => {
  if (value === noValue) throw templateError(`AWS::NoValue cannot be used in ${where}`);
  return value;
};

const textOf = (value: Value, scope: Scope, message: string): string => {
  const result = resolve(value, scope);
  if (!isScalar(present(result, 'a string'))) throw templateError(message);
  return String(result);
};

const listOf = (value: Value | undefined, length: number, message: string): readonly Value[] => {
  if (!isList(value) || value.length !== length) throw templateError(message);
  return value;
};

const ref: Intrinsic = (argument, scope) => {
  if (typeof argument !== 'string') throw templateError('every Ref object must have a single String value.');
  return scope.ref(argument);
};

const getAtt: Intrinsic = (argument, scope) => {
  const [logicalId, attribute] = getAttParts(argument);
  return scope.attribute(logicalId, textOf(attribute, scope, getAttMessage));
};

const sub: Intrinsic = (argument, scope) => {
  const [template, variables] = subParts(argument);
  const lookUp = (raw: string): string => {
    const name = variableName(raw);
    const own = variables[name];
    if (own !== undefined) return textOf(own, scope, subMessage);
    const dot = name.indexOf('.');
    const value = dot < 0 ? scope.ref(name) : scope.attribute(name.slice(0, dot), name.slice(dot + 1));
    if (!isScalar(present(value, 'Fn::Sub')))
      throw templateError(`Fn::Sub expression does not resolve to a string: ${name}`);
    return String(value);
  };
  return template.replace(subVariable, (_, name: string) => lookUp(name)).replace(/\$\{!([^}]*)\}/g, '${$1}');
};

const joinMessage =
  'every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a ' +
  'function that returns a list of strings (such as Fn::GetAZs) to be joined.';

const join: Intrinsic = (argument, scope) => {
  const [delimiter = '', items = ''] = listOf(argument, 2, joinMessage);
  const list = resolve(items, scope);
  if (typeof delimiter !== 'string' || list === noValue || !isList(list) || !list.every(isScalar))
    throw templateError(joinMessage);
  return list.map(String).join(delimiter);
};

const splitMessage =
  'every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function ' +
  'that returns a string to be split.';

const split: Intrinsic = (argument, scope) => {
  const [delimiter = '', source = ''] = listOf(argument, 2, splitMessage);
  if (typeof delimiter !== 'string' || delimiter === '') throw templateError(splitMessage);
  return textOf(source, scope, splitMessage).split(delimiter);
};

const selectMessage =
  'every Fn::Select object requires two non-null parameters, the first being an integer index and the second a list';

const select: Intrinsic = (argument, scope) => {
  const [index = '', items = ''] = listOf(argument, 2, selectMessage);
  const position = textOf(index, scope, selectMessage);
  const list = resolve(items, scope);
  if (!/^\d+$/.test(position) || list === noValue || !isList(list)) throw templateError(selectMessage);
  const chosen = list[Number(position)];
  if (chosen === undefined) throw templateError(`Fn::Select cannot select nonexistent value at index ${position}`);
  return chosen;
};

const chooseIf: Intrinsic = (argument, scope) => {
  const message = 'Fn::If requires a list argument with three parameters: a condition name and two values';
  const [condition = '', yes = '', no = ''] = listOf(argument, 3, message);
  if (typeof condition !== 'string') throw templateError(message);
  return resolve(scope.condition(condition) ? yes : no, scope);
};

const findInMap: Intrinsic = (argument, scope) => {
  const message =
    'every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value';
  const [map, key, member] = listOf(argument, 3, message).map((part) => textOf(part, scope, message));
  return scope.mapping(map ?? '', key ?? '', member ?? '');
};

const base64: Intrinsic = (argument, scope) =>
  Buffer.from(textOf(argument, scope, 'every Fn::Base64 object must have a String-typed value.')).toString('base64');

const importValue: Intrinsic = (argument, scope) =>
  scope.importValue(
    textOf(argument, scope, 'the attribute in Fn::ImportValue must be a string or a function that returns a string'),
  );

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: ref,
  'Fn::Base64': base64,
  'Fn::FindInMap': findInMap,
  'Fn::GetAtt': getAtt,
  'Fn::If': chooseIf,
  'Fn::ImportValue': importValue,
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::Sub': sub,
};

/**
 * Resolves every intrinsic function in a value.
 * @throws ValidationError in CloudFormation's words; ResourceError from the scope; UnsupportedError for other functions.
 */
export const resolve = (value: Value, scope: Scope): Resolved => {
  if (isScalar(value)) return value;
  if (isList(value)) return value.map((item) => resolve(item, scope)).filter((item) => item !== noValue);
  const call = functionCall(value);
  if (call !== undefined) {
    const intrinsic = intrinsics[call[0]];
    if (intrinsic === undefined) throw new UnsupportedError(`the function ${call[0]} here`, Object.keys(intrinsics));
    return intrinsic(call[1], scope);
  }
  const members: [string, Value][] = [];
  for (const [key, item] of Object.entries(value)) {
    const result = resolve(item, scope);
    if (result !== noValue) members.push([key, result]);
  }
  return Object.fromEntries(members);
};

/** As `resolve`, for the properties of a resource: the whole of it cannot be a function. */
export const resolveMap = (map: ValueMap, scope: Scope): ValueMap => {
  const result = resolve(map, scope);
  if (result === noValue || !isMap(result)) throw new ResourceError('Properties must resolve to an object');
  return result;
};
