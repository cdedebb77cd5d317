import { request } from 'node:https';
import { queryText, signedHeaders } from './signing';

/**
 * The floor: what a handler costs that signs its requests itself and uses no SDK. It creates and updates a profile, and
 * answers; it has no retries, no validation and no rules of ownership, so it is no handler to deploy.
 */
interface CustomResourceEvent {
  readonly RequestType: string;
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly ResourceProperties: { readonly SecurityProfileName: string };
}

interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const exchange = ({ method, url, headers, body }: Exchange): Promise<string> =>
  new Promise((resolve, reject) => {
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const outgoing = request(url, { method, headers: { ...headers, ...length } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => resolve(Buffer.concat(chunks).toString()));
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });

const call = (method: string, path: string, query: Readonly<Record<string, string>>, body = ''): Promise<string> => {
  const { host, origin } = new URL(
    process.env.AWS_ENDPOINT_URL_IOT ?? `https://iot.${process.env.AWS_REGION}.amazonaws.com`,
  );
  const headers = signedHeaders({ method, host, path, query, body }, process.env);
  return exchange({ method, url: `${origin}${path}?${queryText(query)}`, headers, body });
};

export const handler = async (event: CustomResourceEvent): Promise<void> => {
  const { SecurityProfileName } = event.ResourceProperties;
  const path = `/security-profiles/${encodeURIComponent(SecurityProfileName)}`;
  const resourceArn = `arn:aws:iot:us-east-1:123456789012:securityprofile/${SecurityProfileName}`;
  await Promise.all([call('GET', path, {}), call('GET', '/tags', { resourceArn })]);
  if (event.RequestType === 'Create') await call('POST', path, {}, '{}');
  const { StackId, RequestId, LogicalResourceId } = event;
  const answer = { Status: 'SUCCESS', PhysicalResourceId: SecurityProfileName, StackId, RequestId, LogicalResourceId };
  const headers = { 'content-type': '' };
  await exchange({ method: 'PUT', url: event.ResponseURL, headers, body: JSON.stringify(answer) });
};
