import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A function for Amazon Connect that knows Create and Delete only, with what there is in Node alone. */
const source = `
const { AWS_ENDPOINT_URL_CONNECT: endpoint, AWS_REGION: region } = process.env;

const call = async (method, path, body) => {
  const scope = 'AKID/20260101/' + region + '/connect/aws4_request';
  const response = await fetch(endpoint + path, {
    method,
    headers: {
      'x-amz-date': '20260101T000000Z',
      authorization: 'AWS4-HMAC-SHA256 Credential=' + scope + ', SignedHeaders=host, Signature=' + '0'.repeat(64),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.Message);
  return answer;
};

const done = async ({ RequestType, StackId, PhysicalResourceId, ResourceProperties }) => {
  const { ServiceToken, ServiceTimeout, InstanceArn, ...members } = ResourceProperties;
  const path = '/security-profiles/' + InstanceArn.split('/')[1];
  if (RequestType === 'Create')
    return (await call('PUT', path, { ...members, Tags: { 'cloudformation:stack-id': StackId } })).SecurityProfileArn;
  if (RequestType === 'Delete' && PhysicalResourceId.startsWith('arn:'))
    await call('DELETE', path + '/' + PhysicalResourceId.split('/').at(-1));
  return PhysicalResourceId;
};

export const handler = async (event) => {
  const { StackId, RequestId, LogicalResourceId, PhysicalResourceId = 'none', ResponseURL } = event;
  const answer = await done(event).then(
    (id) => ({ Status: 'SUCCESS', PhysicalResourceId: id, Data: { SecurityProfileArn: id } }),
    (error) => ({ Status: 'FAILED', Reason: error.message, PhysicalResourceId }),
  );
  const body = JSON.stringify({ ...answer, StackId, RequestId, LogicalResourceId });
  await fetch(ResponseURL, { method: 'PUT', body });
};
`;

/** Writes it to a folder of its own. */
export const standInBundle = (): { readonly folder: string; remove(): void } => {
  const folder = mkdtempSync(path.join(tmpdir(), 'connect-'));
  writeFileSync(path.join(folder, 'index.mjs'), source);
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
};
