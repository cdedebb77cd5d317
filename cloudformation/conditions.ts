import { UnsupportedError, ValidationError } from './errors';
import { functionCall, templateError } from './intrinsic-syntax';
import { noValue, resolve, type Scope } from './intrinsics';
import { isList, isMap, isScalar, sameValue, type Value, type ValueMap } from './values';

type Test = (argument: Value, scope: Scope) => boolean;

const operands = (argument: Value, name: string, fewest: number, most: number, words: string): readonly Value[] => {
  if (!isList(argument) || argument.length < fewest || argument.length > most)
    throw templateError(`every ${name} object requires ${words}`);
  return argument;
};

const resolvedValue = (value: Value, scope: Scope): Value => {
  const result = resolve(value, scope);
  if (result === noValue) throw templateError('AWS::NoValue cannot be used in a condition');
  return result;
};

const equals: Test = (argument, scope) => {
  const [left = '', right = ''] = operands(argument, 'Fn::Equals', 2, 2, 'a list of 2 string parameters.');
  return sameValue(resolvedValue(left, scope), resolvedValue(right, scope));
};

const several =
  (name: string): ((argument: Value) => readonly Value[]) =>
  (argument) =>
    operands(argument, name, 2, 10, 'a list of at least 2 and at most 10 boolean parameters.');

const contains: Test = (argument, scope) => {
  const [list = '', member = ''] = operands(argument, 'Fn::Contains', 2, 2, 'a list of strings and a string.');
  const strings = resolvedValue(list, scope);
  const wanted = resolvedValue(member, scope);
  return isList(strings) && strings.some((item) => sameValue(item, wanted));
};

/** Of rules, as `Fn::Contains`: whether the test holds for every member of the first list. */
const everyMember =
  (name: string, holds: (member: Value, other: Value) => boolean): Test =>
  (argument, scope) => {
    const words = 'two parameters, the first a list of strings.';
    const [list, other] = operands(argument, name, 2, 2, words).map((part) => resolvedValue(part, scope));
    return isList(list) && other !== undefined && list.every((member) => holds(member, other));
  };

const tests: Readonly<Record<string, Test>> = {
  Condition: (argument, scope) => {
    if (typeof argument !== 'string') throw templateError('every Condition object must have a single String value.');
    return scope.condition(argument);
  },
  'Fn::And': (argument, scope) => several('Fn::And')(argument).every((item) => evaluate(item, scope)),
  'Fn::Contains': contains,
  'Fn::EachMemberEquals': everyMember('Fn::EachMemberEquals', sameValue),
  'Fn::EachMemberIn': everyMember(
    'Fn::EachMemberIn',
    (member, list) => isList(list) && list.some((item) => sameValue(item, member)),
  ),
  'Fn::Equals': equals,
  'Fn::Not': (argument, scope) => {
    const [operand = ''] = operands(argument, 'Fn::Not', 1, 1, 'a list of one boolean parameter.');
    return !evaluate(operand, scope);
  },
  'Fn::Or': (argument, scope) => several('Fn::Or')(argument).some((item) => evaluate(item, scope)),
};

const testCall = (value: Value): readonly [string, Value] | undefined => {
  if (isMap(value) && Object.keys(value).length === 1 && value.Condition !== undefined)
    return ['Condition', value.Condition];
  return functionCall(value);
};

/** Whether a condition holds. */
export const evaluate = (value: Value, scope: Scope): boolean => {
  if (isScalar(value) && /^(true|false)$/.test(String(value))) return String(value) === 'true';
  const call = testCall(value);
  if (call === undefined)
    throw new ValidationError('Template format error: Every Conditions member must be a condition function.');
  const test = tests[call[0]];
  if (test === undefined) throw new UnsupportedError(`the function ${call[0]} in a condition`, Object.keys(tests));
  return test(call[1], scope);
};

/** Looks conditions up by name, each evaluated once, with an error for those that need themselves. */
export const conditionLookUp = (
  conditions: Readonly<Record<string, Value>>,
  scope: () => Scope,
): ((name: string) => boolean) => {
  const known = new Map<string, boolean>();
  const open = new Set<string>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const definition = Object.hasOwn(conditions, name) ? conditions[name] : undefined;
    if (definition === undefined) throw new ValidationError(`Template format error: Condition ${name} is not defined.`);
    if (open.has(name))
      throw new ValidationError(`Template format error: Found circular condition dependency with condition ${name}.`);
    open.add(name);
    try {
      const result = evaluate(definition, scope());
      known.set(name, result);
      return result;
    } finally {
      // Whoever asks again after a failure must hear of that, not of a circle.
      open.delete(name);
    }
  };
};

/**
 * Checks the rules of a template against its parameters.
 * @throws ValidationError with the descriptions of the assertions that do not hold.
 */
export const checkRules = (rules: Readonly<Record<string, ValueMap>>, scope: Scope): void => {
  for (const [name, rule] of Object.entries(rules)) {
    if (rule.RuleCondition !== undefined && !evaluate(rule.RuleCondition, scope)) continue;
    const assertions = isList(rule.Assertions) ? rule.Assertions : [];
    for (const assertion of assertions) {
      if (!isMap(assertion) || assertion.Assert === undefined || evaluate(assertion.Assert, scope)) continue;
      const words = isScalar(assertion.AssertDescription)
        ? String(assertion.AssertDescription)
        : 'an assertion does not hold';
      throw new ValidationError(`Template constraint violation: rule ${name}: ${words}`);
    }
  }
};
