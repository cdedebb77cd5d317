import { ValidationError } from './errors';
import { isList, isMap, isScalar, type Value, type ValueMap } from './values';

export const templateError = (text: string): ValidationError => new ValidationError(`Template error: ${text}`);

export const getAttMessage =
  'every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute';

/** The resource and the attribute of a `Fn::GetAtt`, which JSON may also write as one dotted text. */
export const getAttParts = (argument: Value): readonly [string, Value] => {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    if (dot < 1 || dot === argument.length - 1) throw templateError(getAttMessage);
    return [argument.slice(0, dot), argument.slice(dot + 1)];
  }
  if (!isList(argument) || argument.length < 2) throw templateError(getAttMessage);
  const [logicalId, ...rest] = argument;
  if (rest.length > 1 && !rest.every(isScalar)) throw templateError(getAttMessage);
  const attribute = rest.length === 1 ? (rest[0] ?? '') : rest.map(String).join('.');
  if (typeof logicalId !== 'string' || logicalId === '' || attribute === '') throw templateError(getAttMessage);
  return [logicalId, attribute];
};

export const subMessage =
  "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and " +
  'an optional second argument to specify a mapping of values to replace in the string';

/** The text and the variables of a `Fn::Sub` in either form. */
export const subParts = (argument: Value): readonly [string, ValueMap] => {
  if (typeof argument === 'string') return [argument, {}];
  const [template, variables] = isList(argument) && argument.length === 2 ? argument : [];
  if (typeof template !== 'string' || !isMap(variables)) throw templateError(subMessage);
  return [template, variables];
};

/** `${Name}`, `${Resource.Attribute}`, `${AWS::Region}`; `${!Literal}` is text. */
export const subVariable = /\$\{([^!}][^}]*|)\}/g;

export const variableName = (raw: string): string => {
  const name = raw.trim();
  if (!/^[a-zA-Z0-9_.:]+$/.test(name))
    throw templateError(
      'variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons',
    );
  return name;
};

const isFunctionName = (name: string): boolean => name === 'Ref' || name.startsWith('Fn::');

/** The name and the argument of `{ "Fn::…": argument }`; undefined where the value is no function. */
export const functionCall = (value: Value): readonly [string, Value] | undefined => {
  if (!isMap(value)) return undefined;
  const [[name, argument] = ['', ''], ...others] = Object.entries(value);
  return others.length === 0 && isFunctionName(name) ? [name, argument] : undefined;
};
