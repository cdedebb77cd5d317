import { createHash } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** As many capital letters and digits as asked for, small letters too if asked for; always the same for the same text. */
export const suffixOf = (text: string, length: number, withSmall = false): string => {
  const letters = withSmall ? alphabet + alphabet.slice(0, 26).toLowerCase() : alphabet;
  return [...createHash('sha256').update(text).digest()]
    .slice(0, length)
    .map((byte) => letters[byte % letters.length])
    .join('');
};
