import type { StackEvent } from '../stacks/stack';
import type { Colors } from './colors';

const paint = ({ status }: StackEvent, colors: Colors): ((text: string) => string) => {
  if (status.endsWith('_FAILED') || status.includes('ROLLBACK')) return colors.red;
  return status.endsWith('_COMPLETE') ? colors.green : colors.cyan;
};

const statusWidth = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'.length;
const logicalIdWidth = 22;

const timeOfDay = (time: number): string => new Date(time).toISOString().slice(11, 19);

/** An event as `aws cloudformation` lists it: time (UTC), status, logical id, type; the reason on a line of its own. */
export const eventLines = (event: StackEvent, colors: Colors): readonly string[] => {
  const { time, status, logicalId, type, reason } = event;
  const isStack = type === 'AWS::CloudFormation::Stack';
  const name = logicalId.padEnd(logicalIdWidth);
  const line = `${colors.dim(timeOfDay(time))}  ${paint(event, colors)(status.padEnd(statusWidth))}  ${isStack ? colors.bold(name) : name}  ${colors.dim(type)}`;
  return reason === undefined ? [line] : [line, `          ${colors.dim(reason.trimEnd())}`];
};
