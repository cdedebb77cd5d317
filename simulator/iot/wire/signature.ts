import { IotServiceError } from '../profiles/errors';

/** Header names in lower case, as Node gives them. */
export type WireHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Checks that a request is signed for this service and Region with Signature Version 4. The signature itself is not
 * computed: there are no secrets here, any credentials will do.
 * @throws IotServiceError with status 403, as AWS refuses
 */
export const checkSignature = (headers: WireHeaders, region: string): void => {
  const authorization = headers.authorization;
  if (typeof authorization !== 'string') {
    throw new IotServiceError('MissingAuthenticationTokenException', 403, 'Missing Authentication Token');
  }
  const parts = /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
    authorization,
  );
  const [accessKey, date, scopeRegion, scopeService, terminator] = parts?.[1]?.split('/') ?? [];
  if (!parts || !accessKey || terminator !== 'aws4_request') {
    throw incomplete(
      'Authorization header requires Credential=KEY/DATE/REGION/SERVICE/aws4_request, SignedHeaders and Signature',
    );
  }
  if (!parts[2]?.split(';').includes('host')) throw incomplete("'Host' must be a signed header");
  if (!headers['x-amz-date'] && !headers.date) {
    throw incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header");
  }
  if (!/^\d{8}$/.test(date ?? '')) throw wrongScope(`Date in Credential scope is not a date: '${date}'`);
  if (scopeRegion !== region) {
    throw wrongScope(`Credential should be scoped to a valid Region, not '${scopeRegion}'; this is '${region}'`);
  }
  if (scopeService !== 'iot') {
    throw wrongScope(`Credential should be scoped to correct service: 'iot', not '${scopeService}'`);
  }
};

const incomplete = (message: string): IotServiceError =>
  new IotServiceError('IncompleteSignatureException', 403, message);

const wrongScope = (message: string): IotServiceError => new IotServiceError('InvalidSignatureException', 403, message);
