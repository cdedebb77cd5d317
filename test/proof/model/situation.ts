import type { Readings } from '../../../simulator/stacks/readings';
import type { Declared } from './declared';
import type { Profiles } from './held';

/** The resource as the stack knows it. */
export interface Deployed {
  /** What it was last told to be. */
  readonly declared: Declared;
  readonly physicalId: string;
  readonly status: 'stands' | 'create failed' | 'update failed';
  /** Where the last update failed: what was declared when one last went well. */
  readonly first?: Declared;
}

/** From where operations have set out that have neither ended well nor been rolled back. */
export interface Checkpoint {
  /** Whether there was no stack. */
  readonly isNew: boolean;
  readonly former: Deployed | undefined;
  /** What others have taken the place of since. */
  readonly replaced: readonly Deployed[];
}

/** A stack with at most one profile, and the service. */
export interface Situation {
  readonly profiles: Profiles;
  /** `undefined` while the stack has no profile. */
  readonly deployed: Deployed | undefined;
  readonly checkpoint: Checkpoint | undefined;
  /** The name of a profile for which the template gives none. */
  readonly generated: string;
  /** How CloudFormation is played. */
  readonly readings: Pick<
    Readings,
    'oldPropertiesOfReversal' | 'oldPropertiesOfFixForward' | 'cleanUpProperties' | 'afterFailedCreate'
  >;
}

/** The situation when an operation begins. */
export const setOut = (situation: Situation, isNew: boolean): Situation => ({
  ...situation,
  checkpoint: situation.checkpoint ?? { isNew, former: situation.deployed, replaced: [] },
});

/** The same after the resource has become `deployed`; what it was is put aside where that is something else. */
export const withDeployed = (situation: Situation, deployed: Deployed): Situation => {
  const { deployed: before, checkpoint } = situation;
  if (before === undefined || checkpoint === undefined || before.physicalId === deployed.physicalId)
    return { ...situation, deployed };
  return { ...situation, deployed, checkpoint: { ...checkpoint, replaced: [...checkpoint.replaced, before] } };
};

/** The old properties of an update that comes after what `reading` is about. */
export const oldProperties = ({ declared, first }: Deployed, reading: 'failed' | 'first'): Declared =>
  reading === 'first' ? (first ?? declared) : declared;
