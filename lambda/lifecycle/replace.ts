import { isNotFound } from '../../aws/failure';
import { readTargets } from '../../aws/iot/read';
import { type Declared, goalOfReplacement, readBefore } from '../../core/iot-security-profile/goal';
import { hasInventedId, nameBefore } from '../../core/iot-security-profile/name';
import type { UpdateRequest } from '../custom-resource/request';
import { type Converged, converge } from './converge';
import type { Session } from './session';

/** What the profile is attached to; nothing where it does not exist. */
const targetsOf = async ({ call }: Session, name: string): Promise<readonly string[]> => {
  try {
    return await readTargets(call, name);
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
};

/** Makes the profile under its new name. If that fails, the reversed event of the roll back sweeps what stands there. */
export const replace = async (session: Session, request: UpdateRequest, declared: Declared): Promise<Converged> => {
  const { physicalResourceId, oldProperties } = request;
  const { name, profile } = declared;
  const goal = goalOfReplacement(declared, {
    physicalResourceId,
    mayBeInvented: hasInventedId(request),
    before: { ...readBefore(oldProperties), name: nameBefore(request) },
    liveTargets: profile.targetArns === undefined ? await targetsOf(session, physicalResourceId) : [],
  });
  return converge(
    session,
    goal,
    `the security profile '${name}' may have been made by this update: the roll back removes it; with rollback disabled the ` +
      'next update does',
  );
};
