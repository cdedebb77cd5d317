import { CallError, type FailureKind, isThrottle, kindOf, mayHaveTakenEffect, readFailure } from '../../aws/failure';

const failure = (name: string, status?: number, message = 'text', code?: string) => ({ name, message, status, code });

test.each<[FailureKind, ReturnType<typeof failure>]>([
  ['transient', failure('ThrottlingException', 400)],
  ['transient', failure('Throttling', 400)],
  ['transient', failure('RequestThrottled', 400)],
  ['transient', failure('TooManyRequestsException', 400)],
  ['transient', failure('ThrottlingException', 429)],
  ['transient', failure('TooManyRequestsException', 429)],
  ['transient', failure('SomethingNew', 429)],
  ['transient', failure('InternalFailureException', 500)],
  ['transient', failure('ServiceUnavailableException', 503)],
  ['transient', failure('Unknown', 502)],
  ['transient', failure('TimeoutError')],
  ['transient', failure('RequestTimeout', 400)],
  ['transient', failure('RequestTimeoutException', 400)],
  ['transient', failure('TimeoutError', undefined, 'socket hang up', 'ECONNRESET')],
  ['transient', failure('Error', undefined, 'connect', 'ECONNREFUSED')],
  ['transient', failure('Error', undefined, 'getaddrinfo', 'ENOTFOUND')],
  ['conflict', failure('VersionConflictException', 409)],
  ['not-found', failure('ResourceNotFoundException', 404)],
  ['already-exists', failure('ResourceAlreadyExistsException', 409)],
  ['denied', failure('AccessDeniedException', 403)],
  ['denied', failure('AccessDeniedException', 400)],
  ['final', failure('UnauthorizedException', 401)],
  ['final', failure('ExpiredTokenException', 403)],
  ['final', failure('ExpiredToken', 400)],
  ['final', failure('InvalidClientTokenId', 403)],
  ['final', failure('MissingAuthenticationTokenException', 403)],
  ['final', failure('InvalidAccessKeyId', 403)],
  ['final', failure('SignatureDoesNotMatch', 403)],
  ['final', failure('InvalidSignatureException', 403)],
  ['final', failure('UnrecognizedClientException', 403)],
  ['denied', failure('Forbidden', 403)],
  ['denied', failure('InvalidRequestException', 400, 'AWS IoT cannot assume role arn:aws:iam::1:role/r')],
  ['denied', failure('InvalidRequestException', 400, 'Assume Role was refused')],
  ['final', failure('InvalidRequestException', 400)],
  ['final', failure('InvalidRequestException', 400, 'the role ARN is not valid')],
  ['final', failure('InvalidRequestException', 400, 'the service cannot assume that')],
  ['final', failure('InvalidRequestException', 400, 'an answer is no broken connection', 'ECONNRESET')],
  ['final', failure('LimitExceededException', 410)],
  ['final', failure('LimitExceededException', 400)],
  // As other services send it.
  ['final', failure('LimitExceededException', 429)],
  ['transient', failure('InternalFailureException', 400)],
  ['conflict', failure('VersionConflictException', 429)],
  ['not-found', failure('ResourceNotFoundException', 400)],
  // A wrong endpoint: nothing is gone.
  ['final', failure('UnknownOperationException', 404)],
  ['final', failure('NotFoundException', 404)],
  ['final', failure('Unknown', 404)],
  ['final', failure('SyntaxError', 404, 'Unexpected token < in JSON')],
  // An answer that breaks off, or is none.
  ['transient', failure('SyntaxError', 200, 'Unexpected end of JSON input')],
  ['transient', failure('SyntaxError', 502, 'Unexpected token < in JSON')],
  ['transient', failure('Error', 200, 'aborted', 'ECONNRESET')],
  ['final', failure('SyntaxError', undefined, 'a defect')],
  ['final', failure('SyntaxError', 400, 'Unexpected token < in JSON')],
  ['final', failure('TypeError', 200)],
  ['final', failure('ConflictException', 409)],
  ['final', failure('TypeError')],
  ['final', failure('CredentialsProviderError')],
  ['final', failure('TypeError', undefined, 'Invalid character in header content', 'ERR_INVALID_CHAR')],
  ['final', failure('AccessDeniedException', 403, 'Detect is not available to new customers')],
  ['final', failure('AccessDeniedException', 403, 'Device Defender Detect is no longer available')],
  ['final', failure('InternalFailureException', 500, 'closed to new customers')],
  ['final', failure('ThrottlingException', 429, 'Device Defender Detect is no longer available to new customers.')],
])('it is %s: %j', (kind, given) => {
  expect(kindOf(given)).toBe(kind);
});

test.each([
  [true, failure('ThrottlingException', 400)],
  [true, failure('SomethingNew', 429)],
  [false, failure('LimitExceededException', 429)],
  [false, failure('InternalFailureException', 500)],
])('it slows the next calls down: %p for %j', (expected, given) => {
  expect(isThrottle(given)).toBe(expected);
});

test.each([
  [true, failure('InternalFailureException', 500)],
  [true, failure('TimeoutError', undefined, 'socket hang up', 'ECONNRESET')],
  [true, failure('SyntaxError', 200, 'Unexpected end of JSON input')],
  [true, failure('TypeError', 200)],
  [false, failure('ThrottlingException', 400)],
  [false, failure('SomethingNew', 429)],
  [false, failure('InvalidRequestException', 400)],
  [false, failure('TypeError')],
])('it may have changed something: %p for %j', (expected, given) => {
  expect(mayHaveTakenEffect(given)).toBe(expected);
});

describe('what was thrown', () => {
  test('by the SDK is read with its HTTP status and code', () => {
    const error = Object.assign(new Error('text'), {
      name: 'X',
      code: 'ECONNRESET',
      $metadata: { httpStatusCode: 500 },
    });
    expect(readFailure(error)).toStrictEqual({ name: 'X', message: 'text', status: 500, code: 'ECONNRESET' });
  });

  test.each([
    ['text', { name: 'string', message: 'text' }],
    [undefined, { name: 'undefined', message: 'undefined' }],
    [null, { name: 'object', message: 'null' }],
    [Object.assign(new Error('x'), { $metadata: 7, code: 7 }), { name: 'Error', message: 'x' }],
  ])('may be anything: %p', (thrown, expected) => {
    expect(readFailure(thrown)).toStrictEqual({ ...expected, status: undefined, code: undefined });
  });
});

test('the service’s own text is passed on unchanged, with the operation and the status', () => {
  const text = 'Größe: "x" is not < y\nsecond line';
  expect(new CallError('TagResource', failure('InvalidRequestException', 400, text)).message).toBe(
    `TagResource failed: InvalidRequestException: ${text} (HTTP 400)`,
  );
  expect(new CallError('TagResource', failure('TimeoutError')).message).toBe('TagResource failed: TimeoutError: text');
});
