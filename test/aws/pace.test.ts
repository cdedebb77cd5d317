import { Pace } from '../../aws/pace';
import { TokenBucket } from '../../simulator/service/gateway/token-bucket';
import { VirtualClock } from '../support/virtual-clock';

class Throttle extends Error {}
const isThrottle = (error: unknown): boolean => error instanceof Throttle;

/** Milliseconds of a call. */
const latency = 20;

/** An operation that the service limits for all who call it. */
const limitedService = (clock: VirtualClock, perSecond = 10) => {
  const bucket = new TokenBucket({ perSecond, burst: perSecond }, clock);
  const start = clock.now();
  const times: number[] = [];
  let throttled = 0;
  const call = async (): Promise<void> => {
    times.push(clock.now() - start);
    await clock.sleep(latency);
    if (bucket.take()) return;
    throttled += 1;
    throw new Throttle();
  };
  return { call, times, throttled: () => throttled };
};

/** Of an operation with time. */
const time = () => new AbortController().signal;

/** Makes so many calls, five at once, each until it goes well. */
const finish = async (clock: VirtualClock, count: number, call: () => Promise<void>): Promise<void> => {
  const pace = new Pace(clock);
  const persist = async (attempt = 0): Promise<void> => {
    try {
      await pace.run(call, isThrottle, time());
    } catch {
      await clock.sleep(50 * 2 ** attempt);
      await persist(attempt + 1);
    }
  };
  const waiting = Array.from({ length: count }).values();
  const work = async () => {
    for (const _ of waiting) await persist();
  };
  await Promise.all(Array.from({ length: 5 }, work));
};

/** Seconds that so many calls take, and the throttles they met, where `clients` share the limit. */
const timed = async (clients: number, count: number, perSecond?: number) => {
  const clock = new VirtualClock();
  const { call, throttled } = limitedService(clock, perSecond);
  const start = clock.now();
  await clock.run(Promise.all(Array.from({ length: clients }, () => finish(clock, count, call))));
  return { seconds: (clock.now() - start) / 1_000, throttled: throttled() };
};

describe('the calls of an operation', () => {
  test.each([1, 5, 10])('do not wait while none is throttled: %i', async (count) => {
    const { seconds, throttled } = await timed(1, count);
    expect(throttled).toBe(0);
    expect(seconds).toBeCloseTo((Math.ceil(count / 5) * latency) / 1_000);
  });

  test.each([
    [30, 1.2],
    [100, 1.1],
    [1_000, 1.02],
  ])('end near the limit, few of them in vain: %i of them, within %d of what it allows', async (count, ratio) => {
    const { seconds, throttled } = await timed(1, count);
    expect(seconds).toBeLessThanOrEqual(((count - 10) / 10) * ratio);
    expect(throttled).toBeLessThanOrEqual(4 + count / 10);
  });

  test('find a limit that is lower than the usual one', async () => {
    const { seconds, throttled } = await timed(1, 100, 3);
    expect(seconds).toBeLessThanOrEqual(((100 - 3) / 3) * 1.1);
    expect(throttled).toBeLessThanOrEqual(40);
  });

  test('find a limit that is higher', async () => {
    expect((await timed(1, 1_000, 50)).seconds).toBeLessThanOrEqual(((1_000 - 50) / 50) * 1.3);
  });

  test('share a limit with those of other functions', async () => {
    const { seconds, throttled } = await timed(5, 100);
    expect(seconds).toBeLessThanOrEqual(49 * 1.3);
    expect(throttled).toBeLessThanOrEqual(250);
  });

  test('that fail for another reason slow nothing down', async () => {
    const clock = new VirtualClock();
    const pace = new Pace(clock);
    const fail = () => Promise.reject(new Error('refused'));
    const start = clock.now();
    for (let count = 0; count < 50; count++)
      await expect(clock.run(pace.run(fail, isThrottle, time()))).rejects.toThrow('refused');
    expect(clock.now()).toBe(start);
  });

  test('give what they came to', async () => {
    expect(await new Pace(new VirtualClock()).run(async () => 'output', isThrottle, time())).toBe('output');
  });
});

