import {
  documentedRateLimits,
  emptyPage,
  type FaultEffect,
  type InProcessIotOptions,
  type IotCall,
  type IotOperation,
  type IotOutput,
  inProcessIot,
  iotOperations,
  repeatedToken,
  withoutMembers,
} from '../../../../simulator/iot';
import { accountId, arn, region, StandingClock } from '../support';

const p = { securityProfileName: 'p' };
const start = (options: Partial<InProcessIotOptions> = {}) =>
  inProcessIot({ region, accountId, clock: new StandingClock(), ...options });

test('an output is what the SDK gives, dates included', async () => {
  const clock = new StandingClock();
  const iot = start({ clock });
  await iot.call('CreateSecurityProfile', { ...p, behaviors: undefined });
  expect(await iot.call('DescribeSecurityProfile', p)).toEqual({
    ...p,
    securityProfileArn: arn('securityprofile/p'),
    version: 1,
    creationDate: new Date(clock.time),
    lastModifiedDate: new Date(clock.time),
  });
});

test('an error is what the SDK throws', async () => {
  const iot = start();
  iot.service.seed({ ...p, securityProfileDescription: 'd' });
  const error = await iot.call('CreateSecurityProfile', p).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: 'ResourceAlreadyExistsException',
    message: expect.stringContaining('already exists'),
    resourceId: 'p',
    $fault: 'client',
    $metadata: { httpStatusCode: 409 },
  });
});

describe('the journal', () => {
  test('holds every call as it was sent, and how it ended', async () => {
    const clock = new StandingClock();
    const iot = start({ clock });
    const input: { securityProfileName: string; behaviors: { name: string }[] } = { ...p, behaviors: [{ name: 'b' }] };
    await iot.call('CreateSecurityProfile', input);
    input.behaviors.push({ name: 'later' });
    await iot.call('DescribeSecurityProfile', { securityProfileName: 'q' }).catch(() => {});
    const time = clock.time;
    const behaviors = [{ name: 'b' }];
    const message = 'Security profile q does not exist';
    expect(iot.journal.calls).toEqual([
      {
        sequence: 1,
        operation: 'CreateSecurityProfile',
        input: { ...p, behaviors },
        status: 200,
        effective: true,
        time,
      },
      {
        sequence: 2,
        operation: 'DescribeSecurityProfile',
        input: { securityProfileName: 'q' },
        status: 404,
        error: { name: 'ResourceNotFoundException', message },
        effective: false,
        time,
      },
    ]);
    expect(iot.journal.writes.map(({ sequence }) => sequence)).toEqual([1]);
  });

  test('does not know what is done out of band', async () => {
    const iot = start();
    iot.service.seed(p);
    iot.service.outOfBand('DeleteSecurityProfile', p);
    expect(iot.journal.calls).toEqual([]);
  });

  test('goes on counting after it has been cleared', async () => {
    const iot = start();
    await iot.call('ListSecurityProfiles', {});
    iot.journal.clear();
    await iot.call('ListSecurityProfiles', {});
    expect(iot.journal.calls).toMatchObject([{ sequence: 2 }]);
  });

  test('tells listeners until they leave', async () => {
    const iot = start();
    const heard: IotCall[] = [];
    const leave = iot.journal.onCall((call) => heard.push(call));
    await iot.call('ListSecurityProfiles', {});
    leave();
    await iot.call('ListSecurityProfiles', {});
    expect(heard).toEqual(iot.journal.calls.slice(0, 1));
  });
});

