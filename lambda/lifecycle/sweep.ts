import { errorText } from '../../runtime/error-text';
import type { UpdateRequest } from '../custom-resource/request';
import type { OperationContext } from '../custom-resource/resource-type';
import type { Types } from './kind';
import { removeLeftover } from './remove';
import { openSession, type Session, type SessionTools } from './session';

/** Milliseconds for which a roll back is delayed at most. */
const longestSweep = 20_000;

/** An update that has reached what the template declares. */
export interface ReachedUpdate<T extends Types> {
  readonly request: UpdateRequest;
  readonly operation: OperationContext;
  readonly tools: SessionTools<T>;
}

const standsThere = async <T extends Types>({ kind, access }: Session<T>, request: UpdateRequest): Promise<boolean> => {
  const address = kind.addressOfId(request.physicalResourceId);
  return address !== undefined && (await access.look(address)) !== undefined;
};

/**
 * Removes what a failed replacement has left: the old properties then give another key than the physical id's, for that is
 * still the one from before it. Only what bears the mark of such a replacement goes. It comes last, and no failure of it
 * fails the update.
 * @param stood of an update in place: whether what it has reached stood there before it.
 */
export const sweep = async <T extends Types>(update: ReachedUpdate<T>, stood: boolean | undefined): Promise<void> => {
  const { request, operation, tools } = update;
  const { physicalResourceId } = request;
  const deadline = operation.deadline.within(longestSweep);
  const session = openSession(request, operation, tools, { deadline, awaitPropagation: false });
  let address: T['address'] | undefined;
  try {
    address = await session.access.leftBehind(request);
    if (address === undefined) return;
    // Without what the physical id names nothing proves that what stands under the other key is not the living one.
    const isThere = stood ?? (await standsThere(session, request));
    if (isThere) await removeLeftover(session, session, address, () => ({ kind: 'sweep', physicalResourceId }));
  } catch (error) {
    operation.log('could not look for what a failed replacement may have left', {
      name: address,
      error: errorText(error),
    });
  } finally {
    deadline.end();
  }
};
