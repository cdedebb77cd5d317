import { CallError } from '../../aws/failure';
import type { IotService } from '../../aws/iot/operations';
import { takesNoVersion } from '../../aws/iot/service';
import { isOutOfTime, startDeadline } from '../../lambda/custom-resource/deadline';
import { VirtualClock } from '../support/virtual-clock';
import { caller, type Respond, sdkError } from './support';

/** By default more often than any patience lasts, yet with an end: a caller that never gives up fails its test at once. */
const failing =
  (error: Error, times = 500): Respond =>
  (_sent, count) => {
    if (count <= times) throw error;
    return { securityProfileName: 'p' };
  };

const describeProfile = { securityProfileName: 'p' };
const attachment = { securityProfileName: 'p', securityProfileTargetArn: 'arn' };

const denied = () => sdkError('AccessDeniedException', 403);
const cannotAssume = () => sdkError('InvalidRequestException', 400, 'AWS IoT cannot assume role arn:aws:iam::1:role/r');
const conflict = () => sdkError('VersionConflictException', 409);

describe('a call', () => {
  test('that goes well gives the output, is logged with its time, and counted', async () => {
    const { call, clock, sent, progress, logged } = caller(async () => {
      await clock.sleep(30);
      return { securityProfileName: 'p' };
    });
    expect(await clock.run(call('DescribeSecurityProfile', describeProfile))).toStrictEqual({
      securityProfileName: 'p',
    });
    expect(sent).toStrictEqual([{ operation: 'DescribeSecurityProfile', input: describeProfile }]);
    expect(progress.describe()).toBe('done: DescribeSecurityProfile');
    expect(logged).toStrictEqual([
      {
        message: 'call',
        operation: 'DescribeSecurityProfile',
        input: describeProfile,
        outcome: 'success',
        milliseconds: 30,
      },
    ]);
  });

  test('that fails is logged with the service’s own words, and counted as the last error', async () => {
    const { call, clock, progress, logged } = caller(
      failing(sdkError('InvalidRequestException', 400, 'no such metric')),
    );
    await expect(clock.run(call('UpdateSecurityProfile', describeProfile))).rejects.toThrow(
      'UpdateSecurityProfile failed: InvalidRequestException: no such metric (HTTP 400)',
    );
    expect(progress.describe()).toContain('last error: UpdateSecurityProfile: InvalidRequestException: no such metric');
    expect(logged).toMatchObject([
      { outcome: { name: 'InvalidRequestException', message: 'no such metric', status: 400 } },
    ]);
  });

  test('that finds nothing has an answer like any other: that is no error to tell of', async () => {
    const { call, clock, progress } = caller(failing(sdkError('ResourceNotFoundException', 404)));
    await expect(clock.run(call('DescribeSecurityProfile', describeProfile))).rejects.toBeInstanceOf(CallError);
    expect(progress.describe()).toBe('no call has succeeded');
  });

  test.each([
    ['an unknown request', sdkError('InvalidRequestException', 400)],
    ['a quota', sdkError('LimitExceededException', 410)],
    ['something missing', sdkError('ResourceNotFoundException', 404)],
    ['something that exists', sdkError('ResourceAlreadyExistsException', 409)],
    ['a defect', new TypeError('x is not a function')],
    ['an account to which Detect is closed', sdkError('AccessDeniedException', 403, 'closed to new customers')],
    [
      'a throttled account to which Detect is closed',
      sdkError('ThrottlingException', 429, 'no longer available to new customers'),
    ],
  ])('that fails for %s is made once', async (_why, error) => {
    const { call, clock, sent } = caller(failing(error));
    await expect(clock.run(call('CreateSecurityProfile', describeProfile))).rejects.toThrow(error.message);
    expect(sent).toHaveLength(1);
  });
});

