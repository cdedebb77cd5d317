import { isOutOfTime } from '../custom-resource/deadline';
import type { UpdateRequest } from '../custom-resource/request';
import type { Operation } from '../custom-resource/resource';
import { converge } from './converge';
import { type Before, nothingBefore, toDesired } from './desired';
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

/** The old profile's attachments that no template of ours made: the new one takes them over, so monitoring has no gap. */
const inheritedTargets = async (session: Session, { request, before }: Update): Promise<readonly string[]> => {
  if (!isSecurityProfileName(request.physicalResourceId)) return [];
  try {
    const live = await readTargets(session.call, request.physicalResourceId);
    return live.filter((arn) => !before.targetArns.includes(arn));
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

/** Removes what this very event has made, in whichever delivery. Resolves with what a person must know, if it fails. */
const tidyUp = async ({ request, operation, tools, name }: Update): Promise<string | undefined> => {
  try {
    // The update itself has waited long enough for its role.
    const session = openSession(request, operation, tools, { awaitPropagation: false });
    await removeProfile(session, name, { kind: 'unfinished', requestId: request.requestId });
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `the security profile '${name}', if this update has made it, could not be removed again: ${reason}`;
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
    if (leftover === undefined) throw error;
    operation.progress.note(leftover);
    if (isOutOfTime(error) || !(error instanceof Error)) throw error;
    throw new Error(`${error.message}; ${leftover}`, { cause: error });
  } finally {
    deadline.end();
  }
};
