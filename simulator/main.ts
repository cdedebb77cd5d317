import { isColorSupported } from 'picocolors';
import { run } from './command/run';

// Whoever reads the output may stop doing so, as `head` does: that is no error worth a stack trace.
process.stdout.on('error', () => process.exit(1));

void run(process.argv.slice(2), {
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  isColored: isColorSupported && process.stdout.isTTY === true,
}).then((exitCode) => {
  process.exitCode = exitCode;
});
