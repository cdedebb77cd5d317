import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Simulator, SimulatorOptions } from '../index';
import type { Screen } from '../screen/screen';
import type { StackDescription } from '../stacks/description';
import type { StackStatus } from '../stacks/stack';
import { type DriftFinding, showDrift } from './drift';
import { CommandError } from './errors';
import { ownParameters, showProfiles, startShownSimulator, withOwnParameters } from './session';

const stackName = 'security-profile-demo';

/** What is done in a step. */
type Act =
  /** A file of the walk's folder. */
  | { readonly kind: 'create' | 'update'; readonly file: string }
  /** Somebody changes something, and the stack knows nothing of it. */
  | { readonly kind: 'by hand'; readonly change: (simulator: Simulator, screen: Screen) => void }
  | { readonly kind: 'delete' };

export interface Step {
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

/** A profile of the stack, with all of it that a roll back must bring back. */
export interface NamedContent {
  readonly name: string;
  readonly content: unknown;
}

/** A walk through examples. */
export interface Walk {
  /** Where the files are, below the project's folder. */
  readonly folder: string;
  readonly isForConnect: boolean;
  readonly options: SimulatorOptions;
  /** What is there before. */
  readonly prepare: (simulator: Simulator) => void;
  readonly steps: readonly Step[];
  readonly profilesOf: (simulator: Simulator, stack: StackDescription) => readonly NamedContent[];
}

const deploy = async (
  simulator: Simulator,
  { folder, isForConnect }: Walk,
  kind: 'create' | 'update',
  file: string,
): Promise<StackDescription> => {
  const templateBody = await readFile(join(__dirname, '..', '..', folder, file), 'utf8');
  const parameters = withOwnParameters(templateBody, {}, ownParameters(simulator, isForConnect));
  const request = { stackName, templateBody, parameters };
  const { cloudFormation } = simulator;
  return kind === 'create' ? cloudFormation.createStack(request) : cloudFormation.updateStack(request);
};

const runStep = async (simulator: Simulator, walk: Walk, { act }: Step, screen: Screen): Promise<StackDescription> => {
  switch (act.kind) {
    case 'create':
    case 'update':
      return deploy(simulator, walk, act.kind, act.file);
    case 'by hand':
      act.change(simulator, screen);
      return simulator.cloudFormation.describeStack(stackName);
    case 'delete':
      return simulator.cloudFormation.deleteStack({ stackName });
  }
};

const problemOf = (
  step: Step,
  { stackStatus }: StackDescription,
  profiles: readonly NamedContent[],
  before: unknown,
): string | undefined => {
  if (stackStatus !== step.ends) return `the stack ended in ${stackStatus} instead of ${step.ends}`;
  const names = profiles.map(({ name }) => name);
  if (!isDeepStrictEqual(names, step.profiles))
    return `the service holds the profiles [${names.join(', ')}] instead of [${step.profiles.join(', ')}]`;
  if (step.unchanged && !isDeepStrictEqual(profiles, before)) return 'the profile is not as it was before';
  return undefined;
};

const driftProblem = ({ drift }: Step, found: DriftFinding | undefined): string | undefined =>
  found === drift ? undefined : `security-profile drift finds the stack ${found} instead of ${drift}`;

/**
 * Walks through the examples.
 * @throws CommandError when a step does not end as it should.
 */
export const runWalk = async (walk: Walk, screen: Screen): Promise<void> => {
  const simulator = await startShownSimulator(screen, walk.options);
  try {
    walk.prepare(simulator);
    let before: unknown;
    for (const [index, step] of walk.steps.entries()) {
      const { title, act, drift } = step;
      screen.heading(`${index + 1}. ${title}${'file' in act ? ` (${walk.folder}/${act.file})` : ''}`);
      const stack = await runStep(simulator, walk, step, screen);
      showProfiles(screen, simulator, stack);
      const found = drift === undefined ? undefined : await showDrift(simulator, stackName, screen);
      const profiles = walk.profilesOf(simulator, stack);
      const problem = problemOf(step, stack, profiles, before) ?? driftProblem(step, found);
      if (problem !== undefined) throw new CommandError(`step ${index + 1}: ${problem}`);
      if (act.kind !== 'by hand') before = profiles;
    }
    screen.good('Every step ended as it should, and nothing of the stack is left.');
  } finally {
    await simulator.close();
  }
};
