import type { StackDescription } from '../../simulator/stacks/description';
import type { StackStatus } from '../../simulator/stacks/stack';
import type { Properties } from '../lifecycle/support';
import type { ProofFault } from './faults';
import type { WorldOf } from './world';

export type Prepare<W extends WorldOf = WorldOf> = (world: W) => Promise<void>;

export interface Preparing<W extends WorldOf> {
  /** A stack that stands, with this profile if it is given. */
  readonly stack: (profile?: Properties) => Prepare<W>;
  readonly and: (first: Prepare<W>, then: (world: W) => void | Promise<void>) => Prepare<W>;
}

/** `others`: what is in every world. */
export const preparing = <W extends WorldOf>(others: Prepare<W>): Preparing<W> => ({
  stack: (profile) => async (world) => {
    await others(world);
    const { stackStatus } = await world.deploy(profile === undefined ? {} : { profile });
    if (stackStatus !== 'CREATE_COMPLETE') throw new Error(`the stack is ${stackStatus}`);
  },
  and: (first, then) => async (world) => {
    await first(world);
    await then(world);
  },
});

/** One kind of resource, as far as the proofs speak of it. */
export interface ProofKind<W extends WorldOf> {
  readonly newWorld: () => W;
  /** What strikes its calls. */
  readonly faults: readonly ProofFault[];
}

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
  | 'is unheard'
  /** The profile was deleted elsewhere before it. */
  | 'is gone';

/** One operation of CloudFormation, from a world that stands ready for it. */
export interface Deed<W extends WorldOf> {
  readonly title: string;
  readonly prepare: Prepare<W>;
  readonly act: (world: W) => Promise<StackDescription>;
  /** How it ends when nothing goes wrong. */
  readonly ends: StackStatus;
  /** Default: none. */
  readonly trait?: PathTrait;
}

/** The same, in the world of its kind. */
export interface Path extends Omit<Deed<WorldOf>, 'prepare' | 'act'> {
  readonly faults: readonly ProofFault[];
  /** A world that stands ready. */
  readonly ready: () => Promise<ReadyWorld>;
}

export interface ReadyWorld {
  readonly world: WorldOf;
  readonly act: () => Promise<StackDescription>;
}

/** The paths of one kind, closed over its world: those who run them need not know it. */
export const pathsOf = <W extends WorldOf>(
  { newWorld, faults }: ProofKind<W>,
  deeds: readonly Deed<W>[],
): readonly Path[] =>
  deeds.map(({ prepare, act, ...rest }) => ({
    ...rest,
    faults,
    ready: async () => {
      const world = newWorld();
      await prepare(world);
      world.forget();
      return { world, act: () => act(world) };
    },
  }));

/** Deploys this profile, or none; `broken`: and a resource after it that always fails. */
export const deploying =
  (profile?: Properties, broken = false) =>
  (world: WorldOf): Promise<StackDescription> =>
    world.deploy({ ...(profile === undefined ? {} : { profile }), broken });
