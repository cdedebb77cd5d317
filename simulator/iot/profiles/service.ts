import { History } from '../../service/history';
import { checkedInput } from '../../service/model/checked-input';
import type { ServiceModel, SimulatedService } from '../../service/service';
import type { LateReads as ServiceLateReads, ServiceLocation } from '../../service/types';
import { operations } from '../model/operations';
import {
  type IotInput,
  type IotOperation,
  type IotOutput,
  type IotReadOperation,
  iotOperations,
  iotWriteOperations,
  type StoredProfile,
  type Surrounding,
} from '../model/types';
import { invalidRequest, throttling } from './errors';
import { contentOf, withoutEmptyMembers } from './profile';
import * as profiles from './profile-operations';
import { copyOf, describedProfile, type IotQuotas, newProfile, type ProfileRecord, type ServiceState } from './state';
import * as surroundings from './surroundings';
import * as tags from './tag-operations';
import * as targets from './target-operations';

/** By how many milliseconds each operation lags behind the writes. Those that are not named do not. */
export type LateReads = ServiceLateReads<IotReadOperation>;

export interface IotServiceOptions {
  readonly region: string;
  readonly accountId: string;
  /** Default `aws`. */
  readonly partition?: string;
  readonly clock: { now(): number };
  /** The largest page of any list. Default 3, so that a handful of items already makes several pages. */
  readonly pageSize?: number;
  /** The thing groups, custom metrics and dimensions that do not exist, looked up at each call. Default: any exists. */
  readonly missing?: ReadonlySet<Surrounding>;
  readonly quotas?: Partial<IotQuotas>;
  /** Default: every read tells what has been written. */
  readonly lateReads?: LateReads;
}

const defaultQuotas: IotQuotas = { behaviors: 100, valueElements: 1000, profilesPerTarget: 5, tags: 50 };

type Handlers = { readonly [O in IotOperation]: (state: ServiceState, input: never) => IotOutput };

const handlers = {
  AttachSecurityProfile: targets.attachSecurityProfile,
  CreateSecurityProfile: profiles.createSecurityProfile,
  DeleteSecurityProfile: profiles.deleteSecurityProfile,
  DescribeCustomMetric: surroundings.describeCustomMetric,
  DescribeDimension: surroundings.describeDimension,
  DescribeSecurityProfile: profiles.describeSecurityProfile,
  DescribeThingGroup: surroundings.describeThingGroup,
  DetachSecurityProfile: targets.detachSecurityProfile,
  ListSecurityProfiles: targets.listSecurityProfiles,
  ListSecurityProfilesForTarget: targets.listSecurityProfilesForTarget,
  ListTagsForResource: tags.listTagsForResource,
  ListTargetsForSecurityProfile: targets.listTargetsForSecurityProfile,
  TagResource: tags.tagResource,
  UntagResource: tags.untagResource,
  UpdateSecurityProfile: profiles.updateSecurityProfile,
  ValidateSecurityProfileBehaviors: profiles.validateSecurityProfileBehaviors,
} satisfies Handlers;

const model: ServiceModel<IotOperation> = {
  signingName: 'iot',
  operations,
  operationNames: iotOperations,
  writeOperations: iotWriteOperations,
  errorText: 'message',
  refusals: { invalidRequest, throttling },
};

/** The AWS IoT service as far as security profiles go: its state and its rules, without HTTP. */
export class IotService implements SimulatedService<IotOperation> {
  readonly model = model;
  /** The account, Region and partition that the service's ARNs name. */
  readonly location: ServiceLocation;
  readonly #state: ServiceState;
  #history: History<ProfileRecord> | undefined;

