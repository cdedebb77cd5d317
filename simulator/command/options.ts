import { Command, InvalidArgumentError, Option } from 'commander';
import type { Readings } from '../stacks/readings';
import { CommandError, oneLine } from './errors';
import { type AskedFault, faultHelp, parseFault } from './fault-syntax';
import {
  accountOption,
  type ConnectChoice,
  collect,
  connectBundleOf,
  connectOption,
  instanceOption,
  keyValue,
  regionOption,
  repeatable,
  ssmOption,
  stackNameOption,
  strictOption,
} from './option-syntax';
import { parseReading, readingHelp } from './reading-syntax';

/** What the command line asks for. */
export type Order =
  | { readonly kind: 'help'; readonly text: string }
  /** `connectBundle`: the folder of the bundle for Amazon Connect, if the walk is for that. */
  | { readonly kind: 'walk'; readonly connectBundle?: string }
  | ({ readonly kind: 'template' } & TemplateOrder);

export interface TemplateOrder {
  /** Paths of the templates, or of what `cdk synth` has made, to create stacks from. */
  readonly templates: readonly string[];
  /** Paths of the templates to update the only stack to, in this order. */
  readonly updates: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
  /** What the parameter store of the account holds. */
  readonly ssm: Readonly<Record<string, string>>;
  readonly faults: readonly AskedFault[];
  /** Of the templates, in their order. */
  readonly stackNames: readonly string[];
  /** Whether the stacks stay as they are at the end instead of being deleted. */
  readonly keep: boolean;
  /** Whether a failure leaves all as it is. */
  readonly disableRollback: boolean;
  /** How what nobody knows of CloudFormation is played. */
  readonly readings: Partial<Readings>;
  /** Whether resource types that are not simulated are refused. */
  readonly strict: boolean;
  /** Folder of the bundle for Amazon Connect, if templates are for that. */
  readonly connectBundle?: string;
  /** The ids of the instances of Amazon Connect; with none, the simulator has one of its own. */
  readonly instances: readonly string[];
  /** Seconds. Default: each function has its own. */
  readonly functionTimeout?: number;
  /** Default: that on which the stacks of a `cdk.out` agree, or us-east-1. */
  readonly region?: string;
  /** Default: that on which the stacks of a `cdk.out` agree, or 123456789012. */
  readonly account?: string;
}

const seconds = (value: string): number => {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 900)
    throw new InvalidArgumentError('It is a whole number of seconds from 1 to 900.');
  return number;
};

const help = `
Without options: a walk through templates/examples/ (create, update, rename, a failing update, delete); with --connect alone,
one through templates/connect/examples/ (create, update, rename, adopt, delete).
A template that has a parameter ServiceToken gets the simulator's function for it unless --parameter says otherwise.

${faultHelp}

${readingHelp}

Examples:
  npm start
  npm start -- --template stack.yaml --parameter TopicName=alerts --update stack-v2.yaml
  npm start -- --template cdk.out
  npm start -- --template stack.yaml --fault CreateSecurityProfile:throttle:3
  npm start -- --template stack.yaml --fault DescribeSecurityProfile:hang --function-timeout 5
  npm start -- --connect --template agents.yaml --fault Connect.CreateSecurityProfile:throttle:3

Exit code: 0 when every step ended well, 1 otherwise.`;

const command = (): Command =>
  new Command('npm start --')
    .usage('[options]')
    .description('Deploys CloudFormation templates with Custom::IoTSecurityProfile, without an AWS account.')
    .addOption(
      repeatable('--template <file>', 'create a stack from this template, JSON or YAML, or all those of a cdk.out')
        .default([], 'none')
        .argParser(collect),
    )
    .addOption(
      repeatable('--parameter <Key=Value>', 'parameter of the templates that have it')
        .default({}, 'none')
        .argParser(keyValue),
    )
    .addOption(ssmOption())
    .addOption(regionOption(' (default: that of a cdk.out, else us-east-1)'))
    .addOption(accountOption(' (default: that of a cdk.out, else 123456789012)'))
    .addOption(
      repeatable('--update <file>', 'then update the only stack to this template')
        .default([], 'none')
        .argParser(collect),
    )
    .addOption(
      repeatable('--fault <fault>', 'let something go wrong, see below').default([], 'none').argParser(collect),
    )
    .option(
      '--function-timeout <seconds>',
      'timeout of every function (default: its own; 300 for the one of the simulator)',
      seconds,
    )
    .option(
      '--disable-rollback',
      'leave all as it is when something fails; the next --update goes on from there',
      false,
    )
    .addOption(
      repeatable('--reading <Name=value>', 'how to play what nobody knows of CloudFormation, see below')
        .default([], 'none')
        .argParser(collect),
    )
    .addOption(connectOption())
    .addOption(instanceOption())
    .addOption(strictOption())
    .addOption(stackNameOption())
    .addOption(new Option('--keep', 'leave all as it is at the end').default(false, 'delete it'))
    .addHelpText('after', help)
    .allowExcessArguments(false)
    .showSuggestionAfterError(false)
    .exitOverride();

const message = (error: unknown): string =>
  oneLine(error instanceof Error ? error.message : String(error)).replace(/^error: /, '');

/**
 * Reads the arguments of the command.
 * @throws CommandError with one line that names the option, what was given and what is accepted.
 */
export const parseOptions = (args: readonly string[]): Order => {
  let text = '';
  const parser = command().configureOutput({
    writeOut: (output) => {
      text += output;
    },
    writeErr: () => undefined,
  });
  try {
    parser.parse(args, { from: 'user' });
  } catch (error) {
    if (text !== '') return { kind: 'help', text };
    throw new CommandError(`${message(error)} (--help lists all options)`);
  }
  const options = parser.opts<Options>();
  const { template: templates, parameter: parameters, update: updates, stackName: stackNames } = options;
  const { fault, reading, ssm, keep, strict, disableRollback, functionTimeout, region, account } = options;
  const { connect, instance: instances } = options;
  const forConnect = connect === undefined ? {} : { connectBundle: connectBundleOf(connect) };
  if (templates.length === 0) {
    const isAlone =
      args.length === 0 || (connect !== undefined && args.every((arg) => arg === '--connect' || arg === connect));
    if (!isAlone)
      throw new CommandError('the options need a template: give --template FILE (--help lists all options)');
    return { kind: 'walk', ...forConnect };
  }
  const readings: Partial<Readings> = Object.assign({}, ...reading.map(parseReading));
  return {
    kind: 'template',
    ...{ templates, stackNames, parameters, updates, readings, ssm, keep, strict, disableRollback, instances },
    ...forConnect,
    faults: fault.map(parseFault),
    ...(functionTimeout === undefined ? {} : { functionTimeout }),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
  };
};

interface Options
  extends Pick<
    TemplateOrder,
    'ssm' | 'keep' | 'strict' | 'disableRollback' | 'functionTimeout' | 'region' | 'account'
  > {
  readonly template: readonly string[];
  readonly stackName: readonly string[];
  readonly parameter: TemplateOrder['parameters'];
  readonly update: readonly string[];
  readonly fault: readonly string[];
  readonly reading: readonly string[];
  readonly connect?: ConnectChoice;
  readonly instance: readonly string[];
}