describe('a storm of throttles', () => {
  const storm = async (milliseconds: number) => {
    const clock = new VirtualClock();
    const pace = new Pace(clock);
    const start = clock.now();
    const times: number[] = [];
    const call = async () => {
      times.push(clock.now() - start);
      // However often it is called, the storm ends.
      if (clock.now() - start < milliseconds && times.length < 10_000) throw new Throttle();
    };
    const persist = async (): Promise<void> => pace.run(call, isThrottle, time()).catch(persist);
    await clock.run(persist());
    return { pace, clock, times };
  };

  test('is met with fewer and fewer calls, down to one in two seconds', async () => {
    const { times } = await storm(60_000);
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(pauses[0]).toBeCloseTo(100);
    for (const [index, pause] of pauses.entries()) expect(pause).toBeGreaterThanOrEqual(pauses[index - 1] ?? 0);
    expect(times.length).toBeLessThanOrEqual(45);
    expect(Math.max(...pauses)).toBe(2_000);
  });

  test('leaves its mark: what comes next is slow at first', async () => {
    const { pace, clock } = await storm(60_000);
    const start = clock.now();
    const succeed = () => pace.run(async () => undefined, isThrottle, time());
    await clock.run(Promise.all(Array.from({ length: 5 }, succeed)));
    expect(clock.now() - start).toBeGreaterThan(5_000);
  });
});

test('calls that were throttled together slow the next ones down once', async () => {
  const clock = new VirtualClock();
  const pace = new Pace(clock);
  const fail = async () => {
    await clock.sleep(latency);
    throw new Throttle();
  };
  const together = Array.from({ length: 5 }, () => pace.run(fail, isThrottle, time()).catch(() => undefined));
  await clock.run(Promise.all(together));
  const times: number[] = [];
  const succeed = () => pace.run(async () => void times.push(clock.now()), isThrottle, time());
  await clock.run(Promise.all(Array.from({ length: 3 }, succeed)));
  // At the usual rate of ten a second, not at a fifth of it.
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeCloseTo(100);
});

test('turns that nobody took may be made up for, but only those of a second', async () => {
  const clock = new VirtualClock();
  const pace = new Pace(clock);
  const fail = () => Promise.reject(new Throttle());
  await pace.run(fail, isThrottle, time()).catch(() => undefined);
  await clock.run(clock.sleep(60_000));
  const start = clock.now();
  const times: number[] = [];
  // Those that fail raise no rate.
  const refused = async () => {
    times.push(clock.now() - start);
    throw new Error('refused');
  };
  await clock.run(
    Promise.all(Array.from({ length: 13 }, () => pace.run(refused, isThrottle, time()).catch(() => undefined))),
  );
  expect(times.filter((time) => time === 0)).toHaveLength(11);
  expect(times.slice(11)).toStrictEqual([100, 200]);
});

test('a wait for a turn ends with the signal, and the call is not made', async () => {
  const clock = new VirtualClock();
  const pace = new Pace(clock);
  const controller = new AbortController();
  await pace.run(() => Promise.reject(new Throttle()), isThrottle, time()).catch(() => undefined);
  const call = jest.fn(async () => undefined);
  const waiting = pace.run(call, isThrottle, controller.signal);
  const reason = new Error('the time is used up');
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  expect(call).not.toHaveBeenCalled();
});

test('calls that are spread evenly may be made at once after a pause, as many as are allowed', async () => {
  const clock = new VirtualClock();
  const pace = new Pace(clock, { most: 2, atOnce: 5 });
  const begun = clock.now();
  const timesOf = async (count: number): Promise<readonly number[]> => {
    const times: number[] = [];
    const call = async () => {
      times.push(clock.now() - begun);
    };
    await clock.run(Promise.all(Array.from({ length: count }, () => pace.run(call, isThrottle, time()))));
    return times;
  };
  expect(await timesOf(7)).toEqual([0, 0, 0, 0, 0, 500, 1_000]);
  await clock.run(clock.sleep(60_000));
  expect((await timesOf(6)).map((at) => at - 61_000)).toEqual([0, 0, 0, 0, 0, 500]);
});
