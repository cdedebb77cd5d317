import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CustomResourceEvent } from '../../../../simulator/stacks/custom-resource/event';
import { CodeStore, type FunctionCode } from '../../../../simulator/stacks/lambda/code';
import { Functions } from '../../../../simulator/stacks/lambda/functions';
import { account } from '../harness';

const projectDirectory = join(__dirname, '..', '..', '..', '..');

let code: CodeStore;
let functions: Functions;
let bundle: string;

beforeEach(async () => {
  code = new CodeStore(projectDirectory);
  functions = new Functions({ account, code, variables: { AWS_ENDPOINT_URL_IOT: 'http://127.0.0.1:1' } });
  bundle = await mkdtemp(join(tmpdir(), 'bundle-'));
});

afterEach(async () => {
  await code.close();
  await rm(bundle, { recursive: true });
});

const event: CustomResourceEvent = {
  RequestType: 'Create',
  ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:f',
  ResponseURL: 'http://127.0.0.1:1/?signature-of-the-url',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Thing',
  ResourceType: 'Custom::Thing',
  ResourceProperties: {},
};

const options = { awsRequestId: 'the-request', attempt: 1 };

const put = (source: FunctionCode, more: { readonly timeoutSeconds?: number; readonly handler?: string } = {}) =>
  functions.put({
    name: 'f',
    code: source,
    handler: more.handler ?? 'index.handler',
    timeoutSeconds: more.timeoutSeconds ?? 30,
    memorySize: 256,
    variables: { OWN: 'variable' },
  });

const inline = (source: string): FunctionCode => ({ kind: 'inline', source });

/** Runs a handler that logs one value as JSON, and gives that back. */
const logged = async (expression: string): Promise<unknown> => {
  put(inline(`exports.handler = async (event, context) => console.log(JSON.stringify(${expression}));`));
  const { stdout, stderr } = await functions.invoke(event, options);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
};

describe('a function runs in a fresh process', () => {
  test('that is given the event and the context of Lambda', async () => {
    expect(await logged('[event, context, context.getRemainingTimeInMillis() > 29000]')).toEqual([
      event,
      {
        functionName: 'f',
        functionVersion: '$LATEST',
        invokedFunctionArn: event.ServiceToken,
        memoryLimitInMB: '256',
        awsRequestId: 'the-request',
        logGroupName: '/aws/lambda/f',
        logStreamName: expect.stringContaining('[$LATEST]'),
      },
      true,
    ]);
  });

  test('whose environment is that of Lambda, its own variables, and nothing else', async () => {
    const environment = await logged('process.env');
    expect(environment).toMatchObject({
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_SESSION_TOKEN: expect.any(String),
      AWS_LAMBDA_FUNCTION_NAME: 'f',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_ENDPOINT_URL_IOT: 'http://127.0.0.1:1',
      OWN: 'variable',
    });
    expect(environment).not.toHaveProperty('PATH');
    expect(environment).not.toHaveProperty('HOME');
  });

  test('whose arguments and environment do not hold the event', async () => {
    expect(JSON.stringify(await logged('[process.argv, process.execArgv, process.env]'))).not.toContain(
      'signature-of-the-url',
    );
  });

  test('whose working folder is empty', async () => {
    expect(await logged("require('node:fs').readdirSync('.')")).toEqual([]);
  });

  test('in which inline code finds the SDK as in the Lambda runtime, and no other package', async () => {
    expect(await logged("typeof require('@aws-sdk/client-iot').IoTClient")).toBe('function');
    await expect(logged("require('commander')")).rejects.toThrow("Cannot find module 'commander'");
  });

  test('from a folder with an ES module', async () => {
    await writeFile(join(bundle, 'index.mjs'), 'export const handler = async () => console.log("from the bundle");');
    put({ kind: 'folder', path: bundle });
    expect(await functions.invoke(event, options)).toEqual({
      kind: 'returned',
      stdout: 'from the bundle\n',
      stderr: '',
    });
  });

  test('by the name of its handler', async () => {
    put(inline('exports.other = async () => console.log("other");'), { handler: 'index.other' });
    expect((await functions.invoke(event, options)).stdout).toBe('other\n');
  });
});

