import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Simulator, simulatorAccount } from '../index';
import type { Screen } from '../screen/screen';
import type { StackDescription } from '../stacks/description';
import type { StackStatus } from '../stacks/stack';
import { type DriftFinding, showDrift } from './drift';
import { CommandError } from './errors';
import { ownParameters, profilesOf, showProfiles, startShownSimulator, withOwnParameters } from './session';

const stackName = 'security-profile-demo';

/** What is done in a step. */
type Act =
  /** A file of `templates/examples/`. */
  | { readonly kind: 'create' | 'update'; readonly file: string }
  /** Somebody changes the profile, and the stack knows nothing of it. */
  | { readonly kind: 'by hand' }
  | { readonly kind: 'delete' };

interface Step {
  readonly title: string;
  readonly act: Act;
  readonly ends: StackStatus;
  /** The profiles that the service holds afterwards for the stack. */
  readonly profiles: readonly string[];
  /** Whether the profiles must then be what the stack last made of them. */
  readonly unchanged?: boolean;
  /** Whether `security-profile drift` looks at the stack afterwards, and what it must find. */
  readonly drift?: DriftFinding;
}

const steps: readonly Step[] = [
  {
    title: 'Create a profile with two behaviors, an alert target, a retained metric and a tag',
    act: { kind: 'create', file: '1-create.yaml' },
    ends: 'CREATE_COMPLETE',
    profiles: ['example-security-profile'],
  },
  {
    title: 'Update it: other behaviors, no alert target any more, two targets attached',
    act: { kind: 'update', file: '2-update.yaml' },
    ends: 'UPDATE_COMPLETE',
    profiles: ['example-security-profile'],
  },
  {
    title: 'Rename it: the new profile is made first, the old one deleted last',
    act: { kind: 'update', file: '3-rename.yaml' },
    ends: 'UPDATE_COMPLETE',
    profiles: ['PossibleIssue'],
  },
  {
    title: 'Somebody changes it by hand: the stack does not notice, the tool shows it',
    act: { kind: 'by hand' },
    ends: 'UPDATE_COMPLETE',
    profiles: ['PossibleIssue'],
    drift: 'drifted',
  },
  {
    title: 'Repair it: an update that changes nothing but Revision',
    act: { kind: 'update', file: '5-repair.yaml' },
    ends: 'UPDATE_COMPLETE',
    profiles: ['PossibleIssue'],
    unchanged: true,
    drift: 'in sync',
  },
  {
    title: 'An update that fails half-way and is rolled back: one target has all the profiles it can have',
    act: { kind: 'update', file: '6-failing-update.yaml' },
    ends: 'UPDATE_ROLLBACK_COMPLETE',
    profiles: ['PossibleIssue'],
    unchanged: true,
  },
  { title: 'Delete the stack', act: { kind: 'delete' }, ends: 'DELETE_COMPLETE', profiles: [] },
];

/** AWS IoT allows no more profiles on one target. */
const profilesPerTarget = 5;

const groupArn = (name: string): string => {
  const { partition, region, accountId } = simulatorAccount;
  return `arn:${partition}:iot:${region}:${accountId}:thinggroup/${name}`;
};

/** Fills the group that the failing update wants to attach to. */
const crowdTheGroup = ({ iot }: Simulator): void => {
  const targets = [groupArn('crowded')];
  for (let count = 1; count <= profilesPerTarget; count++)
    iot.service.seed({ securityProfileName: `somebody-elses-${count}` }, { targets });
};

