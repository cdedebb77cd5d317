import { isJsonObject } from './json';
import type { Member } from './members';
import { memberPath } from './shown';

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/**
 * Members, and words, of what a service has answered that a table of properties does not have: the service is newer, or
 * another one. As the template would spell them.
 */
export const unknownIn = (member: Member, value: unknown, path: string): readonly string[] => {
  if (member.kind === 'list')
    return Array.isArray(value)
      ? value.flatMap((item, index) => unknownIn(member.element, item, `${path}[${index}]`))
      : [];
  if (member.kind === 'word')
    return typeof value === 'string' && !member.words.includes(value) ? [`${path} ${JSON.stringify(value)}`] : [];
  if (member.kind !== 'structure' || !isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const given = member.sameNames === true ? name : capitalized(name);
    const known = Object.hasOwn(member.members, given) ? member.members[given] : undefined;
    const at = memberPath(path, given);
    return known === undefined ? [at] : unknownIn(known, inner, at);
  });
};
