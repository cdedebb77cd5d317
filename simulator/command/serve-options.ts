import { Command, InvalidArgumentError, Option } from 'commander';
import type { Surrounding } from '../iot';
import { type AskedFault, parseFault, serviceFaultHelp } from './fault-syntax';
import { parseMissing } from './missing-syntax';
import {
  accountOption,
  type ConnectChoice,
  collect,
  connectOption,
  instanceOption,
  keyValue,
  regionOption,
  repeatable,
  ssmOption,
  stackNameOption,
  strictOption,
} from './option-syntax';

/** What the command line of the server asks for. */
export interface ServeOptions {
  readonly port: number;
  readonly region: string;
  readonly account?: string;
  readonly rateLimit: boolean;
  readonly strict: boolean;
  readonly fault: readonly AskedFault[];
  readonly missing: readonly Surrounding[];
  readonly template: readonly string[];
  readonly stackName: readonly string[];
  readonly parameter: Readonly<Record<string, string>>;
  /** Whether templates are for Amazon Connect, and by which bundle. */
  readonly connect?: ConnectChoice;
  readonly instance: readonly string[];
  readonly ssm: Readonly<Record<string, string>>;
}

const port = (value: string): number => {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new InvalidArgumentError('It is a whole number from 0 (any free port) to 65535.');
  return number;
};

const serviceFault = (given: string, before: readonly AskedFault[]): readonly AskedFault[] => {
  const fault = parseFault(given);
  if (fault.kind === 'answer' || fault.kind === 'event')
    throw new InvalidArgumentError('Here only what goes wrong in the service can be asked for.');
  return [...before, fault];
};

const help = `
Everything answers at one URL: AWS IoT and Amazon Connect as far as security profiles go, CloudFormation, and STS for who
one is.
Faults strike once the templates are deployed.

${serviceFaultHelp}

Examples:
  npm run simulator -- --port 4567
  npm run simulator -- --template templates/examples/import-value.yaml --stack-name fleet
  npm run simulator -- --missing thinggroup/gone --missing custommetric/battery`;

/** The command; `action` is what it does. */
export const serveCommand = (action: (options: ServeOptions) => Promise<void>): Command =>
  new Command('npm run simulator --')
    .description('Runs AWS IoT security profiles and CloudFormation on the loopback address.')
    .option('--port <number>', 'port to listen on', port, 0)
    .addOption(regionOption().default('us-east-1'))
    .addOption(accountOption().default('123456789012'))
    .addOption(
      repeatable('--template <file>', 'create a stack from this template, or all those of a cdk.out')
        .default([], 'none')
        .argParser(collect),
    )
    .addOption(stackNameOption())
    .addOption(
      repeatable('--parameter <Key=Value>', 'parameter of the templates that have it')
        .default({}, 'none')
        .argParser(keyValue),
    )
    .addOption(ssmOption())
    .addOption(
      repeatable('--missing <kind/name>', 'a thinggroup, custommetric or dimension that does not exist')
        .default([], 'none: any exists')
        .argParser((given, before: readonly Surrounding[]) => [...before, parseMissing(given)]),
    )
    .option(
      '--rate-limit',
      'throttle as AWS does: 10 calls a second of each operation, 25 DescribeSecurityProfile; 2 of Amazon Connect',
      false,
    )
    .addOption(connectOption())
    .addOption(instanceOption())
    .addOption(strictOption())
    .addOption(
      new Option('--fault <fault>', 'let something go wrong, see below; can be repeated')
        .default([], 'none')
        .argParser(serviceFault),
    )
    .addHelpText('after', help)
    .showSuggestionAfterError(false)
    .action(action);
