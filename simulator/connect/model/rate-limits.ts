import { connectOperations, type RateLimits } from './types';

/**
 * The limits that AWS documents: of each operation by itself, for all instances of an account in a Region together.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/amazon-connect-service-limits.html
 */
export const documentedRateLimits: RateLimits = Object.fromEntries(
  connectOperations.map((name) => [name, { perSecond: 2, burst: 5 }]),
);
