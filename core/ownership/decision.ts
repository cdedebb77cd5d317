import type { JsonObject } from '../schema/json';
import type { Mark, Owner, WrittenMark } from './marks';

/** How an event comes to the profile of a name: the physical id of an update in place is that name, every other claims it. */
export type Claim = { readonly kind: 'keep'; readonly requestId: string } | NewName;

interface NewName {
  readonly kind: 'claim';
  readonly requestId: string;
  /** What the event makes bears this until its last write. */
  readonly made: WrittenMark;
  /** What the event adopts bears this until its last write. */
  readonly adopted: WrittenMark;
  /** Whether the mark may stay to the end, as one that an event like this one writes. */
  readonly keeps: (mark: Mark) => boolean;
  /** Whether the mark was written by a part of the same undertaking; with `AdoptExisting` all else that is ours is adopted. */
  readonly isOwn: (mark: Mark) => boolean;
  /** Whether `AdoptExisting` adopts also what is ours: it was retained, and is declared again. */
  readonly adoptsOurs: boolean;
}

const isOf =
  (requestId: string) =>
  (mark: Mark): boolean =>
    mark.requestId === requestId;

const never = (): boolean => false;

export const inPlace = (requestId: string): Claim => ({ kind: 'keep', requestId });

export const create = (requestId: string): Claim => ({
  kind: 'claim',
  requestId,
  made: { word: 'made', requestId },
  adopted: { word: 'adopted', requestId },
  keeps: isOf(requestId),
  isOwn: isOf(requestId),
  adoptsOurs: true,
});

/**
 * An Update to another name. What an earlier one of the same profile has left stays as it is: the roll back sweeps it.
 * `mayBeInvented`: the physical id looks like one of CloudFormation's own, so that a Delete of it may come upon the new
 * name; its last write therefore says `claimed`, which such a Delete leaves alone.
 */
export const replacement = (requestId: string, physicalResourceId: string, mayBeInvented: boolean): Claim => {
  const replaces = (mark: Mark): boolean => mark.word === 'replaces' && mark.physicalResourceId === physicalResourceId;
  const isOwn = (mark: Mark): boolean => mark.requestId === requestId || replaces(mark);
  return {
    kind: 'claim',
    requestId,
    made: { word: 'replaces', requestId, physicalResourceId },
    adopted: { word: 'adopted', requestId },
    keeps: mayBeInvented ? never : isOwn,
    isOwn,
    adoptsOurs: false,
  };
};

/**
 * An Update under the id of a create that failed: a create, whose marks carry that create's RequestId until the last write.
 * The failed id's own Delete so finds what is unfinished, and nothing that is finished.
 */
export const fixForward = (requestId: string, failedRequestId: string): Claim => ({
  kind: 'claim',
  requestId,
  made: { word: 'made', requestId: failedRequestId },
  adopted: { word: 'adopted', requestId: failedRequestId },
  keeps: never,
  isOwn: (mark) =>
    mark.requestId === requestId ||
    (mark.requestId === failedRequestId && (mark.word === 'made' || mark.word === 'adopted')),
  adoptsOurs: true,
});

/** What becomes of a profile, by whose it is. `last`: the mark that the last write leaves on it, where it is another than before. */
export type Decision =
  | { readonly kind: 'create'; readonly mark: WrittenMark; readonly last: WrittenMark | undefined }
  | { readonly kind: 'converge'; readonly last: WrittenMark | undefined }
  /** `mark`: written before anything else; `undefined` where the one that stands is right. */
  | { readonly kind: 'adopt'; readonly mark: WrittenMark | undefined; readonly last: WrittenMark | undefined }
  /** It is another's, and already what is declared: a roll back must not be blocked by it. */
  | { readonly kind: 'leave'; readonly owner: string }
  /** `owner` is for people; `undefined` where nobody has marked the profile. */
  | { readonly kind: 'refuse'; readonly owner: string | undefined };

export interface Case {
  readonly claim: Claim;
  /** `undefined` where no profile of the name exists. */
  readonly owner: Owner | undefined;
  readonly adoptExisting: boolean;
  /** Whether the profile is already what is declared; asked only where it is another's. */
  readonly isAsDeclared: () => boolean;
}

const lastMark = (claim: NewName, mark: Mark): WrittenMark | undefined => {
  const { requestId, keeps } = claim;
  if (mark.word === 'adopted') return mark.requestId === requestId ? undefined : { word: 'adopted', requestId };
  return keeps(mark) || (mark.word === 'claimed' && mark.requestId === requestId)
    ? undefined
    : { word: 'claimed', requestId };
};