describe('a failure that passes', () => {
  test.each([
    ['a throttle', sdkError('ThrottlingException', 400)],
    ['a failure of the service', sdkError('InternalFailureException', 500)],
    ['a reset', sdkError('TimeoutError', undefined, 'socket hang up', 'ECONNRESET')],
    ['a time-out', sdkError('TimeoutError')],
  ])('is outlasted: %s', async (_what, error) => {
    const { call, clock, sent, progress } = caller(failing(error, 12));
    const start = clock.now();
    await clock.run(call('UpdateSecurityProfile', describeProfile));
    expect(sent).toHaveLength(13);
    // At least half of 0.2, 0.4, 0.8, 1.6, 3.2, 6.4 and six times 10 s: the pauses grow.
    expect(clock.now() - start).toBeGreaterThanOrEqual(36_300);
    expect(progress.describe()).toContain('done: UpdateSecurityProfile');
  });

  test('is tried again after pauses that grow, the first of them short', async () => {
    const times: number[] = [];
    const { call, clock } = caller(() => {
      times.push(clock.now());
      if (times.length <= 5) throw sdkError('ThrottlingException', 400);
      return {};
    });
    await clock.run(call('UpdateSecurityProfile', describeProfile));
    for (const [index, longest] of [200, 400, 800, 1_600, 3_200].entries()) {
      const pause = (times[index + 1] ?? 0) - (times[index] ?? 0);
      expect(pause).toBeGreaterThanOrEqual(longest / 2);
      expect(pause).toBeLessThanOrEqual(longest);
    }
  });

  test('and does not is tried until the deadline, and not at any moment after it', async () => {
    const clock = new VirtualClock();
    const { signal } = startDeadline(60_000, clock);
    const start = clock.now();
    const times: number[] = [];
    const { call } = caller(
      () => {
        times.push(clock.now() - start);
        throw sdkError('ThrottlingException', 429);
      },
      { clock, signal },
    );
    const failure = await clock.run(call('DescribeSecurityProfile', describeProfile).catch((error: unknown) => error));
    expect(isOutOfTime(failure)).toBe(true);
    expect(clock.now() - start).toBe(60_000);
    await clock.run(clock.sleep(600_000));
    expect(Math.max(...times)).toBeLessThanOrEqual(60_000);
    expect(Math.max(...times)).toBeGreaterThan(49_000);
  });
});

describe('an attempt that fails inside of a call, where the SDK tries again by itself', () => {
  /** A service whose first attempt fails, and whose second is never answered. */
  const tryingAgain = (beforeFailure: () => void = () => undefined) => ({
    takesNoVersion,
    send: async (...[, , , onFailedAttempt]: Parameters<IotService['send']>): Promise<never> => {
      beforeFailure();
      onFailedAttempt(sdkError('ThrottlingException', 429, 'Rate exceeded'));
      return new Promise<never>(() => undefined);
    },
  });

  test('is named as the last error while the call is still unfinished', async () => {
    const controller = new AbortController();
    const { call, progress } = caller(() => ({}), { service: tryingAgain(), signal: controller.signal });
    const calling = call('UpdateSecurityProfile', describeProfile);
    controller.abort(new Error('over'));
    await expect(calling).rejects.toThrow('over');
    expect(progress.describe()).toBe(
      'no call has succeeded; unfinished: UpdateSecurityProfile; ' +
        'last error: UpdateSecurityProfile: ThrottlingException: Rate exceeded',
    );
  });

  test('says nothing when it fails because the time is over', async () => {
    const controller = new AbortController();
    const service = tryingAgain(() => controller.abort(new Error('over')));
    const { call, progress } = caller(() => ({}), { service, signal: controller.signal });
    await expect(call('UpdateSecurityProfile', describeProfile)).rejects.toThrow('over');
    expect(progress.describe()).toBe('no call has succeeded; unfinished: UpdateSecurityProfile');
  });
});

