import { Annotations, Token } from 'aws-cdk-lib';
import { Architecture, type Runtime, RuntimeFamily } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { describeProblem, type Problem } from '../../dist/validation';
import { environmentOfStack } from '../checks/environment';
import { attributeNames, providerNames, unknownNames } from '../checks/known-names';
import { given, got, hasMember, isPlainObject, misfitProblems, type Rule, roleRule, wrong } from '../checks/shapes';
import { warningId } from '../checks/validation';
import type { SecurityProfileProviderAttributes, SecurityProfileProviderProps } from '../provider-props';
import { timeoutProblems } from './timing';
import { serviceTokenProblem } from './token';

const isListOf = (value: unknown, member: string): boolean =>
  Array.isArray(value) && value.every((element) => hasMember(element, member, 'string'));

const rules: readonly Rule<SecurityProfileProviderProps>[] = [
  roleRule,
  [
    'architecture',
    (value) => value instanceof Architecture || hasMember(value, 'dockerPlatform', 'string'),
    'an architecture',
    () => 'Architecture.ARM_64, Architecture.X86_64',
  ],
  [
    'environment',
    (value) => isPlainObject(value) && Object.values(value).every((one) => typeof one === 'string'),
    'an object of texts',
    () => "an object, as { NODE_OPTIONS: '--enable-source-maps' }",
  ],
  [
    'vpc',
    (value) => hasMember(value, 'selectSubnets', 'function'),
    'a VPC',
    (value) => `a Vpc, or Vpc.fromLookup(this, 'Vpc', { vpcId: ${given(value)} })`,
  ],
  [
    'vpcSubnets',
    isPlainObject,
    'a selection of subnets',
    () => 'an object, as { subnetType: SubnetType.PRIVATE_WITH_EGRESS }',
  ],
  [
    'securityGroups',
    (value) => isListOf(value, 'securityGroupId'),
    'a list of security groups',
    () => "a list of SecurityGroup, or of SecurityGroup.fromSecurityGroupId(this, 'Group', …)",
  ],
  [
    'logGroup',
    (value) => hasMember(value, 'logGroupRef', 'object'),
    'a log group',
    (value) => `a LogGroup, or LogGroup.fromLogGroupName(this, 'Logs', ${given(value)})`,
  ],
];

const runtimeProblems = (runtime: Runtime | undefined): readonly string[] => {
  if (runtime === undefined) return [];
  const isRuntime = hasMember(runtime, 'name', 'string');
  const [, version = '20'] = (isRuntime && /^nodejs(\d+)\.x$/.exec(runtime.name)) || [];
  if (isRuntime && runtime.family === RuntimeFamily.NODEJS && Number(version) >= 20) return [];
  return [`runtime must be Node.js 20 or newer, as Runtime.NODEJS_24_X, ${got(isRuntime ? runtime.name : runtime)}`];
};

const memoryProblems = (memorySize: number | undefined): readonly string[] => {
  if (memorySize === undefined || Token.isUnresolved(memorySize)) return [];
  return Number.isInteger(memorySize) && memorySize >= 128 && memorySize <= 10_240
    ? []
    : [`memorySize must be a whole number of MB from 128 to 10240, ${got(memorySize)}`];
};

const networkProblems = ({ vpc, ...others }: SecurityProfileProviderProps): readonly string[] =>
  (['vpcSubnets', 'securityGroups'] as const)
    .filter((name) => vpc === undefined && others[name] !== undefined)
    .map((name) => `${name} is given without vpc; give the vpc that it is of`);

/** @throws with everything that is wrong: the CDK's function stops at the first, or loses it */
const refuse = (provider: Construct, problems: readonly string[]): void => {
  if (problems.length > 0) throw new Error(`[${provider.node.path}] ${problems.join('\n  ')}`);
};

const isDoubt = ({ certainty }: Problem): boolean => certainty === 'uncertain';

/** What is no more than a doubt is warned of. */
const memberProblems = <Props extends object>(
  provider: Construct,
  props: Props,
  names: readonly string[],
  all: readonly Rule<Props>[],
): readonly string[] => {
  const problems = [...unknownNames('props', props, names), ...misfitProblems(props, all)];
  for (const doubt of problems.filter(isDoubt))
    Annotations.of(provider).addWarningV2(warningId(doubt.path), describeProblem(doubt));
  return problems.filter((problem) => !isDoubt(problem)).map(describeProblem);
};

const notProps = (props: unknown, accepted: string): readonly string[] =>
  wrong('props', props, 'an object of props', accepted).map(describeProblem);

const propsProblems = (provider: Construct, props: SecurityProfileProviderProps): readonly string[] => [
  ...memberProblems(provider, props, providerNames, rules),
  ...timeoutProblems(props.timeout),
  ...memoryProblems(props.memorySize),
  ...runtimeProblems(props.runtime),
  ...networkProblems(props),
];

/** @throws unless the function can be made of them */
export const requireProviderProps = (provider: Construct, props: SecurityProfileProviderProps): void =>
  refuse(
    provider,
    isPlainObject(props)
      ? propsProblems(provider, props)
      : notProps(props, 'an object, as { timeout: Duration.minutes(10) }'),
  );

/** @throws at a public subnet: the CDK does too, but asks for a prop that there is none of */
export const requireWayOut = (provider: Construct, { vpc, vpcSubnets }: SecurityProfileProviderProps): void => {
  if (vpc === undefined) return;
  const isPublic = new Set(vpc.publicSubnets.map(({ subnetId }) => subnetId));
  const chosen = vpc.selectSubnets(vpcSubnets).subnetIds;
  const accepted = 'subnets with a way out, as { subnetType: SubnetType.PRIVATE_WITH_EGRESS }';
  if (chosen.some((id) => isPublic.has(id)))
    refuse(provider, [
      `vpcSubnets: a function in a public subnet reaches nothing outside of the VPC; accepted: ${accepted}; without a vpc it needs none`,
    ]);
};

const attributesProblems = (provider: Construct, attributes: SecurityProfileProviderAttributes): readonly string[] => {
  const token = serviceTokenProblem(attributes.serviceToken, environmentOfStack(provider));
  return [
    ...memberProblems(provider, attributes, attributeNames, [roleRule]),
    ...timeoutProblems(attributes.timeout),
    ...(token === undefined ? [] : [token]),
  ];
};

/** @throws unless they are those of a function that profiles of the environment can use */
export const requireProviderAttributes = (provider: Construct, attributes: SecurityProfileProviderAttributes): void =>
  refuse(
    provider,
    isPlainObject(attributes)
      ? attributesProblems(provider, attributes)
      : notProps(attributes, `an object, as { serviceToken: ${given(attributes)} }`),
  );
