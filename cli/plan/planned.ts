import { lookForProfile } from '../../aws/iot/read';
import { nameOf } from '../../core/iot-security-profile/name';
import { claimantOf } from '../../core/ownership/marks';
import type { Pair } from '../declared/pairs';
import type { Account } from '../live/account';
import { eventsOf, type ResourceEvent, subjectOf } from './events';
import { type Action, type Forecast, forecast, type Surroundings } from './forecast';
import { type Beside, type Check, doubtsAbout, preflight } from './preflight';
import { comesAfter, madeBy } from './surroundings';

/** What becomes of one resource, and what it would meet. */
export interface PlannedResource extends Forecast {
  readonly source: string;
  readonly line: number | undefined;
  readonly stackName: string;
  readonly checks: readonly Check[];
  /** What was taken for granted where no stack was asked for. */
  readonly assumption: string | undefined;
}

const accountOf = (pair: Pair) => {
  const { partition, accountId, region } = pair.after.known.place;
  return (name: string): string | undefined =>
    partition === undefined || accountId === undefined || region === undefined
      ? undefined
      : `arn:${partition}:iot:${region}:${accountId}:securityprofile/${name}`;
};

const surroundingsOf = (pair: Pair, { iot }: Account): Surroundings => ({
  call: iot.call,
  stackId: pair.stack?.id,
  stackName: pair.stackName === '' ? 'stack' : pair.stackName,
  arnOf: accountOf(pair),
});

/**
 * Without a stack nobody says whether a profile that stands is the resource's own. Its marks may: then what stands is
 * taken for what an update finds.
 */
const ownerOfStanding = async (event: ResourceEvent, surroundings: Surroundings) => {
  if (event.kind !== 'Create') return undefined;
  const { properties, logicalId } = event.declared;
  const name = nameOf({ stackId: '', logicalResourceId: logicalId, properties });
  if (!properties.SecurityProfileName || name === '') return undefined;
  const live = await lookForProfile(surroundings.call, { name, arn: undefined, targets: false });
  const claimant = live && claimantOf(live.tags);
  return claimant?.logicalResourceId === logicalId ? { stackId: claimant.stackId, name } : undefined;
};

/** What a deployment would do for one event. `attached`: by target, the profiles attached before in the same deployment. */
const planned = async (
  pair: Pair,
  event: ResourceEvent,
  account: Account,
  attached: ReadonlyMap<string, readonly string[]>,
): Promise<PlannedResource> => {
  const surroundings = surroundingsOf(pair, account);
  const standing = pair.stackName === '' ? await ownerOfStanding(event, surroundings) : undefined;
  const isAssumed = standing !== undefined && event.kind === 'Create';
  // As an update in place of which nothing is known but what it declares.
  const assumed: ResourceEvent = isAssumed
    ? {
        kind: 'Update',
        declared: event.declared,
        before: { ...event.declared, properties: { SecurityProfileName: standing.name } },
        physicalId: standing.name,
        isCertain: true,
      }
    : event;
  const told = await forecast(
    assumed,
    isAssumed ? { ...surroundings, stackId: standing.stackId, isBeforeKnown: false } : surroundings,
  );
  const { position, logicalId } = subjectOf(event);
  const made = madeBy(pair.after);
  const beside: Beside = {
    made: (surrounding) => {
      const maker = made.get(surrounding);
      if (maker === undefined) return undefined;
      return comesAfter(pair.after, logicalId, maker) ? 'before' : 'in any order';
    },
    attached: (arn) => attached.get(arn) ?? [],
  };
  return {
    ...told,
    // What goes is nowhere written any more, but it is this file that says so.
    source: pair.after.source,
    line: position?.line,
    stackName: pair.stackName,
    checks: [...doubtsAbout(assumed), ...(await preflight(told, account.iot.call, beside))],
    assumption: isAssumed
      ? `taken for an update of ${standing.stackId}, whose mark the profile bears; --stack tells what that stack declared before, and so which tags and targets it takes away`
      : undefined,
  };
};

const standing: ReadonlySet<Action> = new Set(['create', 'update', 'replace', 'adopt', 'no changes', 'leave']);

/** Two resources of one name fight over one profile. */
const withoutTwins = (resources: readonly PlannedResource[]): readonly PlannedResource[] => {
  const firsts = new Map<string, PlannedResource>();
  return resources.map((resource) => {
    const { name, action, checks } = resource;
    if (name === '' || name.startsWith('<') || !standing.has(action)) return resource;
    const first = firsts.get(name);
    firsts.set(name, first ?? resource);
    if (first === undefined) return resource;
    const message = `${first.logicalId} declares a profile ${name} too: give each its own SecurityProfileName`;
    return { ...resource, checks: [...checks, { kind: 'failure' as const, message }] };
  });
};

/** What a deployment would do, resource by resource. */
export const planAll = async (pairs: readonly Pair[], account: Account): Promise<readonly PlannedResource[]> => {
  const attached = new Map<string, readonly string[]>();
  const resources: PlannedResource[] = [];
  for (const pair of pairs)
    for (const event of eventsOf(pair.before, pair.after)) {
      const resource = await planned(pair, event, account, attached);
      for (const { operation, input } of resource.calls) {
        const arn = operation === 'AttachSecurityProfile' ? (input.securityProfileTargetArn ?? '') : '';
        if (arn !== '') attached.set(arn, [...(attached.get(arn) ?? []), resource.name]);
      }
      resources.push(resource);
    }
  return withoutTwins(resources);
};

/** That of the profile itself; a new one has none yet, also where it takes the place of another. */
export const versionOf = ({ live, name }: Forecast): number | undefined =>
  live?.name === name ? live.version : undefined;
