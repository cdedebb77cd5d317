import { History } from '../../service/history';
import { checkedInput } from '../../service/model/checked-input';
import type { ServiceModel, SimulatedService } from '../../service/service';
import type { ServiceLocation } from '../../service/types';
import { operations } from '../model/operations';
import {
  type ConnectInput,
  type ConnectOperation,
  type ConnectOutput,
  connectOperations,
  connectWriteOperations,
  type LateReads,
  type StoredProfile,
} from '../model/types';
import { instanceArn, profileKeyOf } from './arns';
import { contentOf, type DoubtfullyCleared } from './content';
import { defaultProfiles } from './default-profiles';
import { invalidParameter, invalidRequest, throttling } from './errors';
import { idSource } from './ids';
import * as lists from './list-operations';
import * as profiles from './profile-operations';
import { searchSecurityProfiles } from './search';
import {
  arnOf,
  type ConnectQuotas,
  copyOf,
  newProfile,
  type ProfileRecord,
  profileNamed,
  profilesOf,
  recordKey,
  requireInstance,
  requireProfile,
  type ServiceState,
} from './state';
import * as tags from './tag-operations';

/** The instance that is there unless others are asked for. */
export const defaultInstanceId = '11111111-2222-4333-8444-555555555555';

export interface ConnectServiceOptions {
  readonly region: string;
  readonly accountId: string;
  /** Default `aws`. */
  readonly partition?: string;
  readonly clock: { now(): number };
  /** The ids of the instances there are, each with the default profiles. Default: `defaultInstanceId` alone. */
  readonly instances?: readonly string[];
  /** The largest page of any list. Default 3, so that a handful of items already makes several pages. */
  readonly pageSize?: number;
  /**
   * The applications (by namespace), flow modules (by id) and agents (by ARN) that do not exist or are not ready, looked
   * up at each call. Default: any exists.
   */
  readonly missing?: ReadonlySet<string>;
  readonly quotas?: Partial<ConnectQuotas>;
  /** Default: every read tells what has been written. */
  readonly lateReads?: LateReads;
  /** Members that an update with something empty leaves as they are. Nobody knows; default: none, it takes away what is there. */
  readonly keepsWhenEmpty?: ReadonlySet<DoubtfullyCleared>;
  /** Whether names that differ in case or outer spaces only are the same to Create. Nobody knows; default: false. */
  readonly foldsNames?: boolean;
  /** Whether reads leave out the tags that begin with `aws:`. Nobody knows; default: false. */
  readonly hidesSystemTags?: boolean;
}

const defaultQuotas: ConnectQuotas = { profilesPerInstance: 100, tags: 50 };

type Handlers = { readonly [O in ConnectOperation]: (state: ServiceState, input: never) => ConnectOutput };

const handlers = {
  CreateSecurityProfile: profiles.createSecurityProfile,
  DeleteSecurityProfile: profiles.deleteSecurityProfile,
  DescribeSecurityProfile: profiles.describeSecurityProfile,
  ListSecurityProfileAIAgents: lists.listOf('AllowedAIAgents'),
  ListSecurityProfileApplications: lists.listOf('Applications'),
  ListSecurityProfileFlowModules: lists.listOf('AllowedFlowModules'),
  ListSecurityProfilePermissions: lists.listOf('Permissions'),
  ListSecurityProfiles: lists.listSecurityProfiles,
  ListTagsForResource: tags.listTagsForResource,
  SearchSecurityProfiles: searchSecurityProfiles,
  TagResource: tags.tagResource,
  UntagResource: tags.untagResource,
  UpdateSecurityProfile: profiles.updateSecurityProfile,
} satisfies Handlers;

const model: ServiceModel<ConnectOperation> = {
  signingName: 'connect',
  operations,
  operationNames: connectOperations,
  writeOperations: connectWriteOperations,
  errorText: 'Message',
  refusals: { invalidRequest, throttling },
};

