import { type CallerTools, createCaller } from '../../aws/caller';
import { execute } from '../../aws/connect/execute';
import type { ConnectCall, ConnectService } from '../../aws/connect/operations';
import {
  contentOf,
  type Described,
  describe,
  findByName,
  lookForProfile,
  type ProfileId,
  readGrants,
  readProfile,
} from '../../aws/connect/read';
import { CallError, kindOf } from '../../aws/failure';
import { parseProfileArn } from '../../core/connect-security-profile/arn';
import { goalOfReplacement, readBefore } from '../../core/connect-security-profile/goal';
import {
  type Address,
  addressOfId,
  addressOfKey,
  isInPlace,
  keyOf,
  nameOf,
} from '../../core/connect-security-profile/name';
import { type ProfileContent, restrictionsLeft } from '../../core/connect-security-profile/plan/content';
import { grantNames, grantsToRead } from '../../core/connect-security-profile/plan/grants';
import { type LiveProfile, type Plan, untagCalls } from '../../core/connect-security-profile/plan/profile';
import { type Goal, type Preview, preview } from '../../core/connect-security-profile/preview';
import type { SecurityProfileProperties } from '../../core/connect-security-profile/properties';
import { keyLeftBehind } from '../../core/connect-security-profile/removal';
import { type Claimant, type Owner, ownerOf, ownershipTagKeys } from '../../core/ownership/marks';
import { errorText } from '../../runtime/error-text';
import type { UpdateRequest } from '../custom-resource/request';
import type { Completion } from '../custom-resource/resource-type';
import type { Access, DeclaredUpdate, Named, Place } from '../lifecycle/kind';
import { InUseError, isInUse, NameTakenError } from './errors';
import type { ConnectSecurityProfile } from './types';

/** Milliseconds for which a profile that is in use is waited for: the users of the same stack may just have been deleted. */
const longestUse = 60_000;

/** How often a list is read that does not show the profile whose name the service has refused as taken. */
const mostLooks = 3;

/** How often a profile is read that has just been made: a read may lag behind a write. */
const mostReads = 3;

/** Milliseconds for which it is read at most. */
const longestReading = 20_000;

/** Whether it was made to stand in the place of what the physical id names. */
const isInPlaceOf = (physicalResourceId: string, owner: Owner): boolean =>
  owner.kind === 'ours' && owner.mark.word === 'replaces' && owner.mark.physicalResourceId === physicalResourceId;

/** Amazon Connect for one event. */
class ConnectAccess implements Access<ConnectSecurityProfile> {
  /** How often the service has refused the name as taken; `undefined` until it has been asked to change anything. */
  #refused: number | undefined;
  /** What the last update has sent. */
  #sent: ProfileContent | undefined;
  /** What stands where the physical id says, until it is read. */
  #looked: Promise<LiveProfile | undefined> | undefined;
  /** Until when a profile that is in use is waited for. */
  #endOfUse = Number.POSITIVE_INFINITY;

  private readonly call: ConnectCall;
  private readonly claimant: Claimant;

  constructor(
    private readonly service: ConnectService,
    private readonly tools: CallerTools,
    private readonly place: Place,
  ) {
    this.call = createCaller(service, tools);
    this.claimant = place.claimant;
  }

  pause(attempt: number, longest = this.#endOfUse - this.tools.clock.now()): Promise<void> {
    return this.call.pause(attempt, longest);
  }

  /** The service makes up the id. */
  arnOf(): string {
    return '';
  }

  /** By its ARN it is what the ARN names, whatever else the service says; a list may tell of a name that it has no more. */
  async #at(address: Address, read: (id: ProfileId) => ReturnType<typeof lookForProfile>) {
    if (address.kind === 'id') {
      const live = await read(address);
      return live && { ...live, arn: address.arn };
    }
    const { instanceId, name } = address;
    const { id, nearly } = await findByName(this.call, instanceId, name);
    const live = id && (await read(id));
    if (live?.name === name) return live;
    if ((this.#refused ?? 0) >= mostLooks) throw new NameTakenError(name, nearly);
    return undefined;
  }

  look(address: Address): Promise<LiveProfile | undefined> {
    return this.#at(address, (id) => lookForProfile(this.call, id));
  }

  #readAt(address: Address, { desired }: Goal): Promise<LiveProfile | undefined> {
    const looked = address.kind === 'id' ? this.#looked : undefined;
    this.#looked = undefined;
    return this.#at(address, (id) => readProfile(this.call, id, grantsToRead(desired.grants), looked));
  }

