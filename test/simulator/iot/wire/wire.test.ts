import { type IotServer, startIotService } from '../../../../simulator/iot';
import { accountId, arn, region } from '../support';

const scope = (text: string): string =>
  `AWS4-HMAC-SHA256 Credential=AKID/${text}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;
const signed = { authorization: scope(`20260101/${region}/iot/aws4_request`), 'x-amz-date': '20260101T000000Z' };
const json = { 'content-type': 'application/json' };

let server: IotServer;
beforeAll(async () => {
  server = await startIotService({ region, accountId });
});
afterAll(() => server.close());
beforeEach(() => {
  for (const name of server.service.profileNames()) server.service.removeOutOfBand(name);
  server.journal.clear();
});

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

const send = async (path: string, { method = 'GET', headers = signed, body }: Sent = {}) => {
  const response = await fetch(`${server.url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
};

const create = (name: string, body = '{}') =>
  send(`/security-profiles/${name}`, { method: 'POST', headers: { ...signed, ...json }, body });

test('an answer is JSON, has a request id, and counts time in seconds', async () => {
  await create('p');
  const { status, headers, body } = await send('/security-profiles/p');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/json');
  expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.get('x-amzn-errortype')).toBeNull();
  expect(Math.abs(body.creationDate - Date.now() / 1000)).toBeLessThan(60);
  expect(body).toEqual({
    securityProfileName: 'p',
    securityProfileArn: arn('securityprofile/p'),
    version: 1,
    creationDate: expect.any(Number),
    lastModifiedDate: expect.any(Number),
  });
});

test('an error has its name in a header, and its text and members in the body', async () => {
  await create('p');
  const { status, headers, body } = await create('p', '{"securityProfileDescription":"other"}');
  expect(status).toBe(409);
  expect(headers.get('x-amzn-errortype')).toBe('ResourceAlreadyExistsException:');
  expect(body).toEqual({
    message: expect.stringContaining('already exists'),
    resourceId: 'p',
    resourceArn: arn('securityprofile/p'),
  });
});

test('path and query are percent-decoded exactly once', async () => {
  await create('a%3Ab');
  expect(server.service.profileNames()).toEqual(['a:b']);
  const target = encodeURIComponent(arn('thinggroup/g:1'));
  await send(`/security-profiles/a%3Ab/targets?securityProfileTargetArn=${target}`, { method: 'PUT' });
  expect(server.service.profile('a:b')?.targets).toEqual([arn('thinggroup/g:1')]);
  const twice = await create('a%253Ab');
  expect(twice.body.message).toContain("Value 'a%3Ab' at 'securityProfileName'");
});

test('a plus sign in a query is a plus sign', async () => {
  const { body } = await send('/tags?resourceArn=a+b');
  expect(body.message).toContain('Invalid resourceArn a+b');
});

test('members of path, query and body come together, with their types', async () => {
  await create('p');
  const headers = { ...signed, 'content-type': 'application/json; charset=utf-8' };
  const body = '{"deleteBehaviors":true}';
  await send('/security-profiles/p?expectedVersion=1', { method: 'PATCH', headers, body });
  await send(`/security-profiles-for-target?securityProfileTargetArn=${arn('all/things')}&recursive=true&maxResults=5`);
  expect(server.journal.calls.map(({ operation, input, status }) => [operation, input, status])).toEqual([
    ['CreateSecurityProfile', { securityProfileName: 'p' }, 200],
    ['UpdateSecurityProfile', { securityProfileName: 'p', expectedVersion: 1, deleteBehaviors: true }, 200],
    [
      'ListSecurityProfilesForTarget',
      { securityProfileTargetArn: arn('all/things'), recursive: true, maxResults: 5 },
      200,
    ],
  ]);
});