/** Quietens an alarm, as people do who are woken by it, and forgets a group. */
const changeByHand = ({ iot }: Simulator, screen: Screen): void => {
  const securityProfileName = 'PossibleIssue';
  const once = { consecutiveDatapointsToAlarm: 1, consecutiveDatapointsToClear: 1 };
  const behaviors = [
    {
      name: 'CellularBandwidth',
      metric: 'aws:message-byte-size',
      criteria: { comparisonOperator: 'greater-than', value: { count: 128 }, ...once },
    },
    {
      name: 'Authorization',
      metric: 'aws:num-authorization-failures',
      criteria: { comparisonOperator: 'less-than', value: { count: 500 }, durationSeconds: 300, ...once },
    },
  ];
  iot.service.outOfBand('UpdateSecurityProfile', { securityProfileName, behaviors });
  const securityProfileTargetArn = groupArn('gateways');
  iot.service.outOfBand('DetachSecurityProfile', { securityProfileName, securityProfileTargetArn });
  screen.note('          somebody raises the limit of Authorization to 500, and detaches thinggroup/gateways');
};

const deploy = async (simulator: Simulator, kind: 'create' | 'update', file: string): Promise<StackDescription> => {
  const templateBody = await readFile(join(__dirname, '..', '..', 'templates', 'examples', file), 'utf8');
  const request = {
    stackName,
    templateBody,
    parameters: withOwnParameters(templateBody, {}, ownParameters(simulator)),
  };
  const { cloudFormation } = simulator;
  return kind === 'create' ? cloudFormation.createStack(request) : cloudFormation.updateStack(request);
};

const runStep = async (simulator: Simulator, { act }: Step, screen: Screen): Promise<StackDescription> => {
  switch (act.kind) {
    case 'create':
    case 'update':
      return deploy(simulator, act.kind, act.file);
    case 'by hand':
      changeByHand(simulator, screen);
      return simulator.cloudFormation.describeStack(stackName);
    case 'delete':
      return simulator.cloudFormation.deleteStack({ stackName });
  }
};

/** The profiles of a stack without the version, which every write counts up, a rollback's too. */
const contents = (simulator: Simulator, stack: StackDescription): unknown =>
  [...profilesOf(simulator, stack)].map(
    ([
      name,
      {
        profile: { version: _, ...profile },
        targets,
        tags,
      },
    ]) => ({
      name,
      profile,
      targets,
      tags,
    }),
  );

const problemOf = (simulator: Simulator, step: Step, stack: StackDescription, before: unknown): string | undefined => {
  if (stack.stackStatus !== step.ends) return `the stack ended in ${stack.stackStatus} instead of ${step.ends}`;
  const names = [...profilesOf(simulator, stack).keys()];
  if (!isDeepStrictEqual(names, step.profiles))
    return `the service holds the profiles [${names.join(', ')}] instead of [${step.profiles.join(', ')}]`;
  if (step.unchanged && !isDeepStrictEqual(contents(simulator, stack), before))
    return 'the profile is not as it was before';
  return undefined;
};

const driftProblem = ({ drift }: Step, found: DriftFinding | undefined): string | undefined =>
  found === drift ? undefined : `security-profile drift finds the stack ${found} instead of ${drift}`;

/**
 * Walks through the examples.
 * @throws CommandError when a step does not end as it should.
 */
export const runWalk = async (screen: Screen): Promise<void> => {
  const simulator = await startShownSimulator(screen);
  try {
    crowdTheGroup(simulator);
    let before: unknown;
    for (const [index, step] of steps.entries()) {
      const { title, act, drift } = step;
      screen.heading(`${index + 1}. ${title}${'file' in act ? ` (templates/examples/${act.file})` : ''}`);
      const stack = await runStep(simulator, step, screen);
      showProfiles(screen, simulator, stack);
      const found = drift === undefined ? undefined : await showDrift(simulator, stackName, screen);
      const problem = problemOf(simulator, step, stack, before) ?? driftProblem(step, found);
      if (problem !== undefined) throw new CommandError(`step ${index + 1}: ${problem}`);
      if (act.kind !== 'by hand') before = contents(simulator, stack);
    }
    screen.good('Every step ended as it should, and nothing of the stack is left.');
  } finally {
    await simulator.close();
  }
};
