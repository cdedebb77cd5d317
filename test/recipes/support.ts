import { type Simulator, type StackDescription, simulatorServiceToken, startSimulator } from '../../simulator';
import type { StoredProfile } from '../../simulator/iot';

export const name = 'fleet';
export const stackName = 'factory';
export const sensors = 'arn:aws:iot:us-east-1:123456789012:thinggroup/sensors';

/** The properties that both types take under the same names. */
export const shared = {
  SecurityProfileName: name,
  SecurityProfileDescription: 'Sensors send little',
  Behaviors: [
    {
      Name: 'quiet',
      Metric: 'aws:num-messages-sent',
      Criteria: { ComparisonOperator: 'less-than', Value: { Count: '100' }, DurationSeconds: 300 },
    },
  ],
  Tags: [{ Key: 'stage', Value: 'test' }],
  TargetArns: [sensors],
};

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: 'Retain';
}

type Resources = Readonly<Record<string, Resource>>;

export const native = (properties: object = shared): Resource => ({
  Type: 'AWS::IoT::SecurityProfile',
  Properties: { ...properties },
});

export const custom = (properties: object = shared, serviceToken: unknown = simulatorServiceToken): Resource => ({
  Type: 'Custom::IoTSecurityProfile',
  Properties: { ServiceToken: serviceToken, ServiceTimeout: 720, ...properties },
});

export const adopting = (properties: object = shared, serviceToken: unknown = simulatorServiceToken): Resource =>
  custom({ ...properties, AdoptExisting: true }, serviceToken);

export const retained = (resource: Resource): Resource => ({ ...resource, DeletionPolicy: 'Retain' });

/** Something that is there in every step: CloudFormation has no stacks without resources. */
const rest: Resources = { Alerts: { Type: 'AWS::SNS::Topic', Properties: {} } };

/** A stack that goes through the steps of a recipe. */
export class Recipe {
  #isNew = true;

  private constructor(readonly simulator: Simulator) {}

  static async start(): Promise<Recipe> {
    return new Recipe(await startSimulator());
  }

  /** Deploys the stack with these resources. */
  async attempt(resources: Resources): Promise<StackDescription> {
    const request = { stackName, templateBody: JSON.stringify({ Resources: { ...rest, ...resources } }) };
    const { cloudFormation } = this.simulator;
    const stack = await (this.#isNew ? cloudFormation.createStack(request) : cloudFormation.updateStack(request));
    this.#isNew = false;
    return stack;
  }

  /** The same for a step that must succeed. @throws Error with the events when it does not. */
  async deploy(resources: Resources): Promise<StackDescription> {
    const stack = await this.attempt(resources);
    if (!['CREATE_COMPLETE', 'UPDATE_COMPLETE'].includes(stack.stackStatus))
      throw new Error(
        stack.events.map(({ logicalId, status, reason }) => `${logicalId} ${status} ${reason}`).join('\n'),
      );
    return stack;
  }

  deleteStack(): Promise<StackDescription> {
    return this.simulator.cloudFormation.deleteStack({ stackName });
  }

  /** What the service holds under the name. */
  held(profile = name): StoredProfile | undefined {
    return this.simulator.iot.service.profile(profile);
  }

  /** The names of the operations that the function asked for since the last time. */
  takeCalls(): readonly string[] {
    const { journal } = this.simulator.iot;
    const names = journal.writes.map(({ operation }) => operation);
    journal.clear();
    return names;
  }

  close(): Promise<void> {
    return this.simulator.close();
  }
}

/** Why the resource failed. */
export const reasonOf = (stack: StackDescription, logicalId: string): string | undefined =>
  stack.events.findLast((event) => event.logicalId === logicalId && event.status.endsWith('_FAILED'))?.reason;
