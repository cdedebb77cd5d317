import { isColorSupported } from 'picocolors';
import { systemClock } from '../runtime/clock';
import { run } from './run';
import { version } from './version';

// The SDK's word on versions of Node is for whoever builds with it.
process.removeAllListeners('warning');

// Whoever reads the output may stop doing so, as `head` does: that is no error worth a stack trace.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit(1));

/** As a shell says it of a program that Ctrl-C has ended. */
const interrupted = 130;

const abort = new AbortController();
process.once('SIGINT', () => {
  abort.abort(new Error('interrupted'));
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
  process.exit(interrupted);
});

const columnsOfPipe = 80;

void run(process.argv.slice(2), version, {
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  // NO_COLOR, FORCE_COLOR and the terminal decide.
  isColored: isColorSupported && (process.stdout.isTTY === true || Boolean(process.env.FORCE_COLOR)),
  columns: process.stdout.columns ?? columnsOfPipe,
  isWatched: process.stderr.isTTY === true,
  variables: process.env,
  clock: systemClock,
  signal: abort.signal,
}).then((exitCode) => {
  process.exitCode = exitCode;
});
