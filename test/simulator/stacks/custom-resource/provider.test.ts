import type { CustomResourceEvent } from '../../../../simulator/stacks/custom-resource/event';
import { type FakeAnswer, failure, serviceToken, success, template } from '../harness';
import { harness } from '../one-stack';

const create = (templateBody = template({ Thing: {} })) =>
  harness.cloudFormation.createStack({ stackName: 'stack', templateBody });

const failureReason = (): string | undefined => harness.events.find(({ status }) => status === 'CREATE_FAILED')?.reason;

/** Answers Create as told and everything else with success. */
const answerCreate = (answer: (event: CustomResourceEvent) => FakeAnswer | readonly FakeAnswer[]): void => {
  harness.fake.answer = (event) => (event.RequestType === 'Create' ? answer(event) : success(event));
};

describe('the event', () => {
  test('has exactly the members of CloudFormation, for each request type', async () => {
    await create();
    await harness.cloudFormation.updateStack({ stackName: 'stack', templateBody: template({ Thing: { A: 'b' } }) });
    await harness.cloudFormation.deleteStack({ stackName: 'stack' });
    const common = [
      'RequestType',
      'ServiceToken',
      'ResponseURL',
      'StackId',
      'RequestId',
      'LogicalResourceId',
      'ResourceType',
      'ResourceProperties',
    ];
    expect(harness.requests.map((event) => Object.keys(event).sort())).toEqual([
      [...common].sort(),
      [...common, 'PhysicalResourceId', 'OldResourceProperties'].sort(),
      [...common, 'PhysicalResourceId'].sort(),
    ]);
  });

  test('carries scalars as text at every depth and keeps the shape of maps and lists', async () => {
    await create(`
Resources:
  Thing:
    Type: Custom::Thing
    Properties:
      ServiceToken: ${serviceToken}
      ServiceTimeout: 720
      Switch: true
      List: [1, 2.5, false, [3]]
      Map: { Deep: { Large: 500000000.0, Exact: 9223372036854775807, Small: 0.00001, Whole: 5.0 } }
      Empty: []
      Nothing: !Ref AWS::NoValue
`);
    expect(harness.requests[0]?.ResourceProperties).toEqual({
      ServiceToken: serviceToken,
      ServiceTimeout: '720',
      Switch: 'true',
      List: ['1', '2.5', 'false', ['3']],
      Map: { Deep: { Large: '5.0E8', Exact: '9223372036854775807', Small: '1.0E-5', Whole: '5.0' } },
      Empty: [],
    });
  });

  test('has an address with an encoded path and a signed query', async () => {
    await create();
    const url = new URL(harness.requests[0]?.ResponseURL ?? '');
    expect(url.pathname).toContain('arn%3Aaws%3Acloudformation');
    expect(url.searchParams.get('X-Amz-Signature')).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is remembered without its address', async () => {
    await create();
    expect(harness.invocations[0]?.event.RequestType).toBe('Create');
    expect(JSON.stringify(harness.invocations.map(({ event }) => event))).not.toContain('X-Amz-Signature');
  });
});

