import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { needsBundle } from './mutant';

/** What the suites say. */
export type Verdict =
  /** A test has failed: the first of them. */
  | { readonly kind: 'killed'; readonly by: string }
  /** The suites did not end: nobody could overlook that either. */
  | { readonly kind: 'timed out' }
  | { readonly kind: 'survived' }
  /** No test has failed, but a suite could not run: that proves nothing. */
  | { readonly kind: 'broken'; readonly why: string };

/** What the reporter writes of one suite. */
export interface SuiteResult {
  readonly passed: number;
  /** Names of tests. */
  readonly failed: readonly string[];
  readonly error?: string;
}

interface Limits {
  /** Milliseconds for all suites of a mutant. */
  readonly run: number;
  /** Milliseconds for one test. */
  readonly test: number;
}

/**
 * Several times what the suites take beside others on a busy machine, or a survivor passes for a program that does not
 * end. The bundle's suites start processes, and wait in real time.
 */
const limitsOf = (suites: readonly string[]): Limits =>
  needsBundle(suites) ? { run: 240_000, test: 45_000 } : { run: 180_000, test: 20_000 };

/** How a run of jest ended; `signal`: the one that somebody else has sent. */
export interface End {
  /** Whether it took too long. */
  readonly stopped: boolean;
  readonly signal?: string;
}

/** What follows from the suites that have ended, and from how the run has. */
export const verdictOf = (results: readonly SuiteResult[], { stopped, signal }: End): Verdict => {
  if (stopped) return { kind: 'timed out' };
  const by = results.flatMap(({ failed }) => failed)[0];
  if (by !== undefined) return { kind: 'killed', by };
  const why = results.find(({ error }) => error !== undefined)?.error;
  if (why !== undefined) return { kind: 'broken', why };
  // Suites that were still to come could have noticed.
  if (signal !== undefined) return { kind: 'broken', why: `somebody has ended jest: ${signal}` };
  return results.some(({ passed }) => passed > 0) ? { kind: 'survived' } : { kind: 'broken', why: 'no test ran' };
};

/** Ends with jest, however that ends. */
const runJest = (folder: string, report: string, longest: number, options: readonly string[]): Promise<End> =>
  new Promise((resolve) => {
    const jest = path.join(folder, 'node_modules/jest/bin/jest.js');
    const env = { ...process.env, MUTATION_REPORT: report };
    const limits = { cwd: folder, env, timeout: longest, killSignal: 'SIGKILL', maxBuffer: 2 ** 26 } as const;
    execFile(process.execPath, [jest, ...options], limits, (error) => {
      const stopped = error?.killed === true;
      resolve({ stopped, ...(!stopped && error?.signal ? { signal: error.signal } : {}) });
    });
  });

/**
 * Runs the suites whose paths fit the patterns, one after the other, until one fails.
 * @param patience how many times as long as those of one mutant they may take.
 */
export const runSuites = async (folder: string, suites: readonly string[], patience = 1): Promise<Verdict> => {
  const report = path.join(folder, 'report.jsonl');
  await writeFile(report, '');
  const limits = limitsOf(suites);
  const end = await runJest(folder, report, patience * limits.run, [
    // First, as it takes every path that follows it for another reporter.
    `--reporters=${path.join(__dirname, 'reporter.cjs')}`,
    `--testSequencer=${path.join(__dirname, 'sequencer.cjs')}`,
    ...['--ci', '--runInBand', '--bail', '--silent', '--forceExit', '--watchman=false'],
    ...[`--testTimeout=${limits.test}`, `--cacheDirectory=${path.join(folder, 'cache')}`],
    ...suites,
  ]);
  const lines = (await readFile(report, 'utf8')).split('\n').filter((line) => line !== '');
  return verdictOf(
    lines.map((line) => JSON.parse(line) as SuiteResult),
    end,
  );
};
