import { cidrBlocks } from './cidr-blocks';
import { ResourceError, UnknownValueError, UnsupportedError, ValidationError } from './errors';
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
import { inheritPlaces, type Position, placeOf } from './places';
import { isList, isMap, isScalar, type Value, type ValueMap } from './values';

/** `AWS::NoValue`: the member, or the element of the list, is as if it were not written. */
export const noValue = Symbol('AWS::NoValue');
type Resolved = Value | typeof noValue;

/** The output of another stack, exported or not. @throws when there is none. */
export type StackOutput = (stackName: string, outputName: string) => Value;

/** What the intrinsic functions see of the world around them. */
export interface Scope {
  ref(name: string): Value | typeof noValue;
  attribute(logicalId: string, attribute: string): Value;
  condition(name: string): boolean;
  /** `otherwise`: what to take where the mapping has no such member; default: that is an error. */
  mapping(map: string, key: string, member: string, otherwise?: () => Value): Value;
  importValue(name: string): Value;
  /** Absent where nothing is known of other stacks. */
  readonly stackOutput?: StackOutput;
  /** The availability zones of a Region; absent where nothing is known of the account. */
  readonly availabilityZones?: ((region: string) => readonly string[]) | undefined;
  /** Whether a transform has a say, with which `AWS::LanguageExtensions` lets functions stand where names do. */
  readonly isTransformed?: boolean;
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

/** A name, or where the language is extended what a function makes one of; everything else is left to the one who asks. */
const nameIn = (value: Value | undefined, scope: Scope, message: string): Value | undefined =>
  scope.isTransformed && functionCall(value ?? '') !== undefined ? textOf(value ?? '', scope, message) : value;

const ref: Intrinsic = (argument, scope) => {
  const message = 'every Ref object must have a single String value.';
  const name = nameIn(argument, scope, message);
  if (typeof name !== 'string') throw templateError(message);
  return scope.ref(name);
};

const getAtt: Intrinsic = (argument, scope) => {
  const whole = nameIn(argument, scope, getAttMessage) ?? '';
  const named = isList(whole)
    ? whole.map((part, index) => (index === 0 ? (nameIn(part, scope, getAttMessage) ?? '') : part))
    : whole;
  const [logicalId, attribute] = getAttParts(named);
  return scope.attribute(logicalId, textOf(attribute, scope, getAttMessage));
};

const sub: Intrinsic = (argument, scope) => {
  const [template, variables] = subParts(argument);
  const lookUp = (raw: string): string => {
    const name = variableName(raw);
    const own = Object.hasOwn(variables, name) ? variables[name] : undefined;
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

const chosenBranch = (argument: Value, scope: Scope): Value => {
  const message = 'Fn::If requires a list argument with three parameters: a condition name and two values';
  const [given = '', yes = '', no = ''] = listOf(argument, 3, message);
  const condition = nameIn(given, scope, message);
  if (typeof condition !== 'string') throw templateError(message);
  return scope.condition(condition) ? yes : no;
};

const findInMap: Intrinsic = (argument, scope) => {
  const message =
    'every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value';
  // The fourth is one of the extensions of the language.
  const last = scope.isTransformed && isList(argument) && argument.length === 4 ? argument[3] : undefined;
  const fallback = isMap(last) && Object.keys(last).length === 1 ? last.DefaultValue : undefined;
  const parts = isList(argument) && fallback !== undefined ? argument.slice(0, 3) : argument;
  const [map, key, member] = listOf(parts, 3, message).map((part) => textOf(part, scope, message));
  const otherwise =
    fallback === undefined ? undefined : () => present(resolve(fallback, scope), 'the DefaultValue of Fn::FindInMap');
  return scope.mapping(map ?? '', key ?? '', member ?? '', otherwise);
};

const base64: Intrinsic = (argument, scope) =>
  Buffer.from(textOf(argument, scope, 'every Fn::Base64 object must have a String-typed value.')).toString('base64');

const importValue: Intrinsic = (argument, scope) =>
  scope.importValue(
    textOf(argument, scope, 'the attribute in Fn::ImportValue must be a string or a function that returns a string'),
  );

const stackOutputMessage =
  'every Fn::GetStackOutput object requires StackName and OutputName, strings or functions that return strings';

/** It may name a Region, and a role to read the output with; here all stacks are in one place. */
const getStackOutput: Intrinsic = (argument, scope) => {
  const { StackName: stack, OutputName: output } = isMap(argument) ? argument : {};
  if (stack === undefined || output === undefined) throw templateError(stackOutputMessage);
  const [stackName, outputName] = [textOf(stack, scope, stackOutputMessage), textOf(output, scope, stackOutputMessage)];
  if (scope.stackOutput === undefined)
    throw new UnknownValueError(`the output ${outputName} of the stack ${stackName} is not known`);
  return scope.stackOutput(stackName, outputName);
};

const getAZs: Intrinsic = (argument, scope) => {
  const named = textOf(argument, scope, 'every Fn::GetAZs object must have a String-typed value, the name of a Region');
  if (scope.availabilityZones === undefined)
    throw new UnknownValueError('the availability zones of the account are not known');
  return scope.availabilityZones(named === '' ? String(scope.ref('AWS::Region')) : named);
};

const cidrMessage =
  'every Fn::Cidr object requires three parameters, (1) an IPv4 CIDR block, (2) how many blocks, 1 to 256, and (3) how ' +
  'many bits of the address are those of a host';

const cidr: Intrinsic = (argument, scope) => {
  const [block = '', count = '', bits = ''] = listOf(argument, 3, cidrMessage).map((part) =>
    textOf(part, scope, cidrMessage),
  );
  const blocks = cidrBlocks(block, Number(count), Number(bits));
  if (blocks === undefined) throw templateError(`${cidrMessage}; given: ${block}, ${count}, ${bits}`);
  return blocks;
};

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: ref,
  'Fn::Base64': base64,
  'Fn::Cidr': cidr,
  'Fn::FindInMap': findInMap,
  'Fn::GetAZs': getAZs,
  'Fn::GetAtt': getAtt,
  'Fn::GetStackOutput': getStackOutput,
  'Fn::If': (argument, scope) => resolve(chosenBranch(argument, scope), scope),
  'Fn::ImportValue': importValue,
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::Sub': sub,
};

type OnCall = (call: ValueMap, name: string, argument: Value, scope: Scope) => Resolved;

/** Resolves a structure, its functions by `onCall`. Where things are written goes with them. */
const walk = (value: Value, scope: Scope, onCall: OnCall): Resolved => {
  if (isScalar(value)) return value;
  const call = functionCall(value);
  if (call !== undefined && isMap(value)) return onCall(value, ...call, scope);
  if (isList(value)) {
    const items = value.map((item, index) => [index, walk(item, scope, onCall)] as const);
    const kept = items.filter((item): item is readonly [number, Value] => item[1] !== noValue);
    const list = kept.map(([, item]) => item);
    if (list.length === value.length) return inheritPlaces(list, value);
    return inheritPlaces(
      list,
      value,
      kept.map(([before], index) => [String(index), String(before)]),
    );
  }
  const members: [string, Value][] = [];
  for (const [key, item] of Object.entries<Value>(value)) {
    const result = walk(item, scope, onCall);
    if (result !== noValue) members.push([key, result]);
  }
  return inheritPlaces(Object.fromEntries(members), value);
};

const strictly: OnCall = (_, name, argument, scope) => {
  const intrinsic = intrinsics[name];
  if (intrinsic === undefined) throw new UnsupportedError(`the function ${name} here`, Object.keys(intrinsics));
  return intrinsic(argument, scope);
};

/**
 * Resolves every intrinsic function in a value.
 * @throws ValidationError in CloudFormation's words; ResourceError and UnknownValueError from the scope; UnsupportedError
 * for other functions.
 */
export const resolve = (value: Value, scope: Scope): Resolved => walk(value, scope, strictly);

/** As `resolve`, for the properties of a resource: the whole of it cannot be a function. */
export const resolveMap = (map: ValueMap, scope: Scope): ValueMap => {
  const result = resolve(map, scope);
  if (result === noValue || !isMap(result)) throw new ResourceError('Properties must resolve to an object');
  return result;
};

/** Is told of a function that cannot be resolved whatever the world is like: a mistake in the template. */
export type OnMistake = (message: string, position: Position | undefined) => void;

/** As `resolve`; a function whose value is not known, or that is not supported or wrong, stays as it is written. */
export const resolveKnown = (value: Value, scope: Scope, onMistake: OnMistake): Resolved => {
  const asFarAsKnown: OnCall = (call, name, argument) => {
    try {
      if (name === 'Fn::If') return walk(chosenBranch(argument, scope), scope, asFarAsKnown);
      return strictly(call, name, argument, scope);
    } catch (error) {
      if (error instanceof UnknownValueError || error instanceof UnsupportedError) return call;
      if (!(error instanceof ValidationError || error instanceof ResourceError)) throw error;
      onMistake(error.message, placeOf(call, name));
      return call;
    }
  };
  return walk(value, scope, asFarAsKnown);
};
