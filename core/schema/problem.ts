/**
 * How sure it is that the service refuses what a problem is about:
 * - `certain`: the API's model or AWS's documentation says so;
 * - `strong`: AWS's own code and examples imply it;
 * - `uncertain`: sources are silent or disagree, or it is legal but probably not meant. A warning, never an error.
 */
export type Certainty = 'certain' | 'strong' | 'uncertain';

/** Something wrong with one property. */
export interface Problem {
  /** The property as the template spells it, `Behaviors[2].Criteria.DurationSeconds`; `''` for the properties as a whole. */
  readonly path: string;
  /** What is wrong, what was given, and what is accepted or what to do. */
  readonly message: string;
  readonly certainty: Certainty;
}

/** A problem whose place is known to whoever asked. */
export type Finding = Omit<Problem, 'path'>;

/** A check of one text: what is wrong with it, if anything. */
export type Check = (text: string) => Finding | undefined;

export const certain = (message: string): Finding => ({ certainty: 'certain', message });
export const strong = (message: string): Finding => ({ certainty: 'strong', message });
export const uncertain = (message: string): Finding => ({ certainty: 'uncertain', message });

/** One line, `path: message`, as it appears in a reason, a log or an annotation. */
export const describeProblem = ({ path, message }: Problem): string => (path === '' ? message : `${path}: ${message}`);

/** One problem a line, and a last line for those that were left out of the list. */
export const describeProblems = (problems: readonly Problem[], count: number): readonly string[] => {
  const lines = problems.map(describeProblem);
  const more = count - lines.length;
  return more > 0 ? [...lines, `and ${more} more`] : lines;
};

/** More than this nobody reads, and the answer to CloudFormation has little room. */
const mostReported = 100;

/**
 * Gathers problems and counts them, but keeps only so many: hostile or generated input has thousands.
 * A message is built only if it may be reported.
 */
export class Problems {
  readonly #kept: Record<Certainty, Problem[]> = { certain: [], strong: [], uncertain: [] };
  readonly #count: Record<Certainty, number> = { certain: 0, strong: 0, uncertain: 0 };

  constructor(private readonly mostKept = mostReported) {}

  add(path: string, certainty: Certainty, message: () => string): void {
    this.#count[certainty] += 1;
    const kept = this.#kept[certainty];
    if (kept.length < this.mostKept) kept.push({ path, message: message(), certainty });
  }

  addAll(problems: Iterable<Problem>): void {
    for (const { path, certainty, message } of problems) this.add(path, certainty, () => message);
  }

  get hasCertain(): boolean {
    return this.#count.certain > 0;
  }

  /** The surest first. */
  found() {
    const { certain, strong, uncertain } = this.#kept;
    return { problems: [...certain, ...strong, ...uncertain].slice(0, this.mostKept), count: this.#count };
  }
}
