import { createHash, createHmac } from 'node:crypto';

/** A request as it is signed: everything that the service checks. */
export interface UnsignedRequest {
  readonly method: string;
  readonly host: string;
  /** Encoded once. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

export const queryText = (query: UnsignedRequest['query']): string =>
  Object.keys(query)
    .sort()
    .map((name) => `${encode(name)}=${encode(query[name] ?? '')}`)
    .join('&');

/** The headers of a request to AWS IoT, signed with Signature Version 4 and the credentials of the environment. */
export const signedHeaders = (
  { method, host, path, query, body }: UnsignedRequest,
  environment: NodeJS.ProcessEnv,
): Record<string, string> => {
  const { AWS_REGION = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN = '' } = environment;
  const time = new Date().toISOString().replace(/[:-]|\.\d{3}/g, '');
  const headers = { host, 'x-amz-date': time, 'x-amz-security-token': AWS_SESSION_TOKEN };
  const names = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  // The path is encoded a second time, as for every service but S3.
  const canonicalPath = path.split('/').map(encode).join('/');
  const canonical = [method, canonicalPath, queryText(query), lines.join(''), names, hash(body)].join('\n');
  const scope = [time.slice(0, 8), AWS_REGION, 'iot', 'aws4_request'];
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${AWS_SECRET_ACCESS_KEY}`);
  const text = ['AWS4-HMAC-SHA256', time, scope.join('/'), hash(canonical)].join('\n');
  const credential = `${AWS_ACCESS_KEY_ID}/${scope.join('/')}`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${hmac(key, text).toString('hex')}`;
  return { ...headers, authorization };
};
