import {
  ArnFormat,
  CfnResource,
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
import { warnOfFifo } from './alert-topic';
import type { Behavior } from './behavior';
import { behaviorMistakes, soundProps, targetMistakes } from './mistakes';
import { allowPassRole } from './pass-role';
import { requireEnvironment, requireTargetEnvironment } from './profile-environment';
import { profileFindings } from './profile-findings';
import { SecurityProfileProvider } from './provider';
import { behaviorProperty, metricToRetainProperty, targetProperty } from './rendering';
import { grantAlerts, grantMetricsExport } from './role-rights';
import { warnOfTrust, warnOfUnusedRole } from './role-trust';
import { SecurityProfileBase } from './security-profile-base';
import type { ISecurityProfile } from './security-profile-interface';
import type { SecurityProfileProps } from './security-profile-props';
import { profileRoleOf } from './security-profile-role';
import type { SecurityProfileTarget } from './target';
import { isMarked, mark } from './type-mark';
import { validateAtSynthesis } from './validation';

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

  /** Refers to a profile that is defined elsewhere, by its name in the account and Region of the scope. */
  public static fromSecurityProfileName(scope: Construct, id: string, securityProfileName: string): ISecurityProfile {
    const arn = Stack.of(scope).formatArn({
      service: 'iot',
      resource: 'securityprofile',
      resourceName: securityProfileName,
    });
    return new ImportedSecurityProfile(scope, id, arn, securityProfileName);
  }

  /** Refers to a profile that is defined elsewhere, by its ARN. */
  public static fromSecurityProfileArn(scope: Construct, id: string, securityProfileArn: string): ISecurityProfile {
    const { resourceName = '' } = Stack.of(scope).splitArn(securityProfileArn, ArnFormat.SLASH_RESOURCE_NAME);
    return new ImportedSecurityProfile(scope, id, securityProfileArn, resourceName);
  }

  public readonly securityProfileName: string;
  public readonly securityProfileArn: string;
  public readonly cdkTagManager: TagManager;

  /** The role with which AWS IoT publishes alerts and metrics, if there are any. */
  public readonly role?: IRole;

  private readonly behaviors: Behavior[];
  private readonly targets: SecurityProfileTarget[];
  private managesTargets: boolean;

  constructor(scope: Construct, id: string, props: SecurityProfileProps = {}) {
    super(scope, id, props?.securityProfileName === undefined ? {} : { physicalName: props.securityProfileName });
    mark(this, 'SecurityProfile');
    const { sound, mistakes } = soundProps(props);
    this.behaviors = [...(sound.behaviors ?? [])];
    this.targets = [...(sound.targets ?? [])];
    this.managesTargets = sound.targets !== undefined;
    this.cdkTagManager = tagManager(sound.tags);
    const provider = sound.provider ?? SecurityProfileProvider.getOrCreate(this);
    requireEnvironment(this, { targets: this.targets, alertTopic: sound.alertTopic, role: sound.role, provider });
    const role = this.roleFor(sound);
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
  private roleFor({ role: given, alertTopic, metricsExportTopic }: SecurityProfileProps): IRole | undefined {
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
        produce: () => (this.managesTargets ? this.targets.map((target) => targetProperty(target, this)) : undefined),
      }),
      AdoptExisting: props.adoptExisting,
      Revision: props.revision,
    };
  }

  /** The CDK's manager has `key` and `value`; CloudFormation has them with capital letters. */
  private renderTags(): unknown {
    const tags = Object.entries(this.cdkTagManager.tagValues()).map(([Key, Value]) => ({ Key, Value }));
    return tags.length === 0 ? undefined : tags;
  }
}

const tagManager = (tags: { [key: string]: string } = {}): TagManager =>
  new TagManager(
    TagType.STANDARD,
    resourceType,
    Object.entries(tags).map(([key, value]) => ({ key, value })),
  );
