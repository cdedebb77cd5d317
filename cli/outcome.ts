import type { Screen } from './screen/screen';

/** A line of GitHub's workflow commands: shows a finding in place in a pull request. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly title: string;
  readonly message: string;
}

/** What a verb has come to. */
export interface Outcome {
  /** As JSON; `formatVersion` and the name of the verb are put before it. */
  readonly document: object;
  readonly text: (screen: Screen) => readonly string[];
  readonly annotations: readonly Annotation[];
  /** Whether something was found for which a check fails. */
  readonly isFinding: boolean;
  /** For a person, beside the result. */
  readonly hints?: readonly string[];
}
