import { readFile } from 'node:fs/promises';
import type { DeliveryPlan, Simulator } from '../index';
import type { Screen } from '../screen/screen';
import type { StackDescription } from '../stacks/description';
import { CommandError } from './errors';
import { type AskedFault, lateReadsOf } from './fault-syntax';
import type { TemplateOrder } from './options';
import { showProfiles, startShownSimulator, withServiceToken } from './session';

const fileProblems: Readonly<Record<string, string>> = {
  EACCES: 'it may not be read',
  EISDIR: 'it is a directory',
  ENOENT: 'there is no such file',
};

const fileProblem = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
  return fileProblems[code] ?? code;
};

const read = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new CommandError(`cannot read the template ${path}: ${fileProblem(error)}`);
  }
};

/** Names the file in what CloudFormation says of its template. */
const inFile = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && (error.name === 'ValidationError' || error.name === 'UnsupportedError'))
      throw new CommandError(`${path}: ${error.message}`);
    throw error;
  }
};

const planFrom = (faults: readonly AskedFault[]): DeliveryPlan =>
  Object.assign({}, ...faults.map((fault) => (fault.kind === 'event' ? fault.plan : {})));

const arrange = (simulator: Simulator, faults: readonly AskedFault[]): void => {
  for (const asked of faults) {
    switch (asked.kind) {
      case 'service':
        simulator.iot.faults.add(asked.fault);
        break;
      case 'answer':
        simulator.answers.fail(asked.fault, asked.times);
        break;
      case 'late reads':
      case 'event':
        break;
    }
  }
};

interface File {
  readonly path: string;
  readonly templateBody: string;
}

/** Creates the stack and updates it; stops at the first step that does not end well. */
const deploy = async (
  simulator: Simulator,
  screen: Screen,
  { stackName, parameters, disableRollback }: TemplateOrder,
  files: readonly File[],
): Promise<StackDescription> => {
  let stack: StackDescription | undefined;
  for (const { path, templateBody } of files) {
    const isNew = stack === undefined;
    screen.heading(`${isNew ? 'Create' : 'Update'} the stack ${stackName}: ${path}`);
    stack = await inFile(path, async () => {
      const request = {
        stackName,
        templateBody,
        parameters: withServiceToken(templateBody, parameters),
        disableRollback,
      };
      return isNew ? simulator.cloudFormation.createStack(request) : simulator.cloudFormation.updateStack(request);
    });
    await simulator.settled();
    showOutputs(screen, stack);
    showProfiles(screen, simulator, stack);
    const isLeft = disableRollback && (stack.stackStatus === 'CREATE_FAILED' || stack.stackStatus === 'UPDATE_FAILED');
    if (!isLeft && stack.stackStatus !== (isNew ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE')) break;
  }
  if (stack === undefined) throw new CommandError('there is no template to deploy');
  return stack;
};

const showOutputs = (screen: Screen, { outputs }: StackDescription): void => {
  const entries = Object.entries(outputs);
  if (entries.length > 0)
    screen.note(`\nOutputs:\n${entries.map(([name, value]) => `  ${name} = ${value}`).join('\n')}`);
};

/** What went wrong first in the last operation: the rest only follows from it. */
const firstFailure = ({ events }: StackDescription): string => {
  const start = events.findLastIndex(({ reason }) => reason === 'User Initiated');
  const failed = events
    .slice(start)
    .find(({ status, type }) => status.endsWith('_FAILED') && type !== 'AWS::CloudFormation::Stack');
  return failed === undefined
    ? ''
    : `: ${failed.logicalId} ${failed.status}${failed.reason ? `, ${failed.reason}` : ''}`;
};

const remove = async (simulator: Simulator, screen: Screen, stackName: string): Promise<StackDescription> => {
  screen.heading(`Delete the stack ${stackName}`);
  const stack = await simulator.cloudFormation.deleteStack({ stackName });
  await simulator.settled();
  showProfiles(screen, simulator, stack);
  return stack;
};

const well = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'];

/**
 * Deploys a user's own templates, then deletes the stack unless it is to be kept.
 * @throws CommandError when a file, a template or the outcome of a step is not as it should be.
 */
export const runOwnTemplate = async (order: TemplateOrder, screen: Screen): Promise<void> => {
  const paths = [order.template, ...order.updates];
  const files = await Promise.all(paths.map(async (path): Promise<File> => ({ path, templateBody: await read(path) })));
  const plan = planFrom(order.faults);
  const simulator = await startShownSimulator(screen, {
    ...(order.functionTimeout === undefined ? {} : { functionTimeout: order.functionTimeout }),
    deliveryPlan: () => plan,
    readings: order.readings,
    iot: { lateReads: lateReadsOf(order.faults) },
  });
  try {
    arrange(simulator, order.faults);
    const deployed = await deploy(simulator, screen, order, files);
    const deleted = order.keep ? undefined : await remove(simulator, screen, order.stackName);
    const bad = [deployed, deleted].find((stack) => stack !== undefined && !well.includes(stack.stackStatus));
    if (bad !== undefined)
      throw new CommandError(`the stack ${bad.stackName} ended in ${bad.stackStatus}${firstFailure(bad)}`);
    screen.good(`Done: every step ended well.${order.keep ? ' The stack was kept.' : ''}`);
  } finally {
    await simulator.close();
  }
};
