import { validValue } from '../../../schema/tree';
import { fine, isEmptyList, isFilledList, type ProfileRule, problem, warning } from './rule';

/** Tags say who may be seen, resources of which kind they are said of: one without the other restricts nothing. */
export const tagsRestrictSomething: ProfileRule = ({ AllowedAccessControlTags, TagRestrictedResources }) => {
  if (isFilledList(AllowedAccessControlTags) && isEmptyList(TagRestrictedResources))
    return warning(
      'AllowedAccessControlTags',
      'restricts nothing without TagRestrictedResources; give the kinds of resources, for example User',
    );
  return isFilledList(TagRestrictedResources) && isEmptyList(AllowedAccessControlTags)
    ? warning('TagRestrictedResources', 'restricts nothing without AllowedAccessControlTags; give the tags')
    : fine;
};

export const hierarchyRestrictsSomething: ProfileRule = ({
  AllowedAccessControlHierarchyGroupId: group,
  HierarchyRestrictedResources,
}) =>
  group.state === 'valid' && isEmptyList(HierarchyRestrictedResources)
    ? warning(
        'AllowedAccessControlHierarchyGroupId',
        'restricts nothing without HierarchyRestrictedResources; give User',
      )
    : fine;

/** The limit of the native CloudFormation type; the API's model has none. */
const mostHierarchyResources = 10;

export const hierarchyResourcesAreFew: ProfileRule = ({ HierarchyRestrictedResources: resources }) => {
  const list = validValue(resources) ?? [];
  if (list.length <= mostHierarchyResources || list.some(({ state }) => state === 'unresolved')) return fine;
  const message = `a list of ${list.length} is too long; accepted: at most ${mostHierarchyResources}`;
  return problem('strong', 'HierarchyRestrictedResources', message);
};
