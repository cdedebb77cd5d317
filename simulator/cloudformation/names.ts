import { createHash } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** As many capital letters and digits as asked for, always the same for the same text. */
export const suffixOf = (text: string, length: number): string =>
  [...createHash('sha256').update(text).digest()]
    .slice(0, length)
    .map((byte) => alphabet[byte % alphabet.length])
    .join('');
