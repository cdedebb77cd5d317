import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { simulatorAccount } from '../../simulator';
import { defaultInstanceId } from '../../simulator/connect';
import { startWorld, templates } from './world';

/** Where they lie, below the project's folder: what the tool prints, as the docs show it. */
export const outputFolder = 'test/cli/outputs';

/** One of each verb, and of what matters most. By the name of the file that holds what is printed. */
const commands: Readonly<Record<string, string>> = {
  help: '--help',
  validate: 'validate wrong.yaml',
  'validate-explain': 'validate fleet.yaml --explain',
  'validate-github': 'validate wrong.yaml --format github',
  list: 'list',
  show: 'show fleet',
  plan: 'plan fleet.yaml --stack fleet',
  'plan-replacement': 'plan renamed.yaml --stack fleet',
  'plan-failing': 'plan failing.yaml',
  drift: 'drift --stack fleet',
  'drift-json': 'drift --stack fleet --format json',
  'drift-all': 'drift --all',
  export: 'export fleet --adopt',
  'connect-validate': 'validate centre-wrong.yaml',
  'connect-list': `list --connect ${defaultInstanceId}`,
  'connect-show': `show Leads --connect ${defaultInstanceId}`,
};

const exampleId = '51af3dc0-da77-11e4-872e-1234567db123';

/** An id as services make them; that of the instance is always the same. */
const ids = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g;

/** What differs from run to run. */
const steady = (text: string): string =>
  text
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, '2026-11-25 08:00 UTC')
    .replaceAll(ids, (id) => (id === defaultInstanceId ? id : exampleId));

/** Runs it as a shell would, and gives back what the screen then holds. */
const screenOf = (tool: string, folder: string, endpoint: string, command: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(tool, command.split(' '), {
      cwd: folder,
      // Nothing of the person who runs it: neither an account nor colors.
      env: {
        HOME: folder,
        PATH: [path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_REGION: simulatorAccount.region,
        AWS_ENDPOINT_URL: endpoint,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const written = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        written[name] += text;
      });
    child.once('error', reject);
    child.once('close', (code) => {
      const exit = code === 0 ? '' : `$ echo $?\n${code}\n`;
      resolve(`$ security-profile ${command}\n${steady(written.stdout + written.stderr)}${exit}`);
    });
  });

/** Runs a tool, the file, on a simulated account: names of files to what is printed. */
export const toolOutputs = async (tool: string): Promise<ReadonlyMap<string, string>> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'tool-outputs-'));
  const simulator = await startWorld();
  try {
    await cp(templates, folder, { recursive: true });
    const outputs = new Map<string, string>();
    for (const [name, command] of Object.entries(commands))
      outputs.set(`${name}.txt`, await screenOf(tool, folder, simulator.endpoint, command));
    return outputs;
  } finally {
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  }
};
