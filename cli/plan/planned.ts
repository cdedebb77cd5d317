import { lookForProfile } from '../../aws/iot/read';
import { nameOf } from '../../core/iot-security-profile/name';
import { claimantOf } from '../../core/ownership/marks';
import type { Pair } from '../declared/pairs';
import type { Account } from '../live/account';
import type { ResourceEvent } from './events';
import { type Forecast, forecast, type Surroundings } from './forecast';
import { type Check, doubtsAbout, preflight } from './preflight';

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

/** What a deployment would do for one event. */
export const planned = async (pair: Pair, event: ResourceEvent, account: Account): Promise<PlannedResource> => {
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
      }
    : event;
  const told = await forecast(
    assumed,
    isAssumed ? { ...surroundings, stackId: standing.stackId, isBeforeKnown: false } : surroundings,
  );
  const position = 'declared' in event ? event.declared.position : undefined;
  return {
    ...told,
    source: 'declared' in event ? pair.after.source : (pair.before?.source ?? ''),
    line: position?.line,
    stackName: pair.stackName,
    checks: [...doubtsAbout(assumed), ...(await preflight(told, account.iot.call))],
    assumption: isAssumed
      ? `taken for an update of ${standing.stackId}, whose mark the profile bears; --stack tells what that stack declared before, and so which tags and targets it takes away`
      : undefined,
  };
};

/** That of the profile itself; a new one has none yet, also where it takes the place of another. */
export const versionOf = ({ live, name }: Forecast): number | undefined =>
  live?.name === name ? live.version : undefined;
