import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { tool } from './rig';

const verbs = ['validate', 'list', 'show', 'plan', 'drift', 'export'];

describe('help', () => {
  test('says first that nothing is written', async () => {
    const { code, output, errors } = await tool(['--help']);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toContain('Reads, never writes: nothing here changes anything in AWS.');
    for (const verb of verbs) expect(output).toContain(`  ${verb}`);
    expect(output).toContain('Exit code: 0 done; 1 could not be done');
  });

  test('is what is shown where nothing is asked for', async () => {
    expect((await tool([])).output).toContain('Usage: security-profile');
  });

  test.each(verbs)('of %s has examples and the exit codes', async (verb) => {
    const { code, output } = await tool([verb, '--help']);
    expect(code).toBe(0);
    expect(output).toContain(`\nExamples:\n  $ security-profile ${verb}`);
    expect(output).toContain('Exit code: 0 done');
    expect(output).toContain('--endpoint-url <url>');
    expect(output.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('the version', async () => {
    expect((await tool(['--version'])).output).toBe('1.2.3\n');
  });
});

describe('a slip is answered with what was probably meant', () => {
  test.each([
    [['valdate', 'x'], "unknown command 'valdate' (Did you mean validate?)"],
    [['list', '--metrik', 'x'], "unknown option '--metrik' (Did you mean --metric?)"],
    [['plan'], "missing required argument 'file'"],
    [['show', 'a', 'b'], 'too many arguments'],
    [['show', 'a', '--format', 'xml'], 'Allowed choices are text, json, github'],
    [['list', '--endpoint-url', 'localhost'], 'It is a URL, for example http://127.0.0.1:4567.'],
  ])('%j', async (args, text) => {
    const { code, output, errors } = await tool(args);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toContain(text);
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
  });

  test('a verb that has nothing to annotate says so, as an annotation too', async () => {
    const { code, output, errors } = await tool(['list', '--format', 'github', '--region', 'us-east-1']);
    expect(code).toBe(1);
    expect(errors).toContain('--format github is for validate, plan, drift; list has nothing to annotate');
    expect(output).toMatch(/^::error title=security-profile list::--format github is for [^\n]+\n$/);
  });

  test('under JSON it is a document too', async () => {
    const { output } = await tool(['valdate', '--format', 'json']);
    expect(JSON.parse(output)).toEqual({ formatVersion: 1, command: '', error: expect.stringContaining('valdate') });
  });
});

const builtTool = path.join(__dirname, '../../dist/cli/security-profile.mjs');

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built file as a process of its own. */
const process_ = async (args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Ended> => {
  const env = { PATH: process.env.PATH ?? '', HOME: __dirname, ...variables };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [builtTool, ...args], { env });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended;
    return { code, stdout, stderr };
  }
};

const wrong = path.join(__dirname, '../../templates/examples/1-create.yaml');

describe('the built file', () => {
  test('has no colors in a pipe, and has them where they are forced, but for --no-color', async () => {
    const colored = '\u001b[';
    expect((await process_(['validate', wrong])).stdout).not.toContain(colored);
    expect((await process_(['validate', wrong], { FORCE_COLOR: '1' })).stdout).toContain(colored);
    expect((await process_(['validate', wrong, '--no-color'], { FORCE_COLOR: '1' })).stdout).not.toContain(colored);
    expect((await process_(['validate', wrong], { FORCE_COLOR: '1', NO_COLOR: '1' })).stdout).not.toContain(colored);
  });

  test('ends with the code of what it found, and says nothing on stderr that is not asked for', async () => {
    expect(await process_(['validate', wrong])).toMatchObject({ code: 0, stderr: '' });
    expect(await process_(['validate', wrong, '--strict'])).toMatchObject({ code: 2, stderr: '' });
  });

  test('Ctrl-C ends it at once, with nothing half said', async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const args = ['list', '--region', 'us-east-1', '--endpoint-url', `http://127.0.0.1:${port}`];
    const env = { PATH: process.env.PATH ?? '', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
    const child = spawn(process.execPath, [builtTool, ...args], { env });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    // It has asked, and waits.
    await once(server, 'request');
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    expect({ code, said }).toEqual({ code: 130, said: '' });
    server.closeAllConnections();
    server.close();
  });

  test('without credentials it says what to set', async () => {
    const ended = await process_(['list', '--region', 'us-east-1'], { AWS_EC2_METADATA_DISABLED: 'true' });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(/^error: no AWS credentials were found .*AWS_PROFILE.*\n$/);
  });

  test('a profile that does not exist is named', async () => {
    const ended = await process_(['list', '--region', 'us-east-1', '--profile', 'nobody'], {
      AWS_EC2_METADATA_DISABLED: 'true',
    });
    expect(ended.stderr).toMatch(/^error: .*nobody.*\n$/);
  });
});
