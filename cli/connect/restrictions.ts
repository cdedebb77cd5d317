import type { PrimaryAttributeValue } from '@aws-sdk/client-connect';
import type { ProfileContent } from '../../core/connect-security-profile/plan/content';

const pairsOf = (tags: Readonly<Record<string, string>> = {}): readonly string[] =>
  Object.entries(tags).map(([key, value]) => `${key}=${value}`);

const byTags = ({
  AllowedAccessControlTags,
  TagRestrictedResources: kinds = [],
}: ProfileContent): readonly string[] => {
  const tags = pairsOf(AllowedAccessControlTags);
  if (tags.length === 0 && kinds.length === 0) return [];
  if (kinds.length === 0) return [`tagged ${tags.join(', ')}: restricts nothing, for no kind of resource is named`];
  return tags.length === 0
    ? [`of ${kinds.join(', ')} by tags: restricts nothing, for no tag is named`]
    : [`of ${kinds.join(', ')} only what is tagged ${tags.join(', ')}`];
};

const byHierarchy = ({
  AllowedAccessControlHierarchyGroupId: group = '',
  HierarchyRestrictedResources: kinds = [],
}: ProfileContent): readonly string[] => {
  if (group === '' && kinds.length === 0) return [];
  if (kinds.length === 0) return [`hierarchy group ${group}: restricts nothing, for no kind of resource is named`];
  return group === ''
    ? [`of ${kinds.join(', ')} by hierarchy: restricts nothing, for no group is named`]
    : [`of ${kinds.join(', ')} only those of the hierarchy group ${group}`];
};

const byAttribute = ({ AttributeName: name = '?', AccessType: type, Values = [] }: PrimaryAttributeValue): string =>
  `of data tables only records with ${name} ${Values.join(' or ')}${type === 'ALLOW' ? '' : ` (${type ?? '?'})`}`;

/** What narrows what people with a profile see, in words; nothing where nothing does. */
export const restrictionsOf = (content: ProfileContent): readonly string[] => {
  const { PrimaryAttributeValues: attributes = [] } =
    content.GranularAccessControlConfiguration?.DataTableAccessControlConfiguration
      ?.PrimaryAttributeAccessControlConfiguration ?? {};
  return [...byTags(content), ...byHierarchy(content), ...attributes.map(byAttribute)];
};
