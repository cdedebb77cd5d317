import { join } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { defaultInstanceId } from '../connect';

export const collect = (value: string, before: readonly string[]): readonly string[] => before.concat(value);

export const keyValue = (value: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
  const equals = value.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('It is written Key=Value, for example TopicName=alerts.');
  return { ...before, [value.slice(0, equals)]: value.slice(equals + 1) };
};

export const repeatable = (flags: string, description: string): Option =>
  new Option(flags, `${description}; can be repeated`);

/** Where the build puts the bundle for Amazon Connect. */
const builtForConnect = join(__dirname, '..', '..', 'dist', 'connect', 'lambda');

/** What `--connect` gives: a folder, or `true` without one. */
export type ConnectChoice = string | true;

/** The folder of the bundle that is asked for. */
export const connectBundleOf = (choice: ConnectChoice): string => (choice === true ? builtForConnect : choice);

/** Whether templates are for Amazon Connect, and by which bundle. */
export const connectOption = (): Option =>
  new Option(
    '--connect [bundle]',
    'have the function of Custom::ConnectSecurityProfile, from this folder; ServiceToken is its own, InstanceArn that of the first instance (default: dist/connect/lambda)',
  );

const instanceId = (given: string, before: readonly string[]): readonly string[] => {
  if (!/^[-a-zA-Z0-9]{1,100}$/.test(given))
    throw new InvalidArgumentError('It is the id of an instance, 1 to 100 of a-z A-Z 0-9 and the hyphen.');
  return [...before, given];
};

export const instanceOption = (): Option =>
  repeatable('--instance <id>', 'an instance of Amazon Connect that exists')
    .default([], defaultInstanceId)
    .argParser(instanceId);

const accountId = (value: string): string => {
  if (!/^\d{12}$/.test(value)) throw new InvalidArgumentError('It is the twelve digits of an account.');
  return value;
};

export const accountOption = (more = ''): Option =>
  new Option('--account <id>', `account to play, that of the ARNs in the templates${more}`).argParser(accountId);

const regionName = (value: string): string => {
  if (!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(value)) throw new InvalidArgumentError('It is a Region, as eu-west-1.');
  return value;
};

export const regionOption = (more = ''): Option =>
  new Option('--region <region>', `Region to play${more}`).argParser(regionName);

export const strictOption = (): Option =>
  new Option('--strict', 'refuse the resource types that are not simulated').default(
    false,
    'something made up stands in',
  );

export const stackNameOption = (): Option =>
  repeatable('--stack-name <name>', 'name of the stack of the first template, of the second, and so on')
    .default([], 'simulated-stack, simulated-stack-2, …')
    .argParser(collect);

/** The parameter store, of which `{{resolve:ssm:NAME}}` and parameters of an SSM type are read. */
export const ssmOption = (): Option =>
  repeatable('--ssm <NAME=VALUE>', 'what the parameter store holds').default({}, 'none').argParser(keyValue);
