import type { CustomResourceEvent } from '../../simulator/cloudformation/custom-resource-event';

/** A resource that can be neither created nor updated: what comes before it in the stack is rolled back. */
export const breakerType = 'Custom::Breaker';

export const breakerAnswer = (event: CustomResourceEvent): string =>
  JSON.stringify({
    Status: event.RequestType === 'Delete' ? 'SUCCESS' : 'FAILED',
    Reason: 'it never works',
    PhysicalResourceId: event.PhysicalResourceId ?? 'breaker',
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
  });
