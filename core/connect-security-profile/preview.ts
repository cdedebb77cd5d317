import { type Claim, create, type Decision, decide } from '../ownership/decision';
import { type Claimant, type Owner, ownerOf, ownershipTags, type WrittenMark } from '../ownership/marks';
import { noMarking } from '../ownership/tag-plan';
import { administrators } from './default-profiles';
import type { Address } from './name';
import { type DesiredProfile, type LiveProfile, type Plan, planConvergence, planCreation } from './plan/profile';

/** What a create or an update is to reach. */
export interface Goal {
  readonly claim: Claim;
  /** Where it is to be reached: by its ARN where the physical id says it, else by its key. */
  readonly address: Address;
  readonly desired: DesiredProfile;
  readonly adoptExisting: boolean;
}

export interface Context {
  readonly claimant: Claimant;
}

/** What an operation does: the calls that it makes, or why it makes none. */
export type Preview =
  | (Plan & { readonly kind: 'create' | 'converge' | 'adopt' })
  | Extract<Decision, { readonly kind: 'leave' | 'refuse' }>;

/** Who adopts the administrators' profile can lock everybody out of the instance, and no roll back undoes that. */
export class NeverAdoptedError extends Error {
  override readonly name = 'NeverAdoptedError';
  constructor(profileName: string) {
    super(
      `the security profile '${profileName}' is that of the administrators and is never taken over, for a template can lock ` +
        'everybody out of the instance; it was not changed. Give another SecurityProfileName',
    );
  }
}

/**
 * How the event comes to what was found. The physical id proves that a profile is ours; where that one is gone, it proves
 * nothing of another one that bears its name.
 */
const claimOn = (live: LiveProfile | undefined, owner: Owner | undefined, { claim, address }: Goal): Claim => {
  const isProved = live === undefined || address.kind === 'key' || live.arn === address.arn;
  return claim.kind !== 'keep' || isProved || owner?.kind === 'ours' ? claim : create(claim.requestId);
};

/**
 * What becomes of the live profile.
 * @throws TooManyTagsError
 * @throws NeverAdoptedError
 */
export const preview = (live: LiveProfile | undefined, goal: Goal, { claimant }: Context): Preview => {
  const { desired, adoptExisting } = goal;
  const tagsOf = (mark: WrittenMark | undefined) =>
    mark === undefined ? noMarking.first : ownershipTags(claimant, mark);
  const owner = live && ownerOf(live.tags, claimant);
  const decision = decide({
    claim: claimOn(live, owner, goal),
    owner,
    adoptExisting,
    isAsDeclared: () => live !== undefined && isAsDeclared(live, desired),
  });
  const isOfAdministrators = live?.name === administrators;
  switch (decision.kind) {
    case 'refuse':
      // To say that it can be taken over would be wrong.
      if (isOfAdministrators) throw new NeverAdoptedError(administrators);
      return decision;
    case 'leave':
      return decision;
    case 'create': {
      const marking = { ...noMarking, first: tagsOf(decision.mark), last: tagsOf(decision.last) };
      return { kind: 'create', ...planCreation(desired, marking) };
    }
    case 'converge':
    case 'adopt': {
      if (live === undefined) throw new Error('there is no profile to change');
      const isAdoption = decision.kind === 'adopt';
      if (isAdoption && isOfAdministrators) throw new NeverAdoptedError(administrators);
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
  planConvergence(live, desired, noMarking).calls.length === 0;
