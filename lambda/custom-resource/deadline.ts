import { setMaxListeners } from 'node:events';
import type { Clock } from '../../runtime/clock';

/** Milliseconds. The answer starts so long before the end: a first TLS connection takes a small function a second and more. */
const answerMargin = 3_000;

/** Milliseconds that are left for the rest of the work when a part of it has used up its time. */
const shortestAfterwards = 500;

/** What the work of one invocation is given of the function's time. */
export interface Deadline {
  /** Aborts when the answer has to start. */
  readonly signal: AbortSignal;
  /** Milliseconds until then; never negative. */
  remaining(): number;
  /** A deadline that comes in `milliseconds` at most, and in any case a moment before this one. */
  within(milliseconds: number): Deadline;
  /** Ends it before its time: what still runs is aborted, or it would wake up in a later invocation. */
  end(): void;
}

/** How many of the remaining milliseconds may be worked: all but 3 s, or half of them if there are less than 6 s. */
export const workTime = (remaining: number): number =>
  Math.max(0, remaining >= 2 * answerMargin ? remaining - answerMargin : remaining / 2);

/** The reason with which the signal of a deadline aborts. */
export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';
  constructor() {
    super('the time of the function is used up');
  }
}

/** By name: the class may have been loaded twice, with the entry and with the rest. */
export const isOutOfTime = (error: unknown): boolean => error instanceof Error && error.name === 'OutOfTimeError';

/** Starts a deadline that comes after `milliseconds`, and ends with its parent. */
export const startDeadline = (milliseconds: number, clock: Clock, parent?: AbortSignal): Deadline => {
  const end = clock.now() + milliseconds;
  const expiry = new AbortController();
  const timer = new AbortController();
  // Five calls at once, each with the listeners of the SDK: more than Node's warning threshold, yet no leak.
  setMaxListeners(0, expiry.signal);
  const expire = (reason: unknown): void => {
    timer.abort();
    expiry.abort(reason);
  };
  clock.sleep(milliseconds, timer.signal).then(
    () => expire(new OutOfTimeError()),
    () => undefined,
  );
  if (parent?.aborted) expire(parent.reason);
  parent?.addEventListener('abort', () => expire(parent.reason), { once: true });
  const remaining = () => Math.max(0, end - clock.now());
  return {
    signal: expiry.signal,
    remaining,
    within: (longest) =>
      startDeadline(Math.max(0, Math.min(longest, remaining() - shortestAfterwards)), clock, expiry.signal),
    end: () => expire(new Error('the work is over')),
  };
};
