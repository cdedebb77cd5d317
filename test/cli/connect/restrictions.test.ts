import { restrictionsOf } from '../../../cli/connect/restrictions';
import type { ProfileContent } from '../../../core/connect-security-profile/plan/content';

const records = (...attributes: readonly object[]): ProfileContent => ({
  GranularAccessControlConfiguration: {
    DataTableAccessControlConfiguration: {
      PrimaryAttributeAccessControlConfiguration: { PrimaryAttributeValues: [...attributes] },
    },
  },
});

test.each<[string, ProfileContent, readonly string[]]>([
  ['nothing', {}, []],
  [
    'what the service writes for nothing',
    {
      AllowedAccessControlTags: {},
      TagRestrictedResources: [],
      HierarchyRestrictedResources: [],
      AllowedAccessControlHierarchyGroupId: '',
      GranularAccessControlConfiguration: {},
    },
    [],
  ],
  [
    'tags of kinds',
    { AllowedAccessControlTags: { site: 'north', team: '' }, TagRestrictedResources: ['User', 'Queue'] },
    ['of User, Queue only what is tagged site=north, team='],
  ],
  [
    'tags alone',
    { AllowedAccessControlTags: { site: 'north' } },
    ['tagged site=north: restricts nothing, for no kind of resource is named'],
  ],
  ['kinds alone', { TagRestrictedResources: ['User'] }, ['of User by tags: restricts nothing, for no tag is named']],
  [
    'a hierarchy group of a kind',
    { AllowedAccessControlHierarchyGroupId: 'g-1', HierarchyRestrictedResources: ['User'] },
    ['of User only those of the hierarchy group g-1'],
  ],
  [
    'a hierarchy group alone',
    { AllowedAccessControlHierarchyGroupId: 'g-1' },
    ['hierarchy group g-1: restricts nothing, for no kind of resource is named'],
  ],
  [
    'a kind without a group',
    { HierarchyRestrictedResources: ['User'] },
    ['of User by hierarchy: restricts nothing, for no group is named'],
  ],
  [
    'records of data tables',
    records({ AccessType: 'ALLOW', AttributeName: 'Region', Values: ['EMEA', 'APAC'] }),
    ['of data tables only records with Region EMEA or APAC'],
  ],
  [
    'another kind of access, or a part of one, as it stands',
    records({ AccessType: 'DENY', AttributeName: 'Region', Values: ['EMEA'] }, {}),
    ['of data tables only records with Region EMEA (DENY)', 'of data tables only records with ?  (?)'],
  ],
])('%s', (_what, content, said) => {
  expect(restrictionsOf(content)).toEqual(said);
});
