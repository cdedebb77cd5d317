import type { Account } from '../../../cloudformation/blueprint';
import { ResourceError } from '../../../cloudformation/errors';
import type { InvocationOutcome, InvokeOptions, RetryPolicy } from '../custom-resource/delivery';
import type { CustomResourceEvent } from '../custom-resource/event';
import type { CodeStore, FunctionCode } from './code';
import { type FunctionProcess, startFunctionProcess } from './process';

export interface FunctionConfiguration {
  readonly name: string;
  readonly code: FunctionCode;
  /** `file.export`, such as `index.handler`. */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memorySize: number;
  readonly variables: Readonly<Record<string, string>>;
}

export interface FunctionsOptions {
  readonly account: Account;
  readonly code: CodeStore;
  /** What every function's environment also holds: the endpoint of the service, the certificate to trust. */
  readonly variables: Readonly<Record<string, string>>;
  /** Stands in for the timeout of every function. Default: each has its own. */
  readonly timeoutSeconds?: number;
  /**
   * What stands in for a function that was deployed elsewhere, as far as the event tells that it is one that we know.
   * Default: nothing.
   */
  readonly standIn?: ((event: CustomResourceEvent) => FunctionConfiguration | undefined) | undefined;
}

/** Lambda's own defaults are 2 retries and 6 hours; these are those that the resource's function is deployed with. */
const defaultRetryPolicy: RetryPolicy = { maximumRetryAttempts: 1, maximumEventAgeSeconds: 600 };

const lambdaVariables = (
  { account, variables }: FunctionsOptions,
  { name, memorySize, handler, variables: own }: FunctionConfiguration,
): Readonly<Record<string, string>> => ({
  ...own,
  ...variables,
  AWS_REGION: account.region,
  AWS_DEFAULT_REGION: account.region,
  AWS_ACCESS_KEY_ID: 'ASIAEXAMPLEEXAMPLE00',
  AWS_SECRET_ACCESS_KEY: 'simulated-secret-access-key',
  AWS_SESSION_TOKEN: 'simulated-session-token',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memorySize),
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: logStream,
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  _HANDLER: handler,
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
});

const logStream = '2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef';

/** The functions of the account; each invocation runs in a fresh process. */
export class Functions {
  readonly #configurations = new Map<string, FunctionConfiguration>();
  readonly #retryPolicies = new Map<string, RetryPolicy>();
  /** A function that was here and is no more is not one that was deployed elsewhere. */
  readonly #removed = new Set<string>();
  readonly #running = new Set<FunctionProcess>();

  constructor(private readonly options: FunctionsOptions) {}

  arn(name: string): string {
    const { partition, region, accountId } = this.options.account;
    return `arn:${partition}:lambda:${region}:${accountId}:function:${name}`;
  }

  /** Creates the function, or changes it. */
  put(configuration: FunctionConfiguration): void {
    this.#configurations.set(this.arn(configuration.name), configuration);
  }

  remove(name: string): void {
    this.#configurations.delete(this.arn(name));
    this.#removed.add(this.arn(name));
  }

  /** What an `AWS::Lambda::EventInvokeConfig` says of a function, or undefined to forget it. */
  setRetryPolicy(name: string, policy: Partial<RetryPolicy> | undefined): void {
    if (policy === undefined) this.#retryPolicies.delete(this.arn(name));
    else this.#retryPolicies.set(this.arn(name), { ...defaultRetryPolicy, ...policy });
  }

  retryPolicyOf(arn: string): RetryPolicy {
    return this.#retryPolicies.get(arn) ?? defaultRetryPolicy;
  }

  /** Runs the function that the event's `ServiceToken` names. @throws ResourceError when there is none. */
  async invoke(event: CustomResourceEvent, { awsRequestId }: InvokeOptions): Promise<InvocationOutcome> {
    const configuration = this.#configurations.get(event.ServiceToken) ?? this.#standInFor(event);
    if (configuration === undefined) throw new ResourceError(`Function not found: ${event.ServiceToken}`);
    const { code } = this.options;
    const unpacked = await code.unpack(configuration.code);
    const [file = 'index', handlerName = 'handler'] = configuration.handler.split('.');
    const running = startFunctionProcess({
      entry: unpacked.entry(file),
      handlerName,
      event,
      context: this.#context(configuration, awsRequestId),
      environment: { ...lambdaVariables(this.options, configuration), LAMBDA_TASK_ROOT: unpacked.directory },
      workingDirectory: await code.emptyDirectory(),
      milliseconds: (this.options.timeoutSeconds ?? configuration.timeoutSeconds) * 1_000,
    });
    this.#running.add(running);
    return running.outcome.finally(() => this.#running.delete(running));
  }

  /** Kills every process that runs. */
  kill(): void {
    for (const running of this.#running) running.kill();
  }

  #standInFor(event: CustomResourceEvent): FunctionConfiguration | undefined {
    return this.#removed.has(event.ServiceToken) ? undefined : this.options.standIn?.(event);
  }

  #context({ name, memorySize }: FunctionConfiguration, awsRequestId: string): Readonly<Record<string, string>> {
    return {
      functionName: name,
      functionVersion: '$LATEST',
      invokedFunctionArn: this.arn(name),
      memoryLimitInMB: String(memorySize),
      awsRequestId,
      logGroupName: `/aws/lambda/${name}`,
      logStreamName: logStream,
    };
  }
}
