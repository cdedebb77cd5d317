import { jsonLog } from '../../runtime/log';

/** What CloudWatch Logs keeps of one event, in bytes. */
const longestEvent = 256 * 1_024;

const written = (message: string, details?: Readonly<Record<string, unknown>>): string => {
  const lines: string[] = [];
  jsonLog((line) => lines.push(line), { version: '1', requestId: 'r' })(message, details);
  expect(lines).toHaveLength(1);
  return lines.join();
};

const read = (line: string): unknown => JSON.parse(line);

const nested = (depth: number): unknown => {
  let value: unknown = 'leaf';
  for (let level = 0; level < depth; level++) value = [value];
  return value;
};

const circular = (): Record<string, unknown> => {
  const value: Record<string, unknown> = {};
  value.self = value;
  return value;
};

describe('the log', () => {
  test('writes one line of JSON with the message, the fields of every line and the details', () => {
    expect(read(written('call', { operation: 'X', milliseconds: 3 }))).toStrictEqual({
      message: 'call',
      version: '1',
      requestId: 'r',
      operation: 'X',
      milliseconds: 3,
    });
  });

  test('writes a message without details', () => {
    expect(read(written('delivered'))).toStrictEqual({ message: 'delivered', version: '1', requestId: 'r' });
  });

  test('keeps line breaks inside of the line', () => {
    expect(written('a\nb', { text: 'c\r\nd' })).not.toMatch(/[\r\n]/);
  });

  test.each([
    ['nests deeper than can be written', { event: nested(100_000) }],
    ['holds itself', { event: circular() }],
    ['holds a number that JSON does not know', { event: 7n }],
  ])('never throws: of what %s the message remains', (_what, details) => {
    expect(read(written('request', details))).toMatchObject({ message: 'request', requestId: 'r' });
  });

  test.each([
    ['letters', 'x'.repeat(1_000_000)],
    ['letters (256 KB in all)', 'x'.repeat(longestEvent - written('request', { text: '' }).length)],
    ['quotes', '"'.repeat(1_000_000)],
    ['control characters', '\u0001'.repeat(300_000)],
    ['backslashes', '\\'.repeat(500_000)],
    ['letters of three bytes', '漢'.repeat(190_000)],
    ['emoji', '😀'.repeat(95_000)],
  ])('cuts a line of many %s so that CloudWatch Logs need not split it, and it stays JSON', (_what, text) => {
    const line = written('request', { text });
    expect(read(line)).toMatchObject({ message: 'request', requestId: 'r', cut: expect.any(String) });
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(longestEvent);
  });
});
