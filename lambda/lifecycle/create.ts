import { goalOfCreate } from '../../core/iot-security-profile/goal';
import { nameOf } from '../../core/iot-security-profile/name';
import type { CreateRequest } from '../custom-resource/request';
import type { Completion, OperationContext } from '../custom-resource/resource-type';
import { completion } from './completion';
import { converge } from './converge';
import { requireValid } from './refusals';
import { openSession, type SessionTools } from './session';

/**
 * Create: looks first. CreateSecurityProfile may succeed silently on an identical profile that somebody else has made,
 * so its refusal of an existing name is no proof of ownership. After a failure nothing is tidied up here: CloudFormation
 * sends a Delete with the id that the failed create has answered.
 */
export const createSecurityProfile = async (
  request: CreateRequest,
  operation: OperationContext,
  tools: SessionTools,
): Promise<Completion> => {
  const { profile } = requireValid(request.properties, 'certain and strong', operation.log);
  const name = nameOf(request);
  const goal = goalOfCreate({ ...request, name, profile });
  const { arn } = await converge(openSession(request, operation, tools), goal);
  return completion(name, arn);
};
