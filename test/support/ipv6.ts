import { networkInterfaces } from 'node:os';

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
);

if (!hasIpv6) console.warn('This machine has no ::1: the tests that answer to an IPv6 address are SKIPPED.');

/** A test that needs the loopback address of IPv6. */
export const testOnIpv6 = hasIpv6 ? test : test.skip;
