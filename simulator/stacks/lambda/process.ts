import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { InvocationOutcome } from '../custom-resource/delivery';

/** What a fresh process is to run, once. */
export interface ProcessOrder {
  /** Absolute path of the module. */
  readonly entry: string;
  readonly handlerName: string;
  readonly event: unknown;
  /** Lambda's context, without its functions. */
  readonly context: Readonly<Record<string, string | boolean>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  /** The function's timeout: the process is killed when it is over. */
  readonly milliseconds: number;
}

export interface FunctionProcess {
  readonly outcome: Promise<InvocationOutcome>;
  /** Kills the process at once, as when its machine dies. */
  kill(): void;
}

const runtime = join(__dirname, 'runtime.mjs');

const collect = (stream: unknown): readonly string[] => {
  const chunks: string[] = [];
  if (stream instanceof Readable) stream.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  return chunks;
};

const send = (child: ChildProcess, { entry, handlerName, event, context, milliseconds }: ProcessOrder): void => {
  // A process that is killed at once leaves the pipe broken; its outcome tells all there is to tell.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(JSON.stringify({ entry, handlerName, event, context, milliseconds }));
};

/** Kills a process by choice, or when the time of its function is over, and remembers which it was. */
class Stopper {
  why: 'killed' | 'timedOut' | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly child: ChildProcess) {}

  stop(why: 'killed' | 'timedOut'): void {
    this.why ??= why;
    this.child.kill('SIGKILL');
  }

  startTimer(milliseconds: number): void {
    this.#timer = setTimeout(() => this.stop('timedOut'), milliseconds);
  }

  clearTimer(): void {
    clearTimeout(this.#timer);
  }
}

/** Starts a process of this Node with nothing but the environment it is given. */
export const startFunctionProcess = (order: ProcessOrder): FunctionProcess => {
  const child = spawn(process.execPath, [runtime], {
    cwd: order.workingDirectory,
    env: { ...order.environment },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const stopper = new Stopper(child);
  const [stdout, stderr, reports] = [collect(child.stdout), collect(child.stderr), collect(child.stdio[3])];
  // The time of the function counts from the moment its process is there.
  child.stdio[3]?.once('data', () => stopper.startTimer(order.milliseconds));
  send(child, order);
  const outcome = new Promise<InvocationOutcome>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      stopper.clearTimer();
      const kind = reports.join('').includes('returned') ? 'returned' : (stopper.why ?? 'threw');
      resolve({ kind, stdout: stdout.join(''), stderr: stderr.join('') });
    });
  });
  return { outcome, kill: () => stopper.stop('killed') };
};
