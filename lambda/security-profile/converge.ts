import { makerTags, ownerOf, ownerTags } from '../custom-resource/ownership';
import { type Claim, type Decision, decide } from './decision';
import { execute } from './execute';
import { type DesiredProfile, type LiveProfile, type Marking, type Plan, planConvergence, planCreation } from './plan';
import { lookForProfile, readProfile, readTargets } from './read';
import { type Session, untilNotOvertaken } from './session';

/** What a create or an update is to reach. */
export interface Goal {
  readonly claim: Claim;
  readonly desired: DesiredProfile;
  readonly adoptExisting: boolean;
}

/** A profile of that name exists and is not ours. */
export class NotOursError extends Error {
  override readonly name = 'NotOursError';
  constructor(profileName: string, owner: string | undefined) {
    super(
      owner === undefined
        ? `a security profile named '${profileName}' exists already and nobody has marked it as theirs; it was not changed. ` +
            'Give another SecurityProfileName, delete that profile, or take it over with AdoptExisting: true'
        : `the security profile '${profileName}' belongs to ${owner}; it was not changed. ` +
            'Give another SecurityProfileName, or take it over with AdoptExisting: true once its owner has let go of it',
    );
  }
}

const read = (session: Session, { claim, desired }: Goal): Promise<LiveProfile | undefined> => {
  const { name } = desired;
  const what = { name, arn: session.arnOf(name), targets: desired.targets.kind !== 'unmanaged' };
  return claim === 'keep' ? readProfile(session.call, what) : lookForProfile(session.call, what);
};

const markingOf = (decision: Decision & { kind: 'converge' | 'adopt' }, session: Session): Marking => {
  if (decision.kind === 'adopt') return { kind: 'adopt', tags: ownerTags(session.claimant) };
  if (decision.marks === 'none') return { kind: 'none' };
  return { kind: 'with-tags', tags: makerTags(session.claimant, session.requestId) };
};

/** Its former content does not come back by itself: the log is where it can be found. */
const logAdoption = async (session: Session, live: LiveProfile): Promise<void> => {
  const targets = live.targets ?? (await readTargets(session.call, live.name));
  session.log('adopting', { former: { ...live, targets, tags: Object.fromEntries(live.tags) } });
};

const decisionFor = (session: Session, { claim, adoptExisting }: Goal, live: LiveProfile | undefined): Decision => {
  const owner = live === undefined ? undefined : ownerOf(live.tags, session.claimant);
  return decide({ claim, owner, adoptExisting, requestId: session.requestId });
};

const planFor = async (session: Session, goal: Goal, live: LiveProfile | undefined): Promise<Plan> => {
  const { claim, desired } = goal;
  const decision = decisionFor(session, goal, live);
  if (decision.kind === 'refuse') throw new NotOursError(desired.name, decision.owner);
  if (live === undefined || decision.kind === 'create') {
    if (claim === 'keep') session.log('the profile was deleted elsewhere and is created again', { name: desired.name });
    return planCreation(desired, makerTags(session.claimant, session.requestId));
  }
  const plan = planConvergence(live, desired, markingOf(decision, session));
  if (decision.kind === 'adopt') await logAdoption(session, live);
  return plan;
};

/**
 * Makes the profile what is desired, whatever it is now. Resolves with its ARN.
 * @throws NotOursError or TooManyTagsError before anything is written.
 */
export const converge = (session: Session, goal: Goal): Promise<string> =>
  untilNotOvertaken(session, async () => {
    const live = await read(session, goal);
    const { calls, detachedFromOthers } = await planFor(session, goal, live);
    if (detachedFromOthers.length > 0)
      session.log('detaching targets that were attached elsewhere', { targets: detachedFromOthers });
    session.progress.plan(calls.map(({ operation }) => operation));
    const created = await execute(calls, session.call);
    return live?.arn ?? created ?? session.arnOf(goal.desired.name) ?? '';
  });

/** The ARN of the profile if it is ours and there is nothing left to do; writes nothing. */
export const reached = async (session: Session, goal: Goal): Promise<string | undefined> => {
  const live = await read(session, goal);
  const decision = decisionFor(session, goal, live);
  if (live === undefined || decision.kind !== 'converge') return undefined;
  const { calls } = planConvergence(live, goal.desired, markingOf(decision, session));
  return calls.length === 0 ? live.arn : undefined;
};
