import type { WireHeaders } from './message';

/** What is wrong with a signature; each service has its own names for it. */
export interface SignatureProblem {
  readonly kind: 'missing' | 'incomplete' | 'scope';
  readonly message: string;
}

/** What a signature says that it is for. */
export interface CredentialScope {
  readonly region: string;
  readonly service: string;
}

const authorizationForm =
  /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;

/** The service that a request is signed for; undefined without a signature. */
export const signedService = ({ authorization }: WireHeaders): string | undefined =>
  typeof authorization === 'string' ? authorizationForm.exec(authorization)?.[1]?.split('/')[3] : undefined;

/**
 * What is wrong with the Signature Version 4 of a request to this service in this Region; undefined when nothing is.
 * The signature itself is not computed: there are no secrets here, any credentials will do.
 */
export const signatureProblem = (
  headers: WireHeaders,
  { region, service }: CredentialScope,
): SignatureProblem | undefined => {
  const authorization = headers.authorization;
  if (typeof authorization !== 'string') return { kind: 'missing', message: 'Missing Authentication Token' };
  const parts = authorizationForm.exec(authorization);
  const [accessKey, date, scopeRegion, scopeService, terminator] = parts?.[1]?.split('/') ?? [];
  if (!parts || !accessKey || terminator !== 'aws4_request')
    return incomplete(
      'Authorization header requires Credential=KEY/DATE/REGION/SERVICE/aws4_request, SignedHeaders and Signature',
    );
  if (!parts[2]?.split(';').includes('host')) return incomplete("'Host' must be a signed header");
  if (!headers['x-amz-date'] && !headers.date)
    return incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header");
  if (!/^\d{8}$/.test(date ?? '')) return wrongScope(`Date in Credential scope is not a date: '${date}'`);
  if (scopeRegion !== region)
    return wrongScope(`Credential should be scoped to a valid Region, not '${scopeRegion}'; this is '${region}'`);
  if (scopeService !== service)
    return wrongScope(`Credential should be scoped to correct service: '${service}', not '${scopeService}'`);
  return undefined;
};

const incomplete = (message: string): SignatureProblem => ({ kind: 'incomplete', message });

const wrongScope = (message: string): SignatureProblem => ({ kind: 'scope', message });
