const block = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

const dotted = (address: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');

/**
 * The first `count` blocks of an IPv4 block, each of two to the `hostBits` addresses; undefined where there are not so
 * many in it, or it is none.
 */
export const cidrBlocks = (text: string, count: number, hostBits: number): readonly string[] | undefined => {
  const [octets = [], prefix = Number.NaN] = ((found) => [found.slice(0, 4), found[4]])(
    (block.exec(text)?.slice(1) ?? []).map(Number),
  );
  const isWhole = [count, hostBits].every(Number.isInteger) && count >= 1 && count <= 256 && hostBits >= 1;
  if (!isWhole || !octets.every((octet) => octet <= 255) || !(prefix <= 32)) return undefined;
  const size = 2 ** hostBits;
  const whole = 2 ** (32 - prefix);
  if (count * size > whole) return undefined;
  const given = octets.reduce((address, octet) => address * 256 + octet, 0);
  const first = given - (given % whole);
  return Array.from({ length: count }, (_, index) => `${dotted(first + index * size)}/${32 - hostBits}`);
};
