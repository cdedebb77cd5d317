import type { UpdateRequest } from '../custom-resource/request';
import type { Completion, Operation } from '../custom-resource/resource';
import { completion } from './completion';
import { converge } from './converge';
import { readBefore, targetsInPlace, toDesired } from './desired';
import { hasName, nameOf } from './name';
import { isSecurityProfileName } from './properties';
import { replace } from './replace';
import type { Update } from './replacement-goal';
import { openSession, type SessionTools } from './session';
import { validate, withDoubts } from './validate';

/** A name absent now and before was never chosen by the template: what it is stays, however it came about. */
const desiredName = (request: UpdateRequest): string => {
  const { physicalResourceId, properties, oldProperties } = request;
  const isKept = !hasName(properties) && !hasName(oldProperties) && isSecurityProfileName(physicalResourceId);
  return isKept ? physicalResourceId : nameOf(request);
};

const updateInPlace = async ({ request, operation, tools, name, profile, before }: Update): Promise<string> => {
  const targets = targetsInPlace(request.properties, profile.targetArns, before);
  const desired = toDesired(name, profile, targets, before);
  const adoptExisting = profile.adoptExisting === true;
  return converge(openSession(request, operation, tools), { claim: 'keep', desired, adoptExisting });
};

/**
 * Update: the profile becomes what the template now declares, from whatever it is. Another name is a replacement: a new
 * profile is made, and CloudFormation then sends a Delete for the old one.
 */
export const updateSecurityProfile = async (
  request: UpdateRequest,
  operation: Operation,
  tools: SessionTools,
): Promise<Completion> => {
  const { profile, doubts } = validate(request.properties, 'certain', operation.log);
  const name = desiredName(request);
  const update = { request, operation, tools, name, profile, before: readBefore(request.oldProperties) };
  try {
    const arn = await (name === request.physicalResourceId ? updateInPlace(update) : replace(update));
    return completion(name, arn);
  } catch (error) {
    throw withDoubts(error, doubts);
  }
};
