import { Command, InvalidArgumentError, Option } from 'commander';
import { createColors, isColorSupported } from 'picocolors';
import { simulatorAccount } from '../account';
import { documentedRateLimits, startIotService } from '../iot';
import { callLine } from '../screen/call-line';
import { type AskedFault, lateReadsOf, parseFault, serviceFaultHelp } from './fault-syntax';
import { greeting } from './greeting';

const port = (value: string): number => {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new InvalidArgumentError('It is a whole number from 0 (any free port) to 65535.');
  return number;
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const serviceFault = (given: string, before: readonly AskedFault[]): readonly AskedFault[] => {
  const fault = parseFault(given);
  if (fault.kind === 'answer' || fault.kind === 'event')
    throw new InvalidArgumentError('There is no function here: only what goes wrong in the service can be asked for.');
  return [...before, fault];
};

interface Options {
  readonly port: number;
  readonly region: string;
  readonly rateLimit: boolean;
  readonly fault: readonly AskedFault[];
}

const serve = async (options: Options): Promise<void> => {
  const colors = createColors(isColorSupported && process.stdout.isTTY === true);
  const { region } = options;
  const server = await startIotService({
    region,
    accountId: simulatorAccount.accountId,
    port: options.port,
    lateReads: lateReadsOf(options.fault),
    ...(options.rateLimit ? { rateLimit: documentedRateLimits } : {}),
  });
  for (const asked of options.fault) if (asked.kind === 'service') server.faults.add(asked.fault);
  server.journal.onCall((call) =>
    console.log(`${new Date(call.time).toISOString().slice(11, 19)}${callLine(call, colors)}`),
  );
  console.log(greeting(server.url, region));
  const end = () => void server.close().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
};

void new Command('npm run simulator --')
  .description('Runs the AWS IoT service, as far as security profiles go, on the loopback address.')
  .option('--port <number>', 'port to listen on', port, 0)
  .option('--region <region>', 'Region to play', 'us-east-1')
  .option(
    '--rate-limit',
    'throttle as AWS does: 10 calls a second of each operation, 25 DescribeSecurityProfile',
    false,
  )
  .addOption(
    new Option('--fault <fault>', 'let something go wrong, see below; can be repeated')
      .default([], 'none')
      .argParser(serviceFault),
  )
  .addHelpText('after', `\n${serviceFaultHelp}`)
  .showSuggestionAfterError(false)
  .action(serve)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`error: ${reasonOf(error)}\n`);
    process.exitCode = 1;
  });
