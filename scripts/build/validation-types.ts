/** How sure it is that the service refuses what a problem is about; `uncertain` is a warning at most. */
export type Certainty = 'certain' | 'strong' | 'uncertain';

/** Something wrong with one property. */
export interface Problem {
  readonly path: string;
  readonly message: string;
  readonly certainty: Certainty;
}

export interface ReadOptions {
  /** Whether a value is known only later. */
  readonly isUnresolved: (value: unknown) => boolean;
}

/** Reads the properties of a `Custom::IoTSecurityProfile`, and says everything that is wrong with them. */
export type ReadProperties = (
  properties: unknown,
  options: ReadOptions,
) => {
  /** The surest first; at most a hundred. */
  readonly problems: readonly Problem[];
  /** How many there are, those that were left out included. */
  readonly count: Readonly<Record<Certainty, number>>;
};

/** What is wrong with the characters of texts that are known in part only. */
export type ReadKnownParts = (
  properties: unknown,
  knownParts: (value: unknown) => readonly string[] | undefined,
) => readonly Problem[];

/** One line, `path: message`. */
export type DescribeProblem = (problem: Problem) => string;

/** One problem a line, and a last line for those that are in the count and not in the list. */
export type DescribeProblems = (problems: readonly Problem[], count: number) => readonly string[];

/** What raises the alarm by the behavior that a problem is about, where it is about one and that is known. */
export type ExplainProblem = (properties: unknown, problem: Problem, options: ReadOptions) => string | undefined;

/** The name that was probably meant by one that is none of these; only what is hardly anything else. */
export type NearestName = (name: string, known: readonly string[]) => string | undefined;
