import { type Mutant, mutantsOf } from '../mutant';

const unit = (...names: readonly string[]) => names.map((name) => `test/lambda/custom-resource/${name}`);

/** Clock, deadline, back-off and progress. */
export const timeMutants: readonly Mutant[] = [
  ...mutantsOf(
    'custom-resource/clock.ts',
    [
      ['if (signal?.aborted) return reject(signal.reason);', '', 'a wait begins after the end'],
      ["signal?.addEventListener('abort', onAbort, { once: true });", '', 'a wait cannot be ended'],
      ['clearTimeout(timer);', '', 'a wait that was ended keeps the process alive'],
      ["signal?.removeEventListener('abort', onAbort);", '', 'every wait leaves a listener behind'],
      ['if (signal.aborted) onAbort();\n    else signal', 'signal', 'work goes on when the time is over already'],
      [".finally(() => signal.removeEventListener('abort', onAbort))", '', 'every call leaves a listener behind'],
    ],
    unit('clock', 'deadline'),
  ),
  ...mutantsOf(
    'custom-resource/deadline.ts',
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
    [...unit('deadline', 'handler'), 'test/lifecycle/time'],
  ),
  ...mutantsOf(
    'custom-resource/retry.ts',
    [
      ['base * 2 ** Math.min(attempt, 16)', 'base', 'the pauses do not grow'],
      ['= 10_000;', '= 100_000;', 'a pause of minutes'],
      ['(0.5 + random() / 2)', '1', 'all clients come back at the same moment'],
      ['&& base > 0', '', 'no pause at all'],
      ['Number.isFinite(base) && ', '', 'an endless pause'],
      ['Math.min(longestWait, base', 'Math.max(longestWait, base', 'no pause is short'],
    ],
    unit('retry', 'caller'),
  ),
  ...mutantsOf(
    'custom-resource/progress.ts',
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
    [...unit('progress'), 'test/lifecycle/time', 'test/lifecycle/replacement'],
  ),
];
