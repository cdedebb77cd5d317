import { type Claim, type Decision, decide } from '../ownership/decision';
import { type Claimant, ownerOf, ownershipTags, type WrittenMark } from '../ownership/marks';
import { type Marking, noMarking } from '../ownership/tag-plan';
import { type DesiredProfile, type LiveProfile, type Plan, planConvergence, planCreation } from './plan/profile';

/** What a create or an update is to reach. */
export interface Goal {
  readonly claim: Claim;
  readonly desired: DesiredProfile;
  readonly adoptExisting: boolean;
}

export interface Context {
  readonly claimant: Claimant;
  /** The ARN of the profile with this name; `undefined` where it cannot be told beforehand. */
  readonly arnOf: (name: string) => string | undefined;
}

/** What an operation does: the calls that it makes, or why it makes none. */
export type Preview =
  | (Plan & { readonly kind: 'create' | 'converge' | 'adopt' })
  | Extract<Decision, { readonly kind: 'leave' | 'refuse' }>;

/**
 * What becomes of the live profile.
 * @throws TooManyTagsError
 */
export const preview = (live: LiveProfile | undefined, goal: Goal, { claimant, arnOf }: Context): Preview => {
  const { claim, desired, adoptExisting } = goal;
  const tagsOf = (mark: WrittenMark | undefined) =>
    mark === undefined ? noMarking.first : ownershipTags(claimant, mark);
  const decision = decide({
    claim,
    owner: live && ownerOf(live.tags, claimant),
    adoptExisting,
    isAsDeclared: () => live !== undefined && isAsDeclared(live, desired),
  });
  switch (decision.kind) {
    case 'leave':
    case 'refuse':
      return decision;
    case 'create': {
      const marking: Marking = { ...noMarking, first: tagsOf(decision.mark), last: tagsOf(decision.last) };
      return { kind: 'create', ...planCreation(desired, arnOf(desired.name) ?? '', marking) };
    }
    case 'converge':
    case 'adopt': {
      if (live === undefined) throw new Error('there is no profile to change');
      const isAdoption = decision.kind === 'adopt';
      const first = isAdoption ? tagsOf(decision.mark) : noMarking.first;
      return {
        kind: decision.kind,
        ...planConvergence(live, desired, { isAdoption, first, last: tagsOf(decision.last) }),
      };
    }
  }
};

/** Whether there is nothing to change, whatever the template declared before. */
const isAsDeclared = (live: LiveProfile, desired: DesiredProfile): boolean =>
  // First, for a plan that would add tags may find too many of them.
  [...desired.tags].every(([key, value]) => live.tags.get(key) === value) &&
  planConvergence(live, { ...desired, contentBefore: undefined }, noMarking).calls.length === 0;
