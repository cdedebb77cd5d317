import { Annotations, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { describeProblem, describeProblems, type Problem, readProperties } from '../dist/validation';

/** The name by which a warning can be acknowledged. */
export const warningId = (name: string): string => `cdk-iot-security-profile:${name}`;

/**
 * What only CloudFormation can resolve: an object whose only key is an intrinsic function, or a text that holds a dynamic
 * reference.
 */
export const isUnresolved = (value: unknown): boolean => {
  if (typeof value === 'string') return value.includes('{{resolve:');
  if (typeof value !== 'object' || value === null) return false;
  const [name = '', ...others] = Object.keys(value);
  return others.length === 0 && /^(Ref|Condition|Fn::.+)$/.test(name);
};

/** Without the index, so that an acknowledgement stays right when a behavior is put before another. */
const warningIdOf = ({ path }: Problem): string => warningId(path.replace(/\[\d+\]/g, ''));

const refusal = (problems: readonly Problem[], count: number): string => {
  const what = count === 1 ? 'a property is' : `${count} properties are`;
  return [`${what} not valid:`, ...describeProblems(problems, count)].join('\n  ');
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
      const { problems, count } = readProperties(Stack.of(profile).resolve(properties), { isUnresolved });
      const refused = problems.filter(({ certainty }) => certainty !== 'uncertain');
      const doubts = problems.filter(({ certainty }) => certainty === 'uncertain');
      for (const doubt of doubts) warn(doubt);
      const more = count.uncertain - doubts.length;
      if (more > 0) warn({ path: '', message: `and ${more} more warnings`, certainty: 'uncertain' });
      return refused.length === 0 ? [] : [refusal(refused, count.certain + count.strong)];
    },
  });
};
