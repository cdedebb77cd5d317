import type { DeliveryPlan, Simulator } from '../index';
import type { Screen } from '../screen/screen';
import type { StackDescription } from '../stacks/description';
import { CommandError } from './errors';
import { type AskedFault, lateReadsOf } from './fault-syntax';
import type { TemplateOrder } from './options';
import { badEnd, showOutputs } from './outcome';
import { showProfiles, startShownSimulator, withServiceToken } from './session';
import { inFile, readTemplate, type TemplateFile } from './template-file';

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

/** Creates the stack and updates it; stops at the first step that does not end well. */
const deploy = async (
  simulator: Simulator,
  screen: Screen,
  { stackName, parameters, disableRollback }: TemplateOrder,
  files: readonly TemplateFile[],
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
  const files = await Promise.all(paths.map(readTemplate));
  const plan = planFrom(order.faults);
  const simulator = await startShownSimulator(screen, {
    ...(order.functionTimeout === undefined ? {} : { functionTimeout: order.functionTimeout }),
    deliveryPlan: () => plan,
    isStrict: order.strict,
    readings: order.readings,
    iot: { lateReads: lateReadsOf(order.faults) },
  });
  try {
    arrange(simulator, order.faults);
    const deployed = await deploy(simulator, screen, order, files);
    const deleted = order.keep ? undefined : await remove(simulator, screen, order.stackName);
    const bad = [deployed, deleted].find((stack) => stack !== undefined && !well.includes(stack.stackStatus));
    if (bad !== undefined) throw new CommandError(badEnd(bad));
    screen.good(`Done: every step ended well.${order.keep ? ' The stack was kept.' : ''}`);
  } finally {
    await simulator.close();
  }
};
