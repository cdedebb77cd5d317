import type { UpdateRequest } from '../custom-resource/request';
import type { Operation } from '../custom-resource/resource';
import type { Goal } from './converge';
import { type Before, letsGoOfTargets, nothingBefore, toDesired } from './desired';
import { IotError, kindOf } from './errors';
import type { TargetsWanted } from './plan-targets';
import { isSecurityProfileName, type SecurityProfileProperties } from './properties';
import { readTargets } from './read';
import type { Session, SessionTools } from './session';

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

/** What stands under the new name in the end. */
export const goalOf = async (session: Session, update: Update): Promise<Goal> => {
  const { name, profile } = update;
  // What was declared before was declared of the old profile: it says nothing of what stands under the new name.
  const desired = toDesired(name, profile, await targetsOfReplacement(session, update), nothingBefore);
  return { claim: 'claim', desired, adoptExisting: profile.adoptExisting === true };
};
