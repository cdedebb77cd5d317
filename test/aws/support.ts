import { type CallerTools, createCaller } from '../../aws/caller';
import type { IotService, Output } from '../../aws/iot/operations';
import { takesNoVersion } from '../../aws/iot/service';
import { Progress } from '../../runtime/progress';
import { VirtualClock } from '../support/virtual-clock';

/** One call as the service was given it. */
export interface Sent {
  readonly operation: string;
  readonly input: object;
}

/** Answers a call, or throws as the SDK does. `count` counts the calls from 1. */
export type Respond = (sent: Sent, count: number) => unknown;

/** A service that answers as told, and keeps what it was asked. */
export const respondingService = (
  respond: Respond,
): { readonly service: IotService; readonly sent: readonly Sent[] } => {
  const sent: Sent[] = [];
  const service: IotService = {
    takesNoVersion,
    // A test answers with the members that it needs, and not with all of the SDK's.
    send: async (operation, input) => {
      sent.push({ operation, input });
      return (await respond({ operation, input }, sent.length)) as Output<never>;
    },
  };
  return { service, sent };
};

export const sdkError = (name: string, status?: number, message = 'text', code?: string): Error =>
  Object.assign(new Error(message), {
    name,
    ...(status === undefined ? {} : { $metadata: { httpStatusCode: status } }),
    ...(code === undefined ? {} : { code }),
  });

export const notFound = (): Error => sdkError('ResourceNotFoundException', 404);

/** A caller of a service that answers as told, on a virtual clock. */
export const caller = (respond: Respond, options: Partial<CallerTools> & { readonly service?: IotService } = {}) => {
  const clock = new VirtualClock();
  const { service, sent } = respondingService(respond);
  const progress = new Progress();
  const logged: Readonly<Record<string, unknown>>[] = [];
  const call = createCaller(options.service ?? service, {
    clock,
    log: (message, details) => logged.push({ message, ...details }),
    progress,
    retryBase: 200,
    signal: new AbortController().signal,
    awaitPropagation: true,
    ...options,
  });
  return { call, clock, sent, progress, logged };
};
