import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ValidationError } from '../cloudformation/errors';
import { simulatorAccount } from './account';
import type { IotServer } from './iot';
import { type ServiceOptions, type Services, startServices } from './services';
import type { AnswerServer } from './stacks/custom-resource/answer-server';
import type { DeliveryPlan, Invocation } from './stacks/custom-resource/delivery';
import type { CustomResourceEvent } from './stacks/custom-resource/event';
import {
  type CustomResourceEnvironment,
  CustomResourceProvider,
  type Violation,
} from './stacks/custom-resource/provider';
import { JumpingClock } from './stacks/custom-resource/virtual-clock';
import { CloudFormation } from './stacks/engine';
import { functionResources } from './stacks/lambda/resources';
import { NativeSecurityProfile } from './stacks/native/security-profile';
import { defaultReadings, inventedSuffix, type Readings } from './stacks/readings';
import { providers } from './stacks/resources/providers';
import type { StackEvent } from './stacks/stack';

export { UnsupportedError, ValidationError } from '../cloudformation/errors';
export { simulatorAccount, simulatorServiceToken } from './account';
export type { DeliveryPlan, Invocation } from './stacks/custom-resource/delivery';
export type { CustomResourceEvent } from './stacks/custom-resource/event';
export type { Violation } from './stacks/custom-resource/provider';
export type { StackDescription } from './stacks/description';
export type { StackEvent } from './stacks/stack';

const defaultBundle = join(__dirname, '..', 'dist', 'lambda');

export interface SimulatorOptions extends ServiceOptions {
  /** The built bundle. Default: `dist/lambda` of this project. */
  readonly bundle?: string;
  /** What the queue does with an event besides delivering it. Default: nothing. */
  readonly deliveryPlan?: (event: CustomResourceEvent) => DeliveryPlan;
  /** How what nobody knows of CloudFormation is played. Those that are not given are the defaults. */
  readonly readings?: Partial<Readings>;
  readonly onEvent?: (event: StackEvent) => void;
  readonly onInvocation?: (invocation: Invocation) => void;
  readonly onViolation?: (violation: Violation) => void;
}

export interface Simulator {
  readonly iot: IotServer;
  readonly cloudFormation: CloudFormation;
  readonly answers: AnswerServer;
  readonly invocations: readonly Invocation[];
  /** What functions did against the protocol. */
  readonly violations: readonly Violation[];
  /** Resolves when every function has ended, those too whose answer nobody waits for any more. */
  settled(): Promise<void>;
  /** Kills every function that runs. */
  killFunctions(): void;
  close(): Promise<void>;
}

const customResourceEnvironment = (
  { answers, functions }: Services,
  { deliveryPlan, readings }: SimulatorOptions,
  clock: JumpingClock,
): Omit<CustomResourceEnvironment, 'onInvocation' | 'onViolation'> => ({
  answers,
  clock,
  invoke: (event, invokeOptions) => clock.during(() => functions.invoke(event, invokeOptions)),
  retryPolicyOf: (serviceToken) => functions.retryPolicyOf(serviceToken),
  planOf: deliveryPlan ?? (() => ({})),
  newUuid: randomUUID,
  newSuffix: () => inventedSuffix(randomUUID(), readings?.inventedSuffix ?? defaultReadings.inventedSuffix),
});

/**
 * Starts CloudFormation, the IoT service and a function that runs the built bundle, all on the loopback address over
 * HTTPS. Close it to end every server and process.
 * @throws ValidationError when the bundle is not built.
 */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const bundle = options.bundle ?? defaultBundle;
  if (!existsSync(join(bundle, 'index.mjs')))
    throw new ValidationError(`There is no bundle of the function in ${bundle}; make it with "npm run build".`);
  const clock = new JumpingClock(Date.now);
  const services = await startServices(options, bundle, clock.now);
  const invocations: Invocation[] = [];
  const violations: Violation[] = [];
  const customResources = new CustomResourceProvider({
    ...customResourceEnvironment(services, options, clock),
    onInvocation: (invocation) => {
      invocations.push(invocation);
      options.onInvocation?.(invocation);
    },
    onViolation: (violation) => {
      violations.push(violation);
      options.onViolation?.(violation);
    },
  });
  const { iot, answers, functions } = services;
  const cloudFormation = new CloudFormation({
    account: simulatorAccount,
    now: clock.now,
    newUuid: randomUUID,
    providerOf: providers(customResources, simulatorAccount, functionResources(functions, bundle), {
      'AWS::IoT::SecurityProfile': new NativeSecurityProfile(iot.service),
    }),
    readings: options.readings ?? {},
    onEvent: options.onEvent ?? (() => undefined),
  });
  const settled = () => customResources.settled();
  const killFunctions = () => functions.kill();
  return {
    iot,
    cloudFormation,
    answers,
    invocations,
    violations,
    settled,
    killFunctions,
    close: () => services.close(),
  };
};
