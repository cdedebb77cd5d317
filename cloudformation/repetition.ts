import { functionCall } from './intrinsic-syntax';
import { inheritPlaces, type Position, placeOfKey } from './places';
import { isList, isMap, isScalar, type Value, type ValueMap } from './values';

/** What a `Fn::ForEach` repeats. */
export interface Body {
  /** As it is written: `Topic${Name}`. */
  readonly name: string;
  readonly body: ValueMap;
  readonly position: Position | undefined;
}

/**
 * A value with what changes from turn to turn as a `Ref` to the variable, of which nobody knows the value. Whether
 * CloudFormation puts the variable into a text that is no `Fn::Sub` is nothing that would have to be known for that.
 */
const withOpen = (value: Value, variables: readonly string[]): Value => {
  const variableIn = (text: string): string | undefined =>
    variables.find((name) => text.includes(`\${${name}}`) || text.includes(`&{${name}}`));
  const open = (item: Value): Value => {
    if (isScalar(item)) {
      const variable = typeof item === 'string' ? variableIn(item) : undefined;
      return variable === undefined ? item : { Ref: variable };
    }
    if (isList(item)) return inheritPlaces(item.map(open), item);
    const call = functionCall(item);
    const [text, own] = call?.[0] === 'Fn::Sub' ? (isList(call[1]) ? call[1] : [call[1]]) : [];
    if (typeof text === 'string') {
      const inText = variables.find((name) => text.includes(`&{${name}}`));
      if (inText !== undefined) return { Ref: inText };
      // Of the others it asks itself.
      return inheritPlaces({ 'Fn::Sub': own === undefined ? text : [text, open(own)] }, item);
    }
    const inKey = Object.keys(item)
      .map(variableIn)
      .find((name) => name !== undefined);
    if (inKey !== undefined) return { Ref: inKey };
    return inheritPlaces(Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, open(inner)])), item);
  };
  return open(value);
};

/** What the argument of a `Fn::ForEach` repeats, with loops in loops; `undefined` where it has another form. */
export const repetitionOf = (argument: Value, outer: readonly string[] = []): readonly Body[] | undefined => {
  const [variable, , outputs] = isList(argument) && argument.length === 3 ? argument : [];
  if (typeof variable !== 'string' || !isMap(outputs)) return undefined;
  const variables = [...outer, variable];
  const bodies = Object.entries(outputs).map(([name, value]): readonly Body[] | undefined => {
    if (name.startsWith('Fn::ForEach')) return repetitionOf(value, variables);
    const { Condition: condition, ...others } = isMap(value) ? value : {};
    const body = isMap(value) ? withOpen(inheritPlaces(others, value), variables) : undefined;
    if (name.startsWith('Fn::') || !isMap(body) || functionCall(body) !== undefined) return undefined;
    // A condition goes by its name, also where that is one that no template has.
    const whole = condition === undefined ? body : { ...body, Condition: condition };
    return [{ name, body: isMap(value) ? inheritPlaces(whole, value) : whole, position: placeOfKey(outputs, name) }];
  });
  return bodies.every((some) => some !== undefined) ? bodies.flat() : undefined;
};
