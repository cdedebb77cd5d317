import { isNotFound } from '../../aws/failure';
import { readTargets } from '../../aws/iot/read';
import { goalOf, newTargets, nothingBefore, readBefore } from '../../core/iot-security-profile/goal';
import { hasInventedId, nameOf } from '../../core/iot-security-profile/name';
import type { TargetsWanted } from '../../core/iot-security-profile/plan/targets';
import type { SecurityProfileProperties } from '../../core/iot-security-profile/properties';
import { replacement } from '../../core/ownership/decision';
import type { UpdateRequest } from '../custom-resource/request';
import { type Converged, converge } from './converge';
import type { Session } from './session';

/**
 * The old profile's attachments: the new one takes them over, so that monitoring has no gap, except for those that the
 * template made and has let go of.
 */
const inheritedTargets = async (session: Session, request: UpdateRequest): Promise<TargetsWanted> => {
  try {
    const live = await readTargets(session.call, request.physicalResourceId);
    const { targetArns } = readBefore(request.oldProperties);
    const arns = live.filter((arn) => !targetArns.includes(arn));
    return arns.length > 0 ? { kind: 'including', arns } : newTargets(undefined);
  } catch (error) {
    if (isNotFound(error)) return newTargets(undefined);
    throw error;
  }
};

/** Makes the profile under its new name. If that fails, the reversed event of the roll back sweeps what stands there. */
export const replace = async (
  session: Session,
  request: UpdateRequest,
  name: string,
  profile: SecurityProfileProperties,
): Promise<Converged> => {
  const targets =
    profile.targetArns === undefined ? await inheritedTargets(session, request) : newTargets(profile.targetArns);
  // What was declared before says nothing of what stands under the new name, unless it gave that name already.
  const gaveName = nameOf({ ...request, properties: request.oldProperties }) === name;
  const before = gaveName ? readBefore(request.oldProperties) : nothingBefore;
  const claim = replacement(request.requestId, request.physicalResourceId, hasInventedId(request));
  return converge(
    session,
    goalOf(claim, name, profile, targets, before),
    `the security profile '${name}' may have been made by this update: the roll back removes it; with rollback disabled the ` +
      'next update does',
  );
};
