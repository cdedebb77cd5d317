/** A clock that can jump: the simulator never really waits for a retry or for a service timeout. */
export interface VirtualClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Jumps forward. */
  advance(milliseconds: number): void;
}

export const virtualClock = (now: () => number): VirtualClock => {
  let offset = 0;
  return {
    now: () => now() + offset,
    advance: (milliseconds) => {
      offset += Math.max(0, milliseconds);
    },
  };
};
