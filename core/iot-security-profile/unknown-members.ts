import type { JsonObject } from '../schema/json';
import { unknownIn } from '../schema/unknown-members';
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

/** Members, and words, of what the service has answered for a profile that are not known here. */
export const unknownMembers = (answer: JsonObject): readonly string[] =>
  unknownIn(securityProfile, Object.fromEntries(Object.entries(answer).filter(([name]) => !answered.has(name))), '');
