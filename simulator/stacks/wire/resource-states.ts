import type { ResourceStatus, Stack, StackEvent, StackStatus } from '../stack';

/** A resource as ListStackResources and DescribeStackResources tell it. */
export interface ResourceState {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: ResourceStatus;
  readonly reason?: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

const isOfResource = (event: StackEvent): event is StackEvent & { readonly status: ResourceStatus } =>
  event.type !== 'AWS::CloudFormation::Stack';

const gone: readonly StackStatus[] = ['ROLLBACK_COMPLETE', 'DELETE_COMPLETE'];

/**
 * The resources of a stack in order of their logical ids, those that an operation is at work on included. What is gone is
 * told only where the whole stack is: whether AWS goes on telling what an update has removed is not documented.
 */
export const resourceStates = ({ resources, events, status }: Stack): readonly ResourceState[] => {
  const ofResources = events.filter(isOfResource);
  const states = [...new Set(ofResources.map(({ logicalId }) => logicalId))].sort().flatMap((logicalId) => {
    const own = ofResources.filter((event) => event.logicalId === logicalId);
    const live = resources.get(logicalId);
    // In a clean-up the last event may be that of the one whose place this one has taken.
    const last = own.findLast(({ physicalId }) => physicalId === live?.physicalId) ?? own.at(-1);
    const isTold = live !== undefined || gone.includes(status) || last?.status.endsWith('_IN_PROGRESS') === true;
    return last !== undefined && isTold ? [{ ...last, physicalId: live?.physicalId ?? last.physicalId }] : [];
  });
  return states;
};
