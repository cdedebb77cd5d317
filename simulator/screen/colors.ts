import type { createColors } from 'picocolors';

/** Colors and bold type, or none of them. */
export type Colors = ReturnType<typeof createColors>;
