import { AdaptiveRetryStrategy } from '@smithy/core/retry';

type Refresh = AdaptiveRetryStrategy['refreshRetryTokenForRetry'];

/**
 * The SDK's adaptive mode with 10 attempts: it learns the service's rate limit, so that hundreds of attachments finish
 * near the limit without a failure. One correction: the SDK counts LimitExceededException among the throttles, but in
 * AWS IoT it is a quota (HTTP 410: a target has its five profiles) and no waiting helps.
 */
class IotRetryStrategy extends AdaptiveRetryStrategy {
  override refreshRetryTokenForRetry(...[token, failure]: Parameters<Refresh>): ReturnType<Refresh> {
    const { error } = failure;
    if (error instanceof Error && error.name === 'LimitExceededException')
      return Promise.reject(new Error('a quota is not retried'));
    return super.refreshRetryTokenForRetry(token, failure);
  }
}

export const retryStrategy = (): AdaptiveRetryStrategy => new IotRetryStrategy(10, { maxAttempts: 10 });