/** The Amazon Connect service as far as security profiles go: its state and its rules, without HTTP. */
export class ConnectService implements SimulatedService<ConnectOperation> {
  readonly model = model;
  /** The account, Region and partition that the service's ARNs name. */
  readonly location: ServiceLocation;
  readonly #state: ServiceState;
  #history: History<ProfileRecord> | undefined;

  constructor(options: ConnectServiceOptions) {
    this.location = {
      partition: options.partition ?? 'aws',
      region: options.region,
      accountId: options.accountId,
    };
    this.#state = {
      location: this.location,
      clock: options.clock,
      pageSize: options.pageSize ?? 3,
      instances: new Set(),
      quotas: { ...defaultQuotas, ...options.quotas },
      profiles: new Map(),
      newId: idSource(),
      missing: options.missing ?? new Set(),
      keepsWhenEmpty: options.keepsWhenEmpty ?? new Set(),
      foldsNames: options.foldsNames ?? false,
      hidesSystemTags: options.hidesSystemTags ?? false,
      mayUseReservedTags: false,
    };
    for (const instanceId of options.instances ?? [defaultInstanceId]) this.#addInstance(instanceId);
    if (options.lateReads !== undefined) this.readLate(options.lateReads);
  }

  /** From now on these reads lag behind the writes, and tell of what is there now as if it had always been. */
  readLate(lateReads: LateReads): void {
    const isLate = Object.values(lateReads).some((milliseconds) => milliseconds > 0);
    this.#history = isLate ? new History(lateReads, this.#state.profiles, this.#state.clock.now(), copyOf) : undefined;
  }

  /**
   * One API call. Dates in the answer are `Date` objects, as in the SDK.
   * @throws ConnectServiceError as the service refuses
   */
  call(operation: ConnectOperation, input: ConnectInput): ConnectOutput {
    return this.#perform(this.#state, operation, input);
  }

  /** A call that someone else makes, AWS's own services included: the same rules, but tags may begin with `aws:`. */
  outOfBand(operation: ConnectOperation, input: ConnectInput): ConnectOutput {
    return this.#perform({ ...this.#state, mayUseReservedTags: true }, operation, input);
  }

  /**
   * Puts a profile there as if it had always been, in place of any of that name: a default one stays one. Only the shape
   * of `input` (that of CreateSecurityProfile) is checked. Gives back its ARN.
   * @throws ConnectServiceError when the shape is wrong, or there is no such instance
   */
  seed(
    input: ConnectInput,
    beside: { readonly tags?: Readonly<Record<string, string>>; readonly users?: readonly string[] } = {},
  ): string {
    const created = checkedInput<profiles.CreateInput>(operations.CreateSecurityProfile.input, input, invalidParameter);
    const { InstanceId: instanceId, SecurityProfileName: name } = created;
    requireInstance(this.#state, instanceId);
    const former = profilesOf(this.#state, instanceId).find((record) => record.name === name);
    if (former) this.#state.profiles.delete(recordKey(former));
    const record = newProfile(this.#state, {
      instanceId,
      name,
      content: contentOf(created),
      tags: new Map(Object.entries({ ...created.Tags, ...beside.tags })),
      isDefault: former?.isDefault ?? false,
    });
    for (const user of beside.users ?? []) record.users.add(user);
    this.#state.profiles.set(recordKey(record), record);
    this.#history?.rememberSince(recordKey(record), record);
    return arnOf(this.#state, record);
  }

  /** The ARN of an instance, be it there or not. Default: of the first one. */
  instanceArn(instanceId?: string): string {
    const [first = defaultInstanceId] = this.#state.instances;
    return instanceArn(this.location, instanceId ?? first);
  }

  /** What the service holds under a name in an instance; `undefined` where there is nothing. */
  profileNamed(instanceId: string, name: string): StoredProfile | undefined {
    const record = profileNamed({ ...this.#state, foldsNames: false }, instanceId, name);
    return record && this.#stored(record);
  }

  /** What the service holds under the ARN of a profile; `undefined` where there is nothing. */
  profile(arn: string): StoredProfile | undefined {
    const key = profileKeyOf(this.location, arn);
    const record = key && this.#state.profiles.get(recordKey(key));
    return record && this.#stored(record);
  }

  /** All profiles in order of their instances and names, but for those that instances have from the beginning. */
  profiles(): readonly StoredProfile[] {
    return [...this.#state.profiles.values()]
      .filter(({ isDefault }) => !isDefault)
      .map((record) => this.#stored(record))
      .sort((a, b) => (`${a.instanceId}/${a.name}` < `${b.instanceId}/${b.name}` ? -1 : 1));
  }

  /** Takes a profile away as someone else would, in use or not; `false` when there was none. */
  removeOutOfBand(arn: string): boolean {
    const key = profileKeyOf(this.location, arn);
    const wasThere = key !== undefined && this.#state.profiles.delete(recordKey(key));
    this.#remember();
    return wasThere;
  }

  /** Takes an instance away, with all that it has. */
  removeInstanceOutOfBand(instanceId: string): void {
    this.#state.instances.delete(instanceId);
    for (const record of profilesOf(this.#state, instanceId)) this.#state.profiles.delete(recordKey(record));
    this.#remember();
  }

  /** Renames a profile, as only the admin site can. @throws ConnectServiceError when there is none */
  renameOutOfBand(arn: string, name: string): void {
    this.#changeOutOfBand(arn, (record) => {
      record.name = name;
      record.lastModifiedTime = this.#state.clock.now();
    });
  }

  /** Assigns a profile to a user, whoever that is: it can then not be deleted. @throws ConnectServiceError when there is none */
  assignTo(arn: string, user: string): void {
    this.#changeOutOfBand(arn, ({ users }) => users.add(user));
  }

  /** The user has the profile no longer, or is no longer there. @throws ConnectServiceError when there is no profile */
  takeFrom(arn: string, user: string): void {
    this.#changeOutOfBand(arn, ({ users }) => users.delete(user));
  }

  #changeOutOfBand(arn: string, change: (record: ProfileRecord) => void): void {
    change(requireProfile(this.#state, profileKeyOf(this.location, arn) ?? { instanceId: '', id: arn }));
    this.#remember();
  }

  #addInstance(instanceId: string): void {
    this.#state.instances.add(instanceId);
    for (const { name, content } of defaultProfiles) {
      const record = newProfile(this.#state, { instanceId, name, content, tags: new Map(), isDefault: true });
      this.#state.profiles.set(recordKey(record), record);
    }
  }

  #stored(record: ProfileRecord): StoredProfile {
    return {
      instanceId: record.instanceId,
      id: record.id,
      arn: arnOf(this.#state, record),
      name: record.name,
      content: structuredClone({ ...record.content }),
      tags: Object.fromEntries([...record.tags].sort(([a], [b]) => (a < b ? -1 : 1))),
      users: [...record.users].sort(),
    };
  }

  #perform(state: ServiceState, operation: ConnectOperation, input: ConnectInput): ConnectOutput {
    const seen = this.#history?.seenBy(operation, state.clock.now());
    if (seen) return perform({ ...state, profiles: seen }, operation, input);
    const output = perform(state, operation, input);
    if (connectWriteOperations.has(operation)) this.#remember();
    return output;
  }

  #remember(): void {
    this.#history?.remember(this.#state.profiles, this.#state.clock.now());
  }
}

const perform = (state: ServiceState, operation: ConnectOperation, input: ConnectInput): ConnectOutput => {
  // The shape of the operation's input, which `checkedInput` has verified, is the one that its handler declares.
  const handler = handlers[operation] as (state: ServiceState, input: unknown) => ConnectOutput;
  return handler(state, checkedInput(operations[operation].input, input, invalidParameter));
};
