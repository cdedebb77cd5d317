import { functionCall } from '../../cloudformation/intrinsic-syntax';
import { type GivenParameters, knownParameters } from '../../cloudformation/parameters';
import type { Template } from '../../cloudformation/template';
import { isList, isMap, isScalar, type Value, type ValueMap } from '../../cloudformation/values';

/** Values of parameters with which a template may be deployed. */
export interface World {
  readonly parameters: ValueMap;
  /** What conditions take those for that are none of the values they are compared with. */
  readonly inConditions: Readonly<Record<string, string>>;
  /** In which way it differs from the world of the defaults; empty where it does not. */
  readonly note: string;
}

/** Looking at more of them takes too long, and finds nothing that one parameter at a time would not. */
const mostWorlds = 32;

/** Equal to nothing that a template says. */
const somethingElse = '\u0000something else';

/** Adds for each parameter the values that a condition compares it with. */
const collect = (value: Value, compared: Map<string, Set<string>>): void => {
  const call = functionCall(value);
  if (call?.[0] === 'Fn::Equals' && isList(call[1])) {
    const [left = '', right = ''] = call[1];
    for (const [one, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const reference = functionCall(one);
      if (reference?.[0] !== 'Ref' || typeof reference[1] !== 'string' || !isScalar(other)) continue;
      const values = compared.get(reference[1]) ?? new Set();
      compared.set(reference[1], values.add(String(other)));
    }
  }
  if (isList(value)) for (const item of value) collect(item, compared);
  else if (isMap(value)) for (const item of Object.values(value)) collect(item, compared);
};

interface Choice {
  readonly name: string;
  readonly value: string;
}

const allowedValues = ({ AllowedValues: allowed }: ValueMap): readonly string[] | undefined =>
  isList(allowed) ? allowed.filter(isScalar).map(String) : undefined;

/** For each parameter that decides a condition and is not given, what it may be. */
const choicesOf = (template: Template, given: GivenParameters): readonly (readonly Choice[])[] => {
  const compared = new Map<string, Set<string>>();
  for (const condition of Object.values(template.conditions)) collect(condition, compared);
  return [...compared].flatMap(([name, values]) => {
    const definition = Object.hasOwn(template.parameters, name) ? template.parameters[name] : undefined;
    if (definition === undefined || Object.hasOwn(given, name)) return [];
    const allowed = allowedValues(definition);
    const possible = allowed ?? [...values, somethingElse];
    return [possible.map((value) => ({ name, value }))];
  });
};

const combinations = (choices: readonly (readonly Choice[])[]): readonly (readonly Choice[])[] =>
  choices.reduce<readonly (readonly Choice[])[]>(
    (all, options) => all.flatMap((chosen) => options.map((option) => [...chosen, option])),
    [[]],
  );

const describe = (choices: readonly Choice[]): string =>
  choices.length === 0
    ? ''
    : `where ${choices.map(({ name, value }) => `${name} is ${value === somethingElse ? 'something else' : JSON.stringify(value)}`).join(' and ')}`;

/**
 * The worlds in which a template may find itself: first the one of the given parameters and the defaults, then those in
 * which parameters that decide its conditions have other values, so that no branch stays unseen.
 * @throws ValidationError for parameters that are unknown or refused
 */
export const worldsOf = (template: Template, given: GivenParameters): readonly World[] => {
  const known = knownParameters(template.parameters, given);
  const choices = choicesOf(template, given);
  const isTooMany = choices.reduce((product, options) => product * options.length, 1) > mostWorlds;
  const chosen = isTooMany ? choices.flat().map((choice) => [choice]) : combinations(choices);
  const others = chosen.map((all): World => {
    const elsewhere = all.filter(({ name, value }) => !isScalar(known[name]) || String(known[name]) !== value);
    const values = elsewhere.filter(({ value }) => value !== somethingElse);
    const open = elsewhere.filter(({ value }) => value === somethingElse).map(({ name }) => name);
    const parameters = Object.fromEntries(Object.entries(known).filter(([name]) => !open.includes(name)));
    return {
      parameters: { ...parameters, ...Object.fromEntries(values.map(({ name, value }) => [name, value])) },
      inConditions: Object.fromEntries(open.map((name) => [name, somethingElse])),
      note: describe(elsewhere),
    };
  });
  return [{ parameters: known, inConditions: {}, note: '' }, ...others.filter(({ note }) => note !== '')];
};
