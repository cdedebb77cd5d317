import type { IotCall } from '../../simulator/iot';
import type { StackDescription } from '../../simulator/stacks/description';
import { exceptions as allExceptions, type Exception } from './exceptions';
import { afterCall } from './faults';
import { invariantProblems } from './invariants';
import type { Deliveries, Reference, Schedule } from './outcome';
import type { Path } from './path';
import { World } from './world';

const deliver = (world: World, how: Deliveries): void => {
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

const ready = async (path: Path): Promise<World> => {
  const world = new World();
  await path.prepare(world);
  world.forget();
  return world;
};

/** A path that runs with nothing going wrong. */
export interface Clean extends Reference {
  readonly calls: readonly IotCall[];
}

/** Runs the path with nothing going wrong; the profile `gone` was taken away before. */
export const runClean = async (path: Path, how: Deliveries, gone?: string): Promise<Clean> => {
  const world = await ready(path);
  if (gone !== undefined) world.rig.iot.service.removeOutOfBand(gone);
  const before = world.state();
  deliver(world, how);
  const { stackStatus } = await path.act(world);
  return { before, after: world.state(), ends: stackStatus, calls: world.calls() };
};

/** What a person does when the trouble is over; the stack is then as it should be. */
const recover = async (world: World, path: Path, stack: StackDescription): Promise<StackDescription> => {
  world.rig.iot.faults.clear();
  switch (stack.stackStatus) {
    case 'UPDATE_ROLLBACK_FAILED':
      return world.continueRollback();
    case 'ROLLBACK_FAILED':
    case 'DELETE_FAILED':
      return world.deleteStack();
    case 'UPDATE_FAILED':
      return path.act(world);
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
  const world = await ready(path);
  deliver(world, how);
  fault.plan(world, { skip, call, calls: clean.calls });
  let isAtWork = false;
  if (how === 'killed and again')
    afterCall(world, skip, () => {
      isAtWork = world.rig.kill();
    });
  const stack = await path.act(world);
  const ended = path.ends === stack.stackStatus ? stack : await recover(world, path, stack);
  const problems = invariantProblems({ schedule, references, world, ended }, exceptions);
  return { problems, killed: !isAtWork || world.invoked.some(({ delivery }) => delivery.ended === 'killed') };
};
