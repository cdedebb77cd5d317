/** How sure it is that the service refuses what a problem is about; `uncertain` is a warning at most. */
export type Certainty = 'certain' | 'strong' | 'uncertain';

/** Something wrong with one property. */
export interface Problem {
  readonly path: string;
  readonly message: string;
  readonly certainty: Certainty;
}

/** Reads the properties of a `Custom::IoTSecurityProfile`, and says everything that is wrong with them. */
export type ReadProperties = (
  properties: unknown,
  options: { readonly isUnresolved: (value: unknown) => boolean },
) => { readonly problems: readonly Problem[] };

/** One line, `path: message`. */
export type DescribeProblem = (problem: Problem) => string;
