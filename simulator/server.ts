import { Command, InvalidArgumentError } from 'commander';
import { createColors, isColorSupported } from 'picocolors';
import { startIotService } from './iot';
import { callLine } from './screen/call-line';

const accountId = '123456789012';

const port = (value: string): number => {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new InvalidArgumentError('It is a whole number from 0 (any free port) to 65535.');
  return number;
};

const greeting = (
  url: string,
  region: string,
): string => `AWS IoT security profiles, simulated: ${url} (Region ${region}, account ${accountId})

Any credentials will do:
  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=${region} AWS_ENDPOINT_URL_IOT=${url}
  aws --endpoint-url ${url} --region ${region} iot list-security-profiles

Ctrl-C ends it.
`;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const serve = async (options: { readonly port: number; readonly region: string }): Promise<void> => {
  const colors = createColors(isColorSupported && process.stdout.isTTY === true);
  const { region } = options;
  const server = await startIotService({ region, accountId, port: options.port });
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
  .showSuggestionAfterError(false)
  .action(serve)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`error: ${reasonOf(error)}\n`);
    process.exitCode = 1;
  });
