import type { CustomResourceEvent } from '../../simulator/stacks/custom-resource/event';

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

/** Waits for the moment at which it fails. */
export const breakerMoment = async (
  { RequestType, ResourceProperties }: CustomResourceEvent,
  journal: { onCall(listener: (call: { readonly operation: string }) => void): () => void },
  clock: { sleep(milliseconds: number): Promise<void> },
): Promise<void> => {
  if (RequestType === 'Delete') return;
  const { afterCall = '0', milliseconds = '0' } = ResourceProperties;
  let toCome = Number.isNaN(Number(afterCall)) ? 1 : Number(afterCall);
  const isCounted = (operation: string) => !Number.isNaN(Number(afterCall)) || operation === afterCall;
  if (toCome > 0)
    await new Promise<void>((resolve) => {
      const stop = journal.onCall(({ operation }) => {
        if (!isCounted(operation) || --toCome > 0) return;
        stop();
        resolve();
      });
    });
  if (Number(milliseconds) > 0) await clock.sleep(Number(milliseconds));
};
