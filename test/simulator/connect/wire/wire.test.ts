import { type ConnectServer, startConnectService } from '../../../../simulator/connect';
import { accountId, arnOf, InstanceId, instanceArn, region } from '../support';

const scope = (text: string): string =>
  `AWS4-HMAC-SHA256 Credential=AKID/${text}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;
const signed = { authorization: scope(`20260101/${region}/connect/aws4_request`), 'x-amz-date': '20260101T000000Z' };
const json = { 'content-type': 'application/json' };

let server: ConnectServer;
beforeAll(async () => {
  server = await startConnectService({ region, accountId });
});
afterAll(() => server.close());
beforeEach(() => {
  for (const { arn } of server.service.profiles()) server.service.removeOutOfBand(arn);
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

const ofInstance = `/security-profiles/${InstanceId}`;

const create = (body: unknown) =>
  send(ofInstance, { method: 'PUT', headers: { ...signed, ...json }, body: JSON.stringify(body) });

test('an answer is JSON, has a request id, and counts time in seconds', async () => {
  const { body: made } = await create({ SecurityProfileName: 'p' });
  const { status, headers, body } = await send(`${ofInstance}/${made.SecurityProfileId}`);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/json');
  expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  expect(body).toEqual({
    SecurityProfile: {
      Id: made.SecurityProfileId,
      OrganizationResourceId: InstanceId,
      Arn: arnOf(made.SecurityProfileId),
      SecurityProfileName: 'p',
      LastModifiedTime: expect.any(Number),
      LastModifiedRegion: region,
    },
  });
  expect(Math.abs(body.SecurityProfile.LastModifiedTime - Date.now() / 1000)).toBeLessThan(60);
});

test('an error has its name in a header, and its text in a member that begins with a capital', async () => {
  await create({ SecurityProfileName: 'p' });
  const { status, headers, body } = await create({ SecurityProfileName: 'p' });
  expect(status).toBe(409);
  expect(headers.get('x-amzn-errortype')).toBe('DuplicateResourceException:');
  expect(body).toEqual({ Message: expect.stringContaining('already exists') });
});

test('what uses a profile is in the body of the error', async () => {
  const { body: made } = await create({ SecurityProfileName: 'p' });
  server.service.assignTo(made.SecurityProfileArn, 'u');
  const { status, body } = await send(`${ofInstance}/${made.SecurityProfileId}`, { method: 'DELETE' });
  expect([status, body]).toEqual([
    409,
    { Message: expect.any(String), ResourceType: 'USER', ResourceId: `${instanceArn}/agent/u` },
  ]);
});

test('the ARN in the path is one label, percent-encoded whole, and keys come one by one in the query', async () => {
  const { body: made } = await create({ SecurityProfileName: 'p', Tags: { 'a b': '1', 'c/d': '2', e: '3' } });
  const path = `/tags/${encodeURIComponent(made.SecurityProfileArn)}`;
  expect(path).toContain('%3Ainstance%2F');
  expect(await send(path)).toMatchObject({ status: 200, body: { tags: { 'a b': '1', 'c/d': '2', e: '3' } } });
  expect((await send(`${path}?tagKeys=a%20b&tagKeys=c%2Fd`, { method: 'DELETE' })).body).toEqual({});
  expect((await send(path)).body).toEqual({ tags: { e: '3' } });
  expect(server.journal.calls.at(-2)).toMatchObject({
    operation: 'UntagResource',
    input: { resourceArn: made.SecurityProfileArn, tagKeys: ['a b', 'c/d'] },
  });
  expect((await send(`/tags/${made.SecurityProfileArn}`)).status).toBe(404);
});

test('the parameters of a page begin with a small letter', async () => {
  const { body } = await send(`/security-profiles-summary/${InstanceId}?maxResults=3`);
  expect(body.SecurityProfileSummaryList).toHaveLength(3);
  const next = await send(
    `/security-profiles-summary/${InstanceId}?maxResults=3&nextToken=${encodeURIComponent(body.NextToken)}`,
  );
  expect(next.body).toEqual({ SecurityProfileSummaryList: [expect.objectContaining({ Name: expect.any(String) })] });
});

test.each<[string, string, Sent, string, string]>([
  [
    'an unknown query parameter',
    `/security-profiles-summary/${InstanceId}?MaxResults=3`,
    {},
    'InvalidRequestException',
    'MaxResults',
  ],
  [
    'a page of none',
    `/security-profiles-summary/${InstanceId}?maxResults=0`,
    {},
    'InvalidParameterException',
    "'MaxResults'",
  ],
  [
    'a page that is too large',
    `/security-profiles-permissions/${InstanceId}/x?maxResults=1001`,
    {},
    'InvalidParameterException',
    "'MaxResults'",
  ],
  [
    'a token of something else',
    `/security-profiles-summary/${InstanceId}?nextToken=x`,
    {},
    'InvalidParameterException',
    'Invalid nextToken',
  ],
  [
    'no keys',
    `/tags/${encodeURIComponent(arnOf('x'))}`,
    { method: 'DELETE' },
    'InvalidParameterException',
    "'tagKeys'",
  ],
  ['a body that is not JSON', ofInstance, { method: 'PUT', body: '{' }, 'SerializationException', 'not JSON'],
  ['no name', ofInstance, { method: 'PUT', body: '{}' }, 'InvalidParameterException', "'SecurityProfileName'"],
  [
    'an unknown member',
    ofInstance,
    { method: 'PUT', body: '{"SecurityProfileName":"p","securityProfileDescription":"d"}' },
    'InvalidRequestException',
    'securityProfileDescription',
  ],
  [
    'an unknown member further in',
    ofInstance,
    { method: 'PUT', body: '{"SecurityProfileName":"p","Applications":[{"Permissions":["ACCESS"]}]}' },
    'InvalidParameterException',
    "'Applications.1.member.Permissions'",
  ],
  [
    'a list of tags',
    ofInstance,
    { method: 'PUT', body: '{"SecurityProfileName":"p","Tags":[{"Key":"a","Value":"b"}]}' },
    'InvalidParameterException',
    'type map, not list',
  ],
  [
    'null',
    ofInstance,
    { method: 'PUT', body: '{"SecurityProfileName":"p","Description":null}' },
    'InvalidParameterException',
    "'Description'",
  ],
  [
    'the instance in the body',
    ofInstance,
    { method: 'PUT', body: `{"SecurityProfileName":"p","InstanceId":"${InstanceId}"}` },
    'InvalidRequestException',
    'InstanceId',
  ],
  [
    'a name in an update',
    `${ofInstance}/x`,
    { method: 'POST', body: '{"SecurityProfileName":"p"}' },
    'InvalidRequestException',
    'SecurityProfileName',
  ],
  [
    'tags in an update',
    `${ofInstance}/x`,
    { method: 'POST', body: '{"Tags":{"a":"b"}}' },
    'InvalidRequestException',
    'Tags',
  ],
  [
    'a body where there is none',
    `${ofInstance}/x`,
    { method: 'DELETE', body: '{"a":1}' },
    'InvalidRequestException',
    'body',
  ],
  [
    'a search without an instance',
    '/search-security-profiles',
    { method: 'POST', body: '{}' },
    'InvalidParameterException',
    "'InstanceId'",
  ],
])('%s is refused', async (_what, path, sent, name, text) => {
  const answer = await send(path, { headers: { ...signed, ...(sent.body ? json : {}) }, ...sent });
  expect(answer.headers.get('x-amzn-errortype')).toBe(`${name}:`);
  expect(answer.status).toBe(400);
  expect(answer.body.Message).toContain(text);
  expect(server.service.profiles()).toEqual([]);
  expect(server.journal.calls).toMatchObject([{ effective: false, status: 400, error: { name } }]);
});

test.each<[string, Record<string, string>, string]>([
  ['without a signature', {}, 'MissingAuthenticationTokenException'],
  [
    'signed for another service',
    { ...signed, authorization: scope(`20260101/${region}/iot/aws4_request`) },
    'InvalidSignatureException',
  ],
  [
    'signed for another Region',
    { ...signed, authorization: scope('20260101/us-east-1/connect/aws4_request') },
    'InvalidSignatureException',
  ],
])('a request %s is refused with 403', async (_what, headers, name) => {
  const answer = await send(`${ofInstance}/x`, { method: 'DELETE', headers });
  expect(answer.status).toBe(403);
  expect(answer.headers.get('x-amzn-errortype')).toBe(`${name}:`);
  expect(server.journal.calls).toMatchObject([{ operation: 'DeleteSecurityProfile', effective: false, status: 403 }]);
});

test.each<[string, string]>([
  ['GET', ofInstance],
  ['POST', ofInstance],
  ['PATCH', `${ofInstance}/x`],
  ['PUT', `${ofInstance}/x`],
  ['GET', '/security-profiles'],
  ['GET', '/security-profiles-summary'],
  ['GET', `/security-profiles-agents/${InstanceId}/x`],
  ['GET', '/search-security-profiles'],
  ['GET', '/tags'],
  ['POST', '/untag'],
])('%s %s is no operation', async (method, path) => {
  const answer = await send(path, { method });
  expect(answer.status).toBe(404);
  expect(answer.headers.get('x-amzn-errortype')).toBe('UnknownOperationException:');
  expect(server.journal.calls).toEqual([]);
});
