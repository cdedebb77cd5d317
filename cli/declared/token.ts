import type { Problem } from '../../core/schema/problem';
import { type DeclaredProfile, isOwnType } from './resources';

const longestTimeout = 3_600;

/** What CloudFormation itself asks of a custom resource, beside what the function asks of its properties. */
export const tokenProblems = ({
  type,
  properties,
}: Pick<DeclaredProfile, 'type' | 'properties'>): readonly Problem[] => {
  if (!isOwnType(type)) return [];
  const { ServiceToken: token, ServiceTimeout: timeout } = properties;
  const problems: Problem[] = [];
  if (token === undefined || token === '')
    problems.push({
      path: 'ServiceToken',
      certainty: 'certain',
      message: "is missing; CloudFormation sends a custom resource's events to it: give the ARN of the function",
    });
  const isAccepted = (text: string): boolean =>
    /^\d+$/.test(text) && 1 <= Number(text) && Number(text) <= longestTimeout;
  if (typeof timeout === 'string' && !isAccepted(timeout))
    problems.push({
      path: 'ServiceTimeout',
      certainty: 'certain',
      message: `${JSON.stringify(timeout)} is not accepted; accepted: 1 to ${longestTimeout}, in seconds`,
    });
  return problems;
};
