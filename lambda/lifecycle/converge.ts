import { CallError, kindOf } from '../../aws/failure';
import { execute } from '../../aws/iot/execute';
import { readProfile, readTargets } from '../../aws/iot/read';
import { holds, type LiveProfile } from '../../core/iot-security-profile/plan/profile';
import { type Goal, markOf, type Preview, preview } from '../../core/iot-security-profile/preview';
import { ownerOf } from '../../core/ownership/marks';
import { CancelledUpdateError, DeletedMeanwhileError, NotOursError } from './errors';
import { type Session, untilNotOvertaken } from './session';

/** Milliseconds for which a read may lag behind a write before it is believed. */
const longestLag = 5_000;

/** How one delivery of an event makes a profile what it should be. */
class Convergence {
  /** Whether this delivery has seen the profile as one that we have made. */
  #wasMade = false;
  #wasBefore: boolean | undefined;
  #stood: boolean | undefined;

  constructor(
    private readonly session: Session,
    private readonly goal: Goal,
    private readonly leftover: string | undefined,
  ) {}

  /** `overtakenBy`: why it is tried again. */
  async attempt(overtakenBy: unknown): Promise<Converged> {
    const { session, goal } = this;
    const live = await this.#look();
    if (live !== undefined) this.#heedCancellation(live, overtakenBy);
    const planned = preview(live, goal, session);
    const { name } = goal.desired;
    const arn = live?.arn ?? session.arnOf(name) ?? '';
    switch (planned.kind) {
      case 'refuse':
        throw new NotOursError(name, planned.owner);
      case 'leave':
        session.log('left as it is: it belongs to another, and is already what is declared', { name, ...planned });
        return { arn, stood: this.#stood === true };
      case 'create':
        if (goal.claim.kind === 'keep') session.log('the profile was deleted elsewhere and is created again', { name });
        break;
      case 'adopt':
        if (live !== undefined) await logAdoption(session, live);
        break;
      case 'converge':
    }
    return { arn: (await this.#perform(planned)) ?? arn, stood: this.#stood === true };
  }

  /** Resolves with the ARN of the profile, if it was made. */
  async #perform({ kind, calls, detachedFromOthers }: Extract<Preview, { readonly calls: unknown }>) {
    const { log, progress, call } = this.session;
    if (detachedFromOthers.length > 0)
      log('detaching targets that were attached elsewhere', { targets: detachedFromOthers });
    progress.plan(calls.map(({ operation }) => operation));
    if (this.leftover !== undefined && calls.length > 0) progress.note(this.leftover);
    try {
      return await execute(calls, call);
    } catch (error) {
      if (kind === 'create' && error instanceof CallError && error.operation !== 'CreateSecurityProfile')
        this.#wasMade = true;
      throw error;
    }
  }

  /** Everything side by side where the profile probably exists; else its targets only when it does. */
  async #read(): Promise<LiveProfile | undefined> {
    const { call, arnOf } = this.session;
    const { claim, desired } = this.goal;
    const { name } = desired;
    const isManaged = desired.targets.kind !== 'unmanaged';
    const live = await readProfile(call, { name, arn: arnOf(name), targets: isManaged && claim.kind === 'keep' });
    if (live === undefined || !isManaged || live.targets !== undefined) return live;
    return { ...live, targets: await readTargets(call, name) };
  }

  /** Reads the profile; where the reading may be older than what has been written, again, until it can be believed. */
  async #look(): Promise<LiveProfile | undefined> {
    const { call, clock, claimant } = this.session;
    const { claim, desired } = this.goal;
    const { name } = desired;
    const end = clock.now() + longestLag;
    for (let attempt = 0; ; attempt++) {
      const live = await this.#read();
      const mark = live && markOf(live, claimant);
      // By the first look: what stands there later, or bears this mark, this event may have made itself.
      this.#stood ??= live !== undefined && !(mark?.word === 'made' && mark.requestId === claim.requestId);
      if (mark !== undefined && mark.word !== 'adopted') this.#wasMade = true;
      if (claim.kind === 'keep' || !this.#isDoubtful(live)) return live;
      if (clock.now() >= end) {
        if (live === undefined) throw new DeletedMeanwhileError(name);
        return live;
      }
      await call.pause(attempt, end - clock.now());
    }
  }

  /** Gone although we have made it; or nobody's although it is exactly what we would make: its tags may come late. */
  #isDoubtful(live: LiveProfile | undefined): boolean {
    if (live === undefined) return this.#wasMade;
    return ownerOf(live.tags, this.session.claimant).kind === 'none' && holds(live, this.goal.desired.content);
  }

  /**
   * An update that has found what it expected, was overtaken, and finds the same again was cancelled: the reversed event
   * of the roll back has come first, and what is still written here would undo it.
   */
  #heedCancellation(live: LiveProfile, overtakenBy: unknown): void {
    const { name, content, contentBefore } = this.goal.desired;
    if (contentBefore === undefined) return;
    const isBefore = holds(live, contentBefore) && !holds(live, content);
    const isConflict = overtakenBy instanceof CallError && kindOf(overtakenBy.failure) === 'conflict';
    if (isConflict && isBefore && this.#wasBefore) throw new CancelledUpdateError(name);
    this.#wasBefore ??= isBefore;
  }
}

/** A line of the log holds so many targets. */
const targetsInLine = 500;

/** Its former content does not come back by itself: the log is where it can be found, all of it. */
const logAdoption = async (session: Session, live: LiveProfile): Promise<void> => {
  const { name, arn, version, content, tags } = live;
  const targets = live.targets ?? (await readTargets(session.call, name));
  session.log('adopting', { former: { name, arn, version, content, tags: Object.fromEntries(tags) } });
  for (let from = 0; from < targets.length; from += targetsInLine)
    session.log('adopting', { former: { name, targets: targets.slice(from, from + targetsInLine) } });
};

/** A profile that is what it should be. */
export interface Converged {
  readonly arn: string;
  /** Whether it stood there before this event. */
  readonly stood: boolean;
}

/**
 * Makes the profile what is desired, whatever it is now. `leftover`: what a person must know if that fails after a write.
 * @throws NotOursError or TooManyTagsError before anything is written.
 * @throws DeletedMeanwhileError or CancelledUpdateError when the operation has been overtaken by its own roll back.
 */
export const converge = (session: Session, goal: Goal, leftover?: string): Promise<Converged> => {
  const convergence = new Convergence(session, goal, leftover);
  return untilNotOvertaken(session, (overtakenBy) => convergence.attempt(overtakenBy));
};
