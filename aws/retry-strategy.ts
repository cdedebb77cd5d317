import { StandardRetryStrategy } from '@smithy/core/retry';
import { backoff } from '../runtime/backoff';

type Refresh = StandardRetryStrategy['refreshRetryTokenForRetry'];

/** More than the SDK's 3: of hundreds of attachments one that is given up fails the whole. */
const maxAttempts = 10;

/** Milliseconds of the first pause, also after a throttle: then a `Pace` sees to it that the call waits for its turn. */
const shortestPause = 50;

/**
 * The SDK's retries. What its adaptive mode would add, one rate for the calls of all operations together, is done better
 * by a `Pace` for each, as AWS limits them. One correction: the SDK counts LimitExceededException among the throttles,
 * but in AWS IoT it is a quota (HTTP 410: a target has its five profiles) and no waiting helps.
 */
class IotRetryStrategy extends StandardRetryStrategy {
  override refreshRetryTokenForRetry(...[token, failure]: Parameters<Refresh>): ReturnType<Refresh> {
    const { error } = failure;
    if (error instanceof Error && error.name === 'LimitExceededException')
      return Promise.reject(new Error('a quota is not retried'));
    return super.refreshRetryTokenForRetry(token, failure);
  }
}

export const retryStrategy = (): StandardRetryStrategy =>
  new IotRetryStrategy({
    maxAttempts,
    backoff: {
      computeNextBackoffDelay: (attempt) => backoff(attempt, shortestPause),
      setDelayBase: () => undefined,
    },
  });
