import { type Duration, ReferenceStrength, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  type FunctionProps,
  type IFunction,
  Function as LambdaFunction,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { type ILogGroup, type ILogGroupRef, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ImportedProvider } from './provider/imported';
import { requireProviderProps, requireWayOut } from './provider/mistakes';
import { providerPolicy } from './provider/policy';
import { defaultTimeout, eventAgeFor, serviceTimeoutFor } from './provider/timing';
import { providerCode } from './provider-code';
import type { ISecurityProfileProvider } from './provider-interface';
import type { SecurityProfileProviderAttributes, SecurityProfileProviderProps } from './provider-props';
import { roleFrom } from './role/reference';
import { isMarked, mark } from './type-mark';

/** Where the provider of a stack stands in its construct tree: part of the function's logical id, which must not change. */
const singletonId = 'CdkIotSecurityProfileProvider';

type FunctionOptions = Omit<FunctionProps, 'code' | 'handler'> & { readonly timeout: Duration };

/** `Function` insists on an L2, although it needs the name only. */
const isLogGroup = (logGroup: ILogGroupRef): logGroup is ILogGroup => 'addMetricFilter' in logGroup;

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
    return new ImportedProvider(scope, id, attributes);
  }

  public readonly serviceToken: string;
  public readonly role?: IRole;
  public readonly serviceTimeout: Duration;

  /** The function, for what has no prop here: alarms, environment variables, escape hatches. */
  public readonly function: IFunction;

  constructor(scope: Construct, id: string, props: SecurityProfileProviderProps = {}) {
    super(scope, id);
    mark(this, 'SecurityProfileProvider');
    requireProviderProps(this, props);
    requireWayOut(this, props);
    const { timeout = defaultTimeout, memorySize = 1_024 } = props;
    const logGroup = props.logGroup ?? this.defineLogGroup();
    const role = props.role === undefined ? this.defineRole() : roleFrom(this, props.role);
    this.role = role;
    const { architecture = Architecture.ARM_64, runtime = Runtime.NODEJS_24_X, environment } = props;
    const { vpc, vpcSubnets, securityGroups } = props;
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
