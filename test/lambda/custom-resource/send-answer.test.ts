import {
  type Put,
  parseResponseUrl,
  type ResponseAddress,
  sendAnswer,
  UnsentAnswerError,
} from '../../../lambda/custom-resource/send-answer';
import { VirtualClock } from '../../support/virtual-clock';

describe('the response URL', () => {
  test.each([
    [
      'https://bucket.s3.amazonaws.com/a?b=c',
      { secure: true, hostname: 'bucket.s3.amazonaws.com', port: '', path: '/a?b=c' },
    ],
    ['http://127.0.0.1:4566/a', { secure: false, hostname: '127.0.0.1', port: '4566', path: '/a' }],
    ['https://host:8443/a?b', { secure: true, hostname: 'host', port: '8443', path: '/a?b' }],
    ['http://[::1]:8080/a', { secure: false, hostname: '::1', port: '8080', path: '/a' }],
    [
      'https://host/arn%3Aaws%2Fx%7C?X=%2F%2b%20',
      { secure: true, hostname: 'host', port: '', path: '/arn%3Aaws%2Fx%7C?X=%2F%2b%20' },
    ],
    ['https://host/a/../b//c?d=e?f', { secure: true, hostname: 'host', port: '', path: '/a/../b//c?d=e?f' }],
    ['https://host/it\'s"quoted"', { secure: true, hostname: 'host', port: '', path: '/it\'s"quoted"' }],
    ['https://host', { secure: true, hostname: 'host', port: '', path: '/' }],
    ['https://host?a=b', { secure: true, hostname: 'host', port: '', path: '/?a=b' }],
    ['https://host/a?b=c#fragment', { secure: true, hostname: 'host', port: '', path: '/a?b=c' }],
    ['https://host/a b?c d', { secure: true, hostname: 'host', port: '', path: '/a%20b?c%20d' }],
    ['https://host/ü\ud800', { secure: true, hostname: 'host', port: '', path: '/%C3%BC%EF%BF%BD' }],
    ['HTTPS://HOST/A', { secure: true, hostname: 'host', port: '', path: '/A' }],
  ])('%s is taken apart, and its path stays as it is', (url, address) => {
    expect(parseResponseUrl(url)).toStrictEqual(address);
  });

  test.each([
    [undefined],
    [null],
    [7],
    [''],
    ['ftp://host/a'],
    ['file:///etc/passwd'],
    ['//host/a'],
    ['https://'],
    ['https:///a'],
    ['http://host:99999/a'],
    [{ href: 'https://host/a' }],
  ])('%p is none', (value) => {
    expect(parseResponseUrl(value)).toBeUndefined();
  });
});

const address: ResponseAddress = { secure: true, hostname: 'bucket', port: '', path: '/secret-path?secret=query' };

/** A PUT that ends as told, one after the other; the last one for ever. */
const puts = (clock: VirtualClock, ...ends: readonly (number | 'reset' | 'hang')[]) => {
  const timeouts: number[] = [];
  const put: Put = async (_address, _body, timeout) => {
    const end = ends[Math.min(timeouts.length, ends.length - 1)];
    timeouts.push(timeout);
    if (end === 'reset') throw new Error('ECONNRESET');
    if (end !== 'hang') return end ?? 200;
    await clock.sleep(timeout);
    throw new Error('time-out');
  };
  return { put, timeouts };
};

const attemptDelivery = async (time: number, ...ends: readonly (number | 'reset' | 'hang')[]) => {
  const clock = new VirtualClock();
  const end = clock.now() + time;
  const { put, timeouts } = puts(clock, ...ends);
  const start = clock.now();
  const tools = { clock, put, retryBase: 100, remaining: () => end - clock.now() };
  const failure = await clock
    .run(sendAnswer(address, 'the body', tools))
    .then(() => undefined)
    .catch((error: unknown) => error);
  return { failure, timeouts, duration: clock.now() - start };
};

