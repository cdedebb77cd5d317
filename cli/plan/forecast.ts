import type { ReadCall } from '../../aws/iot/operations';
import { lookForProfile } from '../../aws/iot/read';
import { type Difference, differencesOf } from '../../core/iot-security-profile/differences';
import {
  type Before,
  contentOf,
  goalInPlace,
  goalOfCreate,
  goalOfFixForward,
  goalOfReplacement,
  nothingBefore,
} from '../../core/iot-security-profile/goal';
import { hasInventedId, nameBefore, nameOf } from '../../core/iot-security-profile/name';
import type { LiveProfile, PlannedCall } from '../../core/iot-security-profile/plan/profile';
import { TooManyTagsError } from '../../core/iot-security-profile/plan/tags';
import { type Goal, preview } from '../../core/iot-security-profile/preview';
import { describeProblem, isSecurityProfileName, readProperties } from '../../core/iot-security-profile/properties';
import { nameLeftBehind, removalOfName } from '../../core/iot-security-profile/removal';
import { decideRemoval, type RemovalCase } from '../../core/ownership/decision';
import { type Claimant, ownerOf, ownershipTagKeys } from '../../core/ownership/marks';
import { parseFailedCreateId } from '../../core/ownership/physical-id';
import { type DeclaredProfile, isUnresolved, unknownPaths } from '../declared/resources';
import { tokenProblems } from '../declared/token';
import { type ResourceEvent, subjectOf } from './events';
import { type PartlyKnown, withLiveForUnknown } from './partly-known';

/** A call that a deployment would make; the name of a profile that is not known yet stands in angle brackets. */
export type ForecastCall =
  | PlannedCall
  | {
      readonly operation: 'DeleteSecurityProfile';
      readonly input: { readonly securityProfileName: string; readonly expectedVersion: number | undefined };
    };

export type Action =
  | 'create'
  | 'update'
  | 'replace'
  | 'adopt'
  | 'delete'
  | 'release'
  | 'leave'
  | 'no changes'
  /** The function, or CloudFormation, refuses. */
  | 'refused'
  /** What decides is not known. */
  | 'unknown';

/** What becomes of one resource. */
export interface Forecast {
  readonly logicalId: string;
  readonly action: Action;
  /** Of the profile; that of a new one may not be known. */
  readonly name: string;
  readonly physicalId: string | undefined;
  /** Why, where that is not plain; a line each. */
  readonly reasons: readonly string[];
  /** In the order in which they are made. */
  readonly calls: readonly ForecastCall[];
  /** From what the service holds to what is declared. */
  readonly differences: readonly Difference[];
  /** Of them, those that undo what was changed elsewhere since the last deployment: path to what was deployed. */
  readonly overwritten: ReadonlyMap<string, unknown>;
  /** Targets that are detached and that no template of this stack ever declared. */
  readonly detachedFromOthers: readonly string[];
  /** What is not known before the deployment, and so was not compared. */
  readonly unknown: readonly string[];
  readonly live: LiveProfile | undefined;
  readonly declared: PartlyKnown | undefined;
}

/** Stands for the id that the event will have: nobody knows it before. */
export const requestId = '<RequestId>';

export interface Surroundings {
  readonly call: ReadCall;
  /** `undefined` for a stack that is not there yet. */
  readonly stackId: string | undefined;
  readonly stackName: string;
  /** Whether the old properties of an update are known. Default: true. */
  readonly isBeforeKnown?: boolean;
  readonly arnOf: (name: string) => string | undefined;
}

const look = (call: ReadCall, name: string): Promise<LiveProfile | undefined> =>
  lookForProfile(call, { name, arn: undefined, targets: true });

type Result = Omit<Forecast, 'logicalId'>;

const plain: Omit<Result, 'action' | 'name' | 'physicalId'> = {
  reasons: [],
  calls: [],
  differences: [],
  overwritten: new Map(),
  detachedFromOthers: [],
  unknown: [],
  live: undefined,
  declared: undefined,
};

/** What the function refuses of properties before it calls anything. */
const refusalsOf = ({ properties, type }: DeclaredProfile, event: 'Create' | 'Update'): readonly string[] =>
  readProperties(properties, { isUnresolved: isUnresolved(type) })
    .problems.filter(({ certainty }) => certainty === 'certain' || (certainty === 'strong' && event === 'Create'))
    .map(describeProblem);

