import { type Account, type Blueprint, createBlueprint } from '../../cloudformation/blueprint';
import { ValidationError } from '../../cloudformation/errors';
import type { GivenParameters } from '../../cloudformation/parameters';
import { checkAttributes } from '../../cloudformation/references';
import { parseTemplate, type Template } from '../../cloudformation/template';
import { describe, type StackDescription } from './description';
import { checkExports, exportedValue, exportInUse } from './exports';
import { createStack } from './operations/create-stack';
import { deleteStack } from './operations/delete-stack';
import { bracketed, type Environment, Operation } from './operations/operation';
import { rollBackUpdate, toReverse } from './operations/rollback';
import { rollBack, updateStack } from './operations/update-stack';
import { defaultReadings, type Readings } from './readings';
import type { ContinueRollbackRequest, DeleteStackRequest, StackRequest } from './requests';
import type { Stack, StackStatus } from './stack';

export interface CloudFormationOptions extends Omit<Environment, 'checkOutputs' | 'readings'> {
  readonly account: Account;
  readonly newUuid: () => string;
  /** Those that are not given are the defaults. */
  readonly readings?: Partial<Readings>;
}

interface Entry {
  readonly stack: Stack;
  parameters: GivenParameters;
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

  constructor(private readonly options: CloudFormationOptions) {}

  /**
   * Creates a stack; comes back when that has ended, well or not: the status tells.
   * @throws ValidationError or UnsupportedError when CloudFormation, or the simulator, does not even begin.
   */
  async createStack(request: StackRequest): Promise<StackDescription> {
    const { stackName, templateBody, parameters = {}, disableRollback = false } = request;
    this.#checkNewName(stackName);
    const { partition, region, accountId } = this.options.account;
    const id = `arn:${partition}:cloudformation:${region}:${accountId}:stack/${stackName}/${this.options.newUuid()}`;
    const imports = new Set<string>();
    const blueprint = this.#blueprint(stackName, id, parseTemplate(templateBody), parameters, imports);
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
    this.#entries.set(stackName, { stack, parameters });
    await createStack(this.#operation(stack), disableRollback);
    return describe(stack);
  }

  /** Updates a stack. @throws as `createStack`, also "No updates are to be performed." */
  async updateStack(request: StackRequest): Promise<StackDescription> {
    const { stackName, templateBody, parameters = {}, disableRollback = false } = request;
    const entry = this.#entry(stackName);
    const { stack } = entry;
    this.#checkStatus(stack, updatable, 'updated');
    const template = parseTemplate(templateBody);
    const kept = Object.fromEntries(
      Object.entries(entry.parameters).filter(([name]) => Object.hasOwn(template.parameters, name)),
    );
    const wanted = { ...kept, ...parameters };
    const imports = new Set<string>();
    const blueprint = this.#blueprint(stackName, stack.id, template, wanted, imports);
    refuseOtherTypes(stack, template);
    if (stack.checkpoint === undefined && blueprint.fingerprint === stack.blueprint.fingerprint)
      throw new ValidationError('No updates are to be performed.');
    await updateStack(this.#operation(stack), blueprint, disableRollback);
    if (stack.status === 'UPDATE_COMPLETE') {
      entry.parameters = wanted;
      stack.imports = imports;
    }
    return describe(stack);
  }

  /** Deletes a stack. `retainResources` only after a deletion that failed. @throws ValidationError while an export is in use. */
  async deleteStack({ stackName, retainResources = [] }: DeleteStackRequest): Promise<StackDescription> {
    const { stack } = this.#entry(stackName);
    if (stack.status.endsWith('_IN_PROGRESS')) this.#checkStatus(stack, [], 'deleted');
    if (retainResources.length > 0) this.#checkStatus(stack, ['DELETE_FAILED'], 'deleted with RetainResources');
    const inUse = exportInUse(this.#stacks(), stack);
    if (inUse !== undefined) throw new ValidationError(inUse);
    await deleteStack(this.#operation(stack), retainResources);
    if (stack.status === 'DELETE_COMPLETE') this.#entries.delete(stackName);
    return describe(stack);
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
    return createBlueprint({ template, parameters, account: this.options.account, stackName, stackId, importValue });
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
