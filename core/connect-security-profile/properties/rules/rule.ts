import type { Problem } from '../../../schema/problem';
import type { ElementOf } from '../../../schema/rules';
import type { Read, ValueOf } from '../../../schema/tree';
import type { securityProfile } from '../table';

export { duplicates, elementsOf, fine, problem, warning, within } from '../../../schema/rules';

export type ProfileTree = ValueOf<typeof securityProfile>;
export type ApplicationTree = ElementOf<ProfileTree['Applications']>;

/**
 * A rule on more than one member. It speaks only where every member that it reads is there to be read:
 * what is unresolved or invalid silences it, and nothing else does.
 */
export type ProfileRule = (profile: ProfileTree) => readonly Problem[];

/** Whether a list says nothing: it is absent, or has no element. */
export const isEmptyList = (read: Read<readonly unknown[]>): boolean =>
  read.state === 'absent' || (read.state === 'valid' && read.value.length === 0);

/** Whether a list has an element for certain. */
export const isFilledList = (read: Read<readonly unknown[]>): boolean =>
  read.state === 'valid' && read.value.length > 0;
