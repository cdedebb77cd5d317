import { generatedName } from '../../../core/ownership/generated-name';
import type { StackDescription } from '../../../simulator/stacks/description';
import type { World } from '../world';
import type { Declared } from './declared';
import { type Ended, readEnd, type StackState } from './end';
import { type Held, isOurs, type Profiles } from './held';
import { judge, type Trial } from './judgement';
import { type Deployed, oldProperties, type Situation, withDeployed } from './situation';

/** What should be: told from the promises, not from the function. */
export interface Model {
  stack: StackState;
  situation: Situation;
  /** How many events the stack had when the last operation ended. */
  events: number;
  /** How often each thing has happened. */
  readonly tally: Map<string, number>;
}

export const newModel = (readings: Situation['readings'], tally: Map<string, number>): Model => ({
  stack: 'none',
  situation: { profiles: new Map(), deployed: undefined, checkpoint: undefined, generated: '', readings },
  events: 0,
  tally,
});

/** The situation in the eyes of the stack: its id is known only when it is there. */
export const seenFrom = (situation: Situation, { stackId }: StackDescription): Situation => ({
  ...situation,
  generated: generatedName(stackId, 'Profile', 128),
});

/** To a stack that comes later, what this one has left is another's. */
const disowned = (profiles: Profiles): Profiles =>
  new Map(
    [...profiles].map(([name, held]): [string, Held] => [
      name,
      isOurs(held.owner) ? { ...held, owner: 'another' } : held,
    ]),
  );

/** How the event of the profile has ended in the way forward; `undefined` where there was none. */
const statusOf = (events: StackDescription['events']): string | undefined => {
  const back = events.findIndex(({ status }) => status.endsWith('ROLLBACK_IN_PROGRESS'));
  const forward = back < 0 ? events : events.slice(0, back);
  return forward.findLast(({ logicalId }) => logicalId === 'Profile')?.status;
};

/** What the stack has after an operation that has neither ended well nor been rolled back. */
const unfinished = (past: Deployed | undefined, declared: Declared, physicalId: string, status = ''): Deployed => {
  switch (status) {
    case 'CREATE_FAILED':
      return { declared, physicalId, status: 'create failed' };
    case 'UPDATE_FAILED':
      return {
        declared,
        physicalId,
        status: 'update failed',
        first: past === undefined ? declared : oldProperties(past, 'first'),
      };
    case '':
      return past ?? { declared, physicalId, status: 'stands' };
    default:
      return { declared, physicalId, status: 'stands' };
  }
};

/** What the stack has after an operation, by its own words. */
const deployedAfter = (
  { deployed: past, checkpoint }: Situation,
  { resources: { Profile: physicalId }, stackStatus }: StackDescription,
  events: StackDescription['events'],
  declared: Declared | undefined,
): Deployed | undefined => {
  if (physicalId === undefined) return undefined;
  switch (stackStatus) {
    case 'CREATE_COMPLETE':
    case 'UPDATE_COMPLETE':
      return declared && { declared, physicalId, status: 'stands' };
    case 'UPDATE_ROLLBACK_COMPLETE':
      return checkpoint?.former && { declared: checkpoint.former.declared, physicalId, status: 'stands' };
    default:
      return declared === undefined ? past : unfinished(past, declared, physicalId, statusOf(events));
  }
};

/** Judges what an operation has come to, and goes on from what there is. */
export const conclude = (model: Model, world: World, stack: StackDescription, trial: Trial): Ended => {
  const profiles = judge(world, stack, trial);
  const { before, declared } = trial;
  const end = readEnd(stack);
  const deployed = deployedAfter(before, stack, stack.events.slice(model.events), declared);
  const situation = { ...before, profiles };
  const isOver = end.stack === 'stands' || end.stack === 'none';
  const next = isOver || deployed === undefined ? { ...situation, deployed } : withDeployed(situation, deployed);
  model.stack = end.stack;
  model.events = end.stack === 'none' ? 0 : stack.events.length;
  model.situation = isOver ? { ...next, checkpoint: undefined } : next;
  if (end.stack === 'none') model.situation = { ...model.situation, profiles: disowned(profiles) };
  for (const { owner } of profiles.values()) count(model, owner.replace(/\/.*/, ''));
  return end;
};

export const count = ({ tally }: Model, what: string): void => void tally.set(what, (tally.get(what) ?? 0) + 1);
