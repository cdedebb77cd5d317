import type { Owner } from '../custom-resource/ownership';

/** What becomes of a profile, by whose it is. */
export type Decision =
  | { readonly kind: 'create' }
  | { readonly kind: 'converge'; readonly marks: 'none' | 'maker' }
  | { readonly kind: 'adopt' }
  /** `owner` is for people; `undefined` where nobody has marked the profile. */
  | { readonly kind: 'refuse'; readonly owner: string | undefined };

/**
 * `claim`: the name is new to this resource (Create, and Update to another name).
 * `keep`: the profile is the resource's already (Update in place).
 */
export type Claim = 'claim' | 'keep';

export interface Case {
  readonly claim: Claim;
  /** `undefined` where no profile of the name exists. */
  readonly owner: Owner | undefined;
  readonly adoptExisting: boolean;
  readonly requestId: string;
}

/** The table of ownership for Create and Update. */
export const decide = ({ claim, owner, adoptExisting, requestId }: Case): Decision => {
  // In place this happens too: a profile deleted elsewhere must not leave the stack unable to update or to roll back.
  if (owner === undefined) return { kind: 'create' };
  switch (owner.kind) {
    case 'ours':
      return { kind: 'converge', marks: marksOfOurs({ claim, owner, adoptExisting, requestId }) };
    case 'none':
      // The physical id proves that it is ours, only its marks are gone.
      if (claim === 'keep') return { kind: 'converge', marks: 'maker' };
      return adoptExisting ? { kind: 'adopt' } : { kind: 'refuse', owner: undefined };
    case 'another':
      return adoptExisting ? { kind: 'adopt' } : { kind: 'refuse', owner: owner.name };
  }
};

const marksOfOurs = ({ claim, owner, adoptExisting, requestId }: Case & { owner: Owner & { kind: 'ours' } }) => {
  const isAdopted = owner.requestId === undefined;
  // Marked anew: the delete for a create that failed earlier must no longer find its own mark on it.
  if (claim === 'claim') return !isAdopted && owner.requestId !== requestId ? 'maker' : 'none';
  // AdoptExisting has gone from the template: from now on it is as if we had made the profile.
  return isAdopted && !adoptExisting ? 'maker' : 'none';
};

export type Removal = 'delete' | 'release' | 'leave';

/** Why a profile is looked at for removal. */
export type RemovalCase =
  /** Its name is the physical id. `mayBeAdopted`: the template says `AdoptExisting`. */
  | { readonly kind: 'physical-id'; readonly mayBeAdopted: boolean }
  /** Its name is what the properties imply: the physical id may have been made up by CloudFormation. */
  | { readonly kind: 'implied-name' }
  /** The event of this RequestId has failed; only what it made may go. */
  | { readonly kind: 'unfinished'; readonly requestId: string };

/** The table of ownership for Delete, and for what a failed event leaves behind. Nothing that we did not make is ever deleted. */
export const decideRemoval = (removal: RemovalCase, owner: Owner): Removal => {
  switch (owner.kind) {
    case 'ours':
      if (owner.requestId === undefined) return 'release';
      return removal.kind !== 'unfinished' || owner.requestId === removal.requestId ? 'delete' : 'leave';
    case 'none':
      // Released already, perhaps: the same delete may come twice, and the second must not destroy what the first let go.
      return removal.kind === 'physical-id' && !removal.mayBeAdopted ? 'delete' : 'leave';
    case 'another':
      return 'leave';
  }
};
