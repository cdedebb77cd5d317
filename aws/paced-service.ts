import { systemClock } from '../runtime/clock';
import type { InputOf, NameOf, OnFailedAttempt, Operations, OutputOf, Service } from './caller';
import { isThrottle, readFailure } from './failure';
import { Pace, type PaceOptions } from './pace';

/** Whose an attempt is. */
export interface Sender {
  readonly pace: Pace;
  readonly signal: AbortSignal;
  readonly onFailedAttempt: OnFailedAttempt;
}

type Attempt = <Args extends { readonly input: object }, Result>(
  next: (args: Args) => Promise<Result>,
) => (args: Args) => Promise<Result>;

/** A client of the SDK, of whatever service. */
export interface Client {
  readonly middlewareStack: {
    add(attempt: Attempt, options: { readonly step: 'finalizeRequest'; priority: 'low'; name: string }): void;
  };
}

const isThrottled = (error: unknown): boolean => isThrottle(readFailure(error));

/** Below the SDK's retries, so that it paces and reports each attempt; the input tells whose it is. */
export const paceAttempts = (client: Client, senders: WeakMap<object, Sender>): void =>
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

export interface SendOptions {
  readonly abortSignal: AbortSignal;
}

/** Sends each operation of a service. */
export type Senders<All extends Operations, Names extends NameOf<All>> = {
  readonly [Name in Names]: (input: InputOf<All, Name>, options: SendOptions) => Promise<OutputOf<All, Name>>;
};

/** Milliseconds. A control-plane call takes well below a second; a connection that hangs is given up and tried anew. */
export const requestHandler = { connectionTimeout: 3_000, requestTimeout: 15_000, throwOnRequestTimeout: true };

/** The SDK's client, and what it has learned of the account's limits. */
export const pacedService = <All extends Operations, Names extends NameOf<All>>(
  client: Client,
  send: Senders<All, Names>,
  takesNoVersion: (operation: Names) => boolean,
  pacing?: PaceOptions,
): Service<All, Names> => {
  const senders = new WeakMap<object, Sender>();
  paceAttempts(client, senders);
  const paces = new Map<Names, Pace>();
  const paceOf = (operation: Names): Pace => {
    const pace = paces.get(operation) ?? new Pace(systemClock, pacing);
    paces.set(operation, pace);
    return pace;
  };
  return {
    takesNoVersion,
    send: (operation, input, signal, onFailedAttempt) => {
      senders.set(input, { pace: paceOf(operation), signal, onFailedAttempt });
      return send[operation](input, { abortSignal: signal });
    },
  };
};
