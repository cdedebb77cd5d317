import { runInThisContext } from 'node:vm';
import { isOutOfTime, OutOfTimeError, startDeadline, workTime } from '../../../lambda/custom-resource/deadline';
import { raceAbort } from '../../../runtime/clock';
import { VirtualClock } from '../../support/virtual-clock';

test.each([
  [300_000, 297_000, 'all but 3 s'],
  [6_001, 3_001, 'all but 3 s'],
  [6_000, 3_000, 'all but 3 s, which is the half'],
  [5_999, 2_999.5, 'the half'],
  [1_000, 500, 'the half'],
  [1, 0.5, 'the half'],
  [0, 0, 'nothing'],
  [-1, 0, 'nothing'],
  [-300_000, 0, 'nothing'],
])('of %i ms that remain %d ms may be worked: %s', (remaining, expected) => {
  expect(workTime(remaining)).toBe(expected);
});

test('out of time is known by its name, for its class may have been loaded twice', () => {
  expect(isOutOfTime(new OutOfTimeError())).toBe(true);
  expect(isOutOfTime(Object.assign(new Error('x'), { name: 'OutOfTimeError' }))).toBe(true);
  expect(isOutOfTime(new Error('OutOfTimeError'))).toBe(false);
  expect(isOutOfTime('OutOfTimeError')).toBe(false);
  expect(isOutOfTime({ name: 'OutOfTimeError' })).toBe(false);
});

describe('a deadline', () => {
  const clock = () => new VirtualClock(1_000_000);
  const pass = (time: VirtualClock, milliseconds: number) => time.run(time.sleep(milliseconds));

  test('aborts after its time with the reason that the time is used up, and not before', async () => {
    const time = clock();
    const deadline = startDeadline(5_000, time);
    await pass(time, 4_999);
    expect(deadline.signal.aborted).toBe(false);
    expect(deadline.remaining()).toBe(1);
    await pass(time, 1);
    expect(deadline.signal.aborted).toBe(true);
    expect(isOutOfTime(deadline.signal.reason)).toBe(true);
  });

  test('has never less than nothing remaining', async () => {
    const time = clock();
    const deadline = startDeadline(5, time);
    await pass(time, 50);
    expect(deadline.remaining()).toBe(0);
  });

  test('of no time at all aborts at once', async () => {
    const time = clock();
    const deadline = startDeadline(0, time);
    await pass(time, 0);
    expect(deadline.signal.aborted).toBe(true);
  });

  test('that is ended aborts what still runs, and not because of the time', () => {
    const deadline = startDeadline(5_000, clock());
    deadline.end();
    expect(deadline.signal.aborted).toBe(true);
    expect(isOutOfTime(deadline.signal.reason)).toBe(false);
  });

  test('that is ended leaves no timer behind, or it would go off in a later invocation', async () => {
    const time = clock();
    startDeadline(5_000, time).end();
    await expect(time.run(new Promise(() => undefined))).rejects.toThrow('no timer is left');
    expect(time.now()).toBe(1_000_000);
  });

  test('within another leaves that one its time', async () => {
    const time = clock();
    const deadline = startDeadline(10_000, time);
    const within = deadline.within(6_000);
    expect(within.remaining()).toBe(6_000);
    await pass(time, 6_000);
    expect(isOutOfTime(within.signal.reason)).toBe(true);
    expect(deadline.signal.aborted).toBe(false);
    expect(deadline.remaining()).toBe(4_000);
  });

  test('within another comes half a second before it at the latest, so that something can follow it', () => {
    expect(startDeadline(10_000, clock()).within(20_000).remaining()).toBe(9_500);
    expect(startDeadline(300, clock()).within(20_000).remaining()).toBe(0);
  });

  test('ends with its parent, for the reason of the parent', () => {
    const deadline = startDeadline(10_000, clock());
    const within = deadline.within(1_000);
    deadline.end();
    expect(within.signal.aborted).toBe(true);
    expect(within.signal.reason).toBe(deadline.signal.reason);
  });

  test('of a parent that has ended is over from the start', () => {
    const deadline = startDeadline(10_000, clock());
    deadline.end();
    expect(deadline.within(1_000).signal.aborted).toBe(true);
  });

  test('may be listened to by any number of calls: Node would warn of a leak that is none', async () => {
    // A test is given a copy of `process`, which hears no warning.
    const process = runInThisContext('process') as NodeJS.Process;
    const warned = jest.fn();
    process.on('warning', warned);
    const { signal } = startDeadline(10_000, clock());
    for (let call = 0; call < 20; call++) signal.addEventListener('abort', () => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', warned);
    expect(warned).not.toHaveBeenCalled();
  });

  test('does not end its parent when it ends', () => {
    const deadline = startDeadline(10_000, clock());
    deadline.within(1_000).end();
    expect(deadline.signal.aborted).toBe(false);
  });
});

describe('the race against a signal', () => {
  const never = new Promise<never>(() => undefined);

  test('is won by work that ends first, whatever the signal does later', async () => {
    const controller = new AbortController();
    await expect(raceAbort(Promise.resolve('done'), controller.signal)).resolves.toBe('done');
    await expect(raceAbort(Promise.reject(new Error('broken')), controller.signal)).rejects.toThrow('broken');
    controller.abort();
  });

  test('is lost by work that ignores its signal, with the reason of the signal', async () => {
    const controller = new AbortController();
    const race = raceAbort(never, controller.signal);
    const reason = new OutOfTimeError();
    controller.abort(reason);
    await expect(race).rejects.toBe(reason);
  });

  test('is lost at once when the signal has aborted before', async () => {
    await expect(raceAbort(never, AbortSignal.abort(new OutOfTimeError()))).rejects.toThrow(OutOfTimeError);
  });

  test('swallows work that fails after it was lost: nothing would handle it, and the process would end', async () => {
    const controller = new AbortController();
    let fail: (error: Error) => void = () => undefined;
    const work = new Promise<never>((_resolve, reject) => {
      fail = reject;
    });
    const unhandled = jest.fn();
    process.on('unhandledRejection', unhandled);
    const race = raceAbort(work, controller.signal);
    controller.abort(new Error('over'));
    await expect(race).rejects.toThrow('over');
    fail(new Error('too late'));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});
