import type { Certainty, Problem } from './problem';
import { elementPath, quoted } from './shown';
import { type Read, validValue } from './tree';

/** The value of a member that was read. */
export type ReadValue<Member> = Member extends { readonly state: 'valid'; readonly value: infer Value } ? Value : never;

/** What a list that was read holds. */
export type ElementOf<List> = List extends Read<readonly (infer Element)[]> ? ReadValue<Element> : never;

/** A rule found nothing. */
export const fine: readonly Problem[] = [];

export const problem = (certainty: Certainty, path: string, message: string): readonly Problem[] => [
  { path, message, certainty },
];

/** A problem that is only worth a warning. */
export const warning = (path: string, message: string): readonly Problem[] => problem('uncertain', path, message);

export const within = (path: string, problems: readonly Problem[]): readonly Problem[] =>
  problems.map((one) => ({ ...one, path: `${path}.${one.path}` }));

/** The elements of a list that can be read, each with its path. */
export const elementsOf = <Value>(
  list: Read<readonly Read<Value>[]>,
  name: string,
): readonly { readonly value: Value; readonly path: string }[] =>
  (validValue(list) ?? []).flatMap((element, index) =>
    element.state === 'valid' ? [{ value: element.value, path: elementPath(name, index) }] : [],
  );

/** Texts that came earlier in the list too. */
export const duplicates = (
  texts: readonly { readonly value: Read<string>; readonly path: string }[],
  certainty: Certainty,
  consequence: string,
): readonly Problem[] => {
  const first = new Map<string, string>();
  return texts.flatMap(({ value, path }) => {
    const text = validValue(value);
    if (text === undefined) return fine;
    const earlier = first.get(text);
    if (earlier === undefined) first.set(text, path);
    return earlier === undefined
      ? fine
      : problem(certainty, path, `${quoted(text)} is at ${earlier} too; ${consequence}`);
  });
};
