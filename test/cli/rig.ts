import type { Environment } from '../../cli/context';
import { run } from '../../cli/run';
import type { JsonObject } from '../../core/schema/json';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator';

/** What a run of the tool has written, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

export const region = 'us-east-1';

/** A clock on which nobody waits. */
const hastyClock = (): Environment['clock'] => {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    sleep: async (milliseconds) => {
      ahead += milliseconds;
    },
  };
};

/** Runs the tool in this process. */
export const tool = async (args: readonly string[], environment: Partial<Environment> = {}): Promise<Ran> => {
  let output = '';
  let errors = '';
  const code = await run(args, '1.2.3', {
    write: (text) => {
      output += text;
    },
    writeError: (text) => {
      errors += text;
    },
    isColored: false,
    columns: 80,
    isWatched: false,
    variables: {},
    clock: hastyClock(),
    signal: new AbortController().signal,
    ...environment,
  });
  return { code, output, errors };
};

/** A simulator, and the tool that looks at it. */
export interface Rig {
  readonly simulator: Simulator;
  readonly tool: (...args: readonly string[]) => Promise<Ran>;
  /** The document that the tool writes under `--format json`. */
  readonly json: <Document = JsonObject>(...args: readonly string[]) => Promise<Document>;
  /** The options that lead to the simulator. */
  readonly at: readonly string[];
  readonly close: () => Promise<void>;
}

export const startRig = async (options: SimulatorOptions = {}): Promise<Rig> => {
  // The SDK wants some; the simulator takes any.
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  const simulator = await startSimulator(options);
  const at = ['--region', region, '--endpoint-url', simulator.endpoint];
  const runTool = (...args: readonly string[]) => tool([...args, ...at]);
  return {
    simulator,
    at,
    tool: runTool,
    json: async (...args) => JSON.parse((await runTool(...args, '--format', 'json')).output),
    close: () => simulator.close(),
  };
};
