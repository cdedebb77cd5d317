import type { IoTClient } from '@aws-sdk/client-iot';
import type { OnFailedAttempt } from '../caller';
import { isThrottle, readFailure } from '../failure';
import type { Pace } from '../pace';

/** Whose an attempt is. */
export interface Sender {
  readonly pace: Pace;
  readonly signal: AbortSignal;
  readonly onFailedAttempt: OnFailedAttempt;
}

const isThrottled = (error: unknown): boolean => isThrottle(readFailure(error));

/** Below the SDK's retries, so that it paces and reports each attempt; the input tells whose it is. */
export const paceAttempts = (client: IoTClient, senders: WeakMap<object, Sender>): void =>
  client.middlewareStack.add(
    (next) => async (args) => {
      const sender = senders.get(args.input);
      if (sender === undefined) return next(args);
      try {
        return await sender.pace.run(() => next(args), isThrottled, sender.signal);
      } catch (error) {
        sender.onFailedAttempt(error);
        throw error;
      }
    },
    { step: 'finalizeRequest', priority: 'low', name: 'paceAttempts' },
  );
