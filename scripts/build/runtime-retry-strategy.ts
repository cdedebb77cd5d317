import { StandardRetryStrategy as CurrentStrategy } from '@smithy/core/retry';

/**
 * The SDK's strategy as it has to be under a client that is older than it: clients of Lambda's runtime may ask
 * for the first token without a scope, where the strategy of today expects a text.
 */
export class StandardRetryStrategy extends CurrentStrategy {
  override acquireInitialRetryToken(scope?: string): ReturnType<CurrentStrategy['acquireInitialRetryToken']> {
    return super.acquireInitialRetryToken(scope ?? '');
  }
}
