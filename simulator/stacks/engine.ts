import { type Account, type Blueprint, createBlueprint } from '../../cloudformation/blueprint';
import { ValidationError } from '../../cloudformation/errors';
import type { StackOutput } from '../../cloudformation/intrinsics';
import type { GivenParameters } from '../../cloudformation/parameters';
import { checkAttributes } from '../../cloudformation/references';
import { parseTemplate, type Template } from '../../cloudformation/template';
import { describe, type StackDescription } from './description';
import { checkExports, type Export, exportedValue, exportInUse, exportsOfAll, outputOf } from './exports';
import { createStack } from './operations/create-stack';
import { deleteStack } from './operations/delete-stack';
import { bracketed, type Environment, Operation } from './operations/operation';
import { rollBackUpdate, toReverse } from './operations/rollback';
import { rollBack, updateStack } from './operations/update-stack';
import { defaultReadings, type Readings } from './readings';
import type { ContinueRollbackRequest, DeleteStackRequest, StackRequest } from './requests';
import type { Declaration, Stack, StackStatus } from './stack';

export interface CloudFormationOptions extends Omit<Environment, 'checkOutputs' | 'readings'> {
  readonly account: Account;
  readonly newUuid: () => string;
  /** Those that are not given are the defaults. */
  readonly readings?: Partial<Readings>;
}

interface Entry {
  readonly stack: Stack;
  declaration: Declaration;
}

/** A stack, and what it was given. */
export type StackRecord = Readonly<Entry>;

/** An operation that has begun. */
export interface Begun {
  readonly stackId: string;
  /** Resolves when it has ended, well or not: the status tells. */
  readonly ended: Promise<StackDescription>;
}

const unfinished: readonly StackStatus[] = ['CREATE_FAILED', 'UPDATE_FAILED'];
const updatable: readonly StackStatus[] = [
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  ...unfinished,
];

/** The stacks of one account in one Region. */
export class CloudFormation {
  readonly #entries = new Map<string, Entry>();
  readonly #deleted: Entry[] = [];

  constructor(private readonly options: CloudFormationOptions) {}

  /**
   * Creates a stack; comes back when that has ended, well or not: the status tells.
   * @throws ValidationError or UnsupportedError when CloudFormation, or the simulator, does not even begin.
   */
  async createStack(request: StackRequest): Promise<StackDescription> {
    return this.beginCreate(request).ended;
  }

  /** As `createStack`, which comes back at once, as AWS does. */
  beginCreate(request: StackRequest): Begun {
    const { stackName, templateBody, parameters = {}, disableRollback = false } = request;
    this.#checkNewName(stackName);
    const { partition, region, accountId } = this.options.account;
    const id = `arn:${partition}:cloudformation:${region}:${accountId}:stack/${stackName}/${this.options.newUuid()}`;
    const imports = new Set<string>();
    const template = parseTemplate(templateBody);
    const blueprint = this.#blueprint(stackName, id, template, parameters, imports);
    const stack: Stack = {
      name: stackName,
      id,
      status: 'CREATE_IN_PROGRESS',
      blueprint,
      outputs: {},
      imports,
      resources: new Map(),
      events: [],
    };
    this.#entries.set(stackName, { stack, declaration: { templateBody, template, parameters } });
    const ended = createStack(this.#operation(stack), disableRollback);
    return { stackId: id, ended: ended.then(() => describe(stack)) };
  }

  /** Updates a stack. @throws as `createStack`, also "No updates are to be performed." */
  async updateStack(request: StackRequest): Promise<StackDescription> {
    return this.beginUpdate(request).ended;
  }

  /** As `updateStack`, which comes back at once, as AWS does. */
  beginUpdate(request: StackRequest): Begun {
    const { stackName, templateBody, parameters = {}, keepParameters = true, disableRollback = false } = request;
    const entry = this.#entry(stackName);
    const { stack } = entry;
    this.#checkStatus(stack, updatable, 'updated');
    const template = parseTemplate(templateBody);
    const kept = Object.fromEntries(
      Object.entries(keepParameters ? entry.declaration.parameters : {}).filter(([name]) =>
        Object.hasOwn(template.parameters, name),
      ),
    );
    const wanted = { ...kept, ...parameters };
    const imports = new Set<string>();
    const blueprint = this.#blueprint(stackName, stack.id, template, wanted, imports);
    refuseOtherTypes(stack, template);
    if (stack.checkpoint === undefined && blueprint.fingerprint === stack.blueprint.fingerprint)
      throw new ValidationError('No updates are to be performed.');
    const ended = updateStack(this.#operation(stack), blueprint, disableRollback).then(() => {
      if (stack.status === 'UPDATE_COMPLETE') {
        entry.declaration = { templateBody, template, parameters: wanted };
        stack.imports = imports;
      }
      return describe(stack);
    });
    return { stackId: stack.id, ended };
  }

  /** Deletes a stack. `retainResources` only after a deletion that failed. @throws ValidationError while an export is in use. */
  async deleteStack(request: DeleteStackRequest): Promise<StackDescription> {
    return this.beginDelete(request).ended;
  }

