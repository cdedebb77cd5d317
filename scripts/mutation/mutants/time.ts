import { type Mutant, mutantsOf } from '../mutant';

/** Clock, deadline, back-off and progress. */
export const timeMutants: readonly Mutant[] = [
  ...mutantsOf(
    'runtime/clock.ts',
    [
      ['if (signal?.aborted) return reject(signal.reason);', '', 'a wait begins after the end'],
      ["signal?.addEventListener('abort', onAbort, { once: true });", '', 'a wait cannot be ended'],
      ['clearTimeout(timer);', '', 'a wait that was ended keeps the process alive'],
      ["signal?.removeEventListener('abort', onAbort);", '', 'every wait leaves a listener behind'],
      ['if (signal.aborted) onAbort();\n    else signal', 'signal', 'work goes on when the time is over already'],
      [".finally(() => signal.removeEventListener('abort', onAbort))", '', 'every call leaves a listener behind'],
    ],
    ['test/runtime/clock', 'test/lambda/custom-resource/deadline'],
  ),
  ...mutantsOf(
    'lambda/custom-resource/deadline.ts',
    [
      ['remaining >= 2 * answerMargin', 'remaining >= answerMargin', 'no time for any work in a short function'],
      [': remaining / 2', ': remaining', 'a short function answers too late'],
      ['Math.max(0, end - clock.now())', 'end - clock.now()', 'a negative time is left'],
      ['clock, expiry.signal)', 'clock)', 'the sooner deadline outlives the one that it came from'],
      ['if (parent?.aborted) expire(parent.reason);', '', 'a deadline begins after its parent has ended'],
      ['expiry.abort(reason);', '', 'nothing is aborted when the time is over'],
      ['timer.abort();', '', 'the timer of a deadline outlives the invocation'],
      ['setMaxListeners(0, expiry.signal);', '', 'Node warns of a leak that is none'],
      [
        "error.name === 'OutOfTimeError'",
        'error instanceof OutOfTimeError',
        'an error of the other copy of the class is not known',
      ],
    ],
    ['test/lambda/custom-resource/deadline', 'test/lambda/custom-resource/handler', 'test/lifecycle/time'],
  ),
  ...mutantsOf(
    'runtime/backoff.ts',
    [
      ['base * 2 ** Math.min(attempt, 16)', 'base', 'the pauses do not grow'],
      ['= 10_000;', '= 100_000;', 'a pause of minutes'],
      ['(0.5 + random() / 2)', '1', 'all clients come back at the same moment'],
      ['&& base > 0', '', 'no pause at all'],
      ['Number.isFinite(base) && ', '', 'an endless pause'],
      ['Math.min(longestWait, base', 'Math.max(longestWait, base', 'no pause is short'],
    ],
    ['test/runtime/backoff', 'test/aws/caller'],
  ),
  ...mutantsOf(
    'runtime/progress.ts',
    [
      ['count > 1 ? `${call} (${count} times)` : call', 'call', 'the reason does not tell how often'],
      ['this.#planned.clear();', '', 'what was planned twice counts twice'],
      [
        'for (const [call, count] of this.#done) add(this.#planned, call, count);',
        '',
        'what is done already hides what is left',
      ],
      ['count - (this.#done.get(call) ?? 0)', 'count', 'what is done is called not done'],
      ['else counts.delete(call);', '', 'a call that has ended is called unfinished'],
      ['this.#lastError = `${call}: ${error}`;', '', 'the reason does not tell the last error'],
    ],
    ['test/runtime/progress', 'test/lifecycle/time', 'test/lifecycle/replacement'],
  ),
];
