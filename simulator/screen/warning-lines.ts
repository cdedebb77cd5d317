import { explainProblem } from '../../core/iot-security-profile/explain-problem';
import { isJsonObject } from '../../core/schema/json';
import type { Invocation } from '../stacks/custom-resource/delivery';
import type { Colors } from './colors';

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** What the function has had doubts about and gone on with all the same. It says so in its log alone. */
const doubtsIn = (log: string): readonly string[] =>
  log.split('\n').flatMap((line) => {
    const entry = parsed(line);
    if (!isJsonObject(entry) || entry.message !== 'doubtful properties' || !Array.isArray(entry.problems)) return [];
    return entry.problems.map(String);
  });

/** Each warning of the function, and what raises the alarm by the behavior that it is about. */
export const warningLines = ({ event, outcome }: Invocation, colors: Colors): readonly string[] =>
  doubtsIn(outcome.stdout).flatMap((doubt) => {
    const [path = ''] = doubt.split(': ');
    const sentence = explainProblem(event.ResourceProperties, { path });
    const warning = colors.yellow(`          warning ${doubt}`);
    return sentence === undefined ? [warning] : [warning, `                  as written: ${colors.bold(sentence)}`];
  });
