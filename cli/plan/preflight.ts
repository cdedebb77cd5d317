import { CallError, kindOf } from '../../aws/failure';
import { type ReadCall, serviceName } from '../../aws/iot/operations';
import { maxResults } from '../../aws/iot/read';
import { readPages } from '../../aws/pages';
import { ValidationError } from '../../cloudformation/errors';
import { checkReferences, dependencies, deploymentOrder } from '../../cloudformation/references';
import {
  describeProblem,
  readProperties,
  type SecurityProfileProperties,
} from '../../core/iot-security-profile/properties';
import {
  isCustomMetric,
  type OperatorFamily,
  operatorFamilies,
} from '../../core/iot-security-profile/properties/metrics';
import type { Declaration } from '../declared/deployment';
import { isUnresolved } from '../declared/resources';
import { shortArn } from '../screen/arn';
import type { ResourceEvent } from './events';
import type { Forecast } from './forecast';
import type { Surrounding } from './surroundings';

/** Something that a deployment would meet. */
export interface Check {
  /** `failure`: the deployment fails of it; `doubt`: it may; `note`: it does not. */
  readonly kind: 'failure' | 'doubt' | 'note';
  readonly message: string;
}

const failure = (message: string): readonly Check[] => [{ kind: 'failure', message }];
const doubt = (message: string): readonly Check[] => [{ kind: 'doubt', message }];
const note = (message: string): readonly Check[] => [{ kind: 'note', message }];

/** What CloudFormation refuses of a template before it begins. Before a transform nobody can tell what there will be. */
export const templateChecks = ({ read, source }: Declaration): readonly Check[] => {
  const { template } = read;
  if (template.transformed !== undefined || read.notLookedInto.length > 0 || read.unread.length > 0) return [];
  try {
    checkReferences(template);
    const definitions = Object.values(template.resources);
    deploymentOrder(
      new Map(definitions.map((definition) => [definition.logicalId, dependencies(definition, template)])),
    );
    return [];
  } catch (error) {
    if (error instanceof ValidationError) return failure(`${source}: ${error.message}`);
    throw error;
  }
};

/** Parameters that a deployment needs and that nobody has given here. */
export const parameterChecks = ({ read, given }: Declaration): readonly Check[] => {
  const missing = Object.entries(read.template.parameters).flatMap(([name, { Default }]) =>
    Default === undefined && !given.includes(name) ? [name] : [],
  );
  return missing.length === 0 ? [] : note(`the deployment needs a value for ${missing.join(', ')}: none is given here`);
};

/** What the state of a stack means for a deployment. */
export const stackChecks = (name: string, status: string): readonly Check[] => {
  const is = `the stack ${name} is in ${status}`;
  if (/^(ROLLBACK_COMPLETE|ROLLBACK_FAILED|DELETE_FAILED)$/.test(status))
    return failure(`${is}: CloudFormation updates it no more; delete it, and create it anew`);
  if (status === 'UPDATE_ROLLBACK_FAILED') return failure(`${is}: continue the roll back first`);
  if (status.endsWith('_IN_PROGRESS'))
    return failure(`${is}: CloudFormation does one thing at a time; wait for its end`);
  if (/^(CREATE_FAILED|UPDATE_FAILED)$/.test(status))
    return doubt(`${is}: what its resources were last told is not certain, and so what they do next is not`);
  return [];
};

/** What the function lets pass on an update, for a roll back must not be stopped by it, and the service may refuse. */
export const doubtsAbout = (event: ResourceEvent): readonly Check[] =>
  event.kind !== 'Update'
    ? []
    : readProperties(event.declared.properties, { isUnresolved: isUnresolved(event.declared.type) })
        .problems.filter(({ certainty }) => certainty === 'strong')
        .flatMap((problem) => doubt(`AWS IoT will probably refuse it: ${describeProblem(problem)}`));

/** https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html */
const mostProfilesPerTarget = 5;

/** What else happens in the same deployment. */
export interface Beside {
  /** What the template makes itself: the end of an ARN, and whether that comes before the profile. */
  readonly made: (surrounding: string) => 'before' | 'in any order' | undefined;
  /** The profiles that the deployment has attached to a target before. */
  readonly attached: (arn: string) => readonly string[];
}

export const nothingBeside: Beside = { made: () => undefined, attached: () => [] };

type Question = (call: ReadCall) => Promise<readonly Check[]>;

/** What the template makes itself need not be there yet, if only it comes first. */
const unlessMade = (surrounding: Surrounding, { made }: Beside, question: Question): Question => {
  const order = made(surrounding);
  if (order === undefined) return question;
  return async (call) => {
    if (order === 'before') return [];
    const [missing] = await question(call);
    return missing === undefined
      ? []
      : doubt(
          `${surrounding} is made by the same template, and nothing says that it comes first: refer to it, or add DependsOn`,
        );
  };
};

/** What may not be asked is said to be unchecked; what is not there, by `missing`, or by somebody else. */
const asking =
  (what: string, question: Question, missing?: string): Question =>
  async (call) => {
    try {
      return await question(call);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (kindOf(error.failure) === 'not-found') return missing === undefined ? [] : failure(missing);
      return doubt(`${what} was not checked: ${error.message}`);
    }
  };

