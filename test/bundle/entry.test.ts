import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { AnswerFault } from '../../simulator/stacks/custom-resource/answer-server';
import { testOnIpv6 } from '../support/ipv6';
import { createEvent, deleteEvent, thingGroupArn, updateEvent } from '../support/rig';
import { Harness } from './harness';

const small = { SecurityProfileName: 'profile' };

describe('the entry of the built bundle', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await Harness.start();
  });
  afterAll(() => harness.close());
  beforeEach(() => harness.reset());

  test('has a handler of at most two parameters: Node 24 refuses the callback', async () => {
    const { path } = await harness.copyBundle('arity');
    const script = `import(${JSON.stringify(pathToFileURL(join(path, 'index.mjs')).href)}).then(({ handler }) => console.log(handler.length))`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script]);
    expect(Number(stdout)).toBeLessThanOrEqual(2);
    expect(stdout.trim()).toMatch(/^\d$/);
  });

  test('needs no file outside its folder, and writes none into it', async () => {
    const { path, files } = await harness.copyBundle('elsewhere');
    expect(await harness.answer(createEvent(small), { code: path })).toMatchObject({ Status: 'SUCCESS' });
    expect((await harness.copyBundle('elsewhere')).files).toEqual(files);
  });

  test('writes nothing but lines of JSON, one for each call, and nothing to stderr', async () => {
    const { stdout, stderr } = await harness.invoke(createEvent(small));
    const messages = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { message: string }).message);
    expect(messages).toEqual(['request', 'call', 'call', 'call', 'answer', 'delivered']);
    expect(stderr).toBe('');
  });

  test('has Node warn of no leak, however many calls wait for the same signal', async () => {
    const targets = Array.from({ length: 40 }, (_, index) => thingGroupArn(`group-${index}`));
    const { stderr } = await harness.invoke(createEvent({ ...small, TargetArns: targets }));
    expect(stderr).toBe('');
  });

  describe.each([
    ['missing', (file: string) => rm(file)],
    ['broken', (file: string) => writeFile(file, 'throw new Error("broken");')],
    ['not even JavaScript', (file: string) => writeFile(file, '<html>')],
  ])('with every other file %s', (title, damage) => {
    test.each([
      ['a create', createEvent(small), 'refused-create/create-1/profile'],
      ['an update', updateEvent('profile', small, { ...small, SecurityProfileName: 'renamed' }), 'profile'],
      ['a delete', deleteEvent('profile', small), 'profile'],
    ])('answers %s FAILED, with the reason', async (_event, event, id) => {
      const { path, files } = await harness.copyBundle(`${title}-${event.RequestType}`);
      const others = files.filter((file) => file !== 'index.mjs');
      expect(others).not.toEqual([]);
      await Promise.all(others.map((file) => damage(join(path, file))));
      const { kind, answers } = await harness.invoke(event, { code: path });
      expect(kind).toBe('returned');
      expect(answers).toMatchObject([
        { Status: 'FAILED', PhysicalResourceId: id, Reason: expect.stringContaining('could not be loaded') },
      ]);
      expect(harness.calls()).toEqual([]);
    });
  });

  test('answers once, whichever one of the other files is missing', async () => {
    const { files } = await harness.copyBundle('whole');
    for (const file of files.filter((name) => name !== 'index.mjs')) {
      harness.reset();
      const { path } = await harness.copyBundle(`without-${file}`);
      await rm(join(path, file));
      const { answers } = await harness.invoke(createEvent(small), { code: path });
      expect(answers).toHaveLength(1);
      expect(answers[0]?.PhysicalResourceId).toMatch(/^(refused-create\/create-1\/)?profile$/);
    }
  });
});

describe('the answer of the built bundle', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await Harness.start();
  });
  afterAll(() => harness.close());
  beforeEach(() => harness.reset());

  test('goes to an address with plain http, any port, an encoded path and a signed query', async () => {
    const answers = await harness.otherAnswers();
    expect(await harness.answer(createEvent(small), { answers })).toMatchObject({ Status: 'SUCCESS' });
  });

  test('goes to an address with https and the name of a host', async () => {
    const rewrite = (url: string) => url.replace('127.0.0.1', 'localhost');
    expect(await harness.answer(createEvent(small), { rewrite })).toMatchObject({ Status: 'SUCCESS' });
  });

  // With https too, were it not for Node 22, whose own TLS takes `::1` for the name of a host.
  testOnIpv6('goes to an address with an IPv6 literal', async () => {
    const answers = await harness.otherAnswers({ host: '::1' });
    const rewrite = (url: string) => url.replace('//::1:', '//[::1]:');
    const { StackId, LogicalResourceId, RequestId } = createEvent(small);
    expect(rewrite(answers.open(StackId, LogicalResourceId, RequestId).url)).toMatch(/^https?:\/\/\[::1\]:\d+\//);
    expect(await harness.answer(createEvent(small), { answers, rewrite })).toMatchObject({ Status: 'SUCCESS' });
  });

  test.each<[string, AnswerFault]>([
    ['a failure of the bucket', 'error'],
    ['a connection that is cut', 'reset'],
    ['a bucket that hangs', 'hang'],
  ])('is sent again after %s', async (_title, fault) => {
    harness.answers.fail(fault, 1);
    const { kind, answers } = await harness.invoke(createEvent(small), { time: 6_000 });
    expect(kind).toBe('returned');
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
  });

  test('that cannot be sent ends in an error that tells Lambda, and not the world the address', async () => {
    const answers = await harness.otherAnswers();
    await answers.close();
    const { kind, stderr } = await harness.invoke(createEvent(small), { time: 3_000, answers });
    expect(kind).toBe('threw');
    expect(stderr).toContain('the answer could not be delivered');
  });

  test.each([
    ['letters of two bytes', 'ü'],
    ['letters of four bytes', '𝔊'],
    ['characters that JSON escapes', '"\\\n\t'],
  ])('has at most 4,096 bytes of sound JSON: %s', async (_title, text) => {
    const effect = {
      kind: 'error',
      name: 'InvalidRequestException',
      status: 400,
      message: text.repeat(9_000),
    } as const;
    harness.iot.faults.add({ operation: 'CreateSecurityProfile', effect });
    const { bodies, answers } = await harness.invoke(createEvent(small));
    expect(Buffer.byteLength(bodies[0] ?? '')).toBeLessThanOrEqual(4_096);
    expect(answers).toMatchObject([{ Status: 'FAILED', PhysicalResourceId: 'refused-create/create-1/profile' }]);
  });
});
