import { nearest } from '../../../schema/hints';
import type { Problem } from '../../../schema/problem';
import { quoted } from '../../../schema/shown';
import { valid } from '../../../schema/tree';
import { duplicates, elementsOf, fine, type ProfileRule, type ProfileTree, warning } from './rule';

const knownAs = (name: string, known: readonly string[]): string => {
  const near = nearest(name, known);
  return near === undefined ? 'check its spelling' : `did you mean "${near}"?`;
};

/** What is longer is no misspelling of a name that is known: the longest has 62 characters. */
const longestMisspelling = 64;

/** As many as a profile may have. A list that is longer is refused, and to compare it all takes half a minute. */
const mostCompared = 500;

/** Nothing tells whether the service refuses a name that it does not know, and it knows more than AWS documents. */
export const permissionsAreKnown = (
  { Permissions }: ProfileTree,
  known: readonly string[] | undefined,
): readonly Problem[] =>
  elementsOf(Permissions, 'Permissions').flatMap(({ value, path }, index): readonly Problem[] => {
    if (index >= mostCompared) return fine;
    if (value.startsWith('connect:'))
      return warning(
        path,
        `${quoted(value)} is an action of IAM; permissions of a security profile have other names, for example BasicAgentAccess`,
      );
    if (known === undefined || value.length > longestMisspelling || known.includes(value)) return fine;
    return warning(path, `${quoted(value)} is not a permission that is known; ${knownAs(value, known)}`);
  });

export const permissionsAreUnique: ProfileRule = ({ Permissions }) =>
  duplicates(
    elementsOf(Permissions, 'Permissions').map(({ value, path }) => ({ value: valid(value), path })),
    'uncertain',
    'once is enough; take one out',
  );