describe('the delivery', () => {
  test.each([[200], [201], [204]])('is done with HTTP %i', async (status) => {
    const { failure, timeouts } = await attemptDelivery(10_000, status);
    expect(failure).toBeUndefined();
    expect(timeouts).toHaveLength(1);
  });

  test.each([['reset' as const], [307], [400], [404], [408], [429], [500], [503], ['hang' as const]])(
    'is tried again after %s, and goes well',
    async (end) => {
      const { failure, timeouts } = await attemptDelivery(10_000, end, end, 200);
      expect(failure).toBeUndefined();
      expect(timeouts).toHaveLength(3);
    },
  );

  test('is given up at HTTP 403: the address has expired, and CloudFormation has gone on', async () => {
    const { failure, timeouts } = await attemptDelivery(10_000, 403);
    expect(failure).toBeInstanceOf(UnsentAnswerError);
    expect(failure).toMatchObject({ retriable: false, message: expect.stringContaining('HTTP 403') });
    expect(timeouts).toHaveLength(1);
  });

  test('that is forbidden says that the address has expired', async () => {
    const { failure } = await attemptDelivery(10_000, 403);
    expect(failure).toMatchObject({ message: expect.stringContaining('expired') });
  });

  test.each([
    ['reset' as const, 'ECONNRESET'],
    [503, 'HTTP 503'],
    ['hang' as const, 'time-out'],
  ])('that fails for ever with %s ends before the function does, and may be tried anew', async (end, text) => {
    for (const time of [1_500, 1_000, 30_000]) {
      const { failure, timeouts, duration } = await attemptDelivery(time, end);
      expect(failure).toMatchObject({
        retriable: true,
        message: expect.stringContaining(`${text}, ${timeouts.length} attempts`),
      });
      expect(timeouts.length).toBeGreaterThan(1);
      expect(duration).toBeLessThan(time);
    }
  });

  test('that fails for ever waits longer each time: it does not storm what is down', async () => {
    const { timeouts } = await attemptDelivery(30_000, 503);
    expect(timeouts.length).toBeGreaterThan(5);
    expect(timeouts.length).toBeLessThan(15);
  });

  test('that hangs for ever leaves at least 100 ms for ending the invocation', async () => {
    // Pauses are of random length: many times are tried, so that none depends on luck.
    const times = Array.from({ length: 500 }, (_, index) => 350 + 7 * index);
    for (const time of [...times, 30_000]) {
      const { duration } = await attemptDelivery(time, 'hang');
      expect(duration).toBeLessThanOrEqual(time - 100);
    }
  });

  test('with no time left is tried once all the same, for 100 ms', async () => {
    for (const time of [0, -1_000]) {
      const { failure, timeouts } = await attemptDelivery(time, 200);
      expect(failure).toBeUndefined();
      expect(timeouts).toStrictEqual([100]);
    }
    const { failure, timeouts } = await attemptDelivery(0, 'reset');
    expect(failure).toBeInstanceOf(UnsentAnswerError);
    expect(timeouts).toHaveLength(1);
  });

  test.each([
    [3_000, 2_100],
    [1_500, 1_000],
    [500, 1_000 / 3],
    [20_000, 19_100],
    [300_000, 30_000],
  ])('has %i ms: the first attempt may take %d of them, a slow TLS handshake among that', async (time, expected) => {
    const { timeouts } = await attemptDelivery(time, 200);
    expect(timeouts).toEqual([expect.closeTo(expected)]);
  });

  test('that hangs leaves time for further attempts, and no attempt takes more than 30 s', async () => {
    expect((await attemptDelivery(3_000, 'hang', 'hang', 200)).failure).toBeUndefined();
    const { timeouts } = await attemptDelivery(300_000, 'hang');
    expect(Math.max(...timeouts)).toBeLessThanOrEqual(30_000);
    expect(Math.min(...timeouts)).toBeGreaterThan(0);
  });

  test('that fails shows neither path nor query, and says what a function in a VPC needs', async () => {
    for (const end of ['reset', 403, 503] as const) {
      const { failure } = await attemptDelivery(1_500, end);
      expect(failure).toMatchObject({ message: expect.stringContaining('VPC') });
      expect(String(failure)).not.toContain('secret');
      expect(JSON.stringify(failure)).not.toContain('secret');
    }
  });
});
