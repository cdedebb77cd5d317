import { errorText } from '../custom-resource/error-text';
import type { OperationName } from './service';

/** A call that AWS IoT (or IAM, on the way) has refused. The service's own text is passed on unchanged. */
export class IotError extends Error {
  override readonly name = 'IotError';
  constructor(
    readonly operation: OperationName,
    /** The error as the SDK threw it. */
    readonly failure: Failure,
  ) {
    super(
      `${operation} failed: ${failure.name}: ${failure.message}${failure.status === undefined ? '' : ` (HTTP ${failure.status})`}`,
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

const throttles: ReadonlySet<string> = new Set([
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'RequestThrottled',
]);
const timeouts: ReadonlySet<string> = new Set(['TimeoutError', 'RequestTimeout', 'RequestTimeoutException']);

/** Device Defender Detect is closed to new customers since 2026-08-31; what such an account is told is never retried. */
const closedToNewCustomers = /new customers?|no longer available/i;

/** These come with the status 403 too, and no role that becomes known will mend them. */
const badCredentials = /Token|Signature|UnrecognizedClient/;

const isThrottle = ({ name, status }: Failure): boolean => throttles.has(name) || status === 429;

/** Whether the call may have changed something although it failed: it was no refusal. */
export const mayHaveTakenEffect = (failure: Failure): boolean =>
  kindOf(failure) === 'transient' && !isThrottle(failure);

/** Where the same name carries two meanings of HTTP status, the name decides: 409 and 400 each have several here. */
export const kindOf = ({ name, message, status, code }: Failure): FailureKind => {
  if (closedToNewCustomers.test(message)) return 'final';
  if (throttles.has(name) || timeouts.has(name) || status === 429 || (status !== undefined && status >= 500))
    return 'transient';
  if (name === 'VersionConflictException') return 'conflict';
  if (name === 'ResourceNotFoundException') return 'not-found';
  if (name === 'ResourceAlreadyExistsException') return 'already-exists';
  if (status === 403 || name === 'AccessDeniedException') return badCredentials.test(name) ? 'final' : 'denied';
  if (/assume/i.test(message) && /role/i.test(message)) return 'denied';
  // No answer at all: a reset, a refused connection, a name that did not resolve. Node's own `ERR_…` are defects.
  return status === undefined && code !== undefined && /^E(?!RR_)/.test(code) ? 'transient' : 'final';
};
