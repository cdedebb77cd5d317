import { Annotations, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { describeProblem, type Problem, readProperties } from '../dist/validation';

/** The name by which a warning can be acknowledged. */
export const warningId = (name: string): string => `cdk-iot-security-profile:${name}`;

/** A reference that only CloudFormation can resolve: an object whose only key is an intrinsic function. */
export const isUnresolved = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  const [name = '', ...others] = Object.keys(value);
  return others.length === 0 && /^(Ref|Condition|Fn::.+)$/.test(name);
};

/** Without the index, so that an acknowledgement stays right when a behavior is put before another. */
const warningIdOf = ({ path }: Problem): string => warningId(path.replace(/\[\d+\]/g, ''));

const refusal = (problems: readonly Problem[]): string => {
  const count = problems.length === 1 ? 'a property is' : `${problems.length} properties are`;
  return `${count} not valid:\n${problems.map((problem) => `  ${describeProblem(problem)}`).join('\n')}`;
};

/**
 * Checks the properties as the function will, once everything has been said about the profile: `addBehavior` and `Tags.of`
 * included. What the service refuses is one error with every problem in it; what it may refuse are warnings.
 */
export const validateAtSynthesis = (profile: Construct, properties: unknown): void => {
  const warned = new Set<string>();
  const warn = (problem: Problem): void => {
    const text = describeProblem(problem);
    // An app may be synthesized more than once.
    if (!warned.has(text)) Annotations.of(profile).addWarningV2(warningIdOf(problem), text);
    warned.add(text);
  };
  profile.node.addValidation({
    validate: () => {
      const { problems } = readProperties(Stack.of(profile).resolve(properties), { isUnresolved });
      const refused = problems.filter(({ certainty }) => certainty !== 'uncertain');
      for (const problem of problems) if (problem.certainty === 'uncertain') warn(problem);
      return refused.length === 0 ? [] : [refusal(refused)];
    },
  });
};
