import {
  ArnFormat,
  CfnResource,
  FeatureFlags,
  type ITaggableV2,
  Lazy,
  RemovalPolicy,
  Stack,
  TagManager,
  TagType,
  Token,
} from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Construct, IValidation } from 'constructs';
import type { Behavior } from './behavior';
import { warnOfFifo } from './checks/alert-topic';
import { profileFindings } from './checks/findings';
import { requireArn, requireName } from './checks/identifier';
import { behaviorMistakes, soundProps, targetMistakes } from './checks/mistakes';
import { requireEnvironment, requireTargetEnvironment } from './checks/profile-environment';
import { validateAtSynthesis } from './checks/validation';
import { SecurityProfileProvider } from './provider';
import type { ISecurityProfileProvider } from './provider-interface';
import { behaviorProperty, metricToRetainProperty, targetsProperty } from './rendering';
import { allowPassRole } from './role/pass-role';
import { acknowledgeKeyUse, profileRoleOf } from './role/profile-role';
import { roleFrom } from './role/reference';
import { grantAlerts, grantMetricsExport } from './role/rights';
import { warnOfTrust, warnOfUnusedRole } from './role/trust';
import { SecurityProfileBase } from './security-profile-base';
import type { ISecurityProfile } from './security-profile-interface';
import type { SecurityProfileProps } from './security-profile-props';
import type { SecurityProfileTarget } from './target';
import { isMarked, mark } from './type-mark';

const resourceType = 'Custom::IoTSecurityProfile';

/** CloudFormation refuses it at deployment, and only for types that it knows does the CDK say so. */
const noSnapshots: IValidation = {
  validate: () => [
    'removalPolicy: SNAPSHOT was given, but security profiles have no snapshots; accepted: DESTROY, RETAIN',
  ],
};

/** A profile that is defined elsewhere. */
class ImportedSecurityProfile extends SecurityProfileBase {
  public readonly securityProfileName: string;
  public readonly securityProfileArn: string;

  constructor(scope: Construct, id: string, securityProfileArn: string, securityProfileName: string) {
    super(scope, id, { environmentFromArn: securityProfileArn });
    this.securityProfileArn = securityProfileArn;
    this.securityProfileName = securityProfileName;
  }
}

/**
 * A security profile of AWS IoT Device Defender: what devices normally do, which devices are watched, and where alerts go.
 *
 * @resource Custom::IoTSecurityProfile
 * @example
 * new SecurityProfile(this, 'Fleet', {
 *   behaviors: [
 *     {
 *       name: 'messages',
 *       metric: BehaviorMetric.NUM_MESSAGES_SENT,
 *       criteria: BehaviorCriteria.lessThan(1_000, { duration: Duration.minutes(5) }),
 *     },
 *   ],
 *   targets: [SecurityProfileTarget.REGISTERED_THINGS],
 * });
 */
export class SecurityProfile extends SecurityProfileBase implements ITaggableV2 {
  /**
   * Whether something is a `SecurityProfile`, also one of another copy of this package. An import is none.
   *
   * @param value anything
   */
  public static isSecurityProfile(value: unknown): value is SecurityProfile {
    return isMarked(value, 'SecurityProfile');
  }

  /**
   * Refers to a profile that is defined elsewhere, by its name in the account and Region of the scope.
   *
   * @throws if it is no name of a security profile: 1 to 128 of `a-z A-Z 0-9 : _ -`
   */
  public static fromSecurityProfileName(scope: Construct, id: string, securityProfileName: string): ISecurityProfile {
    requireName(scope, id, securityProfileName);
    const arn = Stack.of(scope).formatArn({
      service: 'iot',
      resource: 'securityprofile',
      resourceName: securityProfileName,
    });
    return new ImportedSecurityProfile(scope, id, arn, securityProfileName);
  }

  /**
   * Refers to a profile that is defined elsewhere, by its ARN.
   *
   * @throws if it is not the ARN of a security profile
   */
  public static fromSecurityProfileArn(scope: Construct, id: string, securityProfileArn: string): ISecurityProfile {
    requireArn(scope, id, securityProfileArn);
    const { resourceName = '' } = Stack.of(scope).splitArn(securityProfileArn, ArnFormat.SLASH_RESOURCE_NAME);
    return new ImportedSecurityProfile(scope, id, securityProfileArn, resourceName);
  }

  public readonly securityProfileName: string;
  public readonly securityProfileArn: string;
  public readonly cdkTagManager: TagManager;

  /** The function that manages the profile. */
  public readonly provider: ISecurityProfileProvider;

  /** The role with which AWS IoT publishes alerts and metrics, if there are any. */
  public readonly role?: IRole;

  private readonly behaviors: Behavior[];
  private readonly targets: SecurityProfileTarget[];
  private managesTargets: boolean;
  private readonly stackTags: () => { readonly [key: string]: string };

