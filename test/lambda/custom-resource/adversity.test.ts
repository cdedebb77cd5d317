import type { InvocationContext } from '../../../lambda/custom-resource/time';
import { signature } from '../../support/rig';
import { answerTo, events, failing, hanging, invoke, resource, types } from './harness';

const withTimeout = (event: object & { ResourceProperties: object }, ServiceTimeout: unknown): object => ({
  ...event,
  ResourceProperties: { ...event.ResourceProperties, ServiceTimeout },
});

describe('the time of an operation', () => {
  test.each(types)('ends with the ServiceTimeout of a %s: CloudFormation goes on then', async (type) => {
    const { answers, duration } = await invoke(withTimeout(events[type], '30'), { load: async () => hanging() });
    expect(answers).toMatchObject([{ Status: 'FAILED' }]);
    expect(answers[0]?.Reason).toContain('ServiceTimeout');
    expect(duration).toBe(27_000);
  });

  test.each([
    ['a number', 30, 27_000],
    ['longer than the function', '720', 297_000],
    ['the shortest', '1', 500],
    ['absent', undefined, 297_000],
    ['no number', 'soon', 297_000],
    ['nothing', '', 297_000],
    ['zero', '0', 297_000],
    ['negative', '-30', 297_000],
    ['too long', '999999', 297_000],
    ['a list', [30], 297_000],
  ])('with a ServiceTimeout that is %s', async (_what, value, expected) => {
    const { duration } = await invoke(withTimeout(events.Create, value), { load: async () => hanging() });
    expect(duration).toBe(expected);
  });

  test('aborts what runs, so that nothing is written any more', async () => {
    let signal: AbortSignal | undefined;
    const create = async (_request: unknown, operation: { readonly deadline: { readonly signal: AbortSignal } }) => {
      signal = operation.deadline.signal;
      return new Promise<never>(() => undefined);
    };
    await invoke(withTimeout(events.Create, '30'), { load: async () => resource({ create }) });
    expect(signal?.aborted).toBe(true);
  });

  test('that no answer could be delivered in does not bring the event back when CloudFormation has gone on', async () => {
    const puts = Array<number>(10_000).fill(503);
    const options = { puts, time: 300_000 };
    const { error, duration, lines } = await invoke(withTimeout(events.Create, '30'), options);
    expect(error).toBeUndefined();
    expect(duration).toBeLessThanOrEqual(30_000);
    expect(lines.join('\n')).toContain('undelivered');
    expect((await invoke(withTimeout(events.Create, '720'), options)).error).toBeInstanceOf(Error);
  });
});

describe('whatever the context says of the time, one answer is given in time', () => {
  const contexts: readonly (readonly [string, () => () => number, number])[] = [
    ['nothing that is a number', () => () => Number.NaN, 10_000],
    [
      'no number any more',
      () => {
        let asked = 0;
        return () => (asked++ === 0 ? 20_000 : Number.NaN);
      },
      20_000,
    ],
    [
      'nothing, for it throws',
      () => () => {
        throw new Error('no time');
      },
      10_000,
    ],
    [
      'nothing any more, for it throws later',
      () => {
        let asked = 0;
        return () => {
          if (asked++ > 0) throw new Error('no time');
          return 20_000;
        };
      },
      20_000,
    ],
    ['more than a timer can hold', () => () => 2 ** 31, 900_000],
    ['for ever', () => () => Number.POSITIVE_INFINITY, 900_000],
    ['that it is over', () => () => -5, 0],
  ];

  test.each(contexts)('%s', async (_what, timeOf, longest) => {
    const getRemainingTimeInMillis = timeOf();
    const context = { getRemainingTimeInMillis, invokedFunctionArn: '' };
    const { answers, duration, error } = await invoke(events.Create, { context, load: async () => hanging() });
    expect(error).toBeUndefined();
    expect(answers).toMatchObject([{ Status: 'FAILED' }]);
    expect(duration).toBeLessThanOrEqual(longest);
  });

  test('a context whose method needs its object', async () => {
    class Context implements InvocationContext {
      readonly invokedFunctionArn = '';
      readonly #time = 20_000;
      getRemainingTimeInMillis(): number {
        return this.#time;
      }
    }
    const { duration } = await invoke(events.Create, { context: new Context(), load: async () => hanging() });
    expect(duration).toBe(17_000);
  });

  test('an answer that never arrives is not tried for ever', async () => {
    const context = { getRemainingTimeInMillis: () => 2 ** 40, invokedFunctionArn: '' };
    const { error, duration } = await invoke(events.Create, { context, puts: Array<number>(100_000).fill(503) });
    expect(error).toBeInstanceOf(Error);
    expect(duration).toBeLessThanOrEqual(900_000);
  });
});

describe('an event that is not CloudFormation’s own', () => {
  const message = JSON.stringify(events.Create);
  const wrapped: readonly (readonly [string, object])[] = [
    ['a topic', { Records: [{ EventSource: 'aws:sns', Sns: { Message: message } }] }],
    ['a queue', { Records: [{ eventSource: 'aws:sqs', body: message }] }],
    ['a destination', { version: '1.0', requestPayload: events.Create, responsePayload: null }],
    ['a bus', { source: 'lambda', detail: events.Create }],
    ['another spelling', { ...events.Create, ResponseURL: undefined, responseURL: events.Create.ResponseURL }],
  ];

  test.each(wrapped)('wrapped by %s is not answered, and of it only its keys are logged', async (_what, event) => {
    const load = jest.fn(async () => resource());
    const { sent, error, lines } = await invoke(event, { load });
    expect(sent).toEqual([]);
    expect(error).toBeUndefined();
    expect(load).not.toHaveBeenCalled();
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('amazonaws.com');
    expect(lines[0]).not.toContain(signature);
    const { ResponseURL: _, ...rest } = event as Record<string, unknown>;
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ keys: Object.keys(rest) });
  });
});

