import { configuredRegion } from '../aws/region';
import { errorText } from '../runtime/error-text';
import { type Order, readCommandLine } from './command-line';
import { type Instance, namedInstance, openInstance } from './connect/instance';
import { listOfInstance } from './connect/list';
import { showOfInstance } from './connect/show';
import type { CommonOptions, Environment, Format } from './context';
import { CommandError } from './errors';
import { type Account, openAccount } from './live/account';
import { failureText } from './live/failures';
import type { Outcome } from './outcome';
import { annotationLine } from './screen/annotations';
import { createScreen } from './screen/screen';
import { visible, visibleJson, visibleLines } from './screen/visible';
import { drift } from './verbs/drift';
import { exportProfile } from './verbs/export';
import { list } from './verbs/list';
import { plan } from './verbs/plan';
import { show } from './verbs/show';
import { validate } from './verbs/validate';

/** Of the JSON documents; it changes when something in them goes, or means something else. */
const formatVersion = 1;

const exitCodes = { done: 0, failed: 1, found: 2 } as const;

/** The Region as the `aws` CLI finds it; what is left is the SDK's own: the profile. */
const regionOf = ({ region }: CommonOptions, { variables }: Environment): string | undefined =>
  region ?? (variables.AWS_REGION || variables.AWS_DEFAULT_REGION || undefined);

const account = async (options: CommonOptions, environment: Environment): Promise<Account> =>
  openAccount(options, environment, regionOf(options, environment) ?? (await configuredRegion(options.profile)));

const instance = async (given: string, options: CommonOptions, environment: Environment): Promise<Instance> => {
  const { instanceId, region } = namedInstance(given, options);
  const known = region ?? regionOf(options, environment) ?? (await configuredRegion(options.profile));
  return openInstance(instanceId, options, environment, known);
};

const outcomeOf = async (
  order: Exclude<Order, { readonly verb: 'help' }>,
  environment: Environment,
): Promise<Outcome> => {
  switch (order.verb) {
    case 'validate':
      return validate(order.files, order.options);
    case 'list': {
      const { options } = order;
      return options.connect === undefined
        ? list(options, await account(options, environment), environment)
        : listOfInstance(options, await instance(options.connect, options, environment), environment);
    }
    case 'show': {
      const { name, options } = order;
      return options.connect === undefined
        ? show(name, await account(options, environment))
        : showOfInstance(name, await instance(options.connect, options, environment));
    }
    case 'plan':
      return plan(order.file, order.options, await account(order.options, environment));
    case 'drift':
      return drift(order.file, order.options, await account(order.options, environment), environment);
    case 'export':
      return exportProfile(order.name, order.options, await account(order.options, environment));
  }
};

const writeOutcome = (verb: string, outcome: Outcome, options: CommonOptions, environment: Environment): void => {
  const { write, writeError, columns, isColored } = environment;
  switch (options.format) {
    case 'json':
      write(`${visibleJson({ formatVersion, command: verb, ...outcome.document })}\n`);
      break;
    case 'github':
      for (const annotation of outcome.annotations) write(`${annotationLine(annotation)}\n`);
      break;
    case 'text':
      write(`${outcome.text(createScreen(columns, isColored && options.color)).join('\n')}\n`);
  }
  for (const hint of outcome.hints ?? []) writeError(`${visible(hint)}\n`);
};

/** The verbs that find something in a place. */
const annotating: ReadonlySet<Order['verb']> = new Set(['validate', 'plan', 'drift']);

const writeFailure = (text: string, verb: string, format: Format, { write, writeError }: Environment): void => {
  writeError(`error: ${visibleLines(text)}\n`);
  if (format === 'json') write(`${visibleJson({ formatVersion, command: verb, error: text })}\n`);
  if (format === 'github')
    write(`${annotationLine({ level: 'error', title: `security-profile ${verb}`, message: text })}\n`);
};

/** What the arguments say of the format, also where the rest of them is wrong. */
const formatIn = (args: readonly string[]): Format => {
  const given = args
    .find((arg, index) => args[index - 1] === '--format' || arg.startsWith('--format='))
    ?.replace('--format=', '');
  return given === 'json' || given === 'github' ? given : 'text';
};

/** Runs the tool; gives back its exit code. Whatever is wrong is told, never thrown. */
export const run = async (args: readonly string[], version: string, environment: Environment): Promise<number> => {
  let order: Order;
  try {
    order = readCommandLine(args, version);
  } catch (error) {
    writeFailure(errorText(error), '', formatIn(args), environment);
    return exitCodes.failed;
  }
  if (order.verb === 'help') {
    environment.write(order.text);
    return exitCodes.done;
  }
  const { verb, options } = order;
  try {
    if (options.format === 'github' && !annotating.has(verb))
      throw new CommandError(`--format github is for ${[...annotating].join(', ')}; ${verb} has nothing to annotate`);
    const outcome = await outcomeOf(order, environment);
    writeOutcome(verb, outcome, options, environment);
    return outcome.isFinding ? exitCodes.found : exitCodes.done;
  } catch (error) {
    const text =
      error instanceof CommandError
        ? error.message
        : (failureText(error, options) ?? `the tool itself has failed, please report it: ${errorText(error)}`);
    writeFailure(text, verb, options.format, environment);
    return exitCodes.failed;
  }
};
