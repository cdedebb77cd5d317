/** One text for all values that mean the same: every list of a profile is a set, and no member's order counts. */
export const canonical = (value: unknown, isLeftOut: (key: string, member: unknown) => boolean): string => {
  if (Array.isArray(value))
    return `[${value
      .map((item) => canonical(item, isLeftOut))
      .sort()
      .join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const members = Object.entries(value)
    .filter(([key, member]) => member !== undefined && !isLeftOut(key, member))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member, isLeftOut)}`);
  return `{${members.sort().join()}}`;
};