const beforeOf = (former: DeclaredProfile | undefined, live: LiveProfile | undefined): Before => {
  if (former === undefined) return nothingBefore;
  const { profile } = withLiveForUnknown(former, live);
  const isValid = refusalsOf(former, 'Update').length === 0;
  return {
    content: isValid ? contentOf(profile) : undefined,
    tagKeys: (profile.tags ?? []).map(({ Key }) => Key),
    targetArns: profile.targetArns ?? [],
  };
};

/** What was changed elsewhere and goes: the live value is neither what was deployed nor what is declared now. */
const overwrittenBy = (differences: readonly Difference[], before: Before, live: LiveProfile | undefined) => {
  if (before.content === undefined || live === undefined) return new Map<string, unknown>();
  const drift = new Map(differencesOf(before.content, live.content).map(({ path, declared }) => [path, declared]));
  return new Map(differences.flatMap(({ path }) => (drift.has(path) ? [[path, drift.get(path)] as const] : [])));
};

/** Attachments of a profile that is replaced which no template declared, and which do not go over to the new one. */
const leftBehind = (old: LiveProfile | undefined, before: Before, { desired: { targets } }: Goal): readonly string[] =>
  old === undefined || targets.kind !== 'exactly'
    ? []
    : (old.targets ?? []).filter((arn) => !before.targetArns.includes(arn) && !targets.arns.includes(arn));

const removalCalls = (live: LiveProfile, removal: RemovalCase, claimant: Claimant) => {
  const decision = decideRemoval(removal, ownerOf(live.tags, claimant));
  const { name, version, arn, tags } = live;
  const calls: Readonly<Record<typeof decision, readonly ForecastCall[]>> = {
    delete: [{ operation: 'DeleteSecurityProfile', input: { securityProfileName: name, expectedVersion: version } }],
    release: [
      {
        operation: 'UntagResource',
        input: { resourceArn: arn, tagKeys: ownershipTagKeys.filter((key) => tags.has(key)) },
      },
    ],
    leave: [],
  };
  return { decision, calls: calls[decision] };
};

const whose = (owner: string | undefined): string =>
  owner === undefined ? 'nobody has marked it as its own' : `it belongs to ${owner}`;

/** An update that comes only if something is another that is not known. */
const withDoubt = (result: Result, isCertain: boolean): Result =>
  isCertain || result.action === 'refused' || result.action === 'unknown'
    ? result
    : {
        ...result,
        reasons: [
          'as far as is known the template says what it said: whether CloudFormation sends an update depends on what is not known',
          ...result.reasons,
        ],
      };

/** How one event ends, told from what stands now. */
class Forecaster {
  readonly #claimant: Claimant;

  constructor(
    private readonly surroundings: Surroundings,
    private readonly event: ResourceEvent,
    logicalResourceId: string,
  ) {
    this.#claimant = { stackId: surroundings.stackId ?? `<stack ${surroundings.stackName}>`, logicalResourceId };
  }

  async forecast(): Promise<Result> {
    const { event } = this;
    switch (event.kind) {
      case 'refused':
        return { ...plain, action: 'refused', name: '', physicalId: undefined, reasons: [event.reason] };
      case 'unread':
        return {
          ...plain,
          action: 'unknown',
          name: event.physicalId ?? '',
          physicalId: event.physicalId,
          reasons: [event.reason],
        };
      case 'none':
        return {
          ...plain,
          action: 'no changes',
          name: event.physicalId,
          physicalId: event.physicalId,
          unknown: unknownPaths(event.declared),
          reasons: [
            `the template says what it said${unknownPaths(event.declared).length > 0 ? ', as far as is known' : ''}: CloudFormation sends nothing, and what was changed elsewhere stays (drift shows it)`,
          ],
        };
      case 'retain':
        return {
          ...plain,
          action: 'leave',
          name: event.physicalId,
          physicalId: event.physicalId,
          reasons: ['the template keeps it by its DeletionPolicy; its marks stay'],
        };
      case 'Delete':
        return this.#delete(event.before, event.physicalId);
      case 'Create':
        return this.#create(event.declared);
      case 'Update':
        return withDoubt(await this.#update(event.declared, event.before, event.physicalId), event.isCertain);
    }
  }

  /** The name that the properties give; a generated one is known only with the stack. */
  #nameOf({ properties }: DeclaredProfile): string {
    const named = { ...this.#claimant, properties };
    const name = nameOf(named);
    const isGenerated = !properties.SecurityProfileName;
    return isGenerated && this.surroundings.stackId === undefined
      ? `<${this.surroundings.stackName}-${this.#claimant.logicalResourceId}-…>`
      : name;
  }

  #refused(declared: DeclaredProfile, event: 'Create' | 'Update', physicalId: string | undefined): Result | undefined {
    const unknown = unknownPaths(declared);
    const mistakes = [
      ...declared.mistakes.map(({ message }) => message),
      ...tokenProblems(declared).map(describeProblem),
    ];
    if (mistakes.length === 0 && unknown.includes('SecurityProfileName'))
      return {
        ...plain,
        action: 'unknown',
        name: '',
        physicalId,
        unknown,
        reasons: ['its name is known only when it is deployed: nothing can be said of what stands there'],
      };
    const refusals = [...mistakes, ...refusalsOf(declared, event)];
    if (refusals.length === 0) return undefined;
    return { ...plain, action: 'refused', name: this.#nameOf(declared), physicalId, unknown, reasons: refusals };
  }

  async #create(declared: DeclaredProfile): Promise<Result> {
    const refused = this.#refused(declared, 'Create', undefined);
    if (refused !== undefined) return refused;
    const name = this.#nameOf(declared);
    const live = isSecurityProfileName(name) ? await look(this.surroundings.call, name) : undefined;
    const known = withLiveForUnknown(declared, live);
    const goal = goalOfCreate({ requestId, name, profile: known.profile });
    return this.#reach(goal, { live, known, before: nothingBefore, physicalId: undefined, follow: [] });
  }

