import type { Environment } from '../context';

/** Milliseconds before anything is said. */
const patience = 1_000;
/** Milliseconds between two lines where nobody watches. */
const pauseInLog = 10_000;

/** Says on stderr how far work has got that takes more than a second. */
export interface ProgressLine {
  readonly at: (done: number, all: number) => void;
  readonly end: () => void;
}

/** `what`: plural, what is counted. */
export const progressLine = ({ clock, isWatched, writeError }: Environment, what: string): ProgressLine => {
  const begun = clock.now();
  let last = begun;
  let isShown = false;
  return {
    at: (done, all) => {
      const now = clock.now();
      if (now - begun < patience || done >= all) return;
      const text = `reading ${what}: ${done.toLocaleString('en-US')} of ${all.toLocaleString('en-US')}`;
      if (isWatched) writeError(`\r\u001b[2K${text}`);
      else if (now - last >= pauseInLog) {
        writeError(`${text}\n`);
        last = now;
      }
      isShown = true;
    },
    end: () => {
      if (isShown && isWatched) writeError('\r\u001b[2K');
    },
  };
};
