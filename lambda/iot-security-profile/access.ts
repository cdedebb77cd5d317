import { type CallerTools, createCaller } from '../../aws/caller';
import { isNotFound } from '../../aws/failure';
import { execute } from '../../aws/iot/execute';
import type { IotCall, IotService } from '../../aws/iot/operations';
import { lookForProfile, readProfile, readTargets } from '../../aws/iot/read';
import { goalOfReplacement, readBefore } from '../../core/iot-security-profile/goal';
import { hasInventedId, nameBefore, nameOf } from '../../core/iot-security-profile/name';
import type { LiveProfile } from '../../core/iot-security-profile/plan/profile';
import { type Goal, preview } from '../../core/iot-security-profile/preview';
import { nameLeftBehind } from '../../core/iot-security-profile/removal';
import { ownershipTagKeys } from '../../core/ownership/marks';
import type { Access, Place } from '../lifecycle/kind';
import type { IotSecurityProfile } from './types';

/** Partition and account are the function's own, and so, unless told otherwise, is the Region. */
const arnBuilder = (invokedFunctionArn: string, region: string | undefined) => {
  const [, partition, ownRegion, account] = /^arn:([^:]+):lambda:([^:]+):([^:]+):/.exec(invokedFunctionArn) ?? [];
  return (name: string): string | undefined =>
    partition && account ? `arn:${partition}:iot:${region ?? ownRegion}:${account}:securityprofile/${name}` : undefined;
};

/** What the profile is attached to; nothing where it does not exist. */
const targetsOf = async (call: IotCall, name: string): Promise<readonly string[]> => {
  try {
    return await readTargets(call, name);
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
};

/** Everything side by side where the profile probably exists; else its targets only when it does. */
const read = async (call: IotCall, { claim, desired }: Goal, arn: string | undefined) => {
  const { name } = desired;
  const isManaged = desired.targets.kind !== 'unmanaged';
  const live = await readProfile(call, { name, arn, targets: isManaged && claim.kind === 'keep' });
  if (live === undefined || !isManaged || live.targets !== undefined) return live;
  return { ...live, targets: await readTargets(call, name) };
};

/** A line of the log holds so many targets. */
const targetsInLine = 500;

const former = async (call: IotCall, live: LiveProfile): Promise<readonly object[]> => {
  const { name, arn, version, content, tags } = live;
  const targets = live.targets ?? (await readTargets(call, name));
  const lines: object[] = [{ name, arn, version, content, tags: Object.fromEntries(tags) }];
  for (let from = 0; from < targets.length; from += targetsInLine)
    lines.push({ name, targets: targets.slice(from, from + targetsInLine) });
  return lines;
};

/** AWS IoT for one event. `region`: that of the service's client, where it is not the function's own. */
export const openIot = (
  service: IotService,
  region: string | undefined,
  tools: CallerTools,
  { claimant, invokedFunctionArn }: Place,
): Access<IotSecurityProfile> => {
  const call = createCaller(service, tools);
  const arnOf = arnBuilder(invokedFunctionArn, region);
  return {
    pause: call.pause,
    isInPlace: async (update) => nameOf(update) === update.physicalResourceId,
    leftBehind: async (update) => nameLeftBehind(update, nameOf(update)),
    // Its version before its tags; its attachments are not read.
    look: (name) => lookForProfile(call, { name, arn: arnOf(name), targets: false }),
    read: (goal) => read(call, goal, arnOf(goal.desired.name)),
    goalOfReplacement: async (declared) => {
      const { requestId, physicalResourceId, oldProperties, valid: profile } = declared;
      return goalOfReplacement(
        { requestId, name: nameOf(declared), profile },
        {
          physicalResourceId,
          mayBeInvented: hasInventedId(declared),
          before: { ...readBefore(oldProperties), name: nameBefore(declared) },
          liveTargets: profile.targetArns === undefined ? await targetsOf(call, physicalResourceId) : [],
        },
      );
    },
    preview: (live, goal) => preview(live, goal, { claimant, arnOf }),
    perform: ({ calls }) => execute(calls, call),
    arnOf: ({ desired }) => arnOf(desired.name) ?? '',
    // With the version, so that what has changed since the owner was read is read again. Attachments go with it.
    remove: ({ name, version }) =>
      call('DeleteSecurityProfile', { securityProfileName: name, expectedVersion: version }),
    release: ({ arn, tags }) =>
      call('UntagResource', { resourceArn: arn, tagKeys: ownershipTagKeys.filter((key) => tags.has(key)) }),
    former: (live) => former(call, live),
    asides: ({ detachedFromOthers: targets }) =>
      targets.length > 0 ? [['detaching targets that were attached elsewhere', { targets }]] : [],
    completion: (declared, arn) => {
      const name = nameOf(declared);
      return { physicalResourceId: name, attributes: { SecurityProfileArn: arn, SecurityProfileName: name } };
    },
  };
};
