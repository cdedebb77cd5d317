import { Annotations } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { ITopicRef } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { providerProblems } from '../provider/environment';
import type { ISecurityProfileProvider } from '../provider-interface';
import type { SecurityProfileTarget } from '../target';
import {
  type Difference,
  describeDifferences,
  differences,
  type Environment,
  environmentOf,
  environmentOfArn,
  environmentOfStack,
} from './environment';
import { isTarget } from './mistakes';
import { warningId } from './validation';

interface Given {
  readonly targets: readonly SecurityProfileTarget[];
  readonly alertTopic: ITopicRef | undefined;
  readonly role: IRole | undefined;
  readonly provider: ISecurityProfileProvider;
}

/** The ARN is surer than the construct, which may stand for something that is defined elsewhere. */
const placeOf = (arn: string, env: Environment): Environment => ({ ...env, ...environmentOfArn(arn) });

const targetProblems = (profile: Construct, target: SecurityProfileTarget, index: number): readonly string[] => {
  if (!isTarget(target)) return [];
  const found = differences(
    environmentOfStack(profile),
    placeOf(target._arn(profile), target._env === undefined ? {} : environmentOf(target._env)),
  );
  return found.length === 0
    ? []
    : [`targets[${index}]: ${describeDifferences(found)}; a profile watches devices of its own environment only`];
};

/** Roles are of no Region. */
const roleProblems = (profile: Construct, role: IRole): readonly string[] => {
  const { region, ...ours } = environmentOfStack(profile);
  const found = differences(ours, placeOf(role.roleArn, environmentOf(role.env)));
  return found.length === 0
    ? []
    : [`role: '${role.node.path}' ${describeDifferences(found)}; give a role of the profile's account`];
};

const topicDifferences = (profile: Construct, topic: ITopicRef): readonly Difference[] =>
  differences(environmentOfStack(profile), placeOf(topic.topicRef.topicArn, environmentOf(topic.env)));

/** Topics of other accounts are used, by a policy of the topic. Of other Regions AWS says nothing. */
const topicProblems = (profile: Construct, topic: ITopicRef): readonly string[] => {
  const found = topicDifferences(profile, topic);
  const isRefused = found.some(({ what }) => what === 'partition');
  if (isRefused)
    return [`alertTopic: '${topic.node.path}' ${describeDifferences(found)}; give a topic of the profile's partition`];
  const region = found.filter(({ what }) => what === 'Region');
  if (region.length > 0)
    Annotations.of(profile).addWarningV2(
      warningId('alertTopicRegion'),
      `alertTopic '${topic.node.path}' ${describeDifferences(region)}; AWS documents no alerts to another Region; give a topic of the profile's`,
    );
  return [];
};

const refuse = (profile: Construct, problems: readonly string[]): void => {
  if (problems.length > 0) throw new Error(`[${profile.node.path}] ${problems.join('\n  ')}`);
};

/**
 * At once, because the CDK stops at a reference to another environment before it validates, and asks for names that do not help.
 *
 * @throws if something is known to be where the profile cannot use it
 */
export const requireEnvironment = (profile: Construct, { targets, alertTopic, role, provider }: Given): void =>
  refuse(profile, [
    ...providerProblems(profile, provider),
    ...targets.flatMap((target, index) => targetProblems(profile, target, index)),
    ...(alertTopic === undefined ? [] : topicProblems(profile, alertTopic)),
    ...(role === undefined ? [] : roleProblems(profile, role)),
  ]);

/** The same for a target that is added later. */
export const requireTargetEnvironment = (profile: Construct, target: SecurityProfileTarget, index: number): void =>
  refuse(profile, targetProblems(profile, target, index));
