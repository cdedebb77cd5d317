import type { CallerTools } from '../../aws/caller';
import type { CallError } from '../../aws/failure';
import type { Claim, Decision, RemovalCase } from '../../core/ownership/decision';
import type { Claimant, Tags } from '../../core/ownership/marks';
import type { JsonObject } from '../../core/schema/json';
import type { Certainty, Problem } from '../../core/schema/problem';
import type { Deadline } from '../custom-resource/deadline';
import type { UpdateRequest } from '../custom-resource/request';
import type { Completion } from '../custom-resource/resource-type';

/** The types of one kind of resource. To the lifecycle they are closed books, but for what is said of them here. */
export interface Types {
  /** The properties, once they are known to be valid. */
  readonly properties: unknown;
  /** What an event is to reach. */
  readonly goal: { readonly claim: Claim; readonly desired: { readonly name: string } };
  /** Where in the service something stands. */
  readonly address: unknown;
  /** Something as the service holds it. */
  readonly live: { readonly name: string; readonly arn: string; readonly tags: Tags };
  /** The calls that reach a goal. */
  readonly plan: { readonly calls: readonly { readonly operation: string }[] };
  /** The service of AWS behind it. */
  readonly service: unknown;
}

/** An event's properties, and whose they are. */
export interface Named extends Claimant {
  readonly properties: JsonObject;
}

/** What reading properties has come to. */
export interface Reading<Properties> {
  readonly problems: readonly Problem[];
  /** Of all of them, also where there are more than the list holds. */
  readonly count: Readonly<Record<Certainty, number>>;
  /** There if and only if no problem is `certain`. */
  readonly profile?: Properties;
}

/** An event that declares what should be. */
export interface Declared<Properties> extends Named {
  readonly requestId: string;
  readonly valid: Properties;
}

/** An update that declares what should be. */
export type DeclaredUpdate<Properties> = UpdateRequest & Declared<Properties>;

/** A plan, and how it comes to what stands there. */
export type Planned<Plan> = Plan & { readonly kind: 'create' | 'converge' | 'adopt' };

/** What becomes of what stands there. */
export type Preview<Plan> = Planned<Plan> | Extract<Decision, { readonly kind: 'leave' | 'refuse' }>;

/** What stands there: the goal; what the template declared before, and not the goal; or neither. */
export type Comparison = 'as desired' | 'as before' | 'other';

/** One kind of resource: what the lifecycle asks of it. All answers are pure, but for those of what `open` gives. */
export interface Kind<T extends Types> {
  readonly readProperties: (properties: JsonObject, invokedFunctionArn: string) => Reading<T['properties']>;

  /** For people. */
  readonly nameOf: (named: Named) => string;
  /** The key that the properties give: it tells one from another before its id is known. `''` where they give none. */
  readonly keyOf: (named: Named) => string;
  /** Where something of this key stands; `undefined` where it can be no key. */
  readonly addressOfKey: (key: string) => T['address'] | undefined;
  /** Where that stands which the physical id names; `undefined` where it can name nothing. */
  readonly addressOfId: (physicalResourceId: string) => T['address'] | undefined;
  /** Whether CloudFormation may have made up the physical id. */
  readonly hasInventedId: (request: Claimant & { readonly physicalResourceId: string }) => boolean;

  readonly goalOfCreate: (declared: Declared<T['properties']>) => T['goal'];
  /** Of an update that makes good a create which has failed; `failedRequestId`: that create's. */
  readonly goalOfFixForward: (declared: Declared<T['properties']>, failedRequestId: string) => T['goal'];
  readonly goalInPlace: (declared: DeclaredUpdate<T['properties']>) => T['goal'];
  readonly compare: (live: T['live'], goal: T['goal']) => Comparison;

  readonly saysAdoptExisting: (properties: JsonObject) => boolean;
  /** Why a Delete comes to what its physical id names, and what stands there. */
  readonly removalOfId: (deletion: Named & { readonly physicalResourceId: string }, live: T['live']) => RemovalCase;

  /** Whether what was refused is the operation that makes it. */
  readonly isCreation: (error: CallError) => boolean;
  /** Whether what an operation has not found is something else: what it was to be attached to, say. */
  readonly missesAnother: (error: CallError) => boolean;
  /** Whether somebody has it who may let go of it: then it is looked at again before it is tried again. */
  readonly isInUse: (error: CallError) => boolean;

  readonly open: (service: T['service'], tools: CallerTools, place: Place) => Access<T>;
}

/** In whose name, by which function and until when a service is called. */
export interface Place {
  readonly claimant: Claimant;
  /** With which the calls end. */
  readonly deadline: Deadline;
  readonly invokedFunctionArn: string;
}

/** The service behind a kind of resource, for as long as one event takes. */
export interface Access<T extends Types> {
  /** Waits, longer with each attempt (from 0), `longest` milliseconds at most. */
  readonly pause: (attempt: number, longest?: number) => Promise<void>;
  /** Whether the update is one of what the physical id names; otherwise it is a replacement. */
  readonly isInPlace: (update: UpdateRequest) => Promise<boolean>;
  /** Where a replacement may have left something, if its failure is what this update comes after. */
  readonly leftBehind: (update: UpdateRequest) => Promise<T['address'] | undefined>;
  /** What stands there, read in an order by which its owner is the one of what a removal will strike. */
  readonly look: (address: T['address']) => Promise<T['live'] | undefined>;
  /** What stands where the goal is to be reached, with all that the goal speaks of, as quickly as may be. */
  readonly read: (goal: T['goal']) => Promise<T['live'] | undefined>;
  /** What an update to another key is to reach; what goes over from the old one is read for it. */
  readonly goalOfReplacement: (declared: DeclaredUpdate<T['properties']>) => Promise<T['goal']>;
  /** @throws TooManyTagsError */
  readonly preview: (live: T['live'] | undefined, goal: T['goal']) => Preview<T['plan']>;
  /** Resolves with the ARN of what was made, if something was. */
  readonly perform: (plan: T['plan']) => Promise<string | undefined>;
  /** The ARN that it will probably have; `''` where that cannot be told. */
  readonly arnOf: (goal: T['goal']) => string;
  readonly remove: (live: T['live']) => Promise<unknown>;
  /** Takes our marks off. */
  readonly release: (live: T['live']) => Promise<unknown>;
  /** All of it, in lines of the log: what is taken over does not come back by itself. */
  readonly former: (live: T['live']) => Promise<readonly object[]>;
  /** What an operation does about it that a person should know. */
  readonly asides: (
    plan: T['plan'],
  ) => readonly (readonly [event: string, fields: Readonly<Record<string, unknown>>])[];
  readonly completion: (declared: Named, arn: string) => Completion | Promise<Completion>;
}
