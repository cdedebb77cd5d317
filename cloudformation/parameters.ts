import { UnsupportedError, ValidationError } from './errors';
import { isList, isScalar, type Value, type ValueMap } from './values';

/** Values of parameters as a user gives them. */
export type GivenParameters = Readonly<Record<string, string>>;

/** What a parameter of an SSM type finds in the account. */
export type SsmParameters = Readonly<Record<string, string>>;

const ssmValue = /^AWS::SSM::Parameter::Value<(.+)>$/;

const plainTypes = ['String', 'Number', 'CommaDelimitedList', 'List<Number>', 'List<String>'];

const text = (definition: ValueMap, member: string): string | undefined => {
  const value = definition[member];
  return isScalar(value) ? String(value) : undefined;
};

/** Of an empty text one empty element: there is no way to make such a list an empty one. */
const splitList = (value: string): readonly string[] => value.split(',').map((item) => item.trim());

/** One rule of a parameter: what is wrong with the value, in CloudFormation's words. */
type Rule = (name: string, value: string, definition: ValueMap) => string | undefined;

const allowedValues: Rule = (name, value, { AllowedValues: allowed }) =>
  isList(allowed) && !allowed.some((item) => isScalar(item) && String(item) === value)
    ? `Parameter '${name}' must be one of AllowedValues`
    : undefined;

/** Patterns are written as Java reads them; `undefined` for one that JavaScript does not. */
const expression = (pattern: string): RegExp | undefined => {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    return undefined;
  }
};

const allowedPattern: Rule = (name, value, definition) => {
  const pattern = text(definition, 'AllowedPattern');
  if (pattern === undefined) return undefined;
  // The pattern of a list is that of each of its elements.
  const texts = text(definition, 'Type') === 'CommaDelimitedList' && value !== '' ? splitList(value) : [value];
  const whole = expression(pattern);
  if (whole === undefined) throw new UnsupportedError(`the AllowedPattern ${pattern} of the parameter ${name}`);
  return texts.every((item) => whole.test(item)) ? undefined : `Parameter '${name}' must match pattern ${pattern}`;
};

const lengths: Rule = (name, value, definition) => {
  const shortest = text(definition, 'MinLength');
  const longest = text(definition, 'MaxLength');
  if (shortest !== undefined && value.length < Number(shortest))
    return `Parameter '${name}' must contain at least ${shortest} characters`;
  if (longest !== undefined && value.length > Number(longest))
    return `Parameter '${name}' must contain at most ${longest} characters`;
  return undefined;
};

const numeric: Rule = (name, value, definition) => {
  if (text(definition, 'Type') !== 'Number') return undefined;
  if (value.trim() === '' || Number.isNaN(Number(value))) return `Parameter '${name}' must be a number.`;
  const least = text(definition, 'MinValue');
  const most = text(definition, 'MaxValue');
  if (least !== undefined && Number(value) < Number(least))
    return `Parameter '${name}' must be a number not less than ${least}`;
  if (most !== undefined && Number(value) > Number(most))
    return `Parameter '${name}' must be a number not greater than ${most}`;
  return undefined;
};

const rules: readonly Rule[] = [numeric, allowedValues, allowedPattern, lengths];

const check = (name: string, value: string, definition: ValueMap): void => {
  for (const rule of rules) {
    const problem = rule(name, value, definition);
    if (problem === undefined) continue;
    const description = text(definition, 'ConstraintDescription');
    throw new ValidationError(
      description === undefined ? problem : `Parameter ${name} failed to satisfy constraint: ${description}`,
    );
  }
};

const unknownParameters = (names: readonly string[]): ValidationError =>
  new ValidationError(`Parameters: [${names.join(', ')}] do not exist in the template`);

const typeOf = (name: string, definition: ValueMap): string => {
  const type = text(definition, 'Type');
  if (type === undefined)
    throw new ValidationError(`Template format error: Every Parameters object must contain a Type member. (${name})`);
  const inner = ssmValue.exec(type)?.[1] ?? type;
  if (!plainTypes.includes(inner) && !/^(List<)?AWS::/.test(inner))
    throw new UnsupportedError(`the type ${type} of the parameter ${name}`, plainTypes);
  return type;
};

const resolved = (name: string, given: string, definition: ValueMap, ssm: SsmParameters): Value => {
  const type = typeOf(name, definition);
  const inner = ssmValue.exec(type)?.[1];
  const value = inner === undefined ? given : Object.hasOwn(ssm, given) ? ssm[given] : undefined;
  if (value === undefined)
    throw new ValidationError(`Unable to fetch parameters [${given}] from parameter store for this account.`);
  return type.startsWith('List<') || type === 'CommaDelimitedList' || inner?.startsWith('List<')
    ? splitList(value)
    : value;
};

/** The value that is given for a parameter, or its default. */
const chosenFor = (name: string, definition: ValueMap, given: GivenParameters): string | undefined =>
  (Object.hasOwn(given, name) ? given[name] : undefined) ?? text(definition, 'Default');

/** Without a pattern that cannot be read: to look at a template it is not needed. */
const readable = (definition: ValueMap): ValueMap => {
  const { AllowedPattern: pattern, ...others } = definition;
  return isScalar(pattern) && expression(String(pattern)) === undefined ? others : definition;
};

/**
 * The values of the parameters that are given or have a default; those of the parameter store are not known.
 * @throws ValidationError for unknown names and refused values
 */
export const knownParameters = (
  definitions: Readonly<Record<string, ValueMap>>,
  given: GivenParameters,
  ssm: SsmParameters = {},
): ValueMap => {
  const chosen = Object.fromEntries(
    Object.entries(definitions).flatMap(([name, definition]) => {
      const value = chosenFor(name, definition, given);
      const isStored = ssmValue.test(text(definition, 'Type') ?? '');
      return value !== undefined && (!isStored || Object.hasOwn(ssm, value)) ? [[name, readable(definition)]] : [];
    }),
  );
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(definitions, name));
  if (unknown.length > 0) throw unknownParameters(unknown);
  const own = Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(chosen, name)));
  return parameterValues(chosen, own, ssm);
};

/**
 * The value of every parameter that a template declares.
 * @throws ValidationError for unknown, missing and refused values.
 */
export const parameterValues = (
  definitions: Readonly<Record<string, ValueMap>>,
  given: GivenParameters,
  ssm: SsmParameters = {},
): ValueMap => {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(definitions, name));
  if (unknown.length > 0) throw unknownParameters(unknown);
  const entries = Object.entries(definitions);
  const missing = entries.flatMap(([name, definition]) =>
    chosenFor(name, definition, given) === undefined ? [name] : [],
  );
  if (missing.length > 0) throw new ValidationError(`Parameters: [${missing.join(', ')}] must have values`);
  return Object.fromEntries(
    entries.map(([name, definition]) => {
      const value = chosenFor(name, definition, given) ?? '';
      check(name, value, definition);
      return [name, resolved(name, value, definition, ssm)];
    }),
  );
};
