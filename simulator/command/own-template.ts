import type { DeliveryPlan, Simulator } from '../index';
import type { Screen } from '../screen/screen';
import type { StackDescription } from '../stacks/description';
import { arrange } from './arrange';
import { type Deployments, readDeployments } from './deployments';
import { CommandError } from './errors';
import { type AskedFault, lateReadsOf } from './fault-syntax';
import type { TemplateOrder } from './options';
import { badEnd, showOutputs } from './outcome';
import { ownParameters, showProfiles, startShownSimulator, withOwnParameters } from './session';
import { inFile } from './template-file';

const planFrom = (faults: readonly AskedFault[]): DeliveryPlan =>
  Object.assign({}, ...faults.map((fault) => (fault.kind === 'event' ? fault.plan : {})));

/** Whether a step went so that the next one can follow. */
const isGood = ({ stackStatus }: StackDescription, isNew: boolean, disableRollback: boolean): boolean => {
  if (disableRollback && (stackStatus === 'CREATE_FAILED' || stackStatus === 'UPDATE_FAILED')) return true;
  return stackStatus === (isNew ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE');
};

/** Creates the stacks, and updates the one there is; stops at the first step that does not end well. Gives back how each stack stands. */
const deploy = async (
  simulator: Simulator,
  screen: Screen,
  { disableRollback, connectBundle }: TemplateOrder,
  { stacks, updates }: Deployments,
): Promise<readonly StackDescription[]> => {
  const deployed = new Map<string, StackDescription>();
  const own = ownParameters(simulator, connectBundle !== undefined);
  for (const { path, templateBody, stackName, parameters } of [...stacks, ...updates]) {
    const isNew = !deployed.has(stackName);
    screen.heading(`${isNew ? 'Create' : 'Update'} the stack ${stackName}: ${path}`);
    const stack = await inFile(path, async () => {
      const request = {
        stackName,
        templateBody,
        parameters: withOwnParameters(templateBody, parameters, own),
        disableRollback,
      };
      return isNew ? simulator.cloudFormation.createStack(request) : simulator.cloudFormation.updateStack(request);
    });
    deployed.set(stackName, stack);
    await simulator.settled();
    showOutputs(screen, stack);
    showProfiles(screen, simulator, stack);
    if (!isGood(stack, isNew, disableRollback)) break;
  }
  return [...deployed.values()];
};

const remove = async (simulator: Simulator, screen: Screen, stackName: string): Promise<StackDescription> => {
  screen.heading(`Delete the stack ${stackName}`);
  const stack = await simulator.cloudFormation.deleteStack({ stackName });
  await simulator.settled();
  showProfiles(screen, simulator, stack);
  return stack;
};

const well = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'];

const isBad = ({ stackStatus }: StackDescription): boolean => !well.includes(stackStatus);

/** Those that others may need go last; where one stays, what it needs stays. */
const removeAll = async (
  simulator: Simulator,
  screen: Screen,
  deployed: readonly StackDescription[],
): Promise<StackDescription | undefined> => {
  for (const { stackName } of deployed.toReversed()) {
    const deleted = await remove(simulator, screen, stackName);
    if (isBad(deleted)) return deleted;
  }
  return undefined;
};

/**
 * Deploys a user's own templates, then deletes the stacks unless they are to be kept.
 * @throws CommandError when a file, a template or the outcome of a step is not as it should be.
 */
export const runOwnTemplate = async (order: TemplateOrder, screen: Screen): Promise<void> => {
  const deployments = await readDeployments(order);
  const { stacks } = deployments;
  const { region = deployments.region, account = deployments.account } = order;
  if (stacks.length === 0) throw new CommandError(`there is no stack in ${order.templates.join(', ')}`);
  const plan = planFrom(order.faults);
  const { connectBundle, instances } = order;
  const lateReads = lateReadsOf(order.faults);
  const simulator = await startShownSimulator(screen, {
    ...(connectBundle === undefined ? {} : { connectBundle }),
    ...(order.functionTimeout === undefined ? {} : { functionTimeout: order.functionTimeout }),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { accountId: account }),
    deliveryPlan: () => plan,
    isStrict: order.strict,
    ssmParameters: order.ssm,
    readings: order.readings,
    iot: { lateReads: lateReads.iot },
    connect: { lateReads: lateReads.connect, ...(instances.length > 0 ? { instances } : {}) },
  });
  try {
    arrange(simulator, order.faults);
    const deployed = await deploy(simulator, screen, order, deployments);
    const left = order.keep ? undefined : await removeAll(simulator, screen, deployed);
    const bad = deployed.find(isBad) ?? left;
    if (bad !== undefined) throw new CommandError(badEnd(bad));
    const kept = stacks.length === 1 ? 'The stack was kept.' : 'The stacks were kept.';
    screen.good(`Done: every step ended well.${order.keep ? ` ${kept}` : ''}`);
  } finally {
    await simulator.close();
  }
};
