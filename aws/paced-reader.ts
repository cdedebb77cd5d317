import { backoff, defaultRetryBase } from '../runtime/backoff';
import type { Clock } from '../runtime/clock';
import type { Call, InputOf, NameOf, Operations, OutputOf } from './caller';
import { CallError, readFailure } from './failure';
import { Pace, type PaceOptions } from './pace';
import { type Client, paceAttempts, type Sender } from './paced-service';

/** Whoever reads many profiles meets a throttle now and then; a service that is not there is found out in two seconds. */
export const maxAttempts = 6;

/** Sends each operation of a service. */
type Senders<All extends Operations, Names extends NameOf<All>> = {
  readonly [Name in Names]: (input: InputOf<All, Name>) => Promise<OutputOf<All, Name>>;
};

interface Tools {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Calls a service for somebody who waits before a screen, each operation at its own pace. `paceFor`: what AWS allows. */
export const pacedReader = <All extends Operations, Names extends NameOf<All>>(
  client: Client,
  send: Senders<All, Names>,
  paceFor: (operation: Names) => PaceOptions,
  { clock, signal }: Tools,
): Call<All, Names> => {
  const senders = new WeakMap<object, Sender>();
  paceAttempts(client, senders);
  const paces = new Map<Names, Pace>();
  const paceOf = (operation: Names): Pace => {
    const pace = paces.get(operation) ?? new Pace(clock, paceFor(operation));
    paces.set(operation, pace);
    return pace;
  };
  const call = <Name extends Names>(operation: Name, input: InputOf<All, Name>): Promise<OutputOf<All, Name>> => {
    senders.set(input, { pace: paceOf(operation), signal, onFailedAttempt: () => undefined });
    return send[operation](input).catch((error: unknown) => {
      throw new CallError(operation, readFailure(error), error);
    });
  };
  return Object.assign(call, {
    pause: (attempt: number, longest = Number.POSITIVE_INFINITY) =>
      clock.sleep(Math.min(backoff(attempt, defaultRetryBase), longest), signal),
  });
};
