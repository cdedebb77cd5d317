import fc from 'fast-check';
import { answerBody, type Outcome } from '../../../lambda/custom-resource/answer';
import { type Envelope, readEnvelope } from '../../../lambda/custom-resource/request';
import { stackId } from '../../support/rig';

const envelope: Envelope = {
  type: 'Create',
  stackId,
  requestId: 'request-1',
  logicalResourceId: 'Profile',
  physicalResourceId: '',
  properties: {},
};

const failed = (reason: string): Outcome => ({ status: 'FAILED', physicalResourceId: 'failed-create/1/name', reason });

const read = (body: string): Record<string, unknown> => JSON.parse(body) as Record<string, unknown>;

const answered = (outcome: Outcome): Record<string, unknown> => read(answerBody(envelope, outcome));

const reasonOf = (reason: string): string => String(answered(failed(reason)).Reason);

const isWellFormed = (text: string): boolean => Buffer.from(text).toString() === text;

describe('the answer', () => {
  test('of a success holds the status, the ids and the attributes, and no reason', () => {
    const attributes = { SecurityProfileArn: 'arn:aws:iot:us-east-1:123456789012:securityprofile/p' };
    expect(answered({ status: 'SUCCESS', physicalResourceId: 'p', attributes })).toStrictEqual({
      Status: 'SUCCESS',
      PhysicalResourceId: 'p',
      StackId: stackId,
      RequestId: 'request-1',
      LogicalResourceId: 'Profile',
      Data: attributes,
    });
  });

  test('of a failure holds the status, the ids and the reason, and no attributes', () => {
    expect(answered(failed('the topic is missing'))).toStrictEqual({
      Status: 'FAILED',
      Reason: 'the topic is missing',
      PhysicalResourceId: 'failed-create/1/name',
      StackId: stackId,
      RequestId: 'request-1',
      LogicalResourceId: 'Profile',
    });
  });

  test('of a failure always has a reason, for CloudFormation refuses the answer otherwise', () => {
    expect(reasonOf('')).toBe('no reason is known');
  });

  test.each([
    ['quotes and backslashes', 'he said "no" to C:\\temp', 'he said "no" to C:\\temp'],
    ['line breaks, which part the problems of a list', 'first\nsecond', 'first\nsecond'],
    ['letters beyond ASCII', 'Größe: 漢字 😀', 'Größe: 漢字 😀'],
    ['control characters as blanks', 'a\u0000b\u001bc\td\re\u007ff\u0085g', 'a b c d e f g'],
    ['line separators of JavaScript as blanks', 'a\u2028b\u2029c', 'a b c'],
    ['half a character as the replacement character', 'a\ud83db\ude00c', 'a\ufffdb\ufffdc'],
  ])('keeps %s', (_what, reason, expected) => {
    expect(reasonOf(reason)).toBe(expected);
  });

  test('is not cut where it just fits, and is cut by one byte more', () => {
    const room = 4_096 - Buffer.byteLength(answerBody(envelope, failed('x'))) + 1;
    const longest = 'a'.repeat(room);
    expect(Buffer.byteLength(answerBody(envelope, failed(longest)))).toBe(4_096);
    expect(reasonOf(longest)).toBe(longest);
    const cut = reasonOf(`${longest}a`);
    expect(cut).toBe(`${'a'.repeat(room - 3)}…`);
  });

  test('is cut between characters, never inside of one', () => {
    for (const lead of ['', 'a', 'aa', 'aaa']) {
      const cut = reasonOf(lead + '😀'.repeat(5_000));
      expect(cut).toMatch(/^a*(😀)+…$/u);
      expect(Buffer.byteLength(cut)).toBeGreaterThan(3_600);
    }
  });

  test('has room for a reason beside the longest ids that are read from an event', () => {
    const wide = (length: number) => '"'.repeat(length / 2);
    const longest = readEnvelope({
      RequestType: 'Update',
      StackId: wide(512),
      RequestId: wide(256),
      LogicalResourceId: wide(512),
      PhysicalResourceId: wide(1_024),
    });
    const { physicalResourceId } = longest;
    const reason = 'x'.repeat(10_000);
    const body = answerBody(longest, { status: 'FAILED', physicalResourceId, reason });
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(4_096);
    const answer = read(body);
    expect(answer).toMatchObject({
      StackId: wide(512),
      RequestId: wide(256),
      LogicalResourceId: wide(512),
      PhysicalResourceId: wide(1_024),
    });
    expect(String(answer.Reason).length).toBeGreaterThan(1_000);
  });

  test.each([
    ['a megabyte', 'x'.repeat(1_000_000)],
    ['a megabyte of quotes', '"'.repeat(1_000_000)],
    ['a megabyte of halves of characters', '\ud83d'.repeat(500_000)],
    ['a megabyte of null characters', '\u0000'.repeat(1_000_000)],
    ['a megabyte of emoji', '👩‍🚀'.repeat(200_000)],
  ])('cuts %s', (_what, reason) => {
    const body = answerBody(envelope, failed(reason));
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(4_096);
    expect(Buffer.byteLength(body)).toBeGreaterThan(4_000);
    expect(isWellFormed(body)).toBe(true);
    expect(read(body)).toMatchObject({ Status: 'FAILED', StackId: stackId, RequestId: 'request-1' });
  });

  const unit = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('"', '\\', '\n', '\u0000', '\u007f', '\u2028', '漢', '😀', '\ud83d', '\ude00', 'ü'),
  );
  const reasons = fc
    .tuple(fc.array(unit, { maxLength: 60 }), fc.integer({ min: 1, max: 120 }))
    .map(([units, times]) => units.join('').repeat(times));

  test('never has more than 4,096 bytes, is JSON, and keeps the ids whole, whatever the reason', () => {
    fc.assert(
      fc.property(reasons, (reason) => {
        const body = answerBody(envelope, failed(reason));
        expect(Buffer.byteLength(body)).toBeLessThanOrEqual(4_096);
        const { Reason, ...rest } = read(body);
        expect(rest).toStrictEqual({
          Status: 'FAILED',
          PhysicalResourceId: 'failed-create/1/name',
          StackId: stackId,
          RequestId: 'request-1',
          LogicalResourceId: 'Profile',
        });
        const text = String(Reason);
        expect(text).not.toBe('');
        expect(isWellFormed(text)).toBe(true);
        expect(text).not.toMatch(/[^\P{Cc}\n]/u);
      }),
      { numRuns: 150 },
    );
  });
});
