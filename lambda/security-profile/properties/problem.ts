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

/** More than this nobody reads, and the answer to CloudFormation has little room. */
const mostReported = 100;

/**
 * Gathers problems, the surest first, and only so many of them: hostile or generated input has thousands.
 * A message is built only if it will be reported.
 */
export class Problems {
  private readonly found: Record<Certainty, Problem[]> = { certain: [], strong: [], uncertain: [] };
  private readonly count: Record<Certainty, number> = { certain: 0, strong: 0, uncertain: 0 };

  add(path: string, certainty: Certainty, message: () => string): void {
    this.count[certainty] += 1;
    const kept = this.found[certainty];
    // One more than is reported, so that the list knows how sure the first one is that it leaves out.
    if (kept.length <= mostReported) kept.push({ path, message: message(), certainty });
  }

  addAll(problems: Iterable<Problem>): void {
    for (const { path, certainty, message } of problems) this.add(path, certainty, () => message);
  }

  get hasCertain(): boolean {
    return this.count.certain > 0;
  }

  list(): readonly Problem[] {
    const { certain, strong, uncertain } = this.found;
    const all = [...certain, ...strong, ...uncertain];
    const total = this.count.certain + this.count.strong + this.count.uncertain;
    const reported = all.slice(0, mostReported);
    const omitted = all[mostReported];
    // The surest come first, so the first one that is left out is the surest of those.
    const certainty = omitted?.certainty ?? reported.at(-1)?.certainty ?? 'uncertain';
    const more = total - reported.length;
    return more > 0 ? [...reported, { path: '', message: `and ${more} more problems`, certainty }] : reported;
  }
}
