import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CallError, readFailure } from '../../aws/failure';
import { failureText } from '../../cli/live/failures';
import { longOwner, ownershipOf, shortOwner } from '../../cli/live/owner';
import { sideBySide } from '../../cli/live/side-by-side';
import { type Rig, startRig, tool } from './rig';

let rig: Rig;
let folder: string;

beforeAll(async () => {
  rig = await startRig({ isBundleOptional: true });
  folder = mkdtempSync(path.join(tmpdir(), 'run-'));
});

afterAll(async () => {
  await rig.close();
  rmSync(folder, { recursive: true });
});

const file = (properties: object): string => {
  const name = path.join(folder, 'template.json');
  const Properties = { ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:x', ...properties };
  writeFileSync(name, JSON.stringify({ Resources: { Profile: { Type: 'Custom::IoTSecurityProfile', Properties } } }));
  return name;
};

describe('the exit code', () => {
  test('is 0 where nothing was found, also for help', async () => {
    expect((await tool(['validate', file({})])).code).toBe(0);
    for (const args of [[], ['--help'], ['plan', '--help'], ['--version']]) {
      const { code, output, errors } = await tool(args);
      expect({ code, errors }).toEqual({ code: 0, errors: '' });
      expect(output).not.toBe('');
    }
  });

  test('is 2 where something was found', async () => {
    expect((await tool(['validate', file({ Odd: 1 })])).code).toBe(2);
  });

  test.each([
    [['valdate'], "unknown command 'valdate'"],
    [['show'], "missing required argument 'name'"],
    [['list', '--endpoint-url', 'nowhere'], 'It is a URL'],
    [['plan', 'x', '--parameter', '=x'], 'It is written Key=Value'],
    [['list', 'more'], 'too many arguments'],
    [['validate', 'nowhere.yaml'], 'cannot read nowhere.yaml: there is no such file'],
  ])('is 1 for %j, which is told in a line on stderr', async (args, message) => {
    const { code, output, errors } = await tool(args);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toMatch(/^error: [^\n]*\n$/);
    expect(errors).toContain(message);
  });
});

describe('a failure', () => {
  test('is a document where JSON is asked for, also where the arguments are wrong', async () => {
    for (const args of [
      ['show', 'nobody', '--format', 'json'],
      ['--format=json', 'odd'],
    ]) {
      const { code, output } = await rig.tool(...args);
      expect(code).toBe(1);
      expect(JSON.parse(output)).toMatchObject({ formatVersion: 1, error: expect.any(String) });
    }
  });

  test('is an annotation where those are asked for', async () => {
    const { output } = await rig.tool('drift', '--stack', 'nobody', '--format', 'github');
    expect(output).toMatch(/^::error title=security-profile drift::there is no stack nobody/);
  });
});

test('a document says of which verb and form it is', async () => {
  expect(await rig.json('list', '--names-only')).toEqual({
    formatVersion: 1,
    command: 'list',
    region: 'us-east-1',
    names: [],
  });
});

test('the Region is that of the option, of AWS_REGION, of AWS_DEFAULT_REGION, in this order', async () => {
  const at = ['list', '--names-only', '--format', 'json', '--endpoint-url', rig.simulator.endpoint];
  const regionOf = async (variables: Readonly<Record<string, string>>, ...options: readonly string[]) =>
    JSON.parse((await tool([...at, ...options], { variables })).output).region;
  expect(await regionOf({ AWS_REGION: 'eu-west-1' }, '--region', 'us-east-1')).toBe('us-east-1');
  expect(await regionOf({ AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'eu-west-1' })).toBe('us-east-1');
  expect(await regionOf({ AWS_REGION: '', AWS_DEFAULT_REGION: 'us-east-1' })).toBe('us-east-1');
  // Which another Region's service does not answer.
  expect(await regionOf({ AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'us-east-1' })).toBeUndefined();
});

test('colors are for screens that have them and people who want them', async () => {
  const [name] = [file({ Odd: 1 })];
  const isColored = async (colored: boolean, ...options: readonly string[]) =>
    (await tool(['validate', name, ...options], { isColored: colored })).output.includes('\u001b[');
  expect([await isColored(true), await isColored(true, '--no-color'), await isColored(false)]).toEqual([
    true,
    false,
    false,
  ]);
});

describe('what goes wrong on the way to AWS', () => {
  const call = (name: string, message: string, more: object = {}): CallError => {
    const cause = Object.assign(new Error(message), { name, ...more });
    return new CallError('DescribeSecurityProfile', readFailure(cause), cause);
  };
  const told = (error: unknown, options = {}) => failureText(error, { format: 'text', color: false, ...options });

  test.each<[string, unknown, RegExp]>([
    ['no Region', new Error('Region is missing'), /^no Region is set: give --region/],
    ['no credentials', call('CredentialsProviderError', 'none'), /^no AWS credentials were found/],
    [
      'a profile that is not there',
      call('X', 'Could not resolve credentials using profile: [p]'),
      /^the profile p gives no/,
    ],
    ['credentials that have expired', call('ExpiredTokenException', 'old'), /^the AWS credentials have expired/],
    [
      'a key that AWS does not know',
      call('UnrecognizedClientException', 'bad'),
      /^AWS does not accept the credentials/,
    ],
    ['no network', call('Error', 'refused', { code: 'ECONNREFUSED' }), /^cannot reach AWS \(ECONNREFUSED/],
    [
      'no right',
      call('AccessDeniedException', 'no', { $metadata: { httpStatusCode: 403 } }),
      /The policy that the tool needs/,
    ],
  ])('%s', (_what, error, expected) => {
    expect(told(error, expected.source.includes('profile p') ? { profile: 'p' } : {})).toMatch(expected);
  });

  test('the endpoint that was given is named', () => {
    expect(told(call('TimeoutError', 'late'), { endpointUrl: 'http://x' })).toMatch(/^cannot reach http:\/\/x /);
  });

  test('another refusal is told as it is, and a defect is none', () => {
    expect(told(call('LimitExceededException', 'too many'))).toMatch(/too many/);
    expect(told(call('LimitExceededException', 'too many'))).not.toMatch(/policy/);
    expect(told(new TypeError('defect'))).toBeUndefined();
  });
});

describe('the owner', () => {
  const stackId = 'arn:aws:cloudformation:us-east-1:123456789012:stack/fleet/1';
  const owner = (tags: Readonly<Record<string, string>>) => ownershipOf(new Map(Object.entries(tags)));
  const ours = {
    'cloudformation:stack-id': stackId,
    'cloudformation:logical-id': 'Profile',
    'cloudformation:request-id': 'made/r',
  };
  const native = { 'aws:cloudformation:stack-id': stackId, 'aws:cloudformation:logical-id': 'Native' };

  test.each<[string, Readonly<Record<string, string>>, string, string]>([
    ['a stack', ours, 'fleet/Profile', 'stack fleet, resource Profile'],
    ['the native type', native, 'fleet/Native (native)', 'stack fleet, resource Native (AWS::IoT::SecurityProfile)'],
    [
      'a stack that took it over',
      { ...ours, 'cloudformation:request-id': 'adopted/r' },
      'fleet/Profile (adopted)',
      'stack fleet, resource Profile (adopted: it was there before)',
    ],
    ['nobody', { team: 'x' }, 'nobody', 'nobody: no stack has marked it as its own'],
  ])('%s', (_what, tags, short, long) => {
    expect([shortOwner(owner(tags)), longOwner(owner(tags), 'AWS::IoT::SecurityProfile')]).toEqual([short, long]);
  });

  test('what is marked in part is unclear', () => {
    expect(owner({ 'cloudformation:logical-id': 'Profile' }).kind).toBe('unclear');
  });
});

test('work is done side by side, no more than so many at once, and its results keep their order', async () => {
  let [open, most] = [0, 0];
  const results = await sideBySide([5, 1, 3, 2, 4], 2, async (item) => {
    open += 1;
    most = Math.max(most, open);
    await new Promise((resolve) => setTimeout(resolve, item));
    open -= 1;
    return item * 10;
  });
  expect(results).toEqual([50, 10, 30, 20, 40]);
  expect(most).toBe(2);
});