describe('an invocation', () => {
  test.each([
    ['returned', 'exports.handler = async () => {};', ''],
    ['threw', 'exports.handler = async () => { throw new Error("it broke"); };', 'it broke'],
    ['threw', 'throw new Error("it does not load");', 'it does not load'],
    ['threw', 'exports.handler = async () => process.exit(0);', ''],
    ['threw', 'exports.handlr = async () => {};', 'handler is undefined or not exported'],
  ])('%s: %s', async (kind, source, words) => {
    put(inline(source));
    const outcome = await functions.invoke(event, options);
    expect(outcome.kind).toBe(kind);
    expect(outcome.stderr).toContain(words);
  });

  test('ends when the handler has settled, whatever it left running', async () => {
    put(inline('exports.handler = async () => { setInterval(() => {}, 1000); };'));
    expect((await functions.invoke(event, options)).kind).toBe('returned');
  });

  test('is killed at the timeout of the function', async () => {
    put(inline('exports.handler = () => new Promise(() => setInterval(() => {}, 1000));'), { timeoutSeconds: 0.2 });
    expect((await functions.invoke(event, options)).kind).toBe('timedOut');
  });

  test('can be killed from outside', async () => {
    put(inline('exports.handler = () => new Promise(() => setInterval(() => {}, 1000));'));
    const running = functions.invoke(event, options);
    const killer = setInterval(() => functions.kill(), 20);
    const { kind } = await running;
    clearInterval(killer);
    expect(kind).toBe('killed');
  });

  test('of a function that is not there is refused', async () => {
    await expect(functions.invoke(event, options)).rejects.toThrow(`Function not found: ${event.ServiceToken}`);
    put(inline('exports.handler = async () => {};'));
    functions.remove('f');
    await expect(functions.invoke(event, options)).rejects.toThrow('Function not found');
  });
});

describe('for a function that no template makes', () => {
  const ours = { ...event, ServiceToken: 'arn:aws:lambda:eu-west-1:210987654321:function:elsewhere' };
  const asked: string[] = [];
  const withStandIn = () =>
    new Functions({
      account,
      code,
      variables: {},
      standIn: ({ ServiceToken: arn }) => {
        asked.push(arn);
        const source = inline(
          'exports.handler = async (_, { invokedFunctionArn }) => console.log(invokedFunctionArn);',
        );
        const rest = { handler: 'index.handler', timeoutSeconds: 30, memorySize: 256, variables: {} };
        return { name: 'ours', code: source, ...rest };
      },
    });

  beforeEach(() => asked.splice(0));

  test('another may stand in, which runs as itself', async () => {
    const { kind, stdout } = await withStandIn().invoke(ours, options);
    expect({ kind, asked }).toEqual({ kind: 'returned', asked: [ours.ServiceToken] });
    expect(stdout).toContain('arn:aws:lambda:us-east-1:123456789012:function:ours');
  });

  test('but not for one that was here and has been removed', async () => {
    const one = withStandIn();
    one.remove('f');
    await expect(one.invoke(event, options)).rejects.toThrow('Function not found');
    expect(asked).toEqual([]);
  });
});

test('the retry policy of a function is that of its event invoke configuration', () => {
  expect(functions.retryPolicyOf(event.ServiceToken)).toEqual({ maximumRetryAttempts: 1, maximumEventAgeSeconds: 600 });
  functions.setRetryPolicy('f', { maximumRetryAttempts: 0 });
  expect(functions.retryPolicyOf(event.ServiceToken).maximumRetryAttempts).toBe(0);
  functions.setRetryPolicy('f', undefined);
  expect(functions.retryPolicyOf(event.ServiceToken).maximumRetryAttempts).toBe(1);
});
