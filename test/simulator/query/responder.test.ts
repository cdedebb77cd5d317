import { type LoopbackServer, serve } from '../../../simulator/loopback/server';
import { type QueryCall, type QueryService, queryResponder } from '../../../simulator/query/responder';

const calls: QueryCall[] = [];

const service: QueryService = {
  name: 'cloudformation',
  version: '2010-05-15',
  namespace: 'urn:played',
  operations: {
    Echo: (form) => {
      const [text, list, flag] = [form.text('Text'), form.list('List'), form.flag('Flag')];
      form.refuseOthers('Echo');
      return { Text: text, List: list, Flag: flag, Time: new Date(0) };
    },
    Silent: () => undefined,
    Break: () => {
      throw new TypeError('a defect');
    },
  },
};

let server: LoopbackServer;
beforeAll(async () => {
  const onCall = (call: QueryCall) => calls.push(call);
  server = await serve(queryResponder({ services: [service], region: 'us-east-1', onCall }));
});
afterAll(() => server.close());
beforeEach(() => {
  calls.length = 0;
});

const signedFor = (scope: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKID/20260101/${scope}/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`,
  'x-amz-date': '20260101T000000Z',
});
const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
const usual = { ...form, ...signedFor('us-east-1/cloudformation') };

const post = async (body: string, headers: Record<string, string> = usual) => {
  const response = await fetch(server.url, { method: 'POST', headers, body });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
};

const echo = (parameters: string) => post(`Action=Echo&Version=2010-05-15${parameters}`);

test('an answer is a document with the result and the id of the request', async () => {
  const { status, type, body } = await echo('&Text=a+b%26%3C%0D%01&List.member.2=y&List.member.1=x&Flag=true');
  expect({ status, type }).toEqual({ status: 200, type: 'text/xml' });
  expect(body.replace(/[0-9a-f-]{36}/, 'ID')).toBe(
    '<EchoResponse xmlns="urn:played"><EchoResult><Text>a b&amp;&lt;&#xD;?</Text>' +
      '<List><member>x</member><member>y</member></List><Flag>true</Flag><Time>1970-01-01T00:00:00.000Z</Time>' +
      '</EchoResult><ResponseMetadata><RequestId>ID</RequestId></ResponseMetadata></EchoResponse>',
  );
  expect(calls).toMatchObject([{ service: 'cloudformation', operation: 'Echo', status: 200 }]);
});

test('a list that is empty is sent as nothing, and told as an empty element', async () => {
  expect((await echo('&List=')).body).toContain('<List></List>');
});

test('an operation that tells nothing has no result', async () => {
  expect((await post('Action=Silent&Version=2010-05-15')).body).toMatch(
    /^<SilentResponse xmlns="urn:played"><ResponseM/,
  );
});

test.each([
  ['an unknown operation', 'Action=Nothing&Version=2010-05-15', 'InvalidAction', 'Could not find operation Nothing'],
  ['another version', 'Action=Echo&Version=2009-01-01', 'InvalidAction', 'for version 2009-01-01'],
  ['a name that every object has', 'Action=toString&Version=2010-05-15', 'InvalidAction', 'toString'],
  ['no operation', 'Version=2010-05-15', 'MissingAction', 'Action is missing'],
  ['an unknown parameter', 'Action=Echo&Version=2010-05-15&Txt=a', 'ValidationError', 'Txt of Echo. It knows: Text,'],
  ['a parameter twice', 'Action=Echo&Version=2010-05-15&Text=a&Text=b', 'MalformedInput', 'Text is given twice'],
  ['broken percent-encoding', 'Action=Echo&Version=2010-05-15&Text=%E0%A4%A', 'MalformedInput', 'percent-encoding'],
  ['no truth value', 'Action=Echo&Version=2010-05-15&Flag=yes', 'ValidationError', 'enum value set: [true, false]'],
])('%s is refused', async (_what, body, code, message) => {
  const answer = await post(body);
  expect(answer.status).toBe(400);
  expect(answer.body).toContain(`<Error><Type>Sender</Type><Code>${code}</Code><Message>`);
  expect(answer.body).toContain(message);
  expect(answer.body).toMatch(/<RequestId>[0-9a-f-]{36}<\/RequestId><\/ErrorResponse>$/);
  expect(calls).toMatchObject([{ status: 400, error: { name: code } }]);
});

test.each<[string, Record<string, string>, number, string]>([
  ['no signature', form, 403, 'MissingAuthenticationToken'],
  ['another scheme', { ...form, authorization: 'Bearer x' }, 400, 'IncompleteSignature'],
  ['another service', { ...form, ...signedFor('us-east-1/sns') }, 403, 'SignatureDoesNotMatch'],
  ['another Region', { ...form, ...signedFor('eu-west-1/cloudformation') }, 403, 'SignatureDoesNotMatch'],
  ['another type of body', { ...usual, 'content-type': 'application/json' }, 400, 'MalformedInput'],
])('%s is refused', async (_what, headers, status, code) => {
  const answer = await post('Action=Echo&Version=2010-05-15', headers);
  expect(answer.status).toBe(status);
  expect(answer.body).toContain(`<Code>${code}</Code>`);
});

test('a defect reaches the caller as one', async () => {
  const answer = await post('Action=Break&Version=2010-05-15');
  expect(answer.status).toBe(500);
  expect(answer.body).toContain('<Type>Receiver</Type><Code>InternalFailure</Code><Message>TypeError: a defect');
});
