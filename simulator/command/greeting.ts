import { simulatorAccount } from '../account';

/** What is printed when the service alone has started. */
export const greeting = (
  url: string,
  region: string,
): string => `AWS IoT security profiles, simulated: ${url} (Region ${region}, account ${simulatorAccount.accountId})

Any credentials will do:
  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=${region} AWS_ENDPOINT_URL_IOT=${url}
  aws --endpoint-url ${url} --region ${region} iot list-security-profiles

Ctrl-C ends it.
`;
