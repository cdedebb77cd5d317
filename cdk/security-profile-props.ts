import type { RemovalPolicy } from 'aws-cdk-lib';
import type { IRoleRef } from 'aws-cdk-lib/aws-iam';
import type { ITopicRef } from 'aws-cdk-lib/aws-sns';
import type { Behavior, MetricToRetain } from './behavior';
import type { ISecurityProfileProvider } from './provider-interface';
import type { SecurityProfileTarget } from './target';

/** What a security profile is. */
export interface SecurityProfileProps {
  /**
   * The name, 1 to 128 of `a-z A-Z 0-9 : _ -`. Another name means replacement.
   *
   * @default - generated from the stack's name and the logical id
   */
  readonly securityProfileName?: string;

  /**
   * A description, up to 1,000 printable characters.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * What devices normally do, up to 100 behaviors.
   *
   * @default - none, unless `addBehavior` is called
   */
  readonly behaviors?: Behavior[];

  /**
   * The devices that the profile watches: it is attached to these and to nothing else. An empty list detaches it from
   * everything.
   *
   * @default - attachments are not managed, unless `addTarget` is called: those that were made elsewhere stay
   */
  readonly targets?: SecurityProfileTarget[];

  /**
   * The standard topic to which violations are sent. The role of the profile is given the right to publish to it, and to
   * use its key where the CDK knows the key. For an encrypted topic that is imported, allow the role `kms:Decrypt` and
   * `kms:GenerateDataKey*` on its key.
   *
   * @default - violations are shown in the console only
   */
  readonly alertTopic?: ITopicRef;

  /**
   * Metrics whose history is kept although no behavior uses them.
   *
   * @default - none
   */
  readonly additionalMetricsToRetain?: MetricToRetain[];

  /**
   * The MQTT topic to which metrics with `exportMetric` are published.
   *
   * @default - metrics are not exported
   */
  readonly metricsExportTopic?: string;

  /**
   * The role with which AWS IoT publishes alerts and metrics. It must trust `iot.amazonaws.com`; the rights that it needs
   * are added to it, unless it is an import that cannot be changed.
   *
   * @default - one role a stack, if there is an `alertTopic` or a `metricsExportTopic`
   */
  readonly role?: IRoleRef;

  /**
   * Tags, up to 47 together with those of `Tags.of`, which win over these.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };

  /**
   * Whether the profile gets the tags of the stack (`StackProps.tags`) too, which CloudFormation gives to resources of
   * AWS's own types and to no other. Tags of the profile itself win over them.
   *
   * @default true
   */
  readonly applyStackTags?: boolean;

  /**
   * Whether a profile that exists under the name is taken over. While this is true, deleting the stack only releases it.
   *
   * @default false
   */
  readonly adoptExisting?: boolean;

  /**
   * Any text; it has no effect on the profile. CloudFormation sends no update while a template is unchanged: change this to
   * have the profile read, compared with the template, and repaired where somebody has changed it.
   *
   * @default - none
   */
  readonly revision?: string;

  /**
   * What becomes of the profile when it is removed from the stack or replaced.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * The function that manages the profile. It must be in the same Region, and cannot be changed afterwards.
   *
   * @default - one function a stack
   */
  readonly provider?: ISecurityProfileProvider;
}
