import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from '../cloudformation/blueprint';
import { ValidationError } from '../cloudformation/errors';
import { accountIn, serviceTokenIn, simulatorAccount, simulatorFunctionNames } from './account';
import type { ConnectServer } from './connect';
import { endpointResponder } from './endpoint';
import { stsService } from './identity/sts';
import type { IotServer } from './iot';
import type { Responder } from './loopback/message';
import { type LoopbackServer, serve } from './loopback/server';
import { type QueryCall, queryResponder } from './query/responder';
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
import { cloudFormationService } from './stacks/wire/service';

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
  /** The built bundle for Amazon Connect. Default: there is no function for it, though the service is there. */
  readonly connectBundle?: string;
  /** Whether it may start without the bundle; then no stack can be created or updated over the endpoint. Default: false. */
  readonly isBundleOptional?: boolean;
  /** Default: us-east-1. */
  readonly region?: string;
  /** Twelve digits. Default: 123456789012. */
  readonly accountId?: string;
  /** What the parameter store of the account holds, by name. */
  readonly ssmParameters?: Readonly<Record<string, string>>;
  /** Port of the endpoint. Default: any free one. */
  readonly port?: number;
  /** What the queue does with an event besides delivering it. Default: nothing. */
  readonly deliveryPlan?: (event: CustomResourceEvent) => DeliveryPlan;
  /** How what nobody knows of CloudFormation is played. Those that are not given are the defaults. */
  readonly readings?: Partial<Readings>;
  /** Whether resource types of which nothing is known are refused; else something made up stands in. Default: false. */
  readonly isStrict?: boolean;
  /** Is told, once each, of the types for which something made up stands in. */
  readonly onMadeUp?: (type: string) => void;
  /** Is told, once each, of the functions that no template makes, and for which that of this project stands in. */
  readonly onStandIn?: (arn: string) => void;
  readonly onEvent?: (event: StackEvent) => void;
  readonly onInvocation?: (invocation: Invocation) => void;
  readonly onViolation?: (violation: Violation) => void;
  /** A call of CloudFormation or STS over the endpoint. */
  readonly onQueryCall?: (call: QueryCall) => void;
  /** A defect of the simulator that has ended an operation which was begun over the endpoint. Default: a warning. */
  readonly onDefect?: (error: unknown) => void;
}

export interface Simulator {
  /** The URL, plain HTTP, at which AWS IoT, Connect, CloudFormation and STS answer any SDK, the `aws` CLI, and what uses them. */
  readonly endpoint: string;
  readonly account: Account;
  /** The ServiceToken of the function that is there without any stack. */
  readonly serviceToken: string;
  /** That of the function for Amazon Connect, be it there or not. */
  readonly connectServiceToken: string;
  readonly iot: IotServer;
  readonly connect: ConnectServer;
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

const warn = (error: unknown): void => process.emitWarning(error instanceof Error ? error : String(error));

/** What has been started does not stay when the endpoint cannot be. */
const startEndpoint = async (
  responder: Responder,
  { port = 0 }: SimulatorOptions,
  services: Services,
): Promise<LoopbackServer> => {
  try {
    return await serve(responder, { port });
  } catch (error) {
    await services.close();
    throw error;
  }
};

/** What is wrong with a bundle that is not there; undefined where nothing is. */
const bundleProblem = (bundle: string): string | undefined =>
  existsSync(join(bundle, 'index.mjs'))
    ? undefined
    : `There is no bundle of the function in ${bundle}; make it with "npm run build".`;

/**
 * Starts CloudFormation, the services and a function that runs the built bundle, all on the loopback address over
 * HTTPS, and over plain HTTP at the endpoint. Close it to end every server and process.
 * @throws ValidationError when a bundle is not built.
 */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const { bundle = defaultBundle, connectBundle } = options;
  const notBuilt = bundleProblem(bundle);
  if (notBuilt !== undefined && options.isBundleOptional !== true) throw new ValidationError(notBuilt);
  const connectNotBuilt = connectBundle === undefined ? undefined : bundleProblem(connectBundle);
  if (connectNotBuilt !== undefined) throw new ValidationError(connectNotBuilt);
  const { region = simulatorAccount.region, ssmParameters, accountId } = options;
  const account = accountIn(region, ssmParameters, accountId, [
    simulatorFunctionNames.iot,
    ...(connectBundle === undefined ? [] : [simulatorFunctionNames.connect]),
  ]);
  const clock = new JumpingClock(Date.now);
  const services = await startServices(options, {
    account,
    bundle,
    connectBundle,
    now: clock.now,
    onStandIn: options.isStrict === true ? undefined : (options.onStandIn ?? (() => undefined)),
  });
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
  const { iot, connect, answers, functions } = services;
  const cloudFormation = new CloudFormation({
    account,
    now: clock.now,
    newUuid: randomUUID,
    providerOf: providers(customResources, account, functionResources(functions, bundle), {
      natives: { 'AWS::IoT::SecurityProfile': new NativeSecurityProfile(iot.service) },
      onMadeUp: options.isStrict === true ? undefined : (options.onMadeUp ?? (() => undefined)),
    }),
    readings: options.readings ?? {},
    onEvent: options.onEvent ?? (() => undefined),
  });
  const query = queryResponder({
    services: [
      cloudFormationService(cloudFormation, {
        refusal: notBuilt,
        onDefect: options.onDefect ?? warn,
      }),
      stsService(account),
    ],
    region: account.region,
    onCall: options.onQueryCall ?? (() => undefined),
  });
  const responder = endpointResponder({ iot: iot.respond, connect: connect.respond, query });
  const endpoint = await startEndpoint(responder, options, services);
  const settled = () => customResources.settled();
  const killFunctions = () => functions.kill();
  return {
    endpoint: endpoint.url,
    account,
    serviceToken: serviceTokenIn(account.region, account.accountId),
    connectServiceToken: serviceTokenIn(account.region, account.accountId, simulatorFunctionNames.connect),
    iot,
    connect,
    cloudFormation,
    answers,
    invocations,
    violations,
    settled,
    killFunctions,
    close: async () => {
      await endpoint.close();
      await services.close();
    },
  };
};
