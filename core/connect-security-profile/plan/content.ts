import type { CreateSecurityProfileRequest, UpdateSecurityProfileRequest } from '@aws-sdk/client-connect';
import type { Grant } from './grants';
import { isEmpty, isSame } from './meaning';

/** What the template always decides: a profile without its name, its tags and its grants to applications, modules and agents. */
export type ProfileContent = Readonly<
  Omit<CreateSecurityProfileRequest, 'InstanceId' | 'SecurityProfileName' | 'Tags' | Grant>
>;

type Managed = keyof ProfileContent;

/** The same with every member, also those that are absent: one that AWS adds is missing somewhere, and does not compile. */
export type WholeContent = { readonly [Member in Managed]-?: ProfileContent[Member] | undefined };

/**
 * How each is cleared: UpdateSecurityProfile keeps what is absent. A member that AWS adds is missing here. Anew each time,
 * for what is sent belongs to whoever sends it.
 */
const cleared = (): { readonly [Member in Managed]-?: NonNullable<UpdateSecurityProfileRequest[Member]> } => ({
  Description: '',
  Permissions: [],
  AllowedAccessControlTags: {},
  TagRestrictedResources: [],
  HierarchyRestrictedResources: [],
  AllowedAccessControlHierarchyGroupId: '',
  GranularAccessControlConfiguration: {
    DataTableAccessControlConfiguration: {
      PrimaryAttributeAccessControlConfiguration: { PrimaryAttributeValues: [] },
    },
  },
});

export const managedMembers = Object.keys(cleared()) as readonly Managed[];

/**
 * Members that narrow what a person sees. Nobody outside AWS knows whether the service takes each of their empty forms, so
 * they are not sent where there is nothing to clear: one that somebody has set meanwhile lets a person see less, never more.
 */
const restrictions: ReadonlySet<Managed> = new Set<Managed>([
  'AllowedAccessControlTags',
  'TagRestrictedResources',
  'HierarchyRestrictedResources',
  'AllowedAccessControlHierarchyGroupId',
  'GranularAccessControlConfiguration',
]);

type Content = Pick<UpdateSecurityProfileRequest, Managed>;

const copy = <Member extends Managed>(member: Member, from: ProfileContent, to: Content): void => {
  to[member] = from[member];
};

/** The members that hold something. */
export const filled = (content: ProfileContent): Content => {
  const present: Content = {};
  for (const member of managedMembers) if (!isEmpty(content[member])) copy(member, content, present);
  return present;
};

/** Whether what the service holds is what is declared. */
export const holdsContent = (live: ProfileContent, content: ProfileContent): boolean =>
  managedMembers.every((member) => isSame(live[member], content[member]));

/** What an update is sent: every member, not only those that differ, so that nothing depends on what others write meanwhile. */
export const contentToSend = (live: ProfileContent, content: ProfileContent): Content => {
  const sent: Content = {};
  for (const member of managedMembers) {
    const isNothing = isEmpty(content[member]);
    if (isNothing && restrictions.has(member) && isEmpty(live[member])) continue;
    copy(member, isNothing ? cleared() : content, sent);
  }
  return sent;
};

/** Restrictions that were to be cleared, and that the service holds all the same. */
export const restrictionsLeft = (live: ProfileContent, content: ProfileContent): readonly string[] =>
  [...restrictions].filter((member) => isEmpty(content[member]) && !isEmpty(live[member]));
