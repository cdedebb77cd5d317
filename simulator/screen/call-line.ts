import type { IotCall } from '../iot';
import type { QueryCall } from '../query/responder';
import { printedJson } from '../service/model/json';
import type { Colors } from './colors';

const longestValue = 72;

const cut = (text: string): string => (text.length <= longestValue ? text : `${text.slice(0, longestValue - 1)}…`);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What tells one element of a list from the others. */
const elementName = (element: unknown): string => {
  if (!isObject(element)) return String(element);
  const name = element.name ?? element.Key ?? element.metric;
  return typeof name === 'string' ? name : printedJson(element);
};

const shown = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(elementName).join(', ')}]`;
  if (isObject(value)) return `{${Object.keys(value).join(', ')}}`;
  return printedJson(value);
};

const outcome = ({ status, error }: Pick<IotCall, 'status' | 'error'>, colors: Colors): string => {
  if (error !== undefined) return colors.red(`${status ?? 'no answer'} ${error.name}: ${error.message}`);
  return status === undefined ? colors.red('no answer') : colors.green(String(status));
};

/** A call of the API with its key parameters and what came of it. */
export const callLine = (call: IotCall, colors: Colors): string => {
  const { securityProfileName, ...others } = call.input;
  const name = typeof securityProfileName === 'string' ? ` ${securityProfileName}` : '';
  const parameters = Object.entries(others).map(([key, value]) => ` ${colors.dim(`${key}=`)}${cut(shown(value))}`);
  return `          ${colors.dim('iot')} ${colors.bold(call.operation)}${name}${parameters.join('')} ${outcome(call, colors)}`;
};

/** A call of another service: CloudFormation's own events say the rest. */
export const queryCallLine = (call: QueryCall, colors: Colors): string =>
  `          ${colors.dim(call.service)} ${colors.bold(call.operation || 'no operation')} ${outcome(call, colors)}`;
