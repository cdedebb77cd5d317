import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Simulator, simulatorAccount } from '../index';
import type { Screen } from '../screen/screen';
import type { StackDescription } from '../stacks/description';
import type { StackStatus } from '../stacks/stack';
import { CommandError } from './errors';
import { profilesOf, showProfiles, startShownSimulator, withServiceToken } from './session';

const stackName = 'security-profile-demo';

interface Step {
  readonly title: string;
  /** A file of `templates/examples/`; without one the step deletes the stack. */
  readonly file?: string;
  readonly ends: StackStatus;
  /** The profiles that the service holds afterwards for the stack. */
  readonly profiles: readonly string[];
  /** Whether the profiles must then be what they were before. */
  readonly unchanged?: boolean;
}

const steps: readonly Step[] = [
  {
    title: 'Create a profile with two behaviors, an alert target, a retained metric and a tag',
    file: '1-create.yaml',
    ends: 'CREATE_COMPLETE',
    profiles: ['example-security-profile'],
  },
  {
    title: 'Update it: other behaviors, no alert target any more, two targets attached',
    file: '2-update.yaml',
    ends: 'UPDATE_COMPLETE',
    profiles: ['example-security-profile'],
  },
  {
    title: 'Rename it: the new profile is made first, the old one deleted last',
    file: '3-rename.yaml',
    ends: 'UPDATE_COMPLETE',
    profiles: ['PossibleIssue'],
  },
  {
    title: 'An update that fails half-way and is rolled back: one target has all the profiles it can have',
    file: '4-failing-update.yaml',
    ends: 'UPDATE_ROLLBACK_COMPLETE',
    profiles: ['PossibleIssue'],
    unchanged: true,
  },
  { title: 'Delete the stack', ends: 'DELETE_COMPLETE', profiles: [] },
];

/** AWS IoT allows no more profiles on one target. */
const profilesPerTarget = 5;

/** Fills the group that the failing update wants to attach to. */
const crowdTheGroup = ({ iot }: Simulator): void => {
  const { partition, region, accountId } = simulatorAccount;
  const targets = [`arn:${partition}:iot:${region}:${accountId}:thinggroup/crowded`];
  for (let count = 1; count <= profilesPerTarget; count++)
    iot.service.seed({ securityProfileName: `somebody-elses-${count}` }, { targets });
};

const runStep = async ({ cloudFormation }: Simulator, { file }: Step): Promise<StackDescription> => {
  if (file === undefined) return cloudFormation.deleteStack({ stackName });
  const templateBody = await readFile(join(__dirname, '..', '..', 'templates', 'examples', file), 'utf8');
  const request = { stackName, templateBody, parameters: withServiceToken(templateBody, {}) };
  return file === steps[0]?.file ? cloudFormation.createStack(request) : cloudFormation.updateStack(request);
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
      screen.heading(
        `${index + 1}. ${step.title}${step.file === undefined ? '' : ` (templates/examples/${step.file})`}`,
      );
      const stack = await runStep(simulator, step);
      showProfiles(screen, simulator, stack);
      const problem = problemOf(simulator, step, stack, before);
      if (problem !== undefined) throw new CommandError(`step ${index + 1}: ${problem}`);
      before = contents(simulator, stack);
    }
    screen.good('Every step ended as it should, and nothing of the stack is left.');
  } finally {
    await simulator.close();
  }
};
