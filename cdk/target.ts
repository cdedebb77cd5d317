import { type ResourceEnvironment, Stack, Token } from 'aws-cdk-lib';
import type { IThingGroupRef } from 'aws-cdk-lib/aws-iot';
import type { IConstruct } from 'constructs';
import { given, hasMember, type Mistake } from './checks/shapes';

/**
 * Which devices a security profile watches.
 *
 * @example
 * new SecurityProfile(this, 'Fleet', {
 *   targets: [SecurityProfileTarget.REGISTERED_THINGS, SecurityProfileTarget.thingGroupName('sensors')],
 * });
 */
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
    const accepted = `a CfnThingGroup, or SecurityProfileTarget.thingGroupName(${given(thingGroup)})`;
    return new SecurityProfileTarget(() => '', undefined, [thingGroup, 'a thing group', accepted]);
  }

  /**
   * The things of a thing group in the account and Region of the profile.
   *
   * @param thingGroupName the name, 1 to 128 of `a-z A-Z 0-9 : _ -`
   */
  public static thingGroupName(thingGroupName: string): SecurityProfileTarget {
    const isName = Token.isUnresolved(thingGroupName) || /^(?!arn:)[a-zA-Z0-9:_-]{1,128}$/.test(thingGroupName);
    if (typeof thingGroupName === 'string' && isName)
      return new SecurityProfileTarget((scope) =>
        Stack.of(scope).formatArn({ service: 'iot', resource: 'thinggroup', resourceName: thingGroupName }),
      );
    const accepted = `a name of 1 to 128 letters a-z and A-Z, digits, ":", "_" and "-"; an ARN goes to SecurityProfileTarget.fromArn`;
    return new SecurityProfileTarget(() => '', undefined, [thingGroupName, 'the name of a thing group', accepted]);
  }

  /**
   * Whatever the ARN stands for: a thing group, or all things, registered things or unregistered things.
   *
   * @param targetArn for example `arn:aws:iot:eu-west-1:123456789012:thinggroup/sensors`
   */
  public static fromArn(targetArn: string): SecurityProfileTarget {
    if (typeof targetArn === 'string') return new SecurityProfileTarget(() => targetArn);
    const accepted =
      'arn:<partition>:iot:<region>:<account>:thinggroup/<name>, or …:all/registered-things and the like';
    return new SecurityProfileTarget(() => '', undefined, [targetArn, 'the ARN of a target', accepted]);
  }

  /**
   * A list of ARNs that only CloudFormation knows, as a parameter of type `CommaDelimitedList`. It must be the only target:
   * CloudFormation does not join lists. Of a list that is known, make targets with `fromArn`.
   *
   * @param targetArns the list, a token
   */
  public static fromArnList(targetArns: string[]): SecurityProfileTarget {
    if (Token.isUnresolved(targetArns)) return new SecurityProfileTarget(() => '', undefined, undefined, targetArns);
    const accepted =
      'a parameter of type CommaDelimitedList and the like; for ARNs that are known, one SecurityProfileTarget.fromArn each';
    return new SecurityProfileTarget(() => '', undefined, [
      targetArns,
      'a list that only CloudFormation knows',
      accepted,
    ]);
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

  /**
   * The targets, if only CloudFormation knows how many there are.
   *
   * @internal
   */
  public readonly _list?: readonly string[];

  private constructor(
    private readonly arnIn: (scope: IConstruct) => string,
    env?: ResourceEnvironment,
    mistake?: Mistake,
    list?: readonly string[],
  ) {
    if (list !== undefined) this._list = list;
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
