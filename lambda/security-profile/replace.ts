import { isOutOfTime } from '../custom-resource/deadline';
import { errorText } from '../custom-resource/error-text';
import type { UpdateRequest } from '../custom-resource/request';
import type { Operation } from '../custom-resource/resource';
import { converge } from './converge';
import { type Before, letsGoOfTargets, nothingBefore, toDesired } from './desired';
import { IotError, kindOf } from './errors';
import type { TargetsWanted } from './plan-targets';
import { isSecurityProfileName, type SecurityProfileProperties } from './properties';
import { readTargets } from './read';
import { removeProfile } from './remove';
import { openSession, type Session, type SessionTools } from './session';

/** One update, its properties read. */
export interface Update {
  readonly request: UpdateRequest;
  readonly operation: Operation;
  readonly tools: SessionTools;
  /** Of the profile as it should be. */
  readonly name: string;
  readonly profile: SecurityProfileProperties;
  readonly before: Before;
}

/**
 * The old profile's attachments: the new one takes them over, so that monitoring has no gap, except for those that the
 * template made and has let go of.
 */
const inheritedTargets = async (session: Session, { request, before }: Update): Promise<readonly string[]> => {
  if (!isSecurityProfileName(request.physicalResourceId)) return [];
  try {
    const live = await readTargets(session.call, request.physicalResourceId);
    return letsGoOfTargets(request.properties) ? live.filter((arn) => !before.targetArns.includes(arn)) : live;
  } catch (error) {
    if (error instanceof IotError && kindOf(error.failure) === 'not-found') return [];
    throw error;
  }
};

const targetsOfReplacement = async (session: Session, update: Update): Promise<TargetsWanted> => {
  const { targetArns } = update.profile;
  if (targetArns !== undefined) return { kind: 'exactly', arns: targetArns, before: [] };
  const arns = await inheritedTargets(session, update);
  return arns.length > 0 ? { kind: 'including', arns } : { kind: 'unmanaged' };
};

const makeReplacement = async (session: Session, update: Update): Promise<string> => {
  const { name, profile } = update;
  // What was declared before was declared of the old profile: it says nothing of what stands under the new name.
  const desired = toDesired(name, profile, await targetsOfReplacement(session, update), nothingBefore);
  return converge(session, { claim: 'claim', desired, adoptExisting: profile.adoptExisting === true });
};

/** Milliseconds kept for tidying up after a failed replacement. */
const longestTidying = 10_000;

/**
 * Removes what this very event has made, in whichever delivery. A create that was cut off may still take effect: then it
 * is looked for again, until little of the time is left.
 */
const removeUnfinished = async (session: Session, { operation, request, name }: Update): Promise<void> => {
  const removal = { kind: 'unfinished', requestId: request.requestId } as const;
  const interval = operation.deadline.remaining() / 10;
  let stood = await removeProfile(session, name, removal);
  while (!stood && operation.progress.isUnanswered('CreateSecurityProfile')) {
    if (operation.deadline.remaining() <= 2 * interval) return;
    await session.clock.sleep(interval, session.signal);
    stood = await removeProfile(session, name, removal);
  }
};

/** Resolves with what a person must know, if something may be left. */
const tidyUp = async (update: Update): Promise<string | undefined> => {
  const { request, operation, tools, name } = update;
  const leftover = `the security profile '${name}', if this update has made it, could not be removed again`;
  operation.progress.note(leftover);
  try {
    // The update itself has waited long enough for its role, and a storm of throttles has slowed its client down.
    const fresh = { ...tools, service: tools.freshService() };
    await removeUnfinished(openSession(request, operation, fresh, { awaitPropagation: false }), update);
    operation.progress.withdraw(leftover);
    return undefined;
  } catch (error) {
    return `${leftover}: ${errorText(error)}`;
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
    const leftover = await tidyUp(update);
    if (leftover === undefined || isOutOfTime(error)) throw error;
    throw new Error(`${errorText(error)}; ${leftover}`, { cause: error });
  } finally {
    deadline.end();
  }
};
