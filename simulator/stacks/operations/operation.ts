import type { Blueprint, LiveResources, OutputValue } from '../../../cloudformation/blueprint';
import {
  ResourceError,
  UnsupportedError,
  unresolvedDependencies,
  ValidationError,
} from '../../../cloudformation/errors';
import type { Readings } from '../readings';
import type { ProviderOf, ProviderResult, ResourceIdentity, ResourceProvider } from '../resources/provider';
import type { ResourceStatus, Stack, StackEvent, StackResource, StackStatus } from '../stack';

/** What an operation needs of the world. */
export interface Environment {
  readonly now: () => number;
  readonly providerOf: ProviderOf;
  readonly readings: Readings;
  readonly onEvent: (event: StackEvent) => void;
  /** @throws ResourceError when the stack may not have these outputs. */
  readonly checkOutputs: (stack: Stack, outputs: Readonly<Record<string, OutputValue>>) => void;
}

/** One operation on one stack: it notes the events and talks to the providers. */
export class Operation {
  constructor(
    readonly stack: Stack,
    private readonly environment: Environment,
  ) {}

  get readings(): Readings {
    return this.environment.readings;
  }

  stackStatus(status: StackStatus, reason?: string): void {
    const { stack } = this;
    stack.status = status;
    if (reason === undefined) delete stack.statusReason;
    else stack.statusReason = reason;
    this.#event({ logicalId: stack.name, physicalId: stack.id, type: 'AWS::CloudFormation::Stack', status }, reason);
  }

  resourceStatus(resource: StackResource, status: ResourceStatus, reason?: string): void {
    const { definition, physicalId } = resource;
    this.#event({ logicalId: definition.logicalId, physicalId, type: definition.type, status }, reason);
  }

  identity({ definition }: Pick<StackResource, 'definition'>): ResourceIdentity {
    const { name: stackName, id: stackId } = this.stack;
    return { stackName, stackId, logicalId: definition.logicalId, type: definition.type };
  }

  provider({ definition }: Pick<StackResource, 'definition'>): ResourceProvider {
    return this.environment.providerOf(definition.type);
  }

  /** Gives the stack the outputs of the blueprint; the reason if that cannot be. */
  resolveOutputs(blueprint: Blueprint): string | undefined {
    try {
      const outputs = blueprint.outputs(this.live());
      this.environment.checkOutputs(this.stack, outputs);
      this.stack.outputs = outputs;
      return undefined;
    } catch (error) {
      return `${failureReason(error).replace(/\.$/, '')}. `;
    }
  }

  /** What other resources and the outputs see of those that are deployed. */
  live(): LiveResources {
    const find = (logicalId: string): StackResource => {
      const resource = this.stack.resources.get(logicalId);
      if (resource !== undefined) return resource;
      throw new ResourceError(unresolvedDependencies([logicalId]));
    };
    return {
      ref: (logicalId) => find(logicalId).physicalId,
      attribute: (logicalId, attribute) => {
        const resource = find(logicalId);
        const { physicalId, attributes } = resource;
        return this.provider(resource).attribute({ ...this.identity(resource), physicalId, attributes, attribute });
      },
    };
  }

  #event(event: Pick<StackEvent, 'logicalId' | 'physicalId' | 'type' | 'status'>, reason: string | undefined): void {
    const { name: stackName, id: stackId } = this.stack;
    const time = this.environment.now();
    const whole: StackEvent = { time, stackName, stackId, ...event, ...(reason === undefined ? {} : { reason }) };
    this.stack.events.push(whole);
    this.environment.onEvent(whole);
  }
}

/** The reason, if the error is one of the template and not a defect of the simulator. */
export const failureReason = (error: unknown): string => {
  if (error instanceof ResourceError || error instanceof ValidationError || error instanceof UnsupportedError)
    return error.message;
  throw error;
};

/** Runs work that may find the template to be wrong only now. */
export const attempt = async (work: () => Promise<ProviderResult>): Promise<ProviderResult> => {
  try {
    return await work();
  } catch (error) {
    return { kind: 'failed', reason: failureReason(error) };
  }
};

/** What failed, in CloudFormation's words. */
export const failuresOf = ({ resources }: Stack, failed: readonly string[]): string => {
  const withStatus = (status: ResourceStatus) => failed.filter((name) => resources.get(name)?.status === status);
  const told = (names: readonly string[], verb: string) =>
    names.length === 0 ? '' : `The following resource(s) failed to ${verb}: ${bracketed(names)}. `;
  return told(withStatus('CREATE_FAILED'), 'create') + told(withStatus('UPDATE_FAILED'), 'update');
};

export const bracketed = (logicalIds: readonly string[]): string => `[${logicalIds.join(', ')}]`;