  /** As `deleteStack`, which comes back at once, as AWS does. */
  beginDelete({ stackName, retainResources = [] }: DeleteStackRequest): Begun {
    const entry = this.#entry(stackName);
    const { stack } = entry;
    if (stack.status.endsWith('_IN_PROGRESS')) this.#checkStatus(stack, [], 'deleted');
    if (retainResources.length > 0) this.#checkStatus(stack, ['DELETE_FAILED'], 'deleted with RetainResources');
    const inUse = exportInUse(this.#stacks(), stack);
    if (inUse !== undefined) throw new ValidationError(inUse);
    const ended = deleteStack(this.#operation(stack), retainResources).then(() => {
      if (stack.status === 'DELETE_COMPLETE') {
        this.#entries.delete(stackName);
        this.#deleted.push(entry);
      }
      return describe(stack);
    });
    return { stackId: stack.id, ended };
  }

  /** Goes on with a rollback that failed. @throws ValidationError when there is none. */
  async continueUpdateRollback({
    stackName,
    resourcesToSkip = [],
  }: ContinueRollbackRequest): Promise<StackDescription> {
    const { stack } = this.#entry(stackName);
    this.#checkStatus(stack, ['UPDATE_ROLLBACK_FAILED'], 'continued to be rolled back');
    const { checkpoint } = stack;
    const failed = checkpoint === undefined ? [] : toReverse(stack, checkpoint);
    const wrong = resourcesToSkip.filter((logicalId) => !failed.includes(logicalId));
    if (checkpoint === undefined || wrong.length > 0)
      throw new ValidationError(
        `The resources ${bracketed(wrong)} cannot be skipped; only those that failed to roll back: ${bracketed(failed)}`,
      );
    const operation = this.#operation(stack);
    operation.stackStatus('UPDATE_ROLLBACK_IN_PROGRESS', 'User Initiated');
    await rollBackUpdate(operation, checkpoint, resourcesToSkip);
    return describe(stack);
  }

  /** Rolls back what was left as it is. @throws ValidationError when nothing was. */
  async rollbackStack({ stackName }: { readonly stackName: string }): Promise<StackDescription> {
    const { stack } = this.#entry(stackName);
    this.#checkStatus(stack, unfinished, 'rolled back');
    if (stack.checkpoint !== undefined) await rollBack(this.#operation(stack), stack.checkpoint, 'User Initiated');
    return describe(stack);
  }

  describeStack(stackName: string): StackDescription {
    return describe(this.#entry(stackName).stack);
  }

  /** The stack of a name, or of an id: by its id one that was deleted is found, too. */
  find(nameOrId: string): StackRecord | undefined {
    return this.#entries.get(nameOrId) ?? this.records().find(({ stack }) => stack.id === nameOrId);
  }

  /** All stacks, those that were deleted at the end. */
  records(): readonly StackRecord[] {
    return [...this.#entries.values(), ...this.#deleted];
  }

  /** What the stacks export, and those that are not played. */
  exports(): readonly Export[] {
    const { partition, region, accountId, exports = {} } = this.options.account;
    const others = Object.entries(exports).map(([name, value]) => {
      const stack = `${name.replace(/-[^-]*$/, '')}/00000000-0000-4000-8000-000000000000`;
      return { stackId: `arn:${partition}:cloudformation:${region}:${accountId}:stack/${stack}`, name, value };
    });
    const own = exportsOfAll(this.#stacks());
    return [...own, ...others.filter(({ name }) => own.every((export_) => export_.name !== name))];
  }

  get account(): Account {
    return this.options.account;
  }

  #operation(stack: Stack): Operation {
    const checkOutputs: Environment['checkOutputs'] = (of, outputs) => checkExports(this.#stacks(), of, outputs);
    return new Operation(stack, {
      ...this.options,
      readings: { ...defaultReadings, ...this.options.readings },
      checkOutputs,
    });
  }

  #blueprint(
    stackName: string,
    stackId: string,
    template: Template,
    parameters: GivenParameters,
    imports: Set<string>,
  ): Blueprint {
    const types = new Map(
      Object.values(template.resources).map(({ type }) => [type, this.options.providerOf(type).attributeNames]),
    );
    checkAttributes(template, (type) => types.get(type));
    const importValue = (name: string) => {
      imports.add(name);
      return exportedValue(this.#stacks(), name, this.options.account.exports);
    };
    const stackOutput: StackOutput = (name, output) => outputOf(this.#stacks(), name, output);
    const { account } = this.options;
    return createBlueprint({ template, parameters, account, stackName, stackId, importValue, stackOutput });
  }

  #stacks(): readonly Stack[] {
    return [...this.#entries.values()].map(({ stack }) => stack);
  }

  #checkNewName(stackName: string): void {
    if (!/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(stackName))
      throw new ValidationError(
        `1 validation error detected: Value '${stackName}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
      );
    if (this.#entries.has(stackName)) throw new ValidationError(`Stack [${stackName}] already exists`);
  }

  #checkStatus({ id, status }: Stack, allowed: readonly StackStatus[], verb: string): void {
    if (!allowed.includes(status))
      throw new ValidationError(`Stack:${id} is in ${status} state and can not be ${verb}.`);
  }

  #entry(stackName: string): Entry {
    const entry = this.#entries.get(stackName);
    if (entry === undefined) throw new ValidationError(`Stack [${stackName}] does not exist`);
    return entry;
  }
}

const refuseOtherTypes = (stack: Stack, template: Template): void => {
  const changed = [...stack.resources.values()].filter(({ definition }) => {
    const now = template.resources[definition.logicalId];
    return now !== undefined && now.type !== definition.type;
  });
  if (changed.length > 0)
    throw new ValidationError(
      'Update of resource type is not permitted. The new template modifies resource type of the following resources: ' +
        bracketed(changed.map(({ definition }) => definition.logicalId)),
    );
};
