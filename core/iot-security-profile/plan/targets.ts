/** What the attachments of a profile should become. */
export type TargetsWanted =
  /** They are not ours. */
  | { readonly kind: 'unmanaged' }
  /** Exactly these. `before` are those that were declared until now. */
  | { readonly kind: 'exactly'; readonly arns: readonly string[]; readonly before: readonly string[] }
  /** As they are, less these, which were declared until now. */
  | { readonly kind: 'without'; readonly arns: readonly string[] }
  /** As they are, and these too. */
  | { readonly kind: 'including'; readonly arns: readonly string[] };

export interface TargetChanges {
  readonly attach: readonly string[];
  readonly detach: readonly string[];
  /** Those of `detach` that no template of ours declared. */
  readonly detachedFromOthers: readonly string[];
}

const without = (arns: readonly string[], excluded: readonly string[]): readonly string[] => {
  const set = new Set(excluded);
  return [...new Set(arns)].filter((arn) => !set.has(arn));
};

/** The difference between the attachments that are and those that should be. */
export const planTargets = (live: readonly string[], wanted: TargetsWanted): TargetChanges => {
  switch (wanted.kind) {
    case 'unmanaged':
      return { attach: [], detach: [], detachedFromOthers: [] };
    case 'exactly': {
      const detach = without(live, wanted.arns);
      return { attach: without(wanted.arns, live), detach, detachedFromOthers: without(detach, wanted.before) };
    }
    case 'without':
      return {
        attach: [],
        detach: [...new Set(wanted.arns)].filter((arn) => live.includes(arn)),
        detachedFromOthers: [],
      };
    case 'including':
      return { attach: without(wanted.arns, live), detach: [], detachedFromOthers: [] };
  }
};
