import { stackNameOf } from '../../core/ownership/generated-name';
import { claimantOf, type Mark, ownerOf, type Tags } from '../../core/ownership/marks';
import type { ProfileType } from '../declared/resources';
import { visible } from '../screen/visible';

/** Whose a profile is. */
export type Ownership =
  /** A stack with our custom resource made it, or took it over. */
  | {
      readonly kind: 'stack';
      readonly stackName: string;
      readonly stackId: string;
      readonly logicalId: string;
      readonly isAdopted: boolean;
    }
  /** A stack with the native type. */
  | { readonly kind: 'native type'; readonly stackName: string; readonly stackId: string; readonly logicalId: string }
  /** Marks are there, but not all of them. */
  | { readonly kind: 'unclear'; readonly reason: string }
  | { readonly kind: 'nobody' };

const isAdopted = (mark: Mark): boolean => mark.word === 'adopted';

export const ownershipOf = (tags: Tags): Ownership => {
  const claimant = claimantOf(tags);
  const owner = ownerOf(tags, claimant ?? { stackId: '', logicalResourceId: '' });
  switch (owner.kind) {
    case 'ours': {
      if (claimant === undefined) return { kind: 'unclear', reason: 'its marks are empty' };
      const { stackId, logicalResourceId: logicalId } = claimant;
      return {
        kind: 'stack',
        stackName: stackNameOf(stackId) || stackId,
        stackId,
        logicalId,
        isAdopted: isAdopted(owner.mark),
      };
    }
    case 'another': {
      const stackId = tags.get('aws:cloudformation:stack-id');
      if (stackId === undefined) return { kind: 'unclear', reason: owner.name };
      const logicalId = tags.get('aws:cloudformation:logical-id') ?? '';
      return { kind: 'native type', stackName: stackNameOf(stackId) || stackId, stackId, logicalId };
    }
    case 'none':
      return { kind: 'nobody' };
  }
};

/** Whether it is a stack of this name or id. */
export const isOfStack = (owner: Ownership | null, stack: string): boolean =>
  (owner?.kind === 'stack' || owner?.kind === 'native type') && (owner.stackName === stack || owner.stackId === stack);

/** In a few words, for a column. */
export const shortOwner = (ownership: Ownership): string => {
  switch (ownership.kind) {
    case 'stack':
      return visible(`${ownership.stackName}/${ownership.logicalId}${ownership.isAdopted ? ' (adopted)' : ''}`);
    case 'native type':
      return visible(`${ownership.stackName}/${ownership.logicalId} (native)`);
    case 'unclear':
      return 'unclear';
    case 'nobody':
      return 'nobody';
  }
};

/** In a sentence. `nativeType`: what a stack has that has it without us. */
export const longOwner = (ownership: Ownership, nativeType: ProfileType): string => {
  switch (ownership.kind) {
    case 'stack':
      return visible(
        `stack ${ownership.stackName}, resource ${ownership.logicalId}${ownership.isAdopted ? ' (adopted: it was there before)' : ''}`,
      );
    case 'native type':
      return visible(`stack ${ownership.stackName}, resource ${ownership.logicalId} (${nativeType})`);
    case 'unclear':
      return visible(`unclear: ${ownership.reason}`);
    case 'nobody':
      return 'nobody: no stack has marked it as its own';
  }
};
