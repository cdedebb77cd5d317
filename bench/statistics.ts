/** The value below which a share of the values lies, between neighbours by proportion. */
const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The median of the ratios round by round: what disturbs a round disturbs both, and cancels out. */
export const medianRatio = (values: readonly number[], base: readonly number[]): number =>
  median(values.map((value, index) => value / (base[index] ?? Number.NaN)));

/** The middle eight tenths, as `low–high`. */
export const noise = (values: readonly number[]): string =>
  `${quantile(values, 0.1).toFixed(1)}–${quantile(values, 0.9).toFixed(1)}`;