const adopt = (claim: Claim): Decision => {
  if (claim.kind === 'keep')
    return { kind: 'adopt', mark: { word: 'adopted', requestId: claim.requestId }, last: undefined };
  return { kind: 'adopt', mark: claim.adopted, last: lastMark(claim, claim.adopted) };
};

const decideOurs = ({ claim, adoptExisting }: Case, mark: Mark): Decision => {
  // Again with a write: only a version that moves stops a Delete that the former owner has begun.
  const isAdoptedByThisEvent =
    mark.word === 'adopted' && (mark.requestId === claim.requestId || (claim.kind === 'claim' && claim.isOwn(mark)));
  if (claim.kind === 'keep')
    return isAdoptedByThisEvent
      ? { kind: 'adopt', mark: undefined, last: undefined }
      : { kind: 'converge', last: undefined };
  if (isAdoptedByThisEvent) return { kind: 'adopt', mark: undefined, last: lastMark(claim, mark) };
  if (adoptExisting && claim.adoptsOurs && !claim.isOwn(mark)) return adopt(claim);
  return { kind: 'converge', last: lastMark(claim, mark) };
};

/** The table of ownership for Create and Update. */
export const decide = (given: Case): Decision => {
  const { claim, owner, adoptExisting, isAsDeclared } = given;
  // In place this happens too: a profile deleted elsewhere must not leave the stack unable to update or to roll back.
  if (owner === undefined)
    return claim.kind === 'keep'
      ? { kind: 'create', mark: { word: 'made', requestId: claim.requestId }, last: undefined }
      : { kind: 'create', mark: claim.made, last: lastMark(claim, claim.made) };
  switch (owner.kind) {
    case 'ours':
      return decideOurs(given, owner.mark);
    case 'none':
      // In place the physical id proves that it is ours; nothing says that we made it.
      return adoptExisting || claim.kind === 'keep' ? adopt(claim) : { kind: 'refuse', owner: undefined };
    case 'another':
      if (adoptExisting) return adopt(claim);
      return claim.kind === 'keep' && isAsDeclared()
        ? { kind: 'leave', owner: owner.name }
        : { kind: 'refuse', owner: owner.name };
  }
};

export type Removal = 'delete' | 'release' | 'leave';

/** Why a profile is looked at for removal. */
export type RemovalCase =
  /** Its name is the physical id. `releasesAdopted`: what was adopted is let go, not deleted. */
  | { readonly kind: 'physical-id'; readonly releasesAdopted: boolean }
  /** Its name is what the properties imply: the physical id was made up by CloudFormation. */
  | { readonly kind: 'implied-name'; readonly adoptExisting: boolean }
  /** The Create of this RequestId has failed; only what it made or adopted may go. */
  | { readonly kind: 'failed-create'; readonly requestId: string }
  /** An Update to another name than `physicalResourceId` has failed; only what it made or adopted may go. */
  | { readonly kind: 'sweep'; readonly physicalResourceId: string };

const decideRemovalOfOurs = (removal: RemovalCase, mark: Mark): Removal => {
  const isAdopted = mark.word === 'adopted';
  switch (removal.kind) {
    case 'physical-id':
      return isAdopted && removal.releasesAdopted ? 'release' : 'delete';
    case 'implied-name':
      // What has been claimed is in use by the resource that lives.
      if (mark.word === 'claimed') return 'leave';
      return isAdopted || removal.adoptExisting ? 'release' : 'delete';
    case 'failed-create':
      if (mark.requestId !== removal.requestId) return 'leave';
      if (mark.word === 'made') return 'delete';
      return isAdopted ? 'release' : 'leave';
    case 'sweep':
      if (isAdopted) return 'release';
      return mark.word === 'replaces' && mark.physicalResourceId === removal.physicalResourceId ? 'delete' : 'leave';
  }
};

/** The table of ownership for Delete, and for what a failed event leaves behind. What bears no mark of ours is never touched. */
export const decideRemoval = (removal: RemovalCase, owner: Owner): Removal =>
  owner.kind === 'ours' ? decideRemovalOfOurs(removal, owner.mark) : 'leave';

/** Whether properties say AdoptExisting. Leniently: whatever may mean yes does, a list with nothing in it too. */
export const saysAdoptExisting = ({ AdoptExisting: value = null }: JsonObject): boolean =>
  // However deep it nests: to write it down could fail.
  typeof value === 'object' ? value !== null : !/^(false)?$/i.test(String(value));
