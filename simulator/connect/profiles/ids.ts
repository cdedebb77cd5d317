import { createHash } from 'node:crypto';

/** A source of ids that look like random UUIDs and are the same in every run. */
export const idSource = (): (() => string) => {
  let count = 0;
  return () => {
    count += 1;
    const digits = createHash('sha256').update(`security-profile/${count}`).digest('hex');
    const [a, b, c, d, e] = [
      [0, 8],
      [8, 12],
      [13, 16],
      [17, 20],
      [20, 32],
    ].map(([from, to]) => digits.slice(from, to));
    return `${a}-${b}-4${c}-8${d}-${e}`;
  };
};
