import { nameLeftBehind } from '../../core/iot-security-profile/removal';
import { errorText } from '../../runtime/error-text';
import type { UpdateRequest } from '../custom-resource/request';
import type { OperationContext } from '../custom-resource/resource-type';
import { removeLeftover } from './remove';
import { lookFor, openSession, type SessionTools } from './session';

/** Milliseconds for which a roll back is delayed at most. */
const longestSweep = 20_000;

/** An update that has reached what the template declares. */
export interface ReachedUpdate {
  readonly request: UpdateRequest;
  readonly operation: OperationContext;
  readonly tools: SessionTools;
  /** Of the profile as it should be. */
  readonly name: string;
}

/**
 * Removes what a failed replacement has left: the old properties then give another name than the physical id, for that is
 * still the profile from before it. Only what bears the mark of such a replacement goes. It comes last, and no failure of
 * it fails the update.
 * @param stood whether the profile stood there under the name that the update gives.
 */
export const sweep = async (update: ReachedUpdate, stood: boolean): Promise<void> => {
  const { request, operation, tools, name } = update;
  const former = nameLeftBehind(request, name);
  if (former === undefined) return;
  const { physicalResourceId } = request;
  const deadline = operation.deadline.within(longestSweep);
  const session = openSession(request, operation, tools, { deadline, awaitPropagation: false });
  try {
    // Without the profile of the physical id nothing proves that what stands under the other name is not the live one.
    const isThere = name === physicalResourceId ? stood : await lookFor(session, physicalResourceId);
    if (isThere) await removeLeftover(session, session, former, { kind: 'sweep', physicalResourceId });
  } catch (error) {
    operation.log('could not look for what a failed replacement may have left', {
      name: former,
      error: errorText(error),
    });
  } finally {
    deadline.end();
  }
};
