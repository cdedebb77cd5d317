import type { Screen } from '../screen/screen';
import type { StackDescription } from '../stacks/description';

export const showOutputs = (screen: Screen, { outputs }: StackDescription): void => {
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

/** How a stack has ended that has not ended well, and why. */
export const badEnd = (stack: StackDescription): string =>
  `the stack ${stack.stackName} ended in ${stack.stackStatus}${firstFailure(stack)}`;
