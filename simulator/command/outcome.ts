import type { Screen } from '../screen/screen';
import type { StackDescription } from '../stacks/description';
import type { StackEvent } from '../stacks/stack';

export const showOutputs = (screen: Screen, { outputs }: StackDescription): void => {
  const entries = Object.entries(outputs);
  if (entries.length > 0)
    screen.note(`\nOutputs:\n${entries.map(([name, value]) => `  ${name} = ${value}`).join('\n')}`);
};

const isOfStack = ({ type }: StackEvent): boolean => type === 'AWS::CloudFormation::Stack';

/** What went wrong first in the last operation, the rest only follows from it: a resource, or else the stack itself. */
const firstFailure = ({ events }: StackDescription): string => {
  const start = events.findLastIndex(({ reason }) => reason === 'User Initiated');
  const ofLast = events.slice(start + 1);
  const failed = ofLast.find((event) => event.status.endsWith('_FAILED') && !isOfStack(event));
  if (failed === undefined) {
    const { reason = '' } = ofLast.find((event) => isOfStack(event) && event.reason !== undefined) ?? {};
    return reason === '' ? '' : `: ${reason.trim()}`;
  }
  return `: ${failed.logicalId} ${failed.status}${failed.reason ? `, ${failed.reason}` : ''}`;
};

/** How a stack has ended that has not ended well, and why. */
export const badEnd = (stack: StackDescription): string =>
  `the stack ${stack.stackName} ended in ${stack.stackStatus}${firstFailure(stack)}`;
