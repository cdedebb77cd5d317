import fc from 'fast-check';
import type { Resource } from '../../../lambda/custom-resource/resource-type';
import { signature, stackId } from '../../support/rig';
import { answerTo, events, failedIds, failing, hanging, invoke, resource, types } from './harness';

describe('work that is done', () => {
  test.each([
    ['Create', 'made', { Name: 'made' }],
    ['Update', 'profile', { Name: 'profile' }],
    ['Delete', 'profile', {}],
  ] as const)('is answered once for a %s, with the id %s', async (type, id, data) => {
    const { RequestId } = events[type];
    expect(await answerTo(events[type])).toStrictEqual({
      Status: 'SUCCESS',
      PhysicalResourceId: id,
      StackId: stackId,
      RequestId,
      LogicalResourceId: 'Profile',
      Data: data,
    });
  });

  test('is answered with the new id of a replacement', async () => {
    const update: Resource['update'] = async () => ({ physicalResourceId: 'new', attributes: {} });
    const answer = await answerTo(events.Update, { load: async () => resource({ update }) });
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'new' });
  });

  test('is done with the request, the time, and the function’s ARN', async () => {
    const create = jest.fn(resource().create);
    await answerTo(events.Create, { load: async () => resource({ create }) });
    expect(create).toHaveBeenCalledTimes(1);
    expect(create).toHaveBeenCalledWith(
      expect.objectContaining({ type: 'Create', requestId: 'create-1' }),
      expect.objectContaining({
        invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:provider',
        retryBase: 100,
      }),
    );
  });

  test('never gets to see the response URL', async () => {
    const seen: unknown[] = [];
    const create: Resource['create'] = async (...given) => {
      seen.push(given);
      return { physicalResourceId: 'made', attributes: {} };
    };
    await answerTo(events.Create, { load: async () => resource({ create }) });
    expect(seen).toHaveLength(1);
    expect(JSON.stringify(seen)).not.toContain(signature);
  });
});

describe('work that fails', () => {
  test.each(types)('is answered once for a %s, with the reason and the id of a failure', async (type) => {
    const answer = await answerTo(events[type], { load: async () => failing(new Error('the topic is missing')) });
    expect(answer).toStrictEqual({
      Status: 'FAILED',
      Reason: 'the topic is missing',
      PhysicalResourceId: failedIds[type],
      StackId: stackId,
      RequestId: events[type].RequestId,
      LogicalResourceId: 'Profile',
    });
  });

  test('is answered for a Create with the id of a failure, even if the event names one', async () => {
    const event = { ...events.Create, PhysicalResourceId: 'stray' };
    const answer = await answerTo(event, { load: async () => failing(new Error('no')) });
    expect(answer.PhysicalResourceId).toBe(failedIds.Create);
  });

  test('at once, and not by a promise, is answered too', async () => {
    const create = (): never => {
      throw new Error('at once');
    };
    const answer = await answerTo(events.Create, { load: async () => resource({ create }) });
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: 'at once' });
  });

  test.each([
    ['a defect of the program', new TypeError('x is not a function'), 'unexpected TypeError: x is not a function'],
    ['too deep a recursion', new RangeError('Maximum call stack'), 'unexpected RangeError: Maximum call stack'],
    ['a text', 'oops', 'unexpected error: oops'],
    ['nothing', undefined, 'unexpected error: undefined'],
    ['a symbol', Symbol('s'), 'unexpected error: Symbol(s)'],
    ['an error without a text', new Error(''), 'no reason is known'],
  ])('with %s says so', async (_what, thrown, reason) => {
    const answer = await answerTo(events.Create, { load: async () => failing(thrown) });
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: reason });
  });

  test.each([
    ['an object that cannot be made a text', Object.create(null)],
    ['an object whose text fails', { toString: () => Object.create(null) }],
    ['an error whose text is none', Object.assign(new Error('x'), { message: undefined })],
  ])('with %s is answered all the same', async (_what, thrown) => {
    const answer = await answerTo(events.Create, { load: async () => failing(thrown) });
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(/./) });
  });

  test('with a reason of any size is answered within 4,096 bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.integer({ min: 1, max: 3_000 }),
        async (text, times) => {
          const { sent } = await invoke(events.Create, { load: async () => failing(new Error(text.repeat(times))) });
          expect(sent).toHaveLength(1);
          expect(Buffer.byteLength(sent[0]?.body ?? '')).toBeLessThanOrEqual(4_096);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('code that does not load', () => {
  test.each(types)('is answered once for a %s', async (type) => {
    const load = async (): Promise<never> => {
      throw new Error("Cannot find module 'x'");
    };
    const answer = await answerTo(events[type], { load });
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: failedIds[type] });
    expect(answer.Reason).toContain('could not be loaded');
    expect(answer.Reason).toContain("Cannot find module 'x'");
  });

  test('because it never ends loading is answered in time', async () => {
    const { answers, duration } = await invoke(events.Create, {
      load: () => new Promise(() => undefined),
      time: 3_000,
    });
    expect(answers).toMatchObject([{ Status: 'FAILED' }]);
    expect(duration).toBeLessThanOrEqual(1_500);
  });
});

