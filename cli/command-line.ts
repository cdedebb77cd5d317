import { Command, InvalidArgumentError, Option } from 'commander';
import type { CommonOptions } from './context';
import { formats } from './context';
import { CommandError } from './errors';
import type { DriftOptions } from './verbs/drift';
import { type ExportOptions, exportFormats } from './verbs/export';
import type { ListOptions } from './verbs/list';
import type { PlanOptions } from './verbs/plan';
import type { ShowOptions } from './verbs/show';
import type { ValidateOptions } from './verbs/validate';

/** What the command line asks for. */
export type Order =
  | { readonly verb: 'help'; readonly text: string }
  | { readonly verb: 'validate'; readonly files: readonly string[]; readonly options: ValidateOptions & CommonOptions }
  | { readonly verb: 'list'; readonly options: ListOptions & CommonOptions }
  | { readonly verb: 'show'; readonly name: string; readonly options: ShowOptions & CommonOptions }
  | { readonly verb: 'plan'; readonly file: string; readonly options: PlanOptions & CommonOptions }
  | { readonly verb: 'drift'; readonly file: string | undefined; readonly options: DriftOptions & CommonOptions }
  | { readonly verb: 'export'; readonly name: string; readonly options: ExportOptions & CommonOptions };

const keyAndValue = (value: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
  const equals = value.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('It is written Key=Value, for example TopicName=alerts.');
  return { ...before, [value.slice(0, equals)]: value.slice(equals + 1) };
};

const url = (value: string): string => {
  if (!/^https?:\/\/[^/]/.test(value) || !URL.canParse(value))
    throw new InvalidArgumentError('It is a URL, for example http://127.0.0.1:4567.');
  return value;
};

const parameter = (): Option =>
  new Option('--parameter <Key=Value>', 'a parameter of the template; can be repeated')
    .default({}, 'none')
    .argParser(keyAndValue);

const connect = (description: string): Option => new Option('--connect <instance>', description);

/** As an example. */
const instanceId = '11111111-2222-4333-8444-555555555555';

/** It is a slip of whoever looks at Amazon Connect, and says what there is. @throws CommandError */
const refuseConnect = (command: Command, instead: string): void => {
  command.addOption(new Option('--connect [instance]').hideHelp());
  command.on('option:connect', () => {
    throw new CommandError(`--connect is for list and show; ${instead}`);
  });
};

const exitCodes = `
Exit code: 0 done; 1 could not be done (arguments, files, credentials, what AWS
refuses); 2 done, and something was found.`;

const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  $ security-profile ${line}`).join('\n')}\n${exitCodes}`;

type Take = (order: Order) => void;