describe('a fault', () => {
  const error = { kind: 'error', name: 'InternalFailureException', status: 500, message: 'broken' } as const;
  const lost: readonly (readonly [FaultEffect, unknown])[] = [
    [
      { ...error, when: 'after' },
      { name: 'InternalFailureException', message: 'broken', $fault: 'server' },
    ],
    [
      { ...error, when: 'before' },
      { name: 'InternalFailureException', $metadata: { httpStatusCode: 500 } },
    ],
    [error, { name: 'InternalFailureException' }],
    [
      { kind: 'reset', when: 'after' },
      { name: 'TimeoutError', code: 'ECONNRESET' },
    ],
    [
      { kind: 'reset', when: 'before' },
      { name: 'TimeoutError', code: 'ECONNRESET' },
    ],
    [{ kind: 'hang', when: 'after' }, { name: 'AbortError' }],
    [{ kind: 'hang', when: 'before' }, { name: 'AbortError' }],
    [{ kind: 'crash', when: 'after' }, { name: 'AbortError' }],
    [{ kind: 'crash', when: 'before' }, { name: 'AbortError' }],
  ];

  test.each(lost)('%j loses the answer, and the effect only if it comes before', async (effect, expected) => {
    const iot = start();
    iot.faults.add({ effect });
    const abort = new AbortController();
    const call = iot.call('CreateSecurityProfile', p, { signal: abort.signal });
    setImmediate(() => abort.abort());
    await expect(call).rejects.toMatchObject(expected as object);
    const effective = 'when' in effect && effect.when === 'after';
    expect(iot.service.profileNames()).toEqual(effective ? ['p'] : []);
    expect(iot.journal.calls).toMatchObject([{ effective, status: effect.kind === 'error' ? 500 : undefined }]);
  });

  test('after a call that the service refuses leaves it without effect', async () => {
    const iot = start();
    iot.faults.add({ effect: { ...error, when: 'after' } });
    await expect(iot.call('DescribeSecurityProfile', p)).rejects.toMatchObject({ name: 'InternalFailureException' });
    expect(iot.journal.calls).toMatchObject([{ effective: false, status: 500 }]);
  });

  test.each([
    [{ ...error, when: { later: 5_000 } }, { name: 'InternalFailureException' }],
    [
      { kind: 'reset', when: { later: 5_000 } },
      { name: 'TimeoutError', code: 'ECONNRESET' },
    ],
    [{ kind: 'hang', when: { later: 5_000 } }, { name: 'AbortError' }],
    [{ kind: 'crash', when: { later: 5_000 } }, { name: 'AbortError' }],
  ] as const)('%j loses the answer at once, and the effect comes later', async (effect, expected) => {
    let wake: () => void = () => undefined;
    const slept: number[] = [];
    const sleep = (milliseconds: number) =>
      new Promise<void>((resolve) => {
        slept.push(milliseconds);
        wake = resolve;
      });
    let crashes = 0;
    const iot = start({ clock: { now: () => 0, sleep } });
    iot.faults.add({ effect });
    const abort = new AbortController();
    const onCrash = () => {
      crashes += 1;
    };
    const call = iot.call('CreateSecurityProfile', p, { signal: abort.signal, onCrash });
    setImmediate(() => abort.abort());
    await expect(call).rejects.toMatchObject(expected);
    expect([iot.service.profileNames(), iot.journal.calls, slept]).toEqual([[], [], [5_000]]);
    expect(crashes).toBe(effect.kind === 'crash' ? 1 : 0);
    wake();
    await new Promise((resolve) => setImmediate(resolve));
    expect(iot.service.profileNames()).toEqual(['p']);
    expect(iot.journal.calls).toMatchObject([{ effective: true, operation: 'CreateSecurityProfile' }]);
    expect(crashes).toBe(effect.kind === 'crash' ? 1 : 0);
  });

  describe('can leave the call alone and change the answer', () => {
    const resourceArn = arn('securityprofile/p');
    const tagged = () => {
      const iot = start({ pageSize: 2 });
      iot.service.seed(p, { tags: { a: '1', b: '2', c: '3' }, targets: [arn('thinggroup/x')] });
      return iot;
    };
    const keys = (output: IotOutput) => (output.tags as readonly { readonly Key: string }[]).map(({ Key }) => Key);

    test('to a page whose token leads to itself', async () => {
      const iot = tagged();
      iot.faults.add({ times: 3, effect: repeatedToken });
      const first = await iot.call('ListTagsForResource', { resourceArn });
      const { nextToken } = first;
      const second = await iot.call('ListTagsForResource', { resourceArn, nextToken });
      expect([keys(first), keys(second), second.nextToken]).toEqual([['a', 'b'], ['a', 'b'], nextToken]);
      const targets = await iot.call('ListTargetsForSecurityProfile', p);
      expect(targets).toMatchObject({ securityProfileTargets: [{ arn: arn('thinggroup/x') }], nextToken });
    });

    test('to an empty page with a token, which leads to all there is', async () => {
      const iot = tagged();
      iot.faults.add({ effect: emptyPage });
      const first = await iot.call('ListTagsForResource', { resourceArn });
      expect(first).toMatchObject({ tags: [], nextToken: expect.any(String) });
      const second = await iot.call('ListTagsForResource', { resourceArn, nextToken: first.nextToken });
      const third = await iot.call('ListTagsForResource', { resourceArn, nextToken: second.nextToken });
      expect([...keys(second), ...keys(third)]).toEqual(['a', 'b', 'c']);
      expect(third).not.toHaveProperty('nextToken');
    });

    test('to one without members that it always has', async () => {
      const iot = tagged();
      iot.faults.add({ effect: withoutMembers('securityProfileName', 'version') });
      const answer = await iot.call('DescribeSecurityProfile', p);
      expect(answer).toHaveProperty('securityProfileArn');
      expect(answer).not.toHaveProperty('securityProfileName');
      expect(answer).not.toHaveProperty('version');
      expect(iot.journal.calls).toMatchObject([{ status: 200, effective: true }]);
    });

    test('to one that is cut, and the effect stands', async () => {
      const iot = start();
      iot.faults.add({ effect: { kind: 'cut' } });
      await expect(iot.call('CreateSecurityProfile', p)).rejects.toMatchObject({
        name: 'SyntaxError',
        message: expect.stringContaining('Deserialization error'),
        $metadata: { httpStatusCode: 200 },
      });
      expect(iot.service.profileNames()).toEqual(['p']);
    });

    test.each([repeatedToken, { kind: 'cut' } as const])('but not an error of the service', async (effect) => {
      const iot = start();
      iot.faults.add({ effect });
      await expect(iot.call('DescribeSecurityProfile', p)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    });
  });

  test('that is slow takes the time of the clock, and then all goes well', async () => {
    const clock = new StandingClock();
    const begin = clock.time;
    const iot = start({ clock });
    iot.faults.add({ effect: { kind: 'slow', milliseconds: 5000 } });
    await iot.call('CreateSecurityProfile', p);
    expect(clock.time - begin).toBe(5000);
    expect(iot.service.profileNames()).toEqual(['p']);
  });

  test('that hangs without a signal never ends', async () => {
    const iot = start();
    iot.faults.add({ effect: { kind: 'hang', when: 'before' } });
    const call = iot.call('CreateSecurityProfile', p).then(() => 'ended');
    const turn = new Promise<string>((resolve) => setImmediate(() => resolve('still waiting')));
    expect(await Promise.race([call, turn])).toBe('still waiting');
  });

  test('that crashes the caller says so once the call is in the journal', async () => {
    const seen: (readonly IotCall[])[] = [];
    const iot = start({ onCrash: () => seen.push(iot.journal.calls) });
    iot.faults.add({ skip: 1, effect: { kind: 'crash', when: 'after' } });
    await iot.call('ListSecurityProfiles', {});
    expect(seen).toEqual([]);
    const abort = new AbortController();
    const crashed = iot.call('CreateSecurityProfile', p, { signal: abort.signal });
    setImmediate(() => abort.abort());
    await expect(crashed).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject([{ sequence: 1 }, { sequence: 2, operation: 'CreateSecurityProfile' }]);
  });
});

test('a signal that is aborted already sends nothing', async () => {
  const iot = start();
  const call = iot.call('CreateSecurityProfile', p, { signal: AbortSignal.abort() });
  await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  expect(iot.journal.calls).toEqual([]);
});

test('a call that is aborted on its way still takes effect', async () => {
  let arrive = (): void => {};
  const clock = {
    now: () => 0,
    sleep: () =>
      new Promise<void>((resolve) => {
        arrive = resolve;
      }),
  };
  const iot = start({ clock, latencyMilliseconds: 100 });
  const abort = new AbortController();
  const call = iot.call('CreateSecurityProfile', p, { signal: abort.signal });
  abort.abort();
  await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  expect(iot.service.profileNames()).toEqual([]);
  arrive();
  await new Promise((resolve) => setImmediate(resolve));
  expect(iot.service.profileNames()).toEqual(['p']);
});

test('latency is spent before the service sees the call', async () => {
  const clock = new StandingClock();
  const begin = clock.time;
  const iot = start({ clock, latencyMilliseconds: 40 });
  await iot.call('CreateSecurityProfile', p);
  expect(iot.journal.calls).toMatchObject([{ time: begin + 40 }]);
  expect(await iot.call('DescribeSecurityProfile', p)).toMatchObject({ creationDate: new Date(begin + 40) });
});

describe('the rate limit', () => {
  const rateLimit = { perSecond: 10, burst: 3 };
  const outcomes = async (iot: ReturnType<typeof start>, calls: number) => {
    const results: string[] = [];
    for (let call = 0; call < calls; call += 1) {
      const outcome = iot.call('ListSecurityProfiles', {}).then(
        () => 'ok',
        (error: Error) => `${error.name}: ${error.message}`,
      );
      results.push(await outcome);
    }
    return results;
  };
  const throttled = 'ThrottlingException: Rate exceeded';

  test('throttles what exceeds the burst, with status 400', async () => {
    const iot = start({ rateLimit });
    expect(await outcomes(iot, 4)).toEqual(['ok', 'ok', 'ok', throttled]);
    expect(iot.journal.calls.at(-1)).toMatchObject({ status: 400, effective: false });
  });

  test('lets calls through again as time goes by, and never more than the burst at once', async () => {
    const clock = new StandingClock();
    const iot = start({ clock, rateLimit });
    await outcomes(iot, 3);
    clock.time += 99;
    expect(await outcomes(iot, 1)).toEqual([throttled]);
    clock.time += 1;
    expect(await outcomes(iot, 2)).toEqual(['ok', throttled]);
    clock.time += 3_600_000;
    expect(await outcomes(iot, 4)).toEqual(['ok', 'ok', 'ok', throttled]);
  });

  test('uses up no fault on a throttled call', async () => {
    const iot = start({ rateLimit: { perSecond: 10, burst: 0 } });
    iot.faults.add({ effect: { kind: 'hang', when: 'before' } });
    expect(await outcomes(iot, 1)).toEqual([throttled]);
  });

  test('is one for each operation by itself', async () => {
    const iot = start({ rateLimit });
    expect(await outcomes(iot, 4)).toEqual(['ok', 'ok', 'ok', throttled]);
    iot.service.seed(p);
    await expect(iot.call('DescribeSecurityProfile', p)).resolves.toMatchObject(p);
    expect(await outcomes(iot, 1)).toEqual([throttled]);
  });

  test('can differ from operation to operation, and leave some without any', async () => {
    const iot = start({ rateLimit: { DescribeSecurityProfile: { perSecond: 1, burst: 1 } } });
    iot.service.seed(p);
    await iot.call('DescribeSecurityProfile', p);
    await expect(iot.call('DescribeSecurityProfile', p)).rejects.toThrow('Rate exceeded');
    expect(new Set(await outcomes(iot, 50))).toEqual(new Set(['ok']));
  });

  test('as AWS documents it is 10 a second, and 25 for DescribeSecurityProfile and DescribeCustomMetric', async () => {
    const iot = start({ rateLimit: documentedRateLimits });
    iot.service.seed(p);
    const passed = async (operation: IotOperation) => {
      let count = 0;
      for (; count < 100; count++) {
        const settled = await iot.call(operation, {}).catch((error: Error) => error);
        if (settled instanceof Error && settled.name === 'ThrottlingException') break;
      }
      return count;
    };
    const counts: Record<string, number> = {};
    for (const operation of iotOperations) counts[operation] = await passed(operation);
    const { DescribeSecurityProfile: profile, DescribeCustomMetric: metric, ...others } = counts;
    expect([profile, metric, new Set(Object.values(others))]).toEqual([25, 25, new Set([10])]);
  });

  test('is off by default', async () => {
    expect(new Set(await outcomes(start(), 50))).toEqual(new Set(['ok']));
  });
});
