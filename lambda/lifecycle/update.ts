import { type Declared, goalInPlace, goalOfFixForward, readBefore } from '../../core/iot-security-profile/goal';
import { hasInventedId, nameOf } from '../../core/iot-security-profile/name';
import { isSecurityProfileName } from '../../core/iot-security-profile/properties';
import { parseFailedCreateId } from '../../core/ownership/physical-id';
import type { UpdateRequest } from '../custom-resource/request';
import type { Completion, OperationContext } from '../custom-resource/resource-type';
import { completion } from './completion';
import { type Converged, converge } from './converge';
import { requireValid, withDoubts } from './refusals';
import { replace } from './replace';
import { lookFor, openSession, type Session, type SessionTools } from './session';
import { sweep } from './sweep';

/** Under an id that names no profile: the create that failed is made good. */
const createAfterAll = (session: Session, request: UpdateRequest, declared: Declared): Promise<Converged> => {
  const { name } = declared;
  const failed = parseFailedCreateId(request.physicalResourceId);
  const isSameName = failed?.name === name;
  return converge(
    session,
    goalOfFixForward(declared, isSameName ? failed.requestId : declared.requestId),
    // The Delete of the failed id looks under that id's name.
    failed === undefined || isSameName
      ? undefined
      : `the security profile '${name}' may have been made by this update: if the stack does not keep it, look after it by hand`,
  );
};

/** Whether the physical id names no profile. One that CloudFormation may have made up does where one of that name stands. */
const isNoProfile = async (session: Session, request: UpdateRequest): Promise<boolean> => {
  if (!isSecurityProfileName(request.physicalResourceId)) return true;
  if (!hasInventedId(request)) return false;
  return (await lookFor(session, request.physicalResourceId)) === undefined;
};

const reach = async (session: Session, request: UpdateRequest, declared: Declared): Promise<Converged> => {
  if (declared.name === request.physicalResourceId)
    return converge(session, goalInPlace(declared, readBefore(request.oldProperties)));
  return (await isNoProfile(session, request))
    ? createAfterAll(session, request, declared)
    : replace(session, request, declared);
};

/**
 * Update: the profile becomes what the template now declares, from whatever it is. Another name is a replacement: a new
 * profile is made, and CloudFormation then sends a Delete for the old one. An update that fails removes nothing: it cannot
 * know what another delivery of the same event has done.
 */
export const updateSecurityProfile = async (
  request: UpdateRequest,
  operation: OperationContext,
  tools: SessionTools,
): Promise<Completion> => {
  const { profile, doubts } = requireValid(request.properties, 'certain', operation.log);
  const name = nameOf(request);
  try {
    const session = openSession(request, operation, tools);
    const { arn, stood } = await reach(session, request, { requestId: request.requestId, name, profile });
    await sweep({ request, operation, tools, name }, stood);
    return completion(name, arn);
  } catch (error) {
    throw withDoubts(error, doubts);
  }
};
