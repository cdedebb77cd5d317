import { iotOperations, type RateLimit, type RateLimits } from './types';

const usual: RateLimit = { perSecond: 10, burst: 10 };

/**
 * The limits that AWS documents for an account in a Region, each with a burst of one second.
 * @see https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html
 */
export const documentedRateLimits: RateLimits = {
  ...Object.fromEntries(iotOperations.map((name) => [name, usual])),
  DescribeCustomMetric: { perSecond: 25, burst: 25 },
  DescribeSecurityProfile: { perSecond: 25, burst: 25 },
};
