import { fromEnv } from '@aws-sdk/credential-provider-env';

type Provider = ReturnType<typeof fromEnv>;

/**
 * Stands in for the SDK's default credential chain, of which a Lambda function needs only two links: the container
 * endpoint where the runtime sets one, else the environment. The other links (profiles, SSO, processes, web identity,
 * instances) are two fifths of the SDK's code.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export const defaultProvider = (init?: Parameters<typeof fromEnv>[0]): Provider => {
  if (!process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI) return fromEnv(init);
  return async () => (await import('@aws-sdk/credential-provider-http')).fromHttp({})();
};