test.each<[string, string, Sent, string, string]>([
  ['an unknown query parameter', '/security-profiles/p?version=1', {}, 'InvalidRequestException', 'version'],
  [
    'a query parameter of another operation',
    '/tags?resourceArn=x&maxResults=5',
    {},
    'InvalidRequestException',
    'maxResults',
  ],
  ['a query parameter twice', '/security-profiles?maxResults=1&maxResults=2', {}, 'InvalidRequestException', 'twice'],
  [
    'a number that is none',
    '/security-profiles?maxResults=many',
    {},
    'InvalidRequestException',
    "'many' at 'maxResults'",
  ],
  ['a fraction for an integer', '/security-profiles?maxResults=1.0', {}, 'InvalidRequestException', 'type integer'],
  [
    'a truth value that is none',
    '/security-profiles-for-target?securityProfileTargetArn=x&recursive=yes',
    {},
    'InvalidRequestException',
    'type boolean',
  ],
  [
    'a required query parameter left out',
    '/security-profiles/p/targets',
    { method: 'PUT' },
    'InvalidRequestException',
    'Target',
  ],
  ['broken percent-encoding', '/security-profiles/%E0%A4%A', {}, 'InvalidRequestException', 'Malformed'],
  [
    'a body that is not JSON',
    '/security-profiles/p',
    { method: 'POST', body: '{' },
    'SerializationException',
    'not JSON',
  ],
  ['a body that is a list', '/security-profiles/p', { method: 'POST', body: '[]' }, 'SerializationException', 'object'],
  ['a body that is null', '/security-profiles/p', { method: 'POST', body: 'null' }, 'SerializationException', 'object'],
  [
    'an unknown member',
    '/security-profiles/p',
    { method: 'POST', body: '{"x":1}' },
    'InvalidRequestException',
    'Member x',
  ],
  [
    'the name in the body',
    '/security-profiles/p',
    { method: 'POST', body: '{"securityProfileName":"p"}' },
    'InvalidRequestException',
    'securityProfileName',
  ],
  [
    'a query parameter in the body',
    '/security-profiles/p',
    { method: 'PATCH', body: '{"expectedVersion":1}' },
    'InvalidRequestException',
    'expectedVersion',
  ],
  [
    'a body where there is none',
    `/security-profiles/p/targets?securityProfileTargetArn=${arn('all/things')}`,
    { method: 'PUT', body: '{"a":1}' },
    'InvalidRequestException',
    'takes no body',
  ],
])('%s is refused', async (_what, path, sent, name, text) => {
  const answer = await send(path, { headers: { ...signed, ...(sent.body ? json : {}) }, ...sent });
  expect(answer.status).toBe(400);
  expect(answer.headers.get('x-amzn-errortype')).toBe(`${name}:`);
  expect(answer.body.message).toContain(text);
  expect(server.service.profileNames()).toEqual([]);
  expect(server.journal.calls).toMatchObject([{ effective: false, status: 400, error: { name } }]);
});

// An SDK that is still in use sends it.
test('an empty object is no body', async () => {
  await create('p');
  const path = `/security-profiles/p/targets?securityProfileTargetArn=${arn('all/things')}`;
  expect((await send(path, { method: 'PUT', headers: { ...signed, ...json }, body: '{}' })).status).toBe(200);
});

test.each(['text/plain', 'application/x-amz-json-1.1', 'application/jsonp'])(
  'a body of type %s is refused',
  async (type) => {
    const headers = { ...signed, 'content-type': type };
    const answer = await send('/security-profiles/p', { method: 'POST', headers, body: '{}' });
    expect(answer.status).toBe(415);
    expect(server.service.profileNames()).toEqual([]);
  },
);

const withoutDate = { authorization: signed.authorization };

test.each<[string, Record<string, string>, string]>([
  ['without a signature', {}, 'MissingAuthenticationTokenException'],
  ['with another scheme', { ...signed, authorization: 'Bearer x' }, 'IncompleteSignatureException'],
  ['without a date', withoutDate, 'IncompleteSignatureException'],
  [
    'whose host is not signed',
    { ...signed, authorization: signed.authorization.replace('host;', '') },
    'IncompleteSignatureException',
  ],
  [
    'without an access key',
    { ...signed, authorization: signed.authorization.replace('AKID', '') },
    'IncompleteSignatureException',
  ],
  [
    'signed for another service',
    { ...signed, authorization: scope(`20260101/${region}/sns/aws4_request`) },
    'InvalidSignatureException',
  ],
  [
    'signed for another Region',
    { ...signed, authorization: scope('20260101/us-east-1/iot/aws4_request') },
    'InvalidSignatureException',
  ],
  [
    'signed for no date',
    { ...signed, authorization: scope(`today/${region}/iot/aws4_request`) },
    'InvalidSignatureException',
  ],
  [
    'with a scope that is cut off',
    { ...signed, authorization: scope(`20260101/${region}/iot`) },
    'IncompleteSignatureException',
  ],
])('a request %s is refused with 403', async (_what, headers, name) => {
  const answer = await send('/security-profiles/p', { method: 'DELETE', headers });
  expect(answer.status).toBe(403);
  expect(answer.headers.get('x-amzn-errortype')).toBe(`${name}:`);
  expect(server.journal.calls).toMatchObject([{ operation: 'DeleteSecurityProfile', effective: false, status: 403 }]);
});

test.each<[string, string]>([
  ['GET', '/'],
  ['GET', '/security-profiles/'],
  ['GET', '/security-profiles/p/'],
  ['GET', '/security-profiles/p/targets/t'],
  ['POST', '/security-profiles'],
  ['PUT', '/security-profiles/p'],
  ['DELETE', '/tags'],
  ['GET', '/security-profile-behaviors/validate'],
])('%s %s is no operation', async (method, path) => {
  const answer = await send(path, { method });
  expect(answer.status).toBe(404);
  expect(answer.headers.get('x-amzn-errortype')).toBe('UnknownOperationException:');
  expect(server.journal.calls).toEqual([]);
});
