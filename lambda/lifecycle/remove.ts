import { decideRemoval, type RemovalCase } from '../../core/ownership/decision';
import { type Owner, ownerOf } from '../../core/ownership/marks';
import { isOutOfTime } from '../custom-resource/deadline';
import type { Types } from './kind';
import { type Session, untilNotOvertaken } from './session';

const act = async <T extends Types>(
  { access, log }: Session<T>,
  live: T['live'],
  owner: Owner,
  removal: RemovalCase,
): Promise<void> => {
  const decision = decideRemoval(removal, owner);
  log('removing', { name: live.name, owner, because: removal.kind, decision });
  switch (decision) {
    case 'delete':
      await access.remove(live);
      return;
    case 'release':
      await access.release(live);
      return;
    case 'leave':
  }
};

/**
 * Deletes it, releases it or leaves it alone, by whose it is. Resolves with the owner of what stood there; `undefined` where
 * nothing did.
 */
export const remove = <T extends Types>(
  session: Session<T>,
  address: T['address'],
  because: Removing<T>,
): Promise<Owner | undefined> =>
  untilNotOvertaken(session, async () => {
    const live = await session.access.look(address);
    if (live === undefined) return undefined;
    const owner = ownerOf(live.tags, session.claimant);
    await act(session, live, owner, because(live));
    return owner;
  });

/** Why what stands there is looked at for removal. */
export type Removing<T extends Types> = (live: T['live']) => RemovalCase;

/** Milliseconds. */
const pause = 1_000;

/** Looks again and again until `isDone`, or until the time of `session` is over. */
export const lookAgain = async <T extends Types>(
  { clock, signal }: Session<T>,
  isDone: () => Promise<boolean>,
): Promise<void> => {
  try {
    do await clock.sleep(pause, signal);
    while (!(await isDone()));
  } catch (error) {
    if (!isOutOfTime(error)) throw error;
  }
};

/**
 * Removes what a failed operation has left. Where nothing stands there, or nothing that bears a mark (it may come
 * late), another delivery may still be at work: it is looked for again, until the time of `watch` is over.
 */
export const removeLeftover = async <T extends Types>(
  session: Session<T>,
  watch: Session<T>,
  address: T['address'],
  because: Removing<T>,
): Promise<void> => {
  const isDone = async (calls: Session<T>): Promise<boolean> => {
    const owner = await remove(calls, address, because);
    return owner !== undefined && owner.kind !== 'none';
  };
  if (!(await isDone(session))) await lookAgain(watch, () => isDone(watch));
};
