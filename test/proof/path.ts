import type { StackDescription } from '../../simulator/stacks/description';
import type { StackStatus } from '../../simulator/stacks/stack';
import type { Properties } from '../lifecycle/support';
import type { World } from './world';
import type { Prepare } from './worlds';

/** What a path is about that no two states before and after can show; an exception may rest on it. */
export type PathTrait =
  /** It takes a profile over: the former content does not come back. */
  | 'adopts'
  /** A profile of ours was there before its Create. */
  | 'finds its own'
  /** A rename has failed before it, with rollback disabled. */
  | 'mends a rename'
  /** Another stack has made the profile its own. */
  | 'was taken over'
  /** The answer to the Create gets lost on its way. */
  | 'is unheard';

/** One operation of CloudFormation, from a world that stands ready for it. */
export interface Path {
  readonly title: string;
  readonly prepare: Prepare;
  readonly act: (world: World) => Promise<StackDescription>;
  /** How it ends when nothing goes wrong. */
  readonly ends: StackStatus;
  /** Default: none. */
  readonly trait?: PathTrait;
}

/** Deploys this profile, or none; `broken`: and a resource after it that always fails. */
export const deploying =
  (profile?: Properties, broken = false): Path['act'] =>
  (world) =>
    world.deploy({ ...(profile === undefined ? {} : { profile }), broken });
