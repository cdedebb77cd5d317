import { JumpingClock } from '../../../../simulator/stacks/custom-resource/virtual-clock';

const start = 1_800_000_000_000;

/** A clock whose time of day stands still. */
const standing = () => new JumpingClock(() => start);

test('nobody waits while nothing is at work, and the order of the times is kept', async () => {
  const clock = standing();
  const woken: [string, number][] = [];
  const sleep = async (name: string, milliseconds: number) => {
    await clock.sleep(milliseconds);
    woken.push([name, clock.now() - start]);
  };
  await Promise.all([sleep('late', 3_600_000), sleep('early', 60_000)]);
  expect(woken).toEqual([
    ['early', 60_000],
    ['late', 3_600_000],
  ]);
});

test('time does not jump while something is at work', async () => {
  const clock = standing();
  let end: () => void = () => undefined;
  const work = clock.during(
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  let isAwake = false;
  const sleeping = clock.sleep(60_000).then(() => {
    isAwake = true;
  });
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect([isAwake, clock.now()]).toEqual([false, start]);
  end();
  await Promise.all([work, sleeping]);
  expect(clock.now()).toBe(start + 60_000);
});

test('what sleeps beside a work wakes by the time of day', async () => {
  const clock = new JumpingClock(Date.now);
  const order: string[] = [];
  const work = clock.during(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    order.push('work');
  });
  await Promise.all([work, clock.sleep(20).then(() => order.push('sleep'))]);
  expect(order).toEqual(['sleep', 'work']);
});

test('a sleep that is called off rejects with the reason, and time does not jump to its end', async () => {
  const clock = standing();
  const controller = new AbortController();
  const sleeping = clock.sleep(60_000, controller.signal);
  controller.abort(new Error('no more'));
  await expect(sleeping).rejects.toThrow('no more');
  await expect(clock.sleep(1, AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
  await clock.sleep(5);
  expect(clock.now()).toBe(start + 5);
});