  async #update(declared: DeclaredProfile, former: DeclaredProfile, physicalId: string): Promise<Result> {
    const refused = this.#refused(declared, 'Update', physicalId);
    if (refused !== undefined) return refused;
    const { call } = this.surroundings;
    const update = {
      ...this.#claimant,
      physicalResourceId: physicalId,
      properties: declared.properties,
      oldProperties: former.properties,
    };
    const name = this.#nameOf(declared);
    const live = await look(call, name);
    const known = withLiveForUnknown(declared, live);
    const event = { requestId, name, profile: known.profile };
    const swept = await this.#sweep(update, name, live);
    if (name === physicalId) {
      const before = this.surroundings.isBeforeKnown === false ? nothingBefore : beforeOf(former, live);
      return this.#reach(goalInPlace(event, before), { live, known, before, physicalId, follow: swept });
    }
    const old = isSecurityProfileName(physicalId) ? await look(call, physicalId) : undefined;
    const isProfile = isSecurityProfileName(physicalId) && (old !== undefined || !hasInventedId(update));
    if (!isProfile) {
      const failed = parseFailedCreateId(physicalId);
      const goal = goalOfFixForward(event, failed?.name === name ? failed.requestId : requestId);
      return this.#reach(goal, { live, known, before: nothingBefore, physicalId, follow: swept });
    }
    const before = { ...beforeOf(former, old), name: nameBefore(update) };
    const goal = goalOfReplacement(event, {
      physicalResourceId: physicalId,
      mayBeInvented: hasInventedId(update),
      before,
      liveTargets: known.profile.targetArns === undefined ? (old?.targets ?? []) : [],
    });
    const cleanUp = this.#cleanUp(former, old, physicalId);
    const result = await this.#reach(goal, {
      live,
      known,
      before,
      physicalId,
      old,
      follow: [...swept, ...cleanUp.calls],
    });
    if (result.action === 'refused') return result;
    const reasons = [
      `SecurityProfileName ${physicalId} → ${name}: a profile cannot be renamed`,
      ...cleanUp.reasons,
      ...result.reasons,
    ];
    return { ...result, action: 'replace', reasons };
  }

  /** What CloudFormation has done with the old profile once the new one stands. */
  #cleanUp(former: DeclaredProfile, old: LiveProfile | undefined, physicalId: string) {
    if (former.updateReplacePolicy === undefined)
      return {
        calls: [],
        reasons: [`whether ${physicalId} stays depends on its UpdateReplacePolicy, which is not known`],
      };
    if (former.updateReplacePolicy === 'Retain')
      return { calls: [], reasons: [`${physicalId} stays: UpdateReplacePolicy is Retain`] };
    if (old === undefined) return { calls: [], reasons: [`${physicalId} is not there any more`] };
    const removal = removalOfName({ ...this.#claimant, properties: former.properties }, physicalId);
    const { decision, calls } = removalCalls(old, removal, this.#claimant);
    const words = {
      delete: 'is deleted last',
      release: 'is let go last, not deleted: it was adopted',
      leave: 'is left alone: it is not marked as this resource’s',
    };
    return { calls, reasons: [`the new one is made first; ${physicalId} ${words[decision]}`] };
  }

  /** What an earlier replacement that failed has left. */
  async #sweep(
    update: Claimant & { physicalResourceId: string; oldProperties: DeclaredProfile['properties'] },
    name: string,
    live: LiveProfile | undefined,
  ): Promise<readonly ForecastCall[]> {
    const former = nameLeftBehind(update, name);
    if (former === undefined) return [];
    const { physicalResourceId } = update;
    const { call } = this.surroundings;
    const isThere = (name === physicalResourceId ? live : await look(call, physicalResourceId)) !== undefined;
    const left = isThere ? await look(call, former) : undefined;
    return left === undefined ? [] : removalCalls(left, { kind: 'sweep', physicalResourceId }, this.#claimant).calls;
  }

  #reach(
    goal: Goal,
    around: {
      readonly live: LiveProfile | undefined;
      readonly known: PartlyKnown;
      readonly before: Before;
      readonly physicalId: string | undefined;
      /** The profile whose place this one takes. */
      readonly old?: LiveProfile | undefined;
      readonly follow: readonly ForecastCall[];
    },
  ): Result {
    const { live, known, before, physicalId, follow, old } = around;
    // What a person has now, and so compares with, is the old one.
    const shown = live ?? old;
    const { name, content } = goal.desired;
    const { unknown } = known;
    const result = { ...plain, name, physicalId, unknown, live: shown, declared: known };
    try {
      const planned = preview(live, goal, { claimant: this.#claimant, arnOf: this.surroundings.arnOf });
      switch (planned.kind) {
        case 'refuse':
          return {
            ...result,
            action: 'refused',
            reasons: [
              `a profile ${name} is there already, and ${whose(planned.owner)}: the deployment fails. AdoptExisting: true takes it over`,
            ],
          };
        case 'leave':
          return {
            ...result,
            action: 'leave',
            calls: follow,
            reasons: [`it belongs to ${planned.owner}, and is already what is declared`],
          };
        case 'create':
        case 'converge':
        case 'adopt': {
          const differences = differencesOf(content, shown?.content ?? {});
          const action = {
            create: 'create',
            adopt: 'adopt',
            converge: planned.calls.length + follow.length > 0 ? 'update' : 'no changes',
          } as const;
          const recreated =
            planned.kind === 'create' && goal.claim.kind === 'keep'
              ? ['the profile was deleted elsewhere, and is made again']
              : [];
          return {
            ...result,
            action: action[planned.kind],
            reasons: [...recreated, ...(planned.kind === 'adopt' ? this.#aboutAdoption(live, differences) : [])],
            calls: [...planned.calls, ...follow],
            differences,
            overwritten: overwrittenBy(differences, before, shown),
            detachedFromOthers: [...planned.detachedFromOthers, ...leftBehind(old, before, goal)],
          };
        }
      }
    } catch (error) {
      if (!(error instanceof TooManyTagsError)) throw error;
      return { ...result, action: 'refused', reasons: [error.message] };
    }
  }

  #aboutAdoption(live: LiveProfile | undefined, differences: readonly Difference[]): readonly string[] {
    const owner = live && ownerOf(live.tags, this.#claimant);
    return [
      ...(owner?.kind === 'another'
        ? [
            `it is taken from ${owner.name}: that stack stays green, and its next update fails or leaves the profile alone`,
          ]
        : []),
      ...(differences.length === 0 ? ['its content is what is declared already'] : []),
    ];
  }

  async #delete(former: DeclaredProfile, physicalId: string): Promise<Result> {
    const result = { ...plain, name: physicalId, physicalId };
    const live = isSecurityProfileName(physicalId) ? await look(this.surroundings.call, physicalId) : undefined;
    if (live === undefined) return { ...result, action: 'leave', reasons: ['it is not there any more'] };
    const removal = removalOfName({ ...this.#claimant, properties: former.properties }, physicalId);
    const { decision, calls } = removalCalls(live, removal, this.#claimant);
    const reasons = {
      delete: 'the template has it no longer',
      release: 'the template has it no longer; it was there before the stack, and is only let go',
      leave: 'the template has it no longer; it is not marked as this resource’s, and is left alone',
    };
    return { ...result, action: decision, calls, live, reasons: [reasons[decision]] };
  }
}

/** What a deployment would do for one resource. */
export const forecast = async (event: ResourceEvent, surroundings: Surroundings): Promise<Forecast> => {
  const { logicalId } = subjectOf(event);
  return { logicalId, ...(await new Forecaster(surroundings, event, logicalId).forecast()) };
};
