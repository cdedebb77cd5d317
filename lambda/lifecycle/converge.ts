import { CallError, kindOf } from '../../aws/failure';
import { type Mark, ownerOf } from '../../core/ownership/marks';
import { CancelledUpdateError, DeletedMeanwhileError, NotOursError } from './errors';
import type { Planned, Types } from './kind';
import { type Session, untilNotOvertaken } from './session';

/** Milliseconds for which a read may lag behind a write before it is believed. */
const longestLag = 5_000;

/** How one delivery of an event makes something what it should be. */
class Convergence<T extends Types> {
  /** Whether this delivery has seen it as one that we have made. */
  #wasMade = false;
  #wasBefore: boolean | undefined;
  #stood: boolean | undefined;

  constructor(
    private readonly session: Session<T>,
    private readonly goal: T['goal'],
    private readonly leftover: string | undefined,
  ) {}

  /** `overtakenBy`: why it is tried again. */
  async attempt(overtakenBy: unknown): Promise<Converged> {
    const { goal } = this;
    const { access, log } = this.session;
    const live = await this.#look();
    if (live !== undefined) this.#heedCancellation(live, overtakenBy);
    const planned = access.preview(live, goal);
    const { name } = goal.desired;
    const arn = live?.arn ?? access.arnOf(goal);
    switch (planned.kind) {
      case 'refuse':
        throw new NotOursError(name, planned.owner);
      case 'leave':
        log('left as it is: it belongs to another, and is already what is declared', { name, ...planned });
        return { arn, stood: this.#stood === true };
      case 'create':
        if (goal.claim.kind === 'keep') log('the profile was deleted elsewhere and is created again', { name });
        break;
      case 'adopt':
        // Its former content does not come back by itself: the log is where it can be found, all of it.
        if (live !== undefined) for (const former of await access.former(live)) log('adopting', { former });
        break;
      case 'converge':
    }
    return { arn: (await this.#perform(planned)) ?? arn, stood: this.#stood === true };
  }

  /** Resolves with the ARN of what was made, if something was. */
  async #perform(planned: Planned<T['plan']>) {
    const { kind, access, log, progress } = this.session;
    for (const [event, fields] of access.asides(planned)) log(event, fields);
    progress.plan(planned.calls.map(({ operation }) => operation));
    if (this.leftover !== undefined && planned.calls.length > 0) progress.note(this.leftover);
    try {
      return await access.perform(planned);
    } catch (error) {
      if (planned.kind === 'create' && error instanceof CallError && !kind.isCreation(error)) this.#wasMade = true;
      throw error;
    }
  }

  /** How it became the resource's; `undefined` where it is not. */
  #markOf(live: T['live']): Mark | undefined {
    const owner = ownerOf(live.tags, this.session.claimant);
    return owner.kind === 'ours' ? owner.mark : undefined;
  }

  /** Reads it; where the reading may be older than what has been written, again, until it can be believed. */
  async #look(): Promise<T['live'] | undefined> {
    const { access, clock } = this.session;
    const { claim, desired } = this.goal;
    const end = clock.now() + longestLag;
    for (let attempt = 0; ; attempt++) {
      const live = await access.read(this.goal);
      const mark = live && this.#markOf(live);
      // By the first look: what stands there later, or bears this mark, this event may have made itself.
      this.#stood ??= live !== undefined && !(mark?.word === 'made' && mark.requestId === claim.requestId);
      if (mark !== undefined && mark.word !== 'adopted') this.#wasMade = true;
      if (claim.kind === 'keep' || !this.#isDoubtful(live)) return live;
      if (clock.now() >= end) {
        if (live === undefined) throw new DeletedMeanwhileError(desired.name);
        return live;
      }
      await access.pause(attempt, end - clock.now());
    }
  }

  /** Gone although we have made it; or nobody's although it is exactly what we would make: its tags may come late. */
  #isDoubtful(live: T['live'] | undefined): boolean {
    if (live === undefined) return this.#wasMade;
    const { kind, claimant } = this.session;
    return ownerOf(live.tags, claimant).kind === 'none' && kind.compare(live, this.goal) === 'as desired';
  }

  /**
   * An update that has found what it expected, was overtaken, and finds the same again was cancelled: the reversed event
   * of the roll back has come first, and what is still written here would undo it.
   */
  #heedCancellation(live: T['live'], overtakenBy: unknown): void {
    const isBefore = this.session.kind.compare(live, this.goal) === 'as before';
    const isConflict = overtakenBy instanceof CallError && kindOf(overtakenBy.failure) === 'conflict';
    if (isConflict && isBefore && this.#wasBefore) throw new CancelledUpdateError(this.goal.desired.name);
    this.#wasBefore ??= isBefore;
  }
}

/** What is as it should be. */
export interface Converged {
  readonly arn: string;
  /** Whether it stood there before this event. */
  readonly stood: boolean;
}

/**
 * Makes it what is desired, whatever it is now. `leftover`: what a person must know if that fails after a write.
 * @throws NotOursError or TooManyTagsError before anything is written.
 * @throws DeletedMeanwhileError or CancelledUpdateError when the operation has been overtaken by its own roll back.
 */
export const converge = <T extends Types>(
  session: Session<T>,
  goal: T['goal'],
  leftover?: string,
): Promise<Converged> => {
  const convergence = new Convergence(session, goal, leftover);
  return untilNotOvertaken(session, (overtakenBy) => convergence.attempt(overtakenBy));
};
