import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { CreateSecurityProfileCommand, DescribeSecurityProfileCommand, IoTClient } from '@aws-sdk/client-iot';

const root = path.resolve(__dirname, '../../..');

const start = (...args: readonly string[]) => {
  const tsx = path.join(root, 'node_modules/tsx/dist/cli.mjs');
  const child = spawn(process.execPath, [tsx, path.join(root, 'simulator/command/serve.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { child, stdout: child.stdout, stderr: child.stderr };
};

const end = async (child: ChildProcess): Promise<void> => {
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  await closed;
};

test('the service alone serves any SDK, with the faults that are asked for', async () => {
  const { child, stdout } = start('--rate-limit', '--fault', 'DescribeSecurityProfile:late');
  const [greeting] = (await once(stdout, 'data')) as [Buffer];
  const [endpoint] = /http:\S+/.exec(String(greeting)) ?? [];
  const client = new IoTClient({
    region: 'us-east-1',
    endpoint: endpoint ?? '',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  try {
    const profile = { securityProfileName: 'p' };
    await expect(client.send(new CreateSecurityProfileCommand(profile))).resolves.toMatchObject(profile);
    await expect(client.send(new DescribeSecurityProfileCommand(profile))).rejects.toThrow('does not exist');
    const calls = Array.from({ length: 40 }, () => client.send(new DescribeSecurityProfileCommand(profile)));
    const reasons = (await Promise.allSettled(calls)).map((call) =>
      call.status === 'rejected' && call.reason instanceof Error ? call.reason.message : '',
    );
    expect(reasons).toContain('Rate exceeded');
  } finally {
    client.destroy();
    await end(child);
  }
});

test.each([
  [['--port', '65536'], 'from 0 (any free port) to 65535'],
  [['--fault', 'Event:late'], 'only what goes wrong in the service can be asked for'],
  [['--fault', 'TagResource:418'], '--fault TagResource:418: "418" is not one of'],
])('%j is refused on one line', async (args, words) => {
  const { child, stderr } = start(...args);
  const [said, [exitCode]] = await Promise.all([text(stderr), once(child, 'close')]);
  expect(exitCode).toBe(1);
  expect(said).toMatch(/^error: [^\n]+\n$/);
  expect(said).toContain(words);
});