describe('an answer', () => {
  const huge = 'x'.repeat(4_096);
  test.each<[string, (event: CustomResourceEvent) => FakeAnswer, string]>([
    ['that is too long', (event) => success(event, { Data: { huge } }), 'Response object is too long.'],
    [
      'without a physical id',
      (event) => success(event, { PhysicalResourceId: undefined }),
      'Invalid PhysicalResourceId',
    ],
    ['with an empty physical id', (event) => success(event, { PhysicalResourceId: '' }), 'Invalid PhysicalResourceId'],
    [
      'with a physical id over 1 KB',
      (event) => success(event, { PhysicalResourceId: 'x'.repeat(1_025) }),
      'Invalid PhysicalResourceId',
    ],
    [
      'that fails without a reason',
      (event) => failure(event, { Reason: undefined }),
      'Invalid Reason: it is required when Status is FAILED',
    ],
    [
      'that fails with null as its reason',
      (event) => failure(event, { Reason: null }),
      'Invalid Reason: it is required when Status is FAILED',
    ],
    [
      'with another status',
      (event) => success(event, { Status: 'OK' }),
      'Invalid Status: it must be SUCCESS or FAILED',
    ],
  ])('%s fails the resource', async (_, answer, reason) => {
    answerCreate(answer);
    const { stackStatus } = await create();
    expect(stackStatus).toBe('ROLLBACK_COMPLETE');
    expect(failureReason()).toBe(reason);
    expect(harness.takeRequests()).toEqual(['Create -', 'Delete stack-Thing-ABCDEFGHIJKLM']);
  });

  test('of exactly 4,096 bytes is accepted', async () => {
    answerCreate((event) => {
      const bare = Buffer.byteLength(JSON.stringify(success(event, { Data: { pad: '' } })));
      return success(event, { Data: { pad: 'x'.repeat(4_096 - bare) } });
    });
    expect((await create()).stackStatus).toBe('CREATE_COMPLETE');
  });

  test.each<[string, (event: CustomResourceEvent) => FakeAnswer]>([
    ['to another request', (event) => success(event, { RequestId: 'other' })],
    ['that is no JSON', () => 'hello'],
  ])('%s is passed over for the next one, and noted', async (_, answer) => {
    answerCreate((event) => [answer(event), success(event)]);
    expect((await create()).stackStatus).toBe('CREATE_COMPLETE');
    expect(harness.violations).toHaveLength(1);
  });

  test('that comes second has no effect, and is noted', async () => {
    answerCreate((event) => [success(event), failure(event)]);
    const { stackStatus, resources } = await create();
    expect(stackStatus).toBe('CREATE_COMPLETE');
    expect(resources).toEqual({ Thing: 'made-Thing' });
    expect(harness.violations.map(({ message }) => message)).toEqual([
      '2 answers came from 1 invocation(s); only the first one counts',
      'a later answer named another PhysicalResourceId than the first one',
    ]);
  });

  test('to anything but a PUT to the very address is refused', async () => {
    const { url } = harness.answers.open('stack', 'Thing', 'request');
    const statuses = await Promise.all([
      fetch(url, { method: 'POST', body: '{}' }),
      fetch(`${url}0`, { method: 'PUT', body: '{}' }),
      fetch(url, { method: 'PUT', body: '{}' }),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([403, 403, 200]);
  });
});

describe('the way of an answer', () => {
  test('can be made to fail as often as asked', async () => {
    const slot = harness.answers.open('stack', 'Thing', 'request');
    const put = () => fetch(slot.url, { method: 'PUT', body: '{}' }).then(({ status }) => status);
    harness.answers.fail('error', 2);
    harness.answers.fail('reset', 1);
    expect([await put(), await put()]).toEqual([500, 500]);
    await expect(put()).rejects.toThrow();
    expect(slot.bodies).toEqual([]);
    expect(await put()).toBe(200);
    expect(slot.bodies).toEqual(['{}']);
  });

  test('can be made to hang until the caller gives up', async () => {
    const slot = harness.answers.open('stack', 'Thing', 'request');
    harness.answers.fail('hang', 1);
    const put = fetch(slot.url, { method: 'PUT', body: '{}', signal: AbortSignal.timeout(50) });
    await expect(put).rejects.toThrow();
    expect(slot.bodies).toEqual([]);
  });
});

describe('a function that never answers', () => {
  test('fails the resource when the service timeout is over, without anyone waiting for it', async () => {
    answerCreate(() => undefined);
    const start = harness.now();
    await create(template({ Thing: { ServiceTimeout: 720 } }));
    const requestId = harness.requests[0]?.RequestId;
    expect(failureReason()).toBe(
      `CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [${requestId}]. If you are using the Python cfn-response module, you may need to update your Lambda function code so that CloudFormation can attach the updated version.`,
    );
    expect(harness.now() - start).toBe(720_000);
  });

  test('is waited for an hour where the template says nothing', async () => {
    answerCreate(() => undefined);
    const start = harness.now();
    await create();
    expect(harness.now() - start).toBe(3_600_000);
  });

  test('gets a Delete with an id that CloudFormation made up', async () => {
    answerCreate(() => undefined);
    await create();
    expect(harness.takeRequests()).toEqual(['Create -', 'Delete stack-Thing-ABCDEFGHIJKLM']);
  });
});

describe('delivery', () => {
  test.each(['threw', 'killed', 'timedOut'] as const)(
    'comes again, once, after an invocation that %s',
    async (kind) => {
      harness.fake.outcome = (event) => (event.RequestType === 'Create' ? kind : 'returned');
      harness.fake.answer = (event) => (event.RequestType === 'Create' ? undefined : success(event));
      await create();
      expect(harness.takeRequests()).toEqual(['Create -', 'Create -', 'Delete stack-Thing-ABCDEFGHIJKLM']);
      expect(harness.invocations.map(({ attempt, outcome }) => [attempt, outcome.kind])).toEqual([
        [1, kind],
        [2, kind],
        [1, 'returned'],
      ]);
    },
  );

  test('can come too late: an answer after the service timeout has no effect, and is noted', async () => {
    harness.fake.outcome = (event, attempt) =>
      event.RequestType === 'Create' && attempt === 1 ? 'killed' : 'returned';
    let creates = 0;
    harness.fake.answer = (event) => (event.RequestType === 'Create' && ++creates === 1 ? undefined : success(event));
    await create(template({ Thing: { ServiceTimeout: 30 } }));
    await harness.settled();
    expect(failureReason()).toContain('did not receive a response');
    expect(harness.violations.map(({ message }) => message)).toEqual([
      'an answer came after the ServiceTimeout; it has no effect',
    ]);
    expect(harness.takeRequests()).toEqual(['Create -', 'Delete stack-Thing-ABCDEFGHIJKLM', 'Create -']);
  });

  test('repeats the very same event', async () => {
    harness.fake.outcome = (_, attempt) => (attempt === 1 ? 'killed' : 'returned');
    await create();
    expect(harness.requests).toHaveLength(2);
    expect(harness.requests[1]).toEqual(harness.requests[0]);
  });

  test.each([
    ['one after the other', false],
    ['at the same time', true],
  ])('can come twice, %s, and only the first answer counts', async (_, concurrent) => {
    harness.fake.plan = () => ({ times: 2, concurrent });
    const { stackStatus } = await create();
    expect(stackStatus).toBe('CREATE_COMPLETE');
    expect(harness.takeRequests()).toEqual(['Create -', 'Create -']);
    expect(harness.violations).toEqual([]);
  });

  test('that lies in the queue for ten minutes is answered late, and in time', async () => {
    harness.fake.plan = () => ({ delaySeconds: 600 });
    const start = harness.now();
    expect((await create()).stackStatus).toBe('CREATE_COMPLETE');
    expect(harness.now() - start).toBeGreaterThanOrEqual(600_000);
  });

  test('that comes after the ServiceTimeout has its effect, and its answer has none', async () => {
    harness.fake.plan = (event) => ({ delaySeconds: event.RequestType === 'Create' ? 600 : 0 });
    await create(template({ Thing: { ServiceTimeout: 300 } }));
    await harness.settled();
    expect(failureReason()).toContain('did not receive a response');
    expect(harness.takeRequests()).toEqual(['Delete stack-Thing-ABCDEFGHIJKLM', 'Create -']);
  });

  test('that grows older than Lambda lets it is dropped', async () => {
    harness.fake.plan = (event) => ({ delaySeconds: event.RequestType === 'Create' ? 30_000 : 0 });
    await create();
    expect(harness.takeRequests()).toEqual(['Delete stack-Thing-ABCDEFGHIJKLM']);
  });

  test('that is lost ends like a function that never answers', async () => {
    harness.fake.plan = (event) => ({ lost: event.RequestType === 'Create' });
    await create();
    expect(failureReason()).toContain('did not receive a response');
    expect(harness.takeRequests()).toEqual(['Delete stack-Thing-ABCDEFGHIJKLM']);
  });
});
