import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { version } from '../../package.json';
import type { FaultEffect } from '../../simulator/iot';
import { createEvent, updateEvent } from '../support/rig';
import { Harness } from './harness';

const run = promisify(execFile);
const small = { SecurityProfileName: 'profile' };
const throttled: FaultEffect = { kind: 'error', name: 'ThrottlingException', status: 400, message: 'Rate exceeded' };
const failed: FaultEffect = { kind: 'error', name: 'InternalFailureException', status: 500, message: 'oops' };
const overtaken: FaultEffect = { kind: 'error', name: 'VersionConflictException', status: 409, message: 'later' };

/** Lets the time of a process run ten times as fast, as far as it waits. */
const hurry = `
  const { setTimeout } = globalThis;
  globalThis.setTimeout = (callback, milliseconds, ...rest) => setTimeout(callback, milliseconds / 10, ...rest);`;

describe('the parts of the built bundle', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await Harness.start();
  });
  afterAll(() => harness.close());
  beforeEach(() => harness.reset());

  const urlOf = (folder: string): string => JSON.stringify(pathToFileURL(join(folder, 'index.mjs')).href);

  test('are all loaded when the function is ready: later there may be only a part of a processor', async () => {
    const { path } = await harness.copyBundle('init');
    const slow =
      'await new Promise((resolve) => setTimeout(resolve, 100)); globalThis.isLoaded = true; export const securityProfileResource = {};';
    await writeFile(join(path, 'resource.mjs'), slow);
    const script = `import(${urlOf(path)}).then(() => console.log(globalThis.isLoaded))`;
    expect((await run(process.execPath, ['-e', script])).stdout).toBe('true\n');
  });

  test('write the version of the package into each line of the log', async () => {
    const { stdout } = await harness.invoke(createEvent(small));
    for (const line of stdout.trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ version });
  });

  test('heed RETRY_BASE_MILLISECONDS', async () => {
    await harness.answer(createEvent(small));
    harness.iot.faults.add({ operation: 'UpdateSecurityProfile', effect: overtaken });
    const event = updateEvent('profile', small, { ...small, SecurityProfileDescription: 'x' });
    const environment = { RETRY_BASE_MILLISECONDS: '10000' };
    expect(await harness.answer(event, { time: 4_000, environment })).toMatchObject({ Status: 'FAILED' });
  });

  test.each([
    [9, 1],
    [10, 2],
  ])(
    'leave %i failures in a row to ten attempts of the SDK, of which there are then %i times',
    async (times, rounds) => {
      const hurried = join(harness.directory, 'hurried.mjs');
      await writeFile(hurried, hurry);
      harness.iot.faults.add({ operation: 'CreateSecurityProfile', times, effect: failed });
      const environment = { NODE_OPTIONS: `--import ${pathToFileURL(hurried).href}` };
      const { stdout, answers } = await harness.invoke(createEvent(small), { environment, time: 600_000 });
      expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
      expect(stdout.match(/"operation":"CreateSecurityProfile"/g)).toHaveLength(rounds);
    },
  );

  test('know their Region and account: where nothing is to be changed two reads are all', async () => {
    await harness.answer(createEvent(small));
    const before = harness.calls().length;
    expect(await harness.answer(updateEvent('profile', small, { ...small, Revision: '2' }))).toMatchObject({
      Status: 'SUCCESS',
    });
    expect([...harness.calls().slice(before)].sort()).toEqual(['DescribeSecurityProfile', 'ListTagsForResource']);
  });

  test('do not wait for what no waiting mends: a quota, also where it comes with the status of a throttle', async () => {
    const quota: FaultEffect = { kind: 'error', name: 'LimitExceededException', status: 429, message: 'five at most' };
    harness.iot.faults.add({ operation: 'CreateSecurityProfile', times: Number.POSITIVE_INFINITY, effect: quota });
    expect(await harness.answer(createEvent(small))).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('LimitExceededException: five at most (HTTP 429)'),
    });
    expect(harness.calls().filter((operation) => operation === 'CreateSecurityProfile')).toHaveLength(1);
  });

  test('tell of the attempt that failed last where the time is over before the SDK gives up', async () => {
    harness.iot.faults.add({ operation: 'CreateSecurityProfile', times: Number.POSITIVE_INFINITY, effect: throttled });
    expect(await harness.answer(createEvent(small), { time: 7_000 })).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('last error: CreateSecurityProfile: ThrottlingException: Rate exceeded'),
    });
  });

  test('give a call up that hangs, and make it again', async () => {
    harness.iot.faults.add({ operation: 'DescribeSecurityProfile', effect: { kind: 'hang', when: 'before' } });
    expect(await harness.answer(createEvent(small), { time: 25_000 })).toMatchObject({ Status: 'SUCCESS' });
  });

  test('send nothing more after the answer, although the SDK was about to try again', async () => {
    harness.iot.faults.add({ operation: 'CreateSecurityProfile', times: Number.POSITIVE_INFINITY, effect: throttled });
    const { StackId, LogicalResourceId, RequestId, ...event } = createEvent(small);
    const slot = harness.answers.open(StackId, LogicalResourceId, RequestId);
    const whole = { StackId, LogicalResourceId, RequestId, ...event, ResponseURL: slot.url };
    // The process lives on, as a function does that is invoked again.
    const script = `
      const { handler } = await import(${urlOf(join(harness.directory, 'code'))});
      const end = Date.now() + 3_000;
      await handler(${JSON.stringify(whole)}, { getRemainingTimeInMillis: () => end - Date.now() });
      process.stderr.write('answered');
      await new Promise((resolve) => setTimeout(resolve, 6_000));`;
    const running = run(process.execPath, ['--input-type=module', '-e', script], { env: harness.environment() });
    let callsAtAnswer = -1;
    running.child.stderr?.once('data', () => {
      callsAtAnswer = harness.calls().length;
    });
    await running;
    expect(slot.bodies).toHaveLength(1);
    expect(harness.calls()).toHaveLength(callsAtAnswer);
  });
});
