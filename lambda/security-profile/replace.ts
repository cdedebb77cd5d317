import { isOutOfTime } from '../custom-resource/deadline';
import { errorText } from '../custom-resource/error-text';
import { converge, reached } from './converge';
import { readProfile } from './read';
import { removeProfile } from './remove';
import { goalOf, type Update } from './replacement-goal';
import { openSession, type Session } from './session';

const makeReplacement = async (session: Session, update: Update): Promise<string> =>
  converge(session, await goalOf(session, update));

/** Milliseconds kept for tidying up after a failed replacement. */
const longestTidying = 10_000;

const unfinished = ({ request }: Update) => ({ kind: 'unfinished', requestId: request.requestId }) as const;

/**
 * The ARN of the replacement if it is complete although this delivery has failed. Then another delivery of the same event
 * may have answered SUCCESS long ago: removing the profile would take away what the stack lives on.
 */
const completed = async (session: Session, update: Update): Promise<string | undefined> => {
  const { name } = update;
  const live = await readProfile(session.call, { name, arn: session.arnOf(name), targets: false });
  return live && reached(session, await goalOf(session, update));
};

/**
 * Removes what this very event has made, in whichever delivery. A create that was cut off may still take effect: then it
 * is looked for again, until little of the time is left.
 */
const removeUnfinished = async (session: Session, update: Update): Promise<void> => {
  const { operation, name } = update;
  const interval = operation.deadline.remaining() / 10;
  let stood = await removeProfile(session, name, unfinished(update));
  while (!stood && operation.progress.isUnanswered('CreateSecurityProfile')) {
    if (operation.deadline.remaining() <= 2 * interval) return;
    await session.clock.sleep(interval, session.signal);
    stood = await removeProfile(session, name, unfinished(update));
  }
};

/** How a replacement ended that this delivery could not make. */
type Ending =
  | { readonly kind: 'complete'; readonly arn: string }
  | { readonly kind: 'removed' }
  /** `reason`: what a person must know. */
  | { readonly kind: 'left'; readonly reason: string };

const tidyUp = async (update: Update): Promise<Ending> => {
  const { request, operation, tools, name } = update;
  const leftover = `the security profile '${name}', if this update has made it, could not be removed again`;
  operation.progress.note(leftover);
  try {
    // The update itself has waited long enough for its role, and a storm of throttles has slowed its client down.
    const fresh = { ...tools, service: tools.freshService() };
    const session = openSession(request, operation, fresh, { awaitPropagation: false });
    const arn = await completed(session, update);
    if (arn === undefined) await removeUnfinished(session, update);
    operation.progress.withdraw(leftover);
    return arn === undefined ? { kind: 'removed' } : { kind: 'complete', arn };
  } catch (error) {
    return { kind: 'left', reason: `${leftover}: ${errorText(error)}` };
  }
};

/** @throws Error in the end, unless the replacement is complete after all. */
const afterFailure = async (update: Update, error: unknown): Promise<string> => {
  const ending = await tidyUp(update);
  switch (ending.kind) {
    case 'complete':
      update.operation.log('failed, but the replacement is complete', { name: update.name, error: errorText(error) });
      return ending.arn;
    case 'removed':
      throw error;
    case 'left':
      if (isOutOfTime(error)) throw error;
      throw new Error(`${errorText(error)}; ${ending.reason}`, { cause: error });
  }
};

/**
 * Makes the profile under its new name. If that fails nothing of it stays behind: CloudFormation goes on with the old
 * physical id and would never ask for the new one to be deleted.
 */
export const replace = async (update: Update): Promise<string> => {
  const { request, operation, tools } = update;
  const deadline = operation.deadline.sooner(Math.min(longestTidying, operation.deadline.remaining() / 3));
  try {
    return await makeReplacement(openSession(request, operation, tools, { deadline }), update);
  } catch (error) {
    return await afterFailure(update, error);
  } finally {
    deadline.end();
  }
};
