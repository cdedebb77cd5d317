import { systemClock } from '../../../lambda/custom-resource/clock';

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
});
