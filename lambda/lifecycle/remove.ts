import type { LiveProfile } from '../../core/iot-security-profile/plan/profile';
import { decideRemoval, type RemovalCase } from '../../core/ownership/decision';
import { type Owner, ownerOf, ownershipTagKeys } from '../../core/ownership/marks';
import { isOutOfTime } from '../custom-resource/deadline';
import { lookFor, type Session, untilNotOvertaken } from './session';

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
 * Deletes the profile, releases it or leaves it alone, by whose it is. The version is read before the tags: only then does
 * it guard the decision. Resolves with the owner of what stood there; `undefined` where nothing did.
 */
export const removeProfile = (session: Session, name: string, removal: RemovalCase): Promise<Owner | undefined> =>
  untilNotOvertaken(session, async () => {
    const live = await lookFor(session, name);
    if (live === undefined) return undefined;
    const owner = ownerOf(live.tags, session.claimant);
    await act(session, live, owner, removal);
    return owner;
  });

/** Milliseconds. */
const pause = 1_000;

/** Looks again and again until `isDone`, or until the time of `session` is over. */
export const lookAgain = async (session: Session, isDone: () => Promise<boolean>): Promise<void> => {
  try {
    do await session.clock.sleep(pause, session.signal);
    while (!(await isDone()));
  } catch (error) {
    if (!isOutOfTime(error)) throw error;
  }
};

/**
 * Removes what a failed operation has left. Where nothing stands under the name, or nothing that bears a mark (it may come
 * late), another delivery may still be at work: it is looked for again, until the time of `watch` is over.
 */
export const removeLeftover = async (
  session: Session,
  watch: Session,
  name: string,
  removal: RemovalCase,
): Promise<void> => {
  const isDone = async (calls: Session): Promise<boolean> => {
    const owner = await removeProfile(calls, name, removal);
    return owner !== undefined && owner.kind !== 'none';
  };
  if (!(await isDone(session))) await lookAgain(watch, () => isDone(watch));
};
