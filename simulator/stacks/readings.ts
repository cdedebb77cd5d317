import { suffixOf } from './names';

/** The end of a physical id that CloudFormation has invented. */
export interface InventedSuffix {
  /** `capitals`: A to Z and 0 to 9. `both`: small letters too. */
  readonly letters: 'capitals' | 'both';
  /** 8 to 16 have been seen. */
  readonly length: number;
}

/**
 * What nobody outside AWS knows of CloudFormation. Each is played the way it says; what is promised to users must hold
 * in every one.
 */
export interface Readings {
  /**
   * What an Update gets as its old properties when it reverses one that failed, or was cancelled: those that it failed
   * with, or those of before, which are the wanted ones too. Default `failed`.
   */
  readonly oldPropertiesOfReversal: 'failed' | 'first';
  /**
   * What an Update gets as its old properties that follows a failed one, rollback being disabled: those that it failed
   * with, or those of the last one that went well. Default `failed`.
   */
  readonly oldPropertiesOfFixForward: 'failed' | 'first';
  /**
   * What the Delete of something replaced gets as its properties, after the replacement or after its rollback: its own,
   * or those of what stands in its place. Default `own`.
   */
  readonly cleanUpProperties: 'own' | 'survivor';
  /**
   * What becomes of a resource that failed to be created, rollback being disabled, in the next update: it is created
   * anew, or updated under the id of the failed Create. The Delete for that id comes in the clean-up. Default `create`.
   */
  readonly afterFailedCreate: 'create' | 'update';
  /** How the ids end that CloudFormation invents: `<stack>-<logical id>-<suffix>`. Default: 13 capitals. */
  readonly inventedSuffix: InventedSuffix;
}

export const defaultReadings: Readings = {
  oldPropertiesOfReversal: 'failed',
  oldPropertiesOfFixForward: 'failed',
  cleanUpProperties: 'own',
  afterFailedCreate: 'create',
  inventedSuffix: { letters: 'capitals', length: 13 },
};

/** The suffix, always the same for the same text. */
export const inventedSuffix = (text: string, { letters, length }: InventedSuffix): string =>
  suffixOf(text, length, letters === 'both');
