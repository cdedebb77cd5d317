import { isOutOfTime } from '../custom-resource/deadline';
import type { OperationContext, Resource } from '../custom-resource/resource-type';
import { create } from './create';
import { deleteWhatStands } from './delete';
import type { Kind, Types } from './kind';
import type { SessionTools } from './session';
import { update } from './update';

export interface ResourceTools<T extends Types> {
  readonly kind: Kind<T>;
  /** A service that has met no throttle yet, nor a connection that hangs. */
  readonly freshService: () => T['service'];
}

/**
 * A kind of resource as CloudFormation sees it. One service lasts for the life of the execution environment: its connections
 * are kept, and what it learns of the rate limits. After an operation that ran out of time the next one gets another: a storm
 * of throttles would go on slowing it down when it has long been over.
 */
export const createResource = <T extends Types>({ kind, freshService }: ResourceTools<T>): Resource => {
  let service = freshService();
  const toolsFor = ({ deadline: { signal } }: OperationContext): SessionTools<T> => {
    const renew = () => {
      if (isOutOfTime(signal.reason)) service = freshService();
    };
    signal.addEventListener('abort', renew, { once: true });
    return { kind, service };
  };
  return {
    create: (request, operation) => create(request, operation, toolsFor(operation)),
    update: (request, operation) => update(request, operation, toolsFor(operation)),
    delete: (request, operation) => deleteWhatStands(request, operation, toolsFor(operation)),
  };
};
