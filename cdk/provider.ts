import { type Duration, ReferenceStrength, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { type IRole, type IRoleRef, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  type FunctionProps,
  type IFunction,
  Function as LambdaFunction,
  Runtime,
  RuntimeFamily,
} from 'aws-cdk-lib/aws-lambda';
import { type ILogGroup, type ILogGroupRef, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ImportedProvider } from './imported-provider';
import { providerCode } from './provider-code';
import type { ISecurityProfileProvider } from './provider-interface';
import { providerPolicy } from './provider-policy';
import { checkTimeout, defaultTimeout, eventAgeFor, serviceTimeoutFor } from './provider-timing';
import { roleFrom } from './role-reference';
import { isMarked, mark } from './type-mark';

/** Where the provider of a stack stands in its construct tree: part of the function's logical id, which must not change. */
const singletonId = 'CdkIotSecurityProfileProvider';

type FunctionOptions = Omit<FunctionProps, 'code' | 'handler'> & { readonly timeout: Duration };

/** `Function` insists on an L2, although it needs the name only. */
const isLogGroup = (logGroup: ILogGroupRef): logGroup is ILogGroup => 'addMetricFilter' in logGroup;

/** How the function is made. */
export interface SecurityProfileProviderProps {
  /**
   * The role that the function runs with. It must trust `lambda.amazonaws.com`; the rights that the function needs are
   * added to it, unless it is an import that cannot be changed.
   *
   * @default - a role with the least rights that suffice
   */
  readonly role?: IRoleRef;

  /**
   * How long one operation on a profile may take, 10 seconds to 15 minutes. Five minutes suffice for some 2,900 targets.
   * The `ServiceTimeout` of the profiles, 12 minutes or more, and the age at which Lambda drops an event follow from it.
   *
   * @default Duration.minutes(5)
   */
  readonly timeout?: Duration;

  /**
   * The memory of the function in MB, 128 to 10,240. Its share of a processor follows from it: from event to answer it
   * takes 1,140 ms at 128 MB, 384 at 256, 174 at 512, 80 at 1,024 and 50 at 1,769.
   *
   * @default 1024
   */
  readonly memorySize?: number;

  /**
   * The processor of the function.
   *
   * @default Architecture.ARM_64
   */
  readonly architecture?: Architecture;

  /**
   * The runtime of the function: Node.js 20 or newer.
   *
   * @default Runtime.NODEJS_24_X
   */
  readonly runtime?: Runtime;

  /**
   * Environment variables of the function. It needs none.
   *
   * @default - none
   */
  readonly environment?: { [key: string]: string };

  /**
   * A VPC for the function. From there it must reach AWS IoT and, in Amazon S3, the address to which it answers: if it
   * does not, every operation fails, and only when CloudFormation has waited for `ServiceTimeout`.
   *
   * @default - none; the function reaches the public endpoints of AWS
   */
  readonly vpc?: IVpc;

  /**
   * The subnets of the VPC.
   *
   * @default - the private subnets
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The security groups of the function in the VPC.
   *
   * @default - one of its own, which allows all traffic out
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * Where the function logs.
   *
   * @default - a log group of its own that keeps the logs for three months and is deleted with the stack
   */
  readonly logGroup?: ILogGroupRef;
}

/** What is known of a provider that was deployed elsewhere. */
export interface SecurityProfileProviderAttributes {
  /**
   * The ARN of the function, in the Region and account of the profiles. Not that of an SNS topic: events that come
   * through a topic are not answered.
   */
  readonly serviceToken: string;

  /**
   * The role that the function runs with. Profiles add to it the right to pass their own role to AWS IoT.
   *
   * @default - unknown; profiles that have a role warn and print the statement to add
   */
  readonly role?: IRoleRef;

  /**
   * The timeout of the function, 10 seconds to 15 minutes: the `ServiceTimeout` of the profiles follows from it.
   *
   * @default Duration.minutes(5)
   */
  readonly timeout?: Duration;
}

/**
 * The function behind security profiles. A stack gets one by itself; define one to share it between stacks or to change
 * how it is made.
 *
 * @example
 * const provider = new SecurityProfileProvider(this, 'Provider', { timeout: Duration.minutes(10) });
 * new SecurityProfile(this, 'Fleet', { provider });
 */
export class SecurityProfileProvider extends Construct implements ISecurityProfileProvider {
  /**
   * Whether something is a `SecurityProfileProvider`, also one of another copy of this package. What `fromServiceToken`
   * returns is none.
   *
   * @param value anything
   */
  public static isSecurityProfileProvider(value: unknown): value is SecurityProfileProvider {
    return isMarked(value, 'SecurityProfileProvider');
  }

  /**
   * The provider of the stack; it is defined at the first call.
   *
   * @param scope any construct of the stack
   */
  public static getOrCreate(scope: Construct): SecurityProfileProvider {
    const stack = Stack.of(scope);
    const existing = stack.node.tryFindChild(singletonId);
    if (SecurityProfileProvider.isSecurityProfileProvider(existing)) return existing;
    return new SecurityProfileProvider(stack, singletonId);
  }

  /**
   * A provider that was deployed elsewhere: by another app, or by the CloudFormation or SAM template.
   *
   * @throws if the service token is not the ARN of a function in the Region and account of the scope, as far as they are
   * known: a name, an SNS topic, another Region or account
   */
  public static fromServiceToken(
    scope: Construct,
    id: string,
    attributes: SecurityProfileProviderAttributes,
  ): ISecurityProfileProvider {
    const { serviceToken, timeout = defaultTimeout, role } = attributes;
    return new ImportedProvider(scope, id, serviceToken, timeout, role);
  }

  public readonly serviceToken: string;
  public readonly role?: IRole;
  public readonly serviceTimeout: Duration;

  /** The function, for what has no prop here: alarms, environment variables, escape hatches. */
  public readonly function: IFunction;

  constructor(scope: Construct, id: string, props: SecurityProfileProviderProps = {}) {
    super(scope, id);
    mark(this, 'SecurityProfileProvider');
    const timeout = props.timeout ?? defaultTimeout;
    checkTimeout(this.node.path, timeout);
    const memorySize = props.memorySize ?? 1_024;
    checkMemorySize(this.node.path, memorySize);
    const logGroup = props.logGroup ?? this.defineLogGroup();
    const role = props.role === undefined ? this.defineRole() : roleFrom(this, props.role);
    this.role = role;
    const { architecture = Architecture.ARM_64, runtime = Runtime.NODEJS_24_X, environment } = props;
    const { vpc, vpcSubnets, securityGroups } = props;
    checkRuntime(this.node.path, runtime);
    checkNetwork(this.node.path, props);
    const policy = providerPolicy(this, role, logGroup, vpc !== undefined);
    this.function = this.defineFunction({
      role,
      timeout,
      memorySize,
      architecture,
      runtime,
      ...(environment && { environment }),
      ...(vpc && { vpc }),
      ...(vpcSubnets && { vpcSubnets }),
      ...(securityGroups && { securityGroups }),
      logGroup: isLogGroup(logGroup)
        ? logGroup
        : LogGroup.fromLogGroupName(this, 'ImportedLogGroup', logGroup.logGroupRef.logGroupName),
    });
    // Profiles wait for the function, in other stacks too, and so for its rights; these go after it.
    this.function.node.addDependency(policy);
    this.serviceToken = this.function.functionArn;
    this.serviceTimeout = serviceTimeoutFor(timeout);
  }

  private defineLogGroup(): LogGroup {
    return new LogGroup(this, 'LogGroup', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  private defineRole(): Role {
    return new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: 'Lets the function behind Custom::IoTSecurityProfile manage security profiles',
    });
  }

  private defineFunction(options: FunctionOptions): IFunction {
    const definition = new LambdaFunction(this, 'Function', {
      description: 'Custom::IoTSecurityProfile, AWS IoT Device Defender security profiles',
      code: Code.fromAsset(providerCode(this.node.path)),
      handler: 'index.handler',
      ...options,
      // No delivery of an event may come after CloudFormation has begun the next operation on the resource.
      retryAttempts: 1,
      maxEventAge: eventAgeFor(options.timeout),
    });
    // By a weak reference CloudFormation would delete the function under the profiles of other stacks, and no profile can
    // be updated or deleted then. Versions of the CDK without the method know strong references only.
    definition.applyCrossStackReferenceStrength?.(ReferenceStrength.STRONG);
    return definition;
  }
}

/** @throws unless the function runs on it */
const checkRuntime = (constructPath: string, { family, name }: Runtime): void => {
  const [, version = '20'] = /^nodejs(\d+)\.x$/.exec(name) ?? [];
  if (family === RuntimeFamily.NODEJS && Number(version) >= 20) return;
  throw new Error(`[${constructPath}] runtime must be Node.js 20 or newer, as Runtime.NODEJS_24_X, got '${name}'`);
};

/** @throws if there are subnets or security groups, but no VPC */
const checkNetwork = (
  constructPath: string,
  { vpc, vpcSubnets, securityGroups }: SecurityProfileProviderProps,
): void => {
  const [name] = Object.entries({ vpcSubnets, securityGroups }).find(([, value]) => value !== undefined) ?? [];
  if (vpc === undefined && name !== undefined)
    throw new Error(`[${constructPath}] ${name} is given without vpc; give the vpc that it is of`);
};

/** @throws unless Lambda accepts it */
const checkMemorySize = (constructPath: string, memorySize: number): void => {
  if (Token.isUnresolved(memorySize)) return;
  if (!Number.isInteger(memorySize) || memorySize < 128 || memorySize > 10_240)
    throw new Error(`[${constructPath}] memorySize must be a whole number of MB from 128 to 10240, got ${memorySize}`);
};
