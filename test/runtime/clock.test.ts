import { getEventListeners } from 'node:events';
import { raceAbort, systemClock } from '../../runtime/clock';

describe('the clock of the system', () => {
  test('tells the milliseconds since 1970', () => {
    const before = Date.now();
    expect(systemClock.now()).toBeGreaterThanOrEqual(before);
    expect(systemClock.now()).toBeLessThanOrEqual(Date.now());
  });

  test('waits', async () => {
    await expect(systemClock.sleep(1)).resolves.toBeUndefined();
    await expect(systemClock.sleep(1, new AbortController().signal)).resolves.toBeUndefined();
  });

  test('stops waiting with the reason of the signal', async () => {
    const controller = new AbortController();
    const sleep = systemClock.sleep(60_000, controller.signal);
    controller.abort(new Error('over'));
    await expect(sleep).rejects.toThrow('over');
  });

  test('does not begin to wait for a signal that has aborted', async () => {
    await expect(systemClock.sleep(60_000, AbortSignal.abort(new Error('over')))).rejects.toThrow('over');
  });

  test('leaves nothing behind on the signal when a wait is over: one signal sees many waits', async () => {
    const { signal } = new AbortController();
    await systemClock.sleep(1, signal);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('leaves no timer behind when a wait is ended: it would keep the process alive', async () => {
    jest.useFakeTimers();
    try {
      const controller = new AbortController();
      const sleep = systemClock.sleep(60_000, controller.signal);
      expect(jest.getTimerCount()).toBe(1);
      controller.abort(new Error('over'));
      await expect(sleep).rejects.toThrow('over');
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });
});

test.each([
  ['well', Promise.resolve('done')],
  ['badly', Promise.reject(new Error('refused'))],
])('work that ends %s leaves nothing behind on the signal that it was raced against', async (_how, work) => {
  const { signal } = new AbortController();
  await raceAbort(work, signal).catch(() => undefined);
  await new Promise((resolve) => setImmediate(resolve));
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});