describe('what must not be told', () => {
  const token = 'IQoJb3JpZ2luX2VjEXAMPLETOKEN//////////wEaCXVzLWVhc3Q=';
  const secretKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
  const canonical =
    'The request signature we calculated does not match. The Canonical String for this request should have been\n' +
    `'POST\n/\n\nhost:iot.us-east-1.amazonaws.com\nx-amz-security-token:${token}\n\nhost;x-amz-security-token'\n` +
    `Credential=ASIAEXAMPLEEXAMPLE12/20261125/us-east-1/iot/aws4_request, Signature=0123456789abcdef&X-Amz-Signature=fedcba`;
  const thrown = Object.assign(new Error(canonical), { name: 'SignatureDoesNotMatch' });
  const hidden = [token, secretKey, 'ASIAEXAMPLEEXAMPLE12', '0123456789abcdef', 'fedcba'];

  test.each([
    ['known by their values', [token, secretKey]],
    ['known by their shape alone', []],
  ])('credentials that a service repeats in its error, %s', async (_how, secrets) => {
    const { answers, lines } = await invoke(events.Create, { secrets, load: async () => failing(thrown) });
    const shown = [...lines, JSON.stringify(answers)].join('\n');
    for (const secret of hidden) expect(shown).not.toContain(secret);
    expect(answers[0]?.Reason).toContain('does not match');
  });

  test('a secret key that stands alone, and the address, wherever they come', async () => {
    const url = events.Create.ResponseURL;
    const event = { ...events.Create, ResourceProperties: { Name: 'profile', Copy: url, Key: secretKey } };
    const load = async () => failing(new Error(`sent to ${url} with ${secretKey}`));
    const { answers, lines } = await invoke(event, { secrets: [secretKey], load });
    const shown = [...lines, JSON.stringify(answers)].join('\n');
    for (const secret of [secretKey, url, signature]) expect(shown).not.toContain(secret);
  });

  test.each([
    ['in JSON within JSON', JSON.stringify({ body: JSON.stringify({ 'x-amz-security-token': token }) })],
    ['in an encoded address', `a%3FX-Amz-Signature%3Dfedcba&X-Amz-Security-Token=${encodeURIComponent(token)}`],
    [
      'in an address of CloudFormation',
      'https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/fedcba',
    ],
  ])('%s', async (_where, text) => {
    const { answers, lines } = await invoke(events.Create, { load: async () => failing(new Error(text)) });
    const shown = [...lines, JSON.stringify(answers)].join('\n');
    for (const secret of [token, encodeURIComponent(token), 'fedcba']) expect(shown).not.toContain(secret);
  });

  test('a token in the encoding of addresses, without a name that would tell what it is', async () => {
    const load = async () =>
      failing(new Error(`GET /?a=${encodeURIComponent(token)}&b=${encodeURIComponent(secretKey)}`));
    const { answers, lines } = await invoke(events.Create, { secrets: [token, secretKey], load });
    const shown = [...lines, JSON.stringify(answers)].join('\n');
    for (const secret of [token, secretKey].map(encodeURIComponent)) expect(shown).not.toContain(secret);
    expect(answers[0]?.Reason).toBe('GET /?a=…&b=…');
  });

  test('leaves every line of the log JSON, whatever a property is named', async () => {
    const ResourceProperties = { Signature: { a: 1 }, Credential: 5, 'Security-Token': true, Name: 'profile' };
    const { lines } = await invoke({ ...events.Create, ResourceProperties });
    const [request] = lines.map((line) => JSON.parse(line) as { event?: object });
    expect(request?.event).toMatchObject({ ResourceProperties });
  });

  test('is not told by half where a line of the log is cut', async () => {
    const event = {
      ...events.Create,
      ResourceProperties: { Name: 'profile', Long: `${'x'.repeat(59_500)}${secretKey.repeat(5_000)}` },
    };
    const { lines } = await invoke(event, { secrets: [secretKey] });
    expect(lines.join('\n')).not.toContain(secretKey.slice(0, 20));
  });

  test('is no ordinary word: short values are those of local tools', async () => {
    const { Reason } = await answerTo(events.Create, {
      secrets: ['test', ''],
      load: async () => failing(new Error('a test of signatures and credentials')),
    });
    expect(Reason).toBe('a test of signatures and credentials');
  });
});

test('a cut inside a surrogate pair never happens, whatever its parity', async () => {
  for (const lead of ['', 'x']) {
    const { Reason = '' } = await answerTo(events.Create, {
      load: async () => failing(new Error(`${lead}${'😀'.repeat(3_000)}`)),
    });
    expect(Reason).not.toMatch(/\p{Surrogate}/u);
    expect(Reason).not.toContain('\ufffd');
  }
});

test('a defect while answering is thrown, so that the event comes again', async () => {
  const properties = {
    get Name(): string {
      throw new TypeError('a defect');
    },
  };
  const event = { ...events.Create, ResourceProperties: properties };
  const { error, lines } = await invoke(event, { load: async () => failing(new Error('x')) });
  expect(error).toEqual(new TypeError('a defect'));
  expect(lines.join('\n')).toContain('undelivered');
});