  constructor(options: IotServiceOptions) {
    this.location = {
      partition: options.partition ?? 'aws',
      region: options.region,
      accountId: options.accountId,
    };
    this.#state = {
      location: this.location,
      clock: options.clock,
      pageSize: options.pageSize ?? 3,
      missing: options.missing ?? new Set(),
      startTime: options.clock.now(),
      quotas: { ...defaultQuotas, ...options.quotas },
      profiles: new Map(),
      mayUseReservedTags: false,
    };
    if (options.lateReads !== undefined) this.readLate(options.lateReads);
  }

  /** From now on these reads lag behind the writes, and tell of what is there now as if it had always been. */
  readLate(lateReads: LateReads): void {
    const isLate = Object.values(lateReads).some((milliseconds) => milliseconds > 0);
    this.#history = isLate ? new History(lateReads, this.#state.profiles, this.#state.clock.now(), copyOf) : undefined;
  }

  /**
   * One API call. Dates in the answer are `Date` objects, as in the SDK.
   * @throws IotServiceError as the service refuses
   */
  call(operation: IotOperation, input: IotInput): IotOutput {
    return this.#perform(this.#state, operation, input);
  }

  /** A call that someone else makes, AWS's own services included: the same rules, but tags may begin with `aws:`. */
  outOfBand(operation: IotOperation, input: IotInput): IotOutput {
    return this.#perform({ ...this.#state, mayUseReservedTags: true }, operation, input);
  }

  /**
   * Puts a profile there as if it had always been, in place of any of that name. Only the shape of `input` (that of
   * CreateSecurityProfile) is checked: the service may hold a profile that is older than one of its rules.
   * @throws IotServiceError when the shape is wrong
   */
  seed(
    input: IotInput,
    beside: { readonly targets?: readonly string[]; readonly tags?: Readonly<Record<string, string>> } = {},
  ): void {
    const created = checkedInput<profiles.CreateInput>(operations.CreateSecurityProfile.input, input, invalidRequest);
    const content = withoutEmptyMembers(contentOf(created));
    const tagMap = new Map((created.tags ?? []).map(({ Key, Value }): [string, string] => [Key, Value ?? '']));
    for (const [key, value] of Object.entries(beside.tags ?? {})) tagMap.set(key, value);
    const record = newProfile(this.#state, created.securityProfileName, content, tagMap);
    for (const target of beside.targets ?? []) record.targets.add(target);
    this.#state.profiles.set(record.name, record);
    this.#history?.rememberSince(record.name, record);
  }

  /** What the service holds under a name, with its targets and tags, both in order of their names. */
  profile(name: string): StoredProfile | undefined {
    const record = this.#state.profiles.get(name);
    if (!record) return undefined;
    const { creationDate: _created, lastModifiedDate: _modified, ...profile } = describedProfile(this.#state, record);
    return {
      profile,
      targets: [...record.targets].sort(),
      tags: Object.fromEntries([...record.tags].sort(([a], [b]) => (a < b ? -1 : 1))),
    };
  }

  /** The names of all profiles, sorted. */
  profileNames(): readonly string[] {
    return [...this.#state.profiles.keys()].sort();
  }

  /** Takes a profile away as someone else would; `false` when there was none. */
  removeOutOfBand(name: string): boolean {
    const wasThere = this.#state.profiles.delete(name);
    this.#remember();
    return wasThere;
  }

  #perform(state: ServiceState, operation: IotOperation, input: IotInput): IotOutput {
    const profiles = this.#history?.seenBy(operation, state.clock.now());
    if (profiles) return perform({ ...state, profiles }, operation, input);
    const output = perform(state, operation, input);
    if (iotWriteOperations.has(operation)) this.#remember();
    return output;
  }

  #remember(): void {
    this.#history?.remember(this.#state.profiles, this.#state.clock.now());
  }
}

const perform = (state: ServiceState, operation: IotOperation, input: IotInput): IotOutput => {
  // The shape of the operation's input, which `checkedInput` has verified, is the one that its handler declares.
  const handler = handlers[operation] as (state: ServiceState, input: unknown) => IotOutput;
  return handler(state, checkedInput(operations[operation].input, input, invalidRequest));
};