const targetHasRoom = (arn: string, { name, live, action }: Forecast, { attached }: Beside): Question =>
  asking(`how many profiles ${shortArn(arn)} has`, async (call) => {
    const operation = 'ListSecurityProfilesForTarget';
    const names = await readPages(serviceName, operation, async (token) => {
      const page = await call(operation, { securityProfileTargetArn: arn, recursive: false, maxResults, ...token });
      const mappings = page.securityProfileTargetMappings ?? [];
      return {
        items: mappings.flatMap(({ securityProfileIdentifier }) => securityProfileIdentifier?.name ?? []),
        nextToken: page.nextToken,
      };
    });
    const others = new Set([...names, ...attached(arn)].filter((other) => other !== name || live === undefined));
    const has = `${shortArn(arn)} has ${others.size} of ${mostProfilesPerTarget} profiles`;
    if (others.size >= mostProfilesPerTarget)
      return failure(`${has} (${[...others].join(', ')}): AWS IoT refuses one more; detach one of them first`);
    return others.size === mostProfilesPerTarget - 1
      ? note(
          `${has}, and will have all it can${action === 'replace' ? ', for as long as the old profile is there' : ''}`,
        )
      : [];
  });

const groupExists = (arn: string, beside: Beside): readonly Question[] => {
  const [, thingGroupName] = /:thinggroup\/(.+)$/.exec(arn) ?? [];
  if (thingGroupName === undefined) return [];
  const question: Question = async (call) => {
    await call('DescribeThingGroup', { thingGroupName });
    return [];
  };
  const asked = asking(
    `whether the thing group ${thingGroupName} exists`,
    question,
    `the thing group ${thingGroupName} does not exist: make it first, or correct TargetArns`,
  );
  return [unlessMade(`thinggroup/${thingGroupName}`, beside, asked)];
};

const familyOfType: Readonly<Record<string, OperatorFamily>> = {
  number: 'relational',
  'number-list': 'set',
  'string-list': 'set',
  'ip-address-list': 'cidr-set',
};

const metricExists = (metricName: string, operators: readonly string[]): Question =>
  asking(
    `whether the custom metric ${metricName} exists`,
    async (call) => {
      const { metricType = '' } = await call('DescribeCustomMetric', { metricName });
      const family = Object.hasOwn(familyOfType, metricType) ? familyOfType[metricType] : undefined;
      const families: Readonly<Record<string, OperatorFamily>> = operatorFamilies;
      const wrong = operators.filter((operator) => family !== undefined && families[operator] !== family);
      return wrong.length === 0
        ? []
        : doubt(`the custom metric ${metricName} is a ${metricType}, which ${wrong.join(', ')} does not suit`);
    },
    `the custom metric ${metricName} does not exist: make it first, or correct the metric's name`,
  );

const dimensionExists = (name: string): Question =>
  asking(
    `whether the dimension ${name} exists`,
    async (call) => {
      await call('DescribeDimension', { name });
      return [];
    },
    `the dimension ${name} does not exist: make it first, or correct DimensionName`,
  );

const measuredBy = ({ behaviors = [], additionalMetricsToRetainV2 = [] }: SecurityProfileProperties) => [
  ...behaviors.map(({ metric, metricDimension, criteria }) => ({
    metric,
    metricDimension,
    operator: criteria?.comparisonOperator,
  })),
  ...additionalMetricsToRetainV2.map(({ metric, metricDimension }) => ({
    metric,
    metricDimension,
    operator: undefined,
  })),
];

const questionsAbout = (profile: SecurityProfileProperties, beside: Beside): readonly Question[] => {
  const measured = measuredBy(profile);
  const custom = new Set(
    measured.flatMap(({ metric }) => (metric !== undefined && isCustomMetric(metric) ? [metric] : [])),
  );
  const dimensions = new Set(measured.flatMap(({ metricDimension }) => metricDimension?.dimensionName ?? []));
  const operatorsOf = (name: string) =>
    measured.flatMap(({ metric, operator }) => (metric === name && operator !== undefined ? [operator] : []));
  return [
    ...[...custom].map((name) => unlessMade(`custommetric/${name}`, beside, metricExists(name, operatorsOf(name)))),
    ...[...dimensions].map((name) => unlessMade(`dimension/${name}`, beside, dimensionExists(name))),
  ];
};

/** What is refused for one reason may have others, and all are told at once. */
const looksAhead: ReadonlySet<Forecast['action']> = new Set(['create', 'update', 'replace', 'adopt', 'refused']);

/** What of AWS IoT a deployment would stumble over: each is a failure that it would end with. */
export const preflight = async (
  forecast: Forecast,
  call: ReadCall,
  beside: Beside = nothingBeside,
): Promise<readonly Check[]> => {
  const { action, calls, declared, live } = forecast;
  if (declared === undefined || !looksAhead.has(action)) return [];
  const planned = calls.flatMap((call) =>
    call.operation === 'AttachSecurityProfile' ? (call.input.securityProfileTargetArn ?? []) : [],
  );
  const wanted = (declared.profile.targetArns ?? []).filter((arn) => live?.targets?.includes(arn) !== true);
  const attached = action === 'refused' ? wanted : planned;
  const sendsContent =
    action === 'refused' ||
    calls.some(({ operation }) => operation === 'CreateSecurityProfile' || operation === 'UpdateSecurityProfile');
  const questions = [
    ...attached.flatMap((arn) => [...groupExists(arn, beside), targetHasRoom(arn, forecast, beside)]),
    ...(sendsContent ? questionsAbout(declared.profile, beside) : []),
  ];
  const checks: Check[] = [];
  for (const question of questions) checks.push(...(await question(call)));
  return [...new Map(checks.map((check) => [check.message, check])).values()];
};
