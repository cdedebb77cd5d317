import { errorText } from '../runtime/error-text';

/** A call that the service (or IAM, on the way) has refused. The service's own text is passed on unchanged. */
export class CallError extends Error {
  override readonly name = 'CallError';
  constructor(
    readonly operation: string,
    readonly failure: Failure,
    /** The error as the SDK threw it. */
    cause?: unknown,
  ) {
    super(
      `${operation} failed: ${failure.name}: ${failure.message}${failure.status === undefined ? '' : ` (HTTP ${failure.status})`}`,
      { cause },
    );
  }
}

/** What is read of an SDK error, or of whatever else was thrown. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
  /** Of a network error, for instance `ECONNRESET`. */
  readonly code: string | undefined;
}

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && key in value ? Reflect.get(value, key) : undefined;

export const readFailure = (error: unknown): Failure => {
  const status = property(property(error, '$metadata'), 'httpStatusCode');
  const code = property(error, 'code');
  return {
    name: error instanceof Error ? error.name : typeof error,
    message: errorText(error),
    status: typeof status === 'number' ? status : undefined,
    code: typeof code === 'string' ? code : undefined,
  };
};

export type FailureKind =
  /** A throttle, a failure of the service, a broken connection: the same call may go well later. */
  | 'transient'
  /** Somebody else changed the thing in between. */
  | 'conflict'
  | 'not-found'
  | 'already-exists'
  /** A role that is not known everywhere yet, or that truly lacks a right: nothing tells these apart. */
  | 'denied'
  | 'final';

/** Of whatever service and protocol: IAM, STS and the gateways before AWS IoT answer too. */
const throttles: ReadonlySet<string> = new Set([
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'RequestThrottled',
]);

/** Kinds of names that have one meaning, whatever status they come with: 400, 409 and 429 have several here. */
const kindsByName: ReadonlyMap<string, FailureKind> = new Map<string, FailureKind>([
  ['TimeoutError', 'transient'],
  ['RequestTimeout', 'transient'],
  ['RequestTimeoutException', 'transient'],
  ['InternalFailureException', 'transient'],
  ['ServiceUnavailableException', 'transient'],
  ['VersionConflictException', 'conflict'],
  // Any other 404 is that of a wrong endpoint.
  ['ResourceNotFoundException', 'not-found'],
  ['ResourceAlreadyExistsException', 'already-exists'],
  ['DuplicateResourceException', 'already-exists'],
  // A quota: a target has its five profiles.
  ['LimitExceededException', 'final'],
]);

/** Device Defender Detect is closed to new customers since 2026-08-31; what such an account is told is never retried. */
const closedToNewCustomers = /new customers?|no longer available/i;

/** These come with the status 403 too, and no role that becomes known will mend them. */
const badCredentials = /Token|Signature|AccessKey|UnrecognizedClient/;

/** Whether the service has refused the call for its rate, so that the next ones had better come more slowly. */
export const isThrottle = ({ name, status }: Failure): boolean =>
  throttles.has(name) || (status === 429 && !kindsByName.has(name));

const isSuccess = ({ status = 0 }: Failure): boolean => 200 <= status && status < 300;

/**
 * Whether no whole answer came: a reset, a refused connection, a name that did not resolve, an answer of success that
 * breaks off. Node's own `ERR_…` are defects.
 */
const isCutOff = (failure: Failure): boolean => {
  const { name, status, code = '' } = failure;
  if (isSuccess(failure) && name === 'SyntaxError') return true;
  return (status === undefined || isSuccess(failure)) && /^E(?!RR_)/.test(code);
};

/** Whether the call may have changed something although it failed: it was no refusal. */
export const mayHaveTakenEffect = (failure: Failure): boolean =>
  isSuccess(failure) || (kindOf(failure) === 'transient' && !isThrottle(failure));

/** Whether a call has failed because what it is about does not exist. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof CallError && kindOf(error.failure) === 'not-found';

/** By name before status. */
export const kindOf = (failure: Failure): FailureKind => {
  const { name, message, status = 0 } = failure;
  if (closedToNewCustomers.test(message)) return 'final';
  if (isThrottle(failure)) return 'transient';
  const byName = kindsByName.get(name);
  if (byName !== undefined) return byName;
  if (badCredentials.test(name)) return 'final';
  if (status >= 500 || isCutOff(failure)) return 'transient';
  if (status === 403 || name === 'AccessDeniedException') return 'denied';
  return /assume/i.test(message) && /role/i.test(message) ? 'denied' : 'final';
};
