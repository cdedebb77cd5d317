import type { JsonObject } from '../schema/json';
import { unknownIn } from '../schema/unknown-members';
import { securityProfile } from './properties/table';

/** What DescribeSecurityProfile answers beside the properties. */
const answered = new Set(['Id', 'Arn', 'OrganizationResourceId', 'LastModifiedRegion', 'LastModifiedTime']);

/** Members, and words, of what the service has answered for a profile that are not known here. */
export const unknownMembers = (answer: JsonObject): readonly string[] =>
  unknownIn(securityProfile, Object.fromEntries(Object.entries(answer).filter(([name]) => !answered.has(name))), '');
