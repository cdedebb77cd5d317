import type { QueryCall } from '../query/responder';
import { printedJson } from '../service/model/json';
import type { Call } from '../service/types';
import type { Colors } from './colors';

const longestValue = 72;

const cut = (text: string): string => (text.length <= longestValue ? text : `${text.slice(0, longestValue - 1)}…`);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Those that tell one element of a list from the others, or one profile. */
const nameMembers = ['name', 'Key', 'metric', 'Namespace', 'FlowModuleId', 'Arn'];
const profileMembers = ['securityProfileName', 'SecurityProfileName', 'SecurityProfileId'];

/** What tells one element of a list from the others. */
const elementName = (element: unknown): string => {
  if (!isObject(element)) return String(element);
  const name = nameMembers.map((member) => element[member]).find((value) => value !== undefined);
  return typeof name === 'string' ? name : printedJson(element);
};

const shown = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(elementName).join(', ')}]`;
  if (isObject(value)) return `{${Object.keys(value).join(', ')}}`;
  return printedJson(value);
};

const outcome = ({ status, error }: Pick<Call<string>, 'status' | 'error'>, colors: Colors): string => {
  if (error !== undefined) return colors.red(`${status ?? 'no answer'} ${error.name}: ${error.message}`);
  return status === undefined ? colors.red('no answer') : colors.green(String(status));
};

/** A service whose calls are shown, by the prefix of its actions. */
export type ShownService = 'iot' | 'connect';

const isName = ([member, value]: readonly [string, unknown]): boolean =>
  profileMembers.includes(member) && typeof value === 'string';

/** A call of the API with its key parameters and what came of it. */
export const callLine = (call: Call<string>, colors: Colors, service: ShownService = 'iot'): string => {
  const members = Object.entries(call.input);
  const names = members.filter(isName).map(([, value]) => ` ${value}`);
  const others = members.filter((member) => !isName(member));
  const parameters = others.map(([key, value]) => ` ${colors.dim(`${key}=`)}${cut(shown(value))}`);
  return `          ${colors.dim(service)} ${colors.bold(call.operation)}${names.join('')}${parameters.join('')} ${outcome(call, colors)}`;
};

/** A call of another service: CloudFormation's own events say the rest. */
export const queryCallLine = (call: QueryCall, colors: Colors): string =>
  `          ${colors.dim(call.service)} ${colors.bold(call.operation || 'no operation')} ${outcome(call, colors)}`;
