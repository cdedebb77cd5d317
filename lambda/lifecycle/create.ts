import type { CreateRequest } from '../custom-resource/request';
import type { Completion, OperationContext } from '../custom-resource/resource-type';
import { converge } from './converge';
import type { Types } from './kind';
import { requireValid } from './refusals';
import { openSession, type SessionTools } from './session';

/**
 * Create: looks first. A creation may succeed silently on an identical thing that somebody else has made, so its refusal of
 * an existing name is no proof of ownership. After a failure nothing is tidied up here: CloudFormation sends a Delete with
 * the id that the failed create has answered.
 */
export const create = async <T extends Types>(
  request: CreateRequest,
  operation: OperationContext,
  tools: SessionTools<T>,
): Promise<Completion> => {
  const { kind } = tools;
  const { valid } = requireValid(
    kind.readProperties(request.properties, operation.invokedFunctionArn),
    'certain and strong',
    operation.log,
  );
  const session = openSession(request, operation, tools);
  const { arn } = await converge(session, kind.goalOfCreate({ ...request, valid }));
  return session.access.completion(request, arn);
};
