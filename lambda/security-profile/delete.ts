import { parseFailedCreateId } from '../custom-resource/physical-id';
import type { DeleteRequest } from '../custom-resource/request';
import type { Operation } from '../custom-resource/resource';
import { nameOf } from './name';
import { isSecurityProfileName } from './properties';
import { removeProfile } from './remove';
import { openSession, type SessionTools } from './session';

/**
 * Delete: acts on the physical id and on the marks, never on the shape of the properties, so that a bad property cannot
 * block it. A profile that is not there is success.
 */
export const deleteSecurityProfile = async (
  request: DeleteRequest,
  operation: Operation,
  tools: SessionTools,
): Promise<void> => {
  const { physicalResourceId } = request;
  const session = openSession(request, operation, tools);
  const failedCreate = parseFailedCreateId(physicalResourceId);
  if (failedCreate !== undefined) {
    const { name, requestId } = failedCreate;
    if (isSecurityProfileName(name)) await removeProfile(session, name, { kind: 'unfinished', requestId });
    return;
  }
  if (isSecurityProfileName(physicalResourceId)) {
    const { AdoptExisting: adoptExisting } = request.properties;
    const mayBeAdopted = adoptExisting === 'true' || adoptExisting === true;
    const stood = await removeProfile(session, physicalResourceId, { kind: 'physical-id', mayBeAdopted });
    if (stood) return;
  }
  // A create that never answered has an id that CloudFormation made up; what it made stands under the name it was given.
  const implied = nameOf(request);
  if (implied !== '' && implied !== physicalResourceId) await removeProfile(session, implied, { kind: 'implied-name' });
};
