import type { Call } from '../../simulator/service/types';
import type { StackDescription } from '../../simulator/stacks/description';
import { exceptions as allExceptions, type Exception } from './exceptions';
import { afterCall } from './faults';
import { invariantProblems } from './invariants';
import type { Deliveries, Reference, Schedule } from './outcome';
import type { Path, ReadyWorld } from './path';
import { stackName, type WorldOf } from './world';

const deliver = (world: WorldOf, how: Deliveries): void => {
  switch (how) {
    case 'once':
    case 'killed and again':
      return;
    case 'twice':
      world.deliveryPlan = { times: 2 };
      return;
    case 'twice at once':
      world.deliveryPlan = { times: 2, concurrent: true };
      return;
  }
};

/** The name of what the stack's resource is; `undefined` where it has none, or where that is gone. */
const standing = (world: WorldOf): string | undefined => {
  const physicalId = world.record(stackName)?.stack.resources.get('Profile')?.physicalId;
  return physicalId === undefined ? undefined : world.nameUnder(physicalId);
};

/** A path that runs with nothing going wrong. */
export interface Clean extends Reference {
  readonly calls: readonly Call<string>[];
}

/** Runs the path with nothing going wrong; the profile `gone` was taken away before. */
export const runClean = async (path: Path, how: Deliveries, gone?: string): Promise<Clean> => {
  const { world, act } = await path.ready();
  if (gone !== undefined) world.removeElsewhere(gone);
  const before = world.state();
  const stoodBefore = standing(world);
  deliver(world, how);
  const { stackStatus } = await act();
  const stands = { before: stoodBefore, after: standing(world) };
  return { before, after: world.state(), stands, ends: stackStatus, calls: world.calls() };
};

/** What a person does when the trouble is over; the stack is then as it should be. */
const recover = async ({ world, act }: ReadyWorld, stack: StackDescription): Promise<StackDescription> => {
  world.service.faults.clear();
  switch (stack.stackStatus) {
    case 'UPDATE_ROLLBACK_FAILED':
      return world.continueRollback();
    case 'ROLLBACK_FAILED':
    case 'DELETE_FAILED':
      return world.deleteStack();
    case 'UPDATE_FAILED':
      return act();
    default:
      return stack;
  }
};

export interface Verdict {
  readonly problems: readonly string[];
  /** Whether a process was killed, if one was at work at that call. */
  readonly killed: boolean;
}

/** Runs the schedule to the end of what CloudFormation and then a person do, and judges the outcome. */
export const runSchedule = async (
  schedule: Schedule,
  clean: Clean,
  exceptions: readonly Exception[] = allExceptions,
): Promise<Verdict> => {
  const { path, deliveries: how, skip, fault } = schedule;
  const call = clean.calls[skip];
  if (call === undefined) throw new Error(`there is no call ${skip}`);
  const gone = fault.takesAway?.(call);
  const references = gone === undefined ? [clean] : [clean, await runClean(path, how, gone)];
  const ready = await path.ready();
  const { world, act } = ready;
  deliver(world, how);
  fault.plan(world, { skip, call, calls: clean.calls });
  let isAtWork = false;
  if (how === 'killed and again')
    afterCall(world, skip, () => {
      isAtWork = world.rig.kill();
    });
  const stack = await act();
  const ended = path.ends === stack.stackStatus ? stack : await recover(ready, stack);
  const problems = invariantProblems({ schedule, references, world, ended }, exceptions);
  return { problems, killed: !isAtWork || world.invoked.some(({ delivery }) => delivery.ended === 'killed') };
};