describe('work that hangs', () => {
  test.each([
    [300_000, 297_000],
    [60_000, 57_000],
    [3_000, 1_500],
    [1_000, 500],
    [1, 1],
    [0, 0],
    [-5, 0],
  ])('is answered once, of %i ms after %i', async (time, expected) => {
    for (const type of types) {
      const { answers, duration } = await invoke(events[type], { load: async () => hanging(), time });
      expect(answers).toMatchObject([{ Status: 'FAILED', PhysicalResourceId: failedIds[type] }]);
      expect(answers[0]?.Reason).toContain('time of the function is used up');
      expect(duration).toBeLessThanOrEqual(expected);
    }
  });

  test('is told to stop', async () => {
    const signals: AbortSignal[] = [];
    const create: Resource['create'] = (_request, { deadline }) => {
      signals.push(deadline.signal);
      return new Promise(() => undefined);
    };
    await answerTo(events.Create, { load: async () => resource({ create }) });
    expect(signals.map(({ aborted }) => aborted)).toStrictEqual([true]);
  });

  test('is answered with how far it got', async () => {
    const create: Resource['create'] = (_request, { progress }) => {
      progress.start('CreateThing', true);
      progress.succeed('CreateThing', true);
      progress.start('TagThing', true);
      return new Promise(() => undefined);
    };
    const { Reason } = await answerTo(events.Create, { load: async () => resource({ create }) });
    expect(Reason).toContain('done: CreateThing; unfinished: TagThing');
  });

  test('is answered within 10 s where nothing says how much time there is', async () => {
    for (const context of [{}, { getRemainingTimeInMillis: () => Number.NaN }]) {
      const { answers, duration } = await invoke(events.Create, { load: async () => hanging(), context });
      expect(answers).toMatchObject([{ Status: 'FAILED' }]);
      expect(duration).toBeLessThan(10_000);
    }
  });

  test.each([
    ['ends well', undefined],
    ['fails', new Error('too late')],
  ])('and %s after the answer is not answered again', async (_how, error) => {
    const late: { clock?: { sleep(milliseconds: number): Promise<void> } } = {};
    const create: Resource['create'] = async (_request, { clock }) => {
      late.clock = clock;
      await clock.sleep(299_999);
      if (error !== undefined) throw error;
      return { physicalResourceId: 'made', attributes: {} };
    };
    const unhandled = jest.fn();
    process.on('unhandledRejection', unhandled);
    const { sent, answers, clock } = await invoke(events.Create, { load: async () => resource({ create }) });
    await clock.run(clock.sleep(3_600_000));
    process.off('unhandledRejection', unhandled);
    expect(answers).toMatchObject([{ Status: 'FAILED' }]);
    expect(sent).toHaveLength(1);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test('leaves no timer of ours behind when it is done in time: it would go off in a later invocation', async () => {
    const { clock, duration } = await invoke(events.Create);
    const end = clock.now();
    expect(duration).toBe(0);
    await expect(clock.run(new Promise(() => undefined))).rejects.toThrow('no timer is left');
    expect(clock.now()).toBe(end);
  });

  test('in parts, of which one has failed, is told to stop', async () => {
    const signals: AbortSignal[] = [];
    const create: Resource['create'] = async (_request, { deadline }) => {
      signals.push(deadline.signal);
      throw new Error('one part has failed');
    };
    const answer = await answerTo(events.Create, { load: async () => resource({ create }) });
    expect(answer.Reason).toBe('one part has failed');
    expect(signals.map(({ aborted }) => aborted)).toStrictEqual([true]);
  });
});
