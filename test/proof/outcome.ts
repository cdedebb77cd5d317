import type { StackDescription } from '../../simulator/stacks/description';
import type { ProofFault } from './faults';
import type { Path } from './path';
import type { State, WorldOf } from './world';

/** How the events of an operation are delivered. */
export const deliveries = ['once', 'twice', 'twice at once', 'killed and again'] as const;
export type Deliveries = (typeof deliveries)[number];

/** One run of a path: its call number `skip` (from 0) is struck by the fault. */
export interface Schedule {
  readonly path: Path;
  readonly deliveries: Deliveries;
  readonly skip: number;
  readonly fault: ProofFault;
}

export const titleOf = ({ path, deliveries: how, skip, fault }: Schedule): string =>
  `${path.title} · call ${skip} · ${fault.title} · delivered ${how}`;

/** What an operation comes to when nothing goes wrong. */
export interface Reference {
  readonly before: State;
  readonly after: State;
  /** Under which name the resource of the stack stands before and after; `undefined` where there is none. */
  readonly stands: { readonly before: string | undefined; readonly after: string | undefined };
  readonly ends: StackDescription['stackStatus'];
}

/** A schedule that has come to its end. */
export interface Outcome {
  readonly schedule: Schedule;
  /** Any of them is good; more than one where somebody else took the profile away in the midst of it. */
  readonly references: readonly Reference[];
  readonly world: WorldOf;
  /** The stack when CloudFormation was done and a person had put right what it said was left to do. */
  readonly ended: StackDescription;
}
