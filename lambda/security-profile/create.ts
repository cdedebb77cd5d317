import type { CreateRequest } from '../custom-resource/request';
import type { Completion, Operation } from '../custom-resource/resource';
import { completion } from './completion';
import { converge } from './converge';
import { create } from './decision';
import { goalOf, newTargets, nothingBefore } from './desired';
import { nameOf } from './name';
import { openSession, type SessionTools } from './session';
import { validate } from './validate';

/**
 * Create: looks first. CreateSecurityProfile may succeed silently on an identical profile that somebody else has made,
 * so its refusal of an existing name is no proof of ownership. After a failure nothing is tidied up here: CloudFormation
 * sends a Delete with the id that the failed create has answered.
 */
export const createSecurityProfile = async (
  request: CreateRequest,
  operation: Operation,
  tools: SessionTools,
): Promise<Completion> => {
  const { profile } = validate(request.properties, 'certain and strong', operation.log);
  const name = nameOf(request);
  const goal = goalOf(create(request.requestId), name, profile, newTargets(profile.targetArns), nothingBefore);
  const { arn } = await converge(openSession(request, operation, tools), goal);
  return completion(name, arn);
};
