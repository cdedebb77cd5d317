import type { Problem } from '../../../schema/problem';
import { adoptsNoDefault } from './adoption';
import { applicationsAreWhole, namespacesAreUnique } from './applications';
import { attributesAreWhole, granularSaysSomething } from './granular';
import { agentsAreNamed, flowModulesAreWhole } from './modules-and-agents';
import { permissionsAreKnown, permissionsAreUnique } from './permissions';
import { hierarchyResourcesAreFew, hierarchyRestrictsSomething, tagsRestrictSomething } from './restrictions';
import type { ProfileRule, ProfileTree } from './rule';
import { accessControlKeysAreUnique, tagKeysAreUnique } from './tags';

const rules: readonly ProfileRule[] = [
  permissionsAreUnique,
  accessControlKeysAreUnique,
  tagsRestrictSomething,
  hierarchyRestrictsSomething,
  hierarchyResourcesAreFew,
  applicationsAreWhole,
  namespacesAreUnique,
  flowModulesAreWhole,
  agentsAreNamed,
  granularSaysSomething,
  attributesAreWhole,
  tagKeysAreUnique,
  adoptsNoDefault,
];

/**
 * Every rule that reads more than one member, over whatever of the profile could be read.
 * @param knownPermissions names of permissions to tell others by; without them nothing is said of a name.
 */
export const checkProfile = (
  profile: ProfileTree,
  knownPermissions: readonly string[] | undefined,
): readonly Problem[] => [...permissionsAreKnown(profile, knownPermissions), ...rules.flatMap((rule) => rule(profile))];
