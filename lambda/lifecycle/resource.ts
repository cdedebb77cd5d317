import type { IotService } from '../../aws/iot/operations';
import { isOutOfTime } from '../custom-resource/deadline';
import type { OperationContext, Resource } from '../custom-resource/resource-type';
import { createSecurityProfile } from './create';
import { deleteSecurityProfile } from './delete';
import type { SessionTools } from './session';
import { updateSecurityProfile } from './update';

export interface ResourceTools extends Omit<SessionTools, 'service'> {
  /** A service that has met no throttle yet, nor a connection that hangs. */
  readonly freshService: () => IotService;
}

/**
 * The security profile as CloudFormation sees it. One service lasts for the life of the execution environment: its
 * connections are kept, and what it learns of the rate limits. After an operation that ran out of time the next one gets
 * another: a storm of throttles would go on slowing it down when it has long been over.
 */
export const createResource = ({ freshService, ...tools }: ResourceTools): Resource => {
  let service = freshService();
  const toolsFor = ({ deadline: { signal } }: OperationContext): SessionTools => {
    const renew = () => {
      if (isOutOfTime(signal.reason)) service = freshService();
    };
    signal.addEventListener('abort', renew, { once: true });
    return { ...tools, service };
  };
  return {
    create: (request, operation) => createSecurityProfile(request, operation, toolsFor(operation)),
    update: (request, operation) => updateSecurityProfile(request, operation, toolsFor(operation)),
    delete: (request, operation) => deleteSecurityProfile(request, operation, toolsFor(operation)),
  };
};
