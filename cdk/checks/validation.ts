import { Annotations, type CfnResource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  type Certainty,
  describeProblem,
  describeProblems,
  explainProblem,
  type Problem,
  readKnownParts,
  readProperties,
} from '../../dist/validation';
import { knownParts } from './known-parts';
import { renderedProperties } from './rendered-properties';
import { inWords } from './words';

/** The name by which a warning can be acknowledged. */
export const warningId = (name: string): string => `cdk-iot-security-profile:${name}`;

/** Of a role that is to be made beforehand (`Role.customizeRoles`) and is not named yet, which the CDK refuses itself. */
const namelessRole = /^arn:[\w-]+:iam::\d{12}:role$/;

const isUnresolvedText = (text: string): boolean =>
  namelessRole.test(text) || (text.includes('{{resolve:') && !text.includes('{{resolve:secretsmanager:'));

/**
 * What only CloudFormation can resolve: an object whose only key is an intrinsic function, or a text that holds a dynamic
 * reference. Not one to Secrets Manager: a custom resource gets that as it stands.
 */
export const isUnresolved = (value: unknown): boolean => {
  if (typeof value === 'string') return isUnresolvedText(value);
  if (typeof value !== 'object' || value === null) return false;
  const [name = '', ...others] = Object.keys(value);
  return others.length === 0 && /^(Ref|Condition|Fn::.+)$/.test(name);
};

/** Also of texts that only CloudFormation knows as a whole, as far as they are known. */
const readRendered = (properties: unknown): Pick<ReturnType<typeof readProperties>, 'problems' | 'count'> => {
  const { problems, count } = readProperties(properties, { isUnresolved });
  const inParts = readKnownParts(properties, knownParts);
  const countOf = (wanted: Certainty): number =>
    count[wanted] + inParts.filter(({ certainty }) => certainty === wanted).length;
  return {
    problems: [...problems, ...inParts],
    count: { certain: countOf('certain'), strong: countOf('strong'), uncertain: countOf('uncertain') },
  };
};

/** Without the index, so that an acknowledgement stays right when a behavior is put before another. */
const warningIdOf = ({ path }: Problem): string => warningId(path.replace(/\[\d+\]/g, ''));

const refusal = (problems: readonly Problem[], count: number): string => {
  const what = count === 1 ? 'a property is' : `${count} properties are`;
  return [`${what} not valid:`, ...describeProblems(problems, count)].join('\n  ');
};

/** A warning about a comparison, with what raises the alarm by it: it is often the opposite of what was meant. */
const doubtText = (problem: Problem, properties: unknown): string => {
  const text = describeProblem(inWords(problem, properties));
  if (!problem.path.endsWith('.Criteria.ComparisonOperator')) return text;
  const sentence = explainProblem(properties, problem, { isUnresolved });
  return sentence === undefined ? text : `${text} (as written: ${sentence})`;
};

/**
 * Checks the properties as the function will, once everything has been said about the profile: `addBehavior` and `Tags.of`
 * included, and escape hatches. What the service refuses is one error with every problem in it; what it may refuse are warnings.
 */
export const validateAtSynthesis = (
  profile: Construct,
  resource: CfnResource,
  findings: (resolved: unknown) => readonly Problem[] = () => [],
): void => {
  const warned = new Set<string>();
  const warn = (problem: Problem, text: string): void => {
    // An app may be synthesized more than once.
    if (!warned.has(text)) Annotations.of(profile).addWarningV2(warningIdOf(problem), text);
    warned.add(text);
  };
  profile.node.addValidation({
    validate: () => {
      const resolved = renderedProperties(resource);
      if (resolved === undefined) return [];
      const { problems: read, count } = readRendered(resolved);
      // What the construct knows and CloudFormation does not see.
      const own = findings(resolved);
      const problems = [...read, ...own];
      const ownRefused = own.filter(({ certainty }) => certainty !== 'uncertain').length;
      const refused = problems.filter(({ certainty }) => certainty !== 'uncertain');
      const words = refused.map((problem) => inWords(problem, resolved));
      const doubts = problems.filter(({ certainty }) => certainty === 'uncertain');
      for (const doubt of doubts) warn(doubt, doubtText(doubt, resolved));
      const more = count.uncertain + own.length - ownRefused - doubts.length;
      const message = `and ${more} more warnings`;
      if (more > 0) warn({ path: '', message, certainty: 'uncertain' }, message);
      return refused.length === 0 ? [] : [refusal(words, count.certain + count.strong + ownRefused)];
    },
  });
};
