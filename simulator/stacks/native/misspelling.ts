/** Whether one text becomes the other by one letter put in, taken out, replaced, or swapped with its neighbour. */
const isOneSlipAway = (left: string, right: string): boolean => {
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < shorter - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const [a, b] = [left.slice(start, left.length - end), right.slice(start, right.length - end)];
  return (a.length <= 1 && b.length <= 1) || (a.length === 2 && b.length === 2 && a === `${b[1]}${b[0]}`);
};

/** The known type that is meant by another: the same in other letters, or but for one slip. */
export const meantType = (type: string, known: readonly string[]): string | undefined => {
  const given = type.toLowerCase();
  return known.find((name) => isOneSlipAway(given, name.toLowerCase()));
};
