import type { Simulator } from '../index';
import type { Screen } from '../screen/screen';
import { type AskedDeployments, readDeployments } from './deployments';
import { badEnd, showOutputs } from './outcome';
import { ownParameters, withOwnParameters } from './session';
import { inFile } from './template-file';

/**
 * Creates a stack of each template, one after the other, so that one may import what another exports. One that ends badly
 * is told and stays as it is: somebody may want to look at it.
 * @throws CommandError when something cannot be read, or CloudFormation does not even begin.
 */
export const deployServed = async (
  simulator: Simulator,
  screen: Screen,
  asked: AskedDeployments,
  isForConnect: boolean,
): Promise<void> => {
  const own = ownParameters(simulator, isForConnect);
  const { stacks } = await readDeployments(asked);
  for (const { path, templateBody, stackName, parameters } of stacks) {
    screen.heading(`Create the stack ${stackName}: ${path}`);
    const stack = await inFile(path, async () =>
      simulator.cloudFormation.createStack({
        stackName,
        templateBody,
        parameters: withOwnParameters(templateBody, parameters, own),
      }),
    );
    await simulator.settled();
    showOutputs(screen, stack);
    if (stack.stackStatus !== 'CREATE_COMPLETE') screen.bad(badEnd(stack));
  }
  if (stacks.length > 0) screen.note('');
};
