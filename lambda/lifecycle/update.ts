import { goalOf, newTargets, nothingBefore, readBefore, targetsInPlace } from '../../core/iot-security-profile/goal';
import { hasInventedId, nameOf } from '../../core/iot-security-profile/name';
import { isSecurityProfileName, type SecurityProfileProperties } from '../../core/iot-security-profile/properties';
import { fixForward, inPlace } from '../../core/ownership/decision';
import { parseFailedCreateId } from '../../core/ownership/physical-id';
import type { UpdateRequest } from '../custom-resource/request';
import type { Completion, Operation } from '../custom-resource/resource-type';
import { completion } from './completion';
import { type Converged, converge } from './converge';
import { validate, withDoubts } from './refusals';
import { replace } from './replace';
import { lookFor, openSession, type Session, type SessionTools } from './session';
import { type ReachedUpdate, sweep } from './sweep';

/** One update, its properties read. */
interface Update extends ReachedUpdate {
  readonly profile: SecurityProfileProperties;
}

const updateInPlace = (session: Session, { request, name, profile }: Update): Promise<Converged> => {
  const before = readBefore(request.oldProperties);
  const targets = targetsInPlace(profile.targetArns, before);
  return converge(session, goalOf(inPlace(request.requestId), name, profile, targets, before));
};

/** Under an id that names no profile: the create that failed is made good. */
const createAfterAll = (session: Session, { request, name, profile }: Update): Promise<Converged> => {
  const { requestId, physicalResourceId } = request;
  const failed = parseFailedCreateId(physicalResourceId);
  const isSameName = failed?.name === name;
  const claim = fixForward(requestId, isSameName ? failed.requestId : requestId);
  return converge(
    session,
    goalOf(claim, name, profile, newTargets(profile.targetArns), nothingBefore),
    // The Delete of the failed id looks under that id's name.
    failed === undefined || isSameName
      ? undefined
      : `the security profile '${name}' may have been made by this update: if the stack does not keep it, look after it by hand`,
  );
};

/** Whether the physical id names no profile. One that CloudFormation may have made up does where one of that name stands. */
const isNoProfile = async (session: Session, { request }: Update): Promise<boolean> => {
  if (!isSecurityProfileName(request.physicalResourceId)) return true;
  if (!hasInventedId(request)) return false;
  return (await lookFor(session, request.physicalResourceId)) === undefined;
};

const reach = async (update: Update): Promise<Converged> => {
  const { request, operation, tools, name } = update;
  const session = openSession(request, operation, tools);
  if (name === request.physicalResourceId) return updateInPlace(session, update);
  return (await isNoProfile(session, update))
    ? createAfterAll(session, update)
    : replace(session, request, name, update.profile);
};

/**
 * Update: the profile becomes what the template now declares, from whatever it is. Another name is a replacement: a new
 * profile is made, and CloudFormation then sends a Delete for the old one. An update that fails removes nothing: it cannot
 * know what another delivery of the same event has done.
 */
export const updateSecurityProfile = async (
  request: UpdateRequest,
  operation: Operation,
  tools: SessionTools,
): Promise<Completion> => {
  const { profile, doubts } = validate(request.properties, 'certain', operation.log);
  const name = nameOf(request);
  const update = { request, operation, tools, name, profile };
  try {
    const { arn, stood } = await reach(update);
    await sweep(update, stood);
    return completion(name, arn);
  } catch (error) {
    throw withDoubts(error, doubts);
  }
};
