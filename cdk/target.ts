import { type ResourceEnvironment, Stack } from 'aws-cdk-lib';
import type { IThingGroupRef } from 'aws-cdk-lib/aws-iot';
import type { IConstruct } from 'constructs';
import { given, hasMember, type Mistake } from './shapes';

/** Which devices a security profile watches. */
export class SecurityProfileTarget {
  /** Every device, whether registered or not. */
  public static readonly ALL_THINGS = SecurityProfileTarget.all('things');
  /** Every device that is registered as a thing. */
  public static readonly REGISTERED_THINGS = SecurityProfileTarget.all('registered-things');
  /** Every device that is not registered as a thing. */
  public static readonly UNREGISTERED_THINGS = SecurityProfileTarget.all('unregistered-things');

  /**
   * The things of a thing group.
   *
   * @param thingGroup for example an `aws_iot.CfnThingGroup`
   */
  public static thingGroup(thingGroup: IThingGroupRef): SecurityProfileTarget {
    if (hasMember(thingGroup, 'thingGroupRef', 'object'))
      return new SecurityProfileTarget(() => thingGroup.thingGroupRef.thingGroupArn, thingGroup.env);
    const accepted = `a CfnThingGroup, or CfnThingGroup.fromThingGroupName(this, 'Group', ${given(thingGroup)})`;
    return new SecurityProfileTarget(() => '', undefined, [thingGroup, 'a thing group', accepted]);
  }

  // The ARN holds partition, Region and account, which only the profile's stack knows.
  private static all(resourceName: string): SecurityProfileTarget {
    return new SecurityProfileTarget((scope) =>
      Stack.of(scope).formatArn({ service: 'iot', resource: 'all', resourceName }),
    );
  }

  /**
   * Where the target is, if it is a construct that knows it.
   *
   * @internal
   */
  public readonly _env?: ResourceEnvironment;

  /**
   * What was given instead of a thing group.
   *
   * @internal
   */
  public readonly _mistake?: Mistake;

  private constructor(
    private readonly arnIn: (scope: IConstruct) => string,
    env?: ResourceEnvironment,
    mistake?: Mistake,
  ) {
    if (mistake !== undefined) this._mistake = mistake;
    if (env !== undefined) this._env = env;
  }

  /**
   * The target's ARN where the profile is.
   *
   * @internal
   */
  public _arn(scope: IConstruct): string {
    return this.arnIn(scope);
  }
}
