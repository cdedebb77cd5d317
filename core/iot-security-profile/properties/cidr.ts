import { type Check, certain, strong, uncertain } from '../../schema/problem';
import { quoted } from '../../schema/shown';

const isVersion4 = (address: string): boolean => {
  const octets = address.split('.');
  return octets.length === 4 && octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) <= 255);
};

const isGroup = (group: string): boolean => /^[\da-f]{1,4}$/i.test(group);

/** How many of the eight groups a part of an IPv6 address fills, `NaN` if it is none; the last two may be an IPv4 address. */
const groupCount = (part: string, mayEndInVersion4: boolean): number => {
  if (part === '') return 0;
  const groups = part.split(':');
  const last = groups.pop() ?? '';
  const lastCount = mayEndInVersion4 && isVersion4(last) ? 2 : isGroup(last) ? 1 : Number.NaN;
  return groups.every(isGroup) ? groups.length + lastCount : Number.NaN;
};

const isVersion6 = (address: string): boolean => {
  const [head = '', tail, ...more] = address.split('::');
  if (tail === undefined) return groupCount(head, true) === 8;
  return more.length === 0 && groupCount(head, false) + groupCount(tail, true) <= 7;
};

/** The longest prefix of the address, 32 or 128 bits; `undefined` if it is no address. */
const addressBits = (address: string): number | undefined => {
  if (isVersion4(address)) return 32;
  return isVersion6(address) ? 128 : undefined;
};

const accepted = 'accepted: an IPv4 or IPv6 range as 10.0.0.0/8 or 2001:db8::/32';

/** An address range of either version. Host bits may be set: AWS's own tests send 192.168.100.14/24. */
export const cidrFormat: Check = (text) => {
  if (!/^[a-fA-F0-9:./]{2,43}$/.test(text)) return certain(`${quoted(text)} is not a CIDR range; ${accepted}`);
  const [address = '', prefix, ...more] = text.split('/');
  const bits = addressBits(address);
  if (bits === undefined || more.length > 0) return strong(`${quoted(text)} is not a CIDR range; ${accepted}`);
  if (prefix === undefined)
    return uncertain(`${quoted(text)} has no prefix length; a single address is written ${address}/${bits}`);
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits
    ? undefined
    : strong(`${quoted(text)} has an impossible prefix length; accepted: /0 to /${bits}`);
};
