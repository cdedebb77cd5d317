import { type Problem, readProperties } from '../../../../core/iot-security-profile/properties';
import { asProperties, everyMember } from '../../../support/every-member';

export const role = 'arn:aws:iam::123456789012:role/alerts';
export const topic = 'arn:aws:sns:us-east-1:123456789012:alerts';
export const target = (resource: string): string => `arn:aws:iot:us-east-1:123456789012:${resource}`;

export const problemsOf = (properties: unknown): readonly Problem[] => readProperties(properties).problems;

/** Each problem as `certainty path`, which is what a rule decides. */
export const verdicts = (properties: unknown): readonly string[] =>
  problemsOf(properties).map(({ certainty, path }) => `${certainty} ${path}`);

/** A profile with one behavior whose metric, criteria and other members are those given. */
export const withBehavior = (behavior: object): object => ({ Behaviors: [{ Name: 'one', ...behavior }] });

export const withCriteria = (metric: string | undefined, criteria: object): object =>
  withBehavior({ Metric: metric, Criteria: criteria });

export const withValue = (value: object): object => withCriteria(undefined, { Value: value });

/** A message of a problem at that path. */
export const messageAt = (properties: unknown, path: string): string | undefined =>
  problemsOf(properties).find((problem) => problem.path === path)?.message;

/** Every property of the resource, in the types that a template may give them. */
export const everyProperty = {
  ...(asProperties(everyMember) as Readonly<Record<string, unknown>>),
  Tags: [{ Key: 'team', Value: 'fleet' }],
  TargetArns: [target('thinggroup/pumps'), target('all/registered-things')],
  AdoptExisting: true,
  Revision: '2024-05-01',
};