describe('a role that is not known everywhere yet', () => {
  test.each([
    ['denied', denied()],
    ['not assumed', cannotAssume()],
  ])('is waited for: %s', async (_how, error) => {
    const { call, clock, sent } = caller(failing(error, 4));
    await clock.run(call('CreateSecurityProfile', describeProfile));
    expect(sent).toHaveLength(5);
  });

  test('is asked for every 2 s at the least, for it becomes known at some moment', async () => {
    const times: number[] = [];
    const { call, clock } = caller(() => {
      times.push(clock.now());
      throw denied();
    });
    await clock.run(call('CreateSecurityProfile', describeProfile).catch(() => undefined));
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.max(...pauses)).toBeLessThanOrEqual(2_000);
  });

  test('is waited for as long as 20 s, whatever the jitter', async () => {
    for (let run = 0; run < 20; run++) {
      const { call, clock } = caller(() => {
        if (clock.now() < known) throw denied();
        return {};
      });
      const known = clock.now() + 19_900;
      await expect(clock.run(call('CreateSecurityProfile', describeProfile))).resolves.toStrictEqual({});
    }
  });

  test('is not waited for longer than 20 s', async () => {
    const { call, clock, sent } = caller(failing(denied()));
    const start = clock.now();
    await expect(clock.run(call('CreateSecurityProfile', describeProfile))).rejects.toThrow('AccessDeniedException');
    expect(clock.now() - start).toBeLessThanOrEqual(20_000);
    expect(sent.length).toBeGreaterThan(4);
  });

  test('is waited for 20 s in all, not for each of the calls', async () => {
    const { call, clock } = caller(failing(denied()));
    const start = clock.now();
    await clock.run(call('DescribeSecurityProfile', describeProfile).catch(() => undefined));
    await clock.run(call('UpdateSecurityProfile', describeProfile).catch(() => undefined));
    expect(clock.now() - start).toBeLessThanOrEqual(20_000);
  });

  test('is not waited for by a delete', async () => {
    const { call, clock, sent } = caller(failing(denied()), { awaitPropagation: false });
    await expect(clock.run(call('DeleteSecurityProfile', describeProfile))).rejects.toBeInstanceOf(CallError);
    expect(sent).toHaveLength(1);
  });
});

describe('a version conflict', () => {
  test.each(['AttachSecurityProfile', 'DetachSecurityProfile'] as const)(
    'of %s, which takes no version, is tried again',
    async (operation) => {
      const { call, clock, sent } = caller(failing(conflict(), 3));
      await clock.run(call(operation, attachment));
      expect(sent).toHaveLength(4);
    },
  );

  test.each(['UpdateSecurityProfile', 'DeleteSecurityProfile'] as const)(
    'of %s needs another plan, and is not tried again',
    async (operation) => {
      const { call, clock, sent } = caller(failing(conflict(), 3));
      await expect(clock.run(call(operation, describeProfile))).rejects.toBeInstanceOf(CallError);
      expect(sent).toHaveLength(1);
    },
  );
});

describe('a signal that aborts', () => {
  test('ends a call that ignores it, with its reason, and the call stays unanswered', async () => {
    const controller = new AbortController();
    const { call, progress, logged } = caller(() => new Promise(() => undefined), { signal: controller.signal });
    const calling = call('CreateSecurityProfile', describeProfile);
    const reason = new Error('the time is used up');
    controller.abort(reason);
    await expect(calling).rejects.toBe(reason);
    expect(progress.describe()).toBe('no call has succeeded; unfinished: CreateSecurityProfile');
    expect(logged).toStrictEqual([]);
  });

  test('ends the wait before the next attempt, with its reason', async () => {
    const controller = new AbortController();
    const { call, clock, sent } = caller(failing(sdkError('ThrottlingException', 429)), { signal: controller.signal });
    const calling = call('CreateSecurityProfile', describeProfile);
    calling.catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    const reason = new Error('the time is used up');
    controller.abort(reason);
    await expect(calling).rejects.toBe(reason);
    await clock.run(clock.sleep(60_000));
    expect(sent).toHaveLength(1);
  });

  test('gives its reason even where the service has failed in the same moment', async () => {
    const controller = new AbortController();
    const reason = new Error('the time is used up');
    const { call } = caller(
      () => {
        controller.abort(reason);
        throw sdkError('AbortError');
      },
      { signal: controller.signal },
    );
    await expect(call('CreateSecurityProfile', describeProfile)).rejects.toBe(reason);
  });

  test('lets no further call begin', async () => {
    const reason = new Error('the time is used up');
    const { call, sent, progress } = caller(() => ({}), { signal: AbortSignal.abort(reason) });
    await expect(call('CreateSecurityProfile', describeProfile)).rejects.toBe(reason);
    expect(sent).toHaveLength(0);
    expect(progress.describe()).toBe('no call has succeeded');
  });
});