  constructor(scope: Construct, id: string, props: SecurityProfileProps = {}) {
    const { sound, mistakes } = soundProps(props);
    super(scope, id, sound.securityProfileName === undefined ? {} : { physicalName: sound.securityProfileName });
    mark(this, 'SecurityProfile');
    this.behaviors = [...(sound.behaviors ?? [])];
    this.targets = [...(sound.targets ?? [])];
    this.managesTargets = sound.targets !== undefined;
    this.cdkTagManager = tagManager(sound.tags);
    this.stackTags = sound.applyStackTags === false ? () => ({}) : tagsOf(Stack.of(this));
    const provider = sound.provider ?? SecurityProfileProvider.getOrCreate(this);
    this.provider = provider;
    const given = sound.role && roleFrom(this, sound.role);
    requireEnvironment(this, { targets: this.targets, alertTopic: sound.alertTopic, role: given, provider });
    const role = this.roleFor(sound, given);
    if (role !== undefined) this.role = role;

    const resource = new CfnResource(this, 'Resource', {
      type: resourceType,
      properties: {
        ServiceToken: provider.serviceToken,
        ServiceTimeout: provider.serviceTimeout.toSeconds(),
        ...this.properties(sound, role),
      },
    });
    resource.applyRemovalPolicy(sound.removalPolicy ?? RemovalPolicy.DESTROY);
    this.node.addDependency(provider);
    if (role !== undefined) allowPassRole(this, role, provider);
    validateAtSynthesis(this, resource, (resolved) => [
      ...mistakes,
      ...behaviorMistakes(this.behaviors),
      ...targetMistakes(this.targets),
      ...profileFindings(this, resolved, this.behaviors, this._watched),
    ]);
    if (sound.removalPolicy === RemovalPolicy.SNAPSHOT) this.node.addValidation(noSnapshots);

    this.securityProfileName = this.getResourceNameAttribute(resource.ref);
    this.securityProfileArn = this.getResourceArnAttribute(Token.asString(resource.getAtt('SecurityProfileArn')), {
      service: 'iot',
      resource: 'securityprofile',
      resourceName: this.physicalName,
    });
  }

  /**
   * Adds a behavior.
   *
   * @config
   */
  public addBehavior(behavior: Behavior): void {
    this.behaviors.push(behavior);
  }

  /**
   * Attaches the profile to a target. From then on it is attached to its targets and to nothing else.
   *
   * @config
   */
  public addTarget(target: SecurityProfileTarget): void {
    requireTargetEnvironment(this, target, this.targets.length);
    this.managesTargets = true;
    this.targets.push(target);
  }

  /** The role, with its rights; the profile waits for them. */
  private roleFor(
    { alertTopic, metricsExportTopic }: SecurityProfileProps,
    given: IRole | undefined,
  ): IRole | undefined {
    if (alertTopic === undefined && metricsExportTopic === undefined) {
      if (given !== undefined) warnOfUnusedRole(this);
      return undefined;
    }
    const role = given ?? profileRoleOf(this);
    warnOfTrust(this, role);
    if (alertTopic !== undefined) {
      warnOfFifo(this, alertTopic);
      grantAlerts(this, role, alertTopic);
    }
    if (metricsExportTopic !== undefined) grantMetricsExport(this, role, metricsExportTopic);
    acknowledgeKeyUse(role);
    return role;
  }

  private properties(props: SecurityProfileProps, role: IRole | undefined) {
    const { alertTopic, metricsExportTopic } = props;
    return {
      SecurityProfileName: this.physicalName,
      SecurityProfileDescription: props.description,
      Behaviors: Lazy.any({ produce: () => this.behaviors.map(behaviorProperty) }, { omitEmptyArray: true }),
      AlertTargets: alertTopic && { SNS: { AlertTargetArn: alertTopic.topicRef.topicArn, RoleArn: role?.roleArn } },
      AdditionalMetricsToRetainV2: props.additionalMetricsToRetain?.map(metricToRetainProperty),
      MetricsExportConfig:
        metricsExportTopic === undefined ? undefined : { MqttTopic: metricsExportTopic, RoleArn: role?.roleArn },
      Tags: Lazy.any({ produce: () => this.renderTags() }),
      TargetArns: Lazy.any({
        produce: () => (this.managesTargets ? targetsProperty(this.targets, this) : undefined),
      }),
      AdoptExisting: props.adoptExisting,
      Revision: props.revision,
    };
  }

  /** The CDK's manager has `key` and `value`; CloudFormation has them with capital letters. */
  private renderTags(): unknown {
    const values = { ...this.stackTags(), ...this.cdkTagManager.tagValues() };
    const tags = Object.entries(values).map(([Key, Value]) => ({ Key, Value }));
    return tags.length === 0 ? undefined : tags;
  }
}

/**
 * The tags that the stack itself was given: CloudFormation applies them to resources of AWS's own types only. Unless the app keeps
 * them apart, the stack collects those of `Tags.of` too, at synthesis: then what it has before counts.
 */
const tagsOf = (stack: Stack): (() => { readonly [key: string]: string }) => {
  if (FeatureFlags.of(stack).isEnabled('@aws-cdk/core:explicitStackTags')) return () => stack.tags.tagValues();
  const tags = stack.tags.tagValues();
  return () => tags;
};

const tagManager = (tags: { [key: string]: string } = {}): TagManager =>
  new TagManager(
    TagType.STANDARD,
    resourceType,
    Object.entries(tags).map(([key, value]) => ({ key, value })),
  );
