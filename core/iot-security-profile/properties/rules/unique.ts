import type { Certainty, Problem } from '../../../schema/problem';
import { quoted } from '../../../schema/shown';
import { type Read, valid, validValue } from '../../../schema/tree';
import { elementsOf, fine, type ProfileRule, problem } from './rule';

/** Texts that came earlier in the list too. */
const duplicates = (
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

/** Violations and CloudWatch metrics are keyed by the behavior's name, though nothing says that it must be unique. */
export const behaviorNamesAreUnique: ProfileRule = ({ Behaviors }) =>
  duplicates(
    elementsOf(Behaviors, 'Behaviors').map(({ value, path }) => ({ value: value.Name, path: `${path}.Name` })),
    'uncertain',
    'AWS tells violations apart by this name; give each behavior its own',
  );

/** A tag has one value. */
export const tagKeysAreUnique: ProfileRule = ({ Tags }) =>
  duplicates(
    elementsOf(Tags, 'Tags').map(({ value, path }) => ({ value: value.Key, path: `${path}.Key` })),
    'strong',
    'a key has one value; take one out',
  );

export const targetsAreUnique: ProfileRule = ({ TargetArns }) =>
  duplicates(
    elementsOf(TargetArns, 'TargetArns').map(({ value, path }) => ({ value: valid(value), path })),
    'uncertain',
    'a profile is attached to a target once; take one out',
  );