  /**
   * A claim does not look before it creates: the service refuses a name that is taken, whoever asks. In place the profile
   * is read by its ARN; where that is gone, by its key, for the service takes no second one of its name.
   */
  async read(goal: Goal): Promise<LiveProfile | undefined> {
    const { address, desired } = goal;
    const { instanceId, name } = desired;
    if (address.kind === 'key' && this.#refused === undefined) return undefined;
    const live = await this.#readAt(address, goal);
    return live !== undefined || address.kind === 'key' ? live : this.#readAt({ kind: 'key', instanceId, name }, goal);
  }

  async goalOfReplacement(declared: DeclaredUpdate<SecurityProfileProperties>): Promise<Goal> {
    const { requestId, physicalResourceId, oldProperties, valid: profile } = declared;
    return goalOfReplacement({ requestId, profile }, { physicalResourceId, before: readBefore(oldProperties) });
  }

  preview(live: LiveProfile | undefined, goal: Goal): Preview {
    return preview(live, goal, { claimant: this.claimant });
  }

  asides({ takenFromOthers }: Plan): ReturnType<Access<ConnectSecurityProfile>['asides']> {
    return takenFromOthers.length > 0 ? [['taking away what others have granted', { takenFromOthers }]] : [];
  }

  async perform({ calls }: Plan): Promise<string | undefined> {
    this.#refused ??= 0;
    for (const { operation, input } of calls) if (operation === 'UpdateSecurityProfile') this.#sent = input;
    try {
      return await execute(calls, this.call);
    } catch (error) {
      if (error instanceof CallError && kindOf(error.failure) === 'already-exists') this.#refused += 1;
      throw error;
    }
  }

  async isInPlace(update: UpdateRequest): Promise<boolean> {
    const { physicalResourceId } = update;
    const key = addressOfKey(keyOf(update));
    const id = addressOfId(physicalResourceId);
    if (key === undefined || id === undefined) return false;
    // What the physical id names may stand under another key, as in the reversed event of a replacement that has failed.
    if (!isInPlace(update)) return (await this.look(key))?.profileId === id.profileId;
    this.#looked = this.look(id);
    const live = await this.#looked;
    if (live === undefined || live.name === nameOf(update)) return true;
    // Somebody has given it another name; or the template has, that update has failed, and nobody has rolled it back.
    const other = await this.look(key);
    return other === undefined || !isInPlaceOf(physicalResourceId, ownerOf(other.tags, this.claimant));
  }

  async leftBehind(update: UpdateRequest): Promise<Address | undefined> {
    const address = addressOfKey(keyLeftBehind(update) ?? '');
    const live = address && (await this.look(address));
    return live?.profileId === addressOfId(update.physicalResourceId)?.profileId ? undefined : address;
  }

  /** What is in use is looked at again before it is tried again: somebody may have taken it over meanwhile. */
  async remove({ instanceId, profileId, name }: LiveProfile): Promise<void> {
    try {
      await this.call('DeleteSecurityProfile', { InstanceId: instanceId, SecurityProfileId: profileId });
    } catch (error) {
      if (!(error instanceof CallError) || !isInUse(error)) throw error;
      const now = this.tools.clock.now();
      if (now >= this.#endOfUse) throw new InUseError(name, error);
      this.#endOfUse = Math.min(this.#endOfUse, now + longestUse);
      throw error;
    }
  }

  async release({ arn, tags }: LiveProfile): Promise<void> {
    const marks = ownershipTagKeys.filter((key) => tags.has(key));
    for (const { operation, input } of untagCalls(arn, marks)) await this.call(operation, input);
  }

  async former({ instanceId, profileId, name, arn, content, tags }: LiveProfile): Promise<readonly object[]> {
    const grants = await readGrants(this.call, { instanceId, profileId }, grantNames);
    return [
      { name, arn, content, tags: Object.fromEntries(tags) },
      { name, ...grants },
    ];
  }

  /** For attributes that only reading again tells. The work is done: what cannot be read, or not soon, is left open. */
  async #readAgain(arn: string): Promise<Described | undefined> {
    const id = parseProfileArn(arn);
    const deadline = this.place.deadline.within(longestReading);
    const call = createCaller(this.service, { ...this.tools, signal: deadline.signal });
    try {
      for (let attempt = 0; id && attempt < mostReads; attempt++) {
        const described = await describe(call, id);
        if (described !== undefined) return described;
        await call.pause(attempt);
      }
    } catch (error) {
      this.tools.log('could not read the attributes LastModifiedRegion and LastModifiedTime', {
        error: errorText(error),
      });
    } finally {
      deadline.end();
    }
    return undefined;
  }

  async completion({ properties }: Named, arn: string): Promise<Completion> {
    const described = await this.#readAgain(arn);
    const left = described && this.#sent && restrictionsLeft(contentOf(described), this.#sent);
    if (left !== undefined && left.length > 0)
      this.tools.log('the service has kept restrictions that were to be cleared', { arn, members: left });
    const declared = nameOf({ properties });
    const { SecurityProfileName: name = declared, LastModifiedRegion, LastModifiedTime } = described ?? {};
    if (name !== declared) this.tools.log('the profile has another name than the template gives it', { arn, name });
    return {
      physicalResourceId: arn,
      attributes: {
        SecurityProfileArn: arn,
        SecurityProfileName: name,
        LastModifiedRegion: LastModifiedRegion ?? '',
        LastModifiedTime: LastModifiedTime === undefined ? '' : String(LastModifiedTime.getTime() / 1_000),
      },
    };
  }
}

export const openConnect = (
  service: ConnectService,
  tools: CallerTools,
  place: Place,
): Access<ConnectSecurityProfile> => new ConnectAccess(service, tools, place);
