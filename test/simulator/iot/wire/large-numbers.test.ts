import { DescribeSecurityProfileCommand, IoTClient } from '@aws-sdk/client-iot';
import { createColors } from 'picocolors';
import { type IotServer, startIotService } from '../../../../simulator/iot';
import { callLine } from '../../../../simulator/screen/call-line';
import { profileLines } from '../../../../simulator/screen/profile-lines';
import { accountId, region } from '../support';

const plain = createColors(false);
const headers = {
  authorization: `AWS4-HMAC-SHA256 Credential=AKID/20260101/${region}/iot/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`,
  'x-amz-date': '20260101T000000Z',
  'content-type': 'application/json',
};

let server: IotServer;
beforeEach(async () => {
  server = await startIotService({ region, accountId });
});
afterEach(() => server.close());

interface Answer {
  readonly status: number;
  readonly text: string;
}

const send = async (method: string, path: string, body?: string): Promise<Answer> => {
  const response = await fetch(`${server.url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
  return { status: response.status, text: await response.text() };
};

const bodyOf = (value: string): string =>
  `{"behaviors":[{"name":"b","metric":"aws:num-messages-sent","criteria":{"comparisonOperator":"less-than","value":${value},"durationSeconds":300}}]}`;
const create = (value: string): Promise<Answer> => send('POST', '/security-profiles/p', bodyOf(value));
const describedValue = async (): Promise<string | undefined> => {
  const { text } = await send('GET', '/security-profiles/p');
  return /"value":(\{.*?\})/.exec(text)?.[1];
};

describe('over the wire', () => {
  test.each(['9007199254740991', '9007199254740992', '9007199254740993', '9223372036854775807'])(
    'a count of %s is given back digit by digit, by Create and by Update',
    async (count) => {
      expect(await create(`{"count":${count}}`)).toMatchObject({ status: 200 });
      expect(await describedValue()).toBe(`{"count":${count}}`);
      await send('PATCH', '/security-profiles/p', bodyOf('{"count":1}'));
      expect(await describedValue()).toBe('{"count":1}');
      const { status, text } = await send('PATCH', '/security-profiles/p', bodyOf(`{"count":${count}}`));
      expect(status).toBe(200);
      expect(text).toContain(`"count":${count}}`);
      expect(await describedValue()).toBe(`{"count":${count}}`);
    },
  );

  test('a count of more than 64 bits is refused, with its digits', async () => {
    const { status, text } = await create('{"count":9223372036854775808}');
    expect(status).toBe(400);
    expect(text).toContain('Value 9223372036854775808 at');
  });

  test('a number is the nearest double', async () => {
    await create('{"number":9007199254740993,"numbers":[9007199254740993,0.5]}');
    expect(await describedValue()).toBe('{"number":9007199254740992,"numbers":[9007199254740992,0.5]}');
  });

  test('creating the same again succeeds, and a difference in the last digit is one, however it is written', async () => {
    await create('{"count":100000000000000000}');
    expect(await create('{"count":1e17}')).toMatchObject({ status: 200 });
    expect(await create('{"count":100000000000000001}')).toMatchObject({ status: 409 });
  });

  test('a large version is another one than that of the profile, in the query and in the message', async () => {
    await create('{"count":1}');
    const { status, text } = await send('DELETE', '/security-profiles/p?expectedVersion=9007199254740993');
    expect(status).toBe(409);
    expect(text).toContain('9007199254740993');
  });

  test('the behaviors can be validated', async () => {
    const { text } = await send('POST', '/security-profile-behaviors/validate', bodyOf('{"count":9007199254740993}'));
    expect(text).toBe('{"valid":true,"validationErrors":[]}');
  });
});

test('the AWS SDK for JavaScript reads a large count as it can', async () => {
  await create('{"count":9007199254740993}');
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new IoTClient({ region, endpoint: server.url, credentials, maxAttempts: 1 });
  const { behaviors } = await client.send(new DescribeSecurityProfileCommand({ securityProfileName: 'p' }));
  client.destroy();
  expect(behaviors?.[0]?.criteria?.value?.count).toBe(9007199254740992);
});

test('what is shown of a profile, and of the calls, shows it too', async () => {
  await create('{"count":9007199254740993}');
  await send('DELETE', '/security-profiles/p?expectedVersion=9007199254740993');
  const shown = profileLines('p', server.service.profile('p'), plain).join('\n');
  expect(shown).toContain('count: 9007199254740993\n');
  expect(shown).toContain('# alarm when a device sends 9,007,199,254,740,992 messages or more');
  const lines = server.journal.calls.map((call) => callLine(call, plain));
  expect(lines.join('\n')).toContain('expectedVersion=9007199254740993 409');
});

test('late reads keep it', async () => {
  server.service.readLate({ DescribeSecurityProfile: 1 });
  await create('{"count":9007199254740993}');
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await describedValue()).toBe('{"count":9007199254740993}');
});
