import { unknownMembers } from '../../../core/connect-security-profile/unknown-members';

const known = {
  Id: 'id',
  OrganizationResourceId: 'instance',
  Arn: 'arn',
  SecurityProfileName: 'Leads',
  Description: 'text',
  // Maps in the service, lists in the template: their keys are anybody's.
  Tags: { team: 'north' },
  AllowedAccessControlTags: { site: 'north' },
  TagRestrictedResources: ['User'],
  LastModifiedTime: 1,
  LastModifiedRegion: 'us-east-1',
};

const granular = (attribute: object) => ({
  GranularAccessControlConfiguration: {
    DataTableAccessControlConfiguration: {
      PrimaryAttributeAccessControlConfiguration: { PrimaryAttributeValues: [{ AttributeName: 'a' }, attribute] },
    },
  },
});

const at =
  'GranularAccessControlConfiguration.DataTableAccessControlConfiguration.PrimaryAttributeAccessControlConfiguration.PrimaryAttributeValues[1]';

test.each<[string, object, readonly string[]]>([
  ['what is known is none', {}, []],
  ['a member', { NewMember: 1 }, ['NewMember']],
  ['a member further in', granular({ Newer: 1 }), [`${at}.Newer`]],
  ['a word', granular({ AccessType: 'DENY' }), [`${at}.AccessType "DENY"`]],
  ['a name that every object has', { constructor: 1 }, ['constructor']],
])('%s', (_what, more, expected) => {
  expect(unknownMembers({ ...known, ...more })).toEqual(expected);
});
