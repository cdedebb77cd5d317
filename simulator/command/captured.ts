import { run } from './run';

/** What a run of the command has come to, and has written. */
export interface Captured {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs the command, and keeps what it writes. */
export const runCaptured = async (args: readonly string[], isColored = false): Promise<Captured> => {
  let output = '';
  let errors = '';
  const exitCode = await run(args, {
    write: (text) => {
      output += text;
    },
    writeError: (text) => {
      errors += text;
    },
    isColored,
  });
  return { exitCode, output, errors };
};
