import { isJsonObject, type JsonObject } from '../schema/json';
import type { Member } from '../schema/members';
import { memberPath } from '../schema/shown';
import { securityProfile } from './properties/table';

/** What DescribeSecurityProfile answers beside the properties. */
const answered = new Set([
  'securityProfileName',
  'securityProfileArn',
  'securityProfileDescription',
  'version',
  'creationDate',
  'lastModifiedDate',
  // The deprecated form of additionalMetricsToRetainV2.
  'additionalMetricsToRetain',
]);

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const unknownIn = (member: Member, value: unknown, path: string): readonly string[] => {
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

/**
 * Members, and words, of what the service has answered for a profile that are not known here: it is newer, or another one.
 * As the template would spell them.
 */
export const unknownMembers = (answer: JsonObject): readonly string[] =>
  unknownIn(securityProfile, Object.fromEntries(Object.entries(answer).filter(([name]) => !answered.has(name))), '');
