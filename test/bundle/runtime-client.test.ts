import type { ChildProcess } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { collectOutput, findRuntimeClient, startRuntimeClient } from '../../scripts/runtime-client/client';
import { type RuntimeApi, startRuntimeApi } from '../../scripts/runtime-client/runtime-api';
import { accountId, createEvent, deleteEvent, region, updateEvent } from '../support/rig';
import { Harness } from './harness';

const client = findRuntimeClient(resolve(__dirname, '../..'), process.env);
const isOldNode = Number(process.versions.node.split('.')[0]) < 22;
const missing = [
  client === undefined && 'aws-lambda-ric is not installed (`npm run runtime-client`, needs cmake and a compiler)',
  isOldNode && `it needs Node 22, this is ${process.version}`,
].filter((reason) => reason !== false);

// Not by the console: of a file whose every test is skipped, Jest prints nothing.
if (missing.length > 0)
  process.stderr.write(`\nSKIPPED: the bundle inside AWS's own runtime client: ${missing.join('; ')}\n`);

const small = { SecurityProfileName: 'profile' };
const invokedFunctionArn = `arn:aws:lambda:${region}:${accountId}:function:provider`;

(missing.length > 0 ? describe.skip : describe)("the built bundle inside AWS's runtime client", () => {
  let harness: Harness;
  let api: RuntimeApi;
  let child: ChildProcess;
  let output: () => string;
  beforeAll(async () => {
    harness = await Harness.start();
  });
  afterAll(() => harness.close());
  beforeEach(async () => {
    harness.reset();
    api = await startRuntimeApi();
  });
  afterEach(() => {
    child.kill('SIGKILL');
    api.close();
  });

  const start = (code: string): void => {
    child = startRuntimeClient({
      node: process.execPath,
      client: client ?? '',
      address: api.address,
      code,
      environment: harness.environment(),
    });
    output = collectOutput(child);
  };

  const deliver = async (event: ReturnType<typeof createEvent>, milliseconds = 20_000) => {
    const slot = harness.answers.open(event.StackId, event.LogicalResourceId, event.RequestId);
    const outcome = await api.invoke({ ...event, ResponseURL: slot.url }, invokedFunctionArn, milliseconds);
    expect(output()).not.toContain('X-Amz-Signature');
    return { ...outcome, answers: slot.bodies.map((body) => JSON.parse(body) as Record<string, unknown>) };
  };

  test('creates, updates and deletes a profile, one after the other in the same process', async () => {
    start((await harness.copyBundle('client')).path);
    const created = await deliver(createEvent(small));
    expect(created).toMatchObject({
      kind: 'response',
      answers: [{ Status: 'SUCCESS', PhysicalResourceId: 'profile' }],
    });
    const described = { ...small, SecurityProfileDescription: 'better' };
    const updated = await deliver(updateEvent('profile', small, described));
    expect(updated).toMatchObject({ kind: 'response', answers: [{ Status: 'SUCCESS' }] });
    expect(harness.held().profile.securityProfileDescription).toBe('better');
    const deleted = await deliver(deleteEvent('profile', described));
    expect(deleted).toMatchObject({ kind: 'response', answers: [{ Status: 'SUCCESS' }] });
    expect(harness.iot.service.profileNames()).toEqual([]);
  });

  test('answers FAILED, and the process lives, when the rest of the code is broken', async () => {
    const { path } = await harness.copyBundle('broken');
    await writeFile(join(path, 'resource.mjs'), 'throw new Error("broken");');
    start(path);
    for (const id of ['first', 'second']) {
      const { kind, answers } = await deliver({ ...createEvent(small), RequestId: id });
      expect(kind).toBe('response');
      expect(answers).toMatchObject([{ Status: 'FAILED', RequestId: id, Reason: expect.stringContaining('broken') }]);
    }
    expect(harness.calls()).toEqual([]);
  });

  test('answers before its time is over when AWS IoT does not', async () => {
    start((await harness.copyBundle('hanging')).path);
    harness.iot.faults.add({ operation: 'CreateSecurityProfile', effect: { kind: 'hang', when: 'before' } });
    const { kind, answers } = await deliver(createEvent(small), 4_000);
    expect(kind).toBe('response');
    expect(answers).toMatchObject([{ Status: 'FAILED', Reason: expect.stringContaining('time') }]);
  });
});
