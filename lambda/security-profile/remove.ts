import { type Owner, ownerOf, ownershipTagKeys } from '../custom-resource/ownership';
import { decideRemoval, type RemovalCase } from './decision';
import type { LiveProfile } from './plan';
import { readProfile } from './read';
import { type Session, untilNotOvertaken } from './session';

const act = async (session: Session, live: LiveProfile, owner: Owner, removal: RemovalCase): Promise<void> => {
  const { name, arn, version, tags } = live;
  const decision = decideRemoval(removal, owner);
  session.log('removing', { name, owner, because: removal.kind, decision });
  switch (decision) {
    case 'delete':
      // With the version, so that what has changed since the owner was read is read again. Attachments go with it.
      await session.call('DeleteSecurityProfile', { securityProfileName: name, expectedVersion: version });
      return;
    case 'release':
      await session.call('UntagResource', {
        resourceArn: arn,
        tagKeys: ownershipTagKeys.filter((key) => tags.has(key)),
      });
      return;
    case 'leave':
  }
};

/**
 * Deletes the profile, releases it or leaves it alone, by whose it is. Resolves with whether a profile of that name
 * stood there.
 */
export const removeProfile = (session: Session, name: string, removal: RemovalCase): Promise<boolean> =>
  untilNotOvertaken(session, async () => {
    const live = await readProfile(session.call, { name, arn: session.arnOf(name), targets: false });
    if (live === undefined) return false;
    await act(session, live, ownerOf(live.tags, session.claimant), removal);
    return true;
  });
