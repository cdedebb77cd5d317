import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { iotFunction } from '../../scripts/build/functions';
import { buildInlineHandler, type InlineHandler } from '../../scripts/build/inline';
import { StandardRetryStrategy } from '../../scripts/build/runtime-retry-strategy';
import { Harness } from '../bundle/harness';
import { createEvent, deleteEvent } from '../support/rig';
import { root } from './support';

const small = { SecurityProfileName: 'profile', Behaviors: [{ Name: 'any', Metric: 'aws:num-disconnects' }] };

/** What the code asks its environment for. */
const required = (code: string): readonly string[] =>
  [...new Set([...code.matchAll(/(?:require|import)\("([^"]+)"\)/g)].map(([, name = '']) => name))].sort();

test('the strategy that the code carries starts without a scope too, as older clients start it', async () => {
  const strategy = new StandardRetryStrategy(10);
  expect((await strategy.acquireInitialRetryToken()).getRetryCount()).toBe(0);
  expect((await strategy.acquireInitialRetryToken('aws')).getRetryCount()).toBe(0);
});

describe('the code for a template', () => {
  let harness: Harness;
  let inline: InlineHandler;
  beforeAll(async () => {
    [harness, inline] = await Promise.all([Harness.start(), buildInlineHandler(root, iotFunction)]);
  });
  afterAll(() => harness.close());
  beforeEach(() => harness.reset());

  /** A folder as Lambda makes it of `ZipFile`, with those packages in reach that its runtime brings. */
  const unpack = async (name: string, code: string, packages: readonly string[]): Promise<string> => {
    const folder = join(harness.directory, name);
    await mkdir(join(folder, 'node_modules'), { recursive: true });
    await writeFile(join(folder, 'index.js'), code);
    await writeFile(join(folder, 'index.mjs'), "export { handler } from './index.js';\n");
    for (const scope of packages) await symlink(join(root, 'node_modules', scope), join(folder, 'node_modules', scope));
    return folder;
  };

  test('asks the runtime for nothing but Node and the client of AWS IoT', () => {
    const names = [...required(inline.code), ...required(inline.resource)];
    expect(names.filter((name) => !name.startsWith('node:'))).toEqual(['@aws-sdk/client-iot']);
  });

  test('makes and deletes a profile with the SDK of the runtime', async () => {
    const code = await unpack('whole', inline.code, ['@aws-sdk']);
    expect(await harness.answer(createEvent(small), { code })).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.held().profile).toMatchObject({ securityProfileName: 'profile' });
    expect(await harness.answer(deleteEvent('profile', small), { code })).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.iot.service.profileNames()).toEqual([]);
  });

  test('takes a throttled call up again, by the strategy that it carries with it', async () => {
    const code = await unpack('throttled', inline.code, ['@aws-sdk']);
    const effect = { kind: 'error', name: 'ThrottlingException', status: 400, message: 'Rate exceeded' } as const;
    harness.iot.faults.add({ operation: 'CreateSecurityProfile', times: 2, effect });
    expect(await harness.answer(createEvent(small), { code })).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.calls().filter((operation) => operation === 'CreateSecurityProfile')).toHaveLength(3);
  });

  test.each<[string, (code: string) => string, readonly string[]]>([
    ['the runtime has no client of AWS IoT', (code) => code, []],
    ['the packed part is damaged', (code) => code.replace(/[^\s'"]{1000}/, '0'.repeat(1000)), ['@aws-sdk']],
  ])('answers FAILED when %s', async (title, damage, packages) => {
    const code = await unpack(title, damage(inline.code), packages);
    const { answers, kind } = await harness.invoke(createEvent(small), { code });
    expect(kind).toBe('returned');
    expect(answers).toMatchObject([
      {
        Status: 'FAILED',
        PhysicalResourceId: 'refused-create/create-1/profile',
        Reason: expect.stringContaining('could not be loaded'),
      },
    ]);
  });
});
