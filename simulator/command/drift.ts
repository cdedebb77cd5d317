import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { type Simulator, simulatorAccount } from '../index';
import type { Screen } from '../screen/screen';
import { CommandError } from './errors';

/** What `security-profile drift` can find of a stack. */
export type DriftFinding = 'in sync' | 'drifted';

const findings: Readonly<Record<number, DriftFinding>> = { 0: 'in sync', 2: 'drifted' };

/** The built tool: what is shown is what its users see. */
const toolFile = join(__dirname, '..', '..', 'dist', 'cli', 'security-profile.mjs');

/** Nothing of the person's own AWS configuration; the simulator takes any credentials. */
const environment = (isColored: boolean): NodeJS.ProcessEnv => ({
  AWS_ACCESS_KEY_ID: 'simulated',
  AWS_SECRET_ACCESS_KEY: 'simulated',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  ...(isColored ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
});

interface Ended {
  readonly exitCode: unknown;
  readonly output: string;
  readonly errors: string;
}

const runTool = (args: readonly string[], isColored: boolean): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [toolFile, ...args], { env: environment(isColored) }, (error, output, errors) =>
      resolve({ exitCode: error === null ? 0 : error.code, output, errors }),
    );
  });

/**
 * Shows what the tool says of a stack: the profiles as they are against what its template declares.
 * @throws CommandError where it fails, or is not built
 */
export const showDrift = async ({ endpoint }: Simulator, stackName: string, screen: Screen): Promise<DriftFinding> => {
  if (!existsSync(toolFile)) throw new CommandError('the tool is not built; make it with "npm run build"');
  const { region } = simulatorAccount;
  const words = ['drift', '--stack', stackName];
  const { exitCode, output, errors } = await runTool(
    [...words, '--region', region, '--endpoint-url', endpoint],
    screen.isColored,
  );
  const found = findings[Number(exitCode)];
  if (found === undefined) throw new CommandError(`security-profile drift has failed: ${errors}`);
  screen.command(`security-profile ${words.join(' ')}`, `${output}${errors}`);
  return found;
};
