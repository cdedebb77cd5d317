/** One small defect that somebody could make in the handler's code, or the tool's, and that a test has to notice. */
export interface Mutant {
  /** Below the project's folder. */
  readonly file: string;
  /** The exact text that is replaced; it occurs in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** What the users of the resource would suffer, or whoever maintains it. */
  readonly harm: string;
  /** Path patterns of the suites that have to notice it. */
  readonly suites: readonly string[];
}

/** Whether any of the suites runs what is built, and not the code itself. */
export const needsBundle = (suites: readonly string[]): boolean =>
  suites.some((suite) => suite.startsWith('test/bundle/') || suite === 'test/cli/stack');

/** The text that is replaced, what stands there instead, and the harm of it. */
type Change = readonly [find: string, replace: string, harm: string];

/** Every suite that runs the handler's code in its own process. */
const allSuites: readonly string[] = ['test/core/', 'test/runtime/', 'test/aws/', 'test/lambda/', 'test/lifecycle/'];

/** Mutants of one file, which the same suites have to notice. */
export const mutantsOf = (
  file: string,
  changes: readonly Change[],
  suites: readonly string[] = allSuites,
): readonly Mutant[] => changes.map(([find, replace, harm]) => ({ file, find, replace, harm, suites }));
