import { describeHeld, type Held, isSameContent, type Profiles } from './held';

const namesOf = (...all: readonly Profiles[]): readonly string[] =>
  [...new Set(all.flatMap((profiles) => [...profiles.keys()]))].sort();

/**
 * Whether `is` is made of parts of the possibilities: each attachment and each tag may have been changed or not. Where it
 * may also not be there at all, it may have been made without the attachments that come after.
 */
const isBetween = (is: Held, possible: readonly Held[], mayBeMissing: boolean): boolean => {
  const isIn = (group: string) => possible.some(({ groups }) => groups.has(group));
  const isInAll = (group: string) => !mayBeMissing && possible.every(({ groups }) => groups.has(group));
  const keys = new Set([is, ...possible].flatMap(({ tags }) => Object.keys(tags)));
  return (
    possible.some(({ owner }) => owner === is.owner) &&
    possible.some(({ content }) => isSameContent(content, is.content)) &&
    [...is.groups].every(isIn) &&
    possible.flatMap(({ groups }) => [...groups]).every((group) => !isInAll(group) || is.groups.has(group)) &&
    [...keys].every((key) => possible.some(({ tags }) => tags[key] === is.tags[key]))
  );
};

/**
 * What is wrong with what is, one text for each name. With one possibility it must be just that. An operation that fails
 * half-way leaves something between several; a profile may be missing if it is missing in any of them.
 */
export const disagreements = (is: Profiles, possibilities: readonly Profiles[]): readonly string[] =>
  namesOf(is, ...possibilities).flatMap((name) => {
    const possible = possibilities.map((profiles) => profiles.get(name));
    const held = is.get(name);
    const there = possible.filter((one) => one !== undefined);
    const mayBeMissing = there.length < possible.length;
    const isFine = held === undefined ? mayBeMissing : there.length > 0 && isBetween(held, there, mayBeMissing);
    const should = [...new Set(possible.map(describeHeld))].join('\nor, or between that and, ');
    return isFine ? [] : [`'${name}' is ${describeHeld(held)}\nand should be ${should}`];
  });