const addVerbs = (program: Command, take: Take): void => {
  const all = <Own>(own: Own, command: Command): Own & CommonOptions => ({
    ...own,
    ...command.optsWithGlobals<CommonOptions>(),
  });

  program
    .command('validate')
    .description('find every problem of the security profiles in templates, with line and column; sends nothing to AWS')
    .argument('<file...>', 'templates in JSON or YAML (SAM too), cdk.out, or folders with templates')
    .addOption(parameter())
    .option('--strict', 'exit with 2 on warnings too', false)
    .option('--explain', 'say of every behavior what raises its alarm', false)
    .addHelpText(
      'after',
      examples('validate template.yaml', 'validate cdk.out --strict', 'validate templates/ --format github'),
    )
    .action((files: readonly string[], own: ValidateOptions, command: Command) =>
      take({ verb: 'validate', files, options: all(own, command) }),
    );

  program
    .command('list')
    .alias('ls')
    .description('all security profiles of the Region: what they watch, whom they tell, whose they are')
    .option('--metric <name>', 'only those that use or retain this metric')
    .option('--target <arn>', 'only those attached to this target; thinggroup/NAME will do')
    .option('--stack <stack>', 'only those of this stack')
    .option('--names-only', 'nothing but names: one call for 250 profiles', false)
    .addOption(connect('instead those of this Amazon Connect instance, by its id or ARN'))
    .addHelpText(
      'after',
      examples('list', 'list --target thinggroup/sensors', 'list --names-only', `list --connect ${instanceId}`),
    )
    .action((own: ListOptions, command: Command) => take({ verb: 'list', options: all(own, command) }));

  program
    .command('show')
    .description('one security profile whole: its behaviors as sentences, its targets, its owner')
    .argument('<name>', 'the name of the profile')
    .addOption(connect('a profile of this Amazon Connect instance, by its id or ARN: what it permits, its risks'))
    .addHelpText('after', examples('show fleet', 'show fleet --format json', `show Agent --connect ${instanceId}`))
    .action((name: string, own: ShowOptions, command: Command) =>
      take({ verb: 'show', name, options: all(own, command) }),
    );

  program
    .command('plan')
    .alias('diff')
    .description('what a deployment of a template would do to the live profiles, call by call; changes nothing')
    .argument('<file>', 'a template in JSON or YAML (SAM too), or cdk.out')
    .option('--stack <stack>', 'the stack that is deployed, or would be: tells what the template said before')
    .addOption(parameter())
    .option('--fail', 'exit with 2 when there are changes, or when the deployment would fail', false)
    .option('--strict', 'exit with 2 when something could not be compared', false)
    .addHelpText(
      'after',
      examples('plan template.yaml', 'plan template.yaml --stack fleet', 'plan cdk.out --stack FleetStack --fail'),
    )
    .action((file: string, own: PlanOptions, command: Command) =>
      take({ verb: 'plan', file, options: all(own, command) }),
    );

  program
    .command('drift')
    .description('live security profiles against what is declared; exits with 2 on drift')
    .argument('[file]', 'a template, or cdk.out')
    .option('--stack <stack>', 'what this stack declares')
    .option('--all', 'what all stacks of the Region declare whose marks the profiles bear', false)
    .addOption(parameter())
    .option('--strict', 'exit with 2 when something could not be compared', false)
    .addHelpText('after', examples('drift --stack fleet', 'drift --all', 'drift template.yaml'))
    .action((file: string | undefined, own: DriftOptions, command: Command) =>
      take({ verb: 'drift', file, options: all(own, command) }),
    );

  program
    .command('export')
    .description('a template that recreates a live security profile')
    .argument('<name>', 'the name of the profile')
    .addOption(new Option('--as <format>', 'the notation').choices([...exportFormats]).default('yaml'))
    .option('--adopt', 'with AdoptExisting, so that a stack takes the profile over', false)
    .option('--native', 'as AWS::IoT::SecurityProfile', false)
    .addHelpText(
      'after',
      examples('export fleet', 'export fleet --adopt > fleet.yaml', 'export fleet --as json --native'),
    )
    .action((name: string, own: ExportOptions, command: Command) =>
      take({ verb: 'export', name, options: all(own, command) }),
    );
};

const programOf = (version: string, take: Take): Command => {
  const program = new Command('security-profile')
    .description(
      'See AWS IoT Device Defender security profiles, and what a deployment would do to them; and those of Amazon Connect (validate, list, show).\nReads, never writes: nothing here changes anything in AWS.',
    )
    .version(version, '--version', 'print the version')
    .addOption(new Option('--format <format>', 'how results are written').choices([...formats]).default('text'))
    .option('--no-color', 'no colors, as with NO_COLOR')
    .option('--profile <name>', 'profile of the AWS configuration')
    .option('--region <region>', 'AWS Region')
    .addOption(
      new Option('--endpoint-url <url>', "another endpoint than AWS's, for instance the simulator's").argParser(url),
    )
    .addHelpText('after', `${exitCodes}\n\nsecurity-profile VERB --help has examples of each.`)
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError(true)
    .allowExcessArguments(false)
    .exitOverride();
  addVerbs(program, take);
  for (const command of program.commands) {
    const name = command.name();
    if (name === 'validate') refuseConnect(command, 'validate knows the types of Amazon Connect without it');
    else if (name !== 'list' && name !== 'show') refuseConnect(command, `${name} reads AWS IoT alone`);
  }
  for (const command of program.commands)
    command.allowExcessArguments(false).exitOverride().configureHelp({ showGlobalOptions: true });
  return program;
};

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/^error: /, '');

/**
 * Reads the arguments.
 * @throws CommandError with a hint at what was probably meant
 */
export const readCommandLine = (args: readonly string[], version: string): Order => {
  let order: Order | undefined;
  let text = '';
  const program = programOf(version, (taken) => {
    order = taken;
  });
  const output = {
    writeOut: (written: string) => {
      text += written;
    },
    writeErr: () => undefined,
  };
  for (const command of [program, ...program.commands]) command.configureOutput(output);
  if (args.length === 0) return { verb: 'help', text: program.helpInformation() };
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (text !== '') return { verb: 'help', text };
    throw new CommandError(`${messageOf(error).replace(/\s*\n\s*/g, ' ')} (security-profile --help lists everything)`);
  }
  if (order === undefined) return { verb: 'help', text: program.helpInformation() };
  return order;
};
