const longestWait = 10_000;

/** Milliseconds of the first back-off unless RETRY_BASE_MILLISECONDS says otherwise. */
export const defaultRetryBase = 200;

/** How long to wait after failure number `attempt` (from 0): exponential, at most 10 s, with jitter over its upper half. */
export const backoff = (attempt: number, base: number, random: () => number = Math.random): number =>
  Math.min(longestWait, base * 2 ** Math.min(attempt, 16)) * (0.5 + random() / 2);

/** Reads RETRY_BASE_MILLISECONDS: a positive number, else the default. */
export const readRetryBase = (value: string | undefined): number => {
  const base = Number(value);
  return Number.isFinite(base) && base > 0 ? base : defaultRetryBase;
};
