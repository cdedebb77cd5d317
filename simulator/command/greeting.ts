import type { Account } from '../../cloudformation/blueprint';
import { defaultInstanceId } from '../connect';

/** What is printed when the services have started. */
export const greeting = (
  url: string,
  { region, accountId }: Pick<Account, 'region' | 'accountId'>,
  instanceId: string = defaultInstanceId,
): string => `AWS IoT security profiles and CloudFormation, simulated: ${url} (Region ${region}, account ${accountId})

Any credentials will do:
  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=${region}
  aws --endpoint-url ${url} cloudformation create-stack --stack-name fleet \\
    --template-body file://templates/examples/import-value.yaml
  aws --endpoint-url ${url} cloudformation wait stack-create-complete --stack-name fleet
  aws --endpoint-url ${url} cloudformation describe-stacks
  aws --endpoint-url ${url} iot list-security-profiles
  aws --endpoint-url ${url} connect list-security-profiles --instance-id ${instanceId}
  aws --endpoint-url ${url} sts get-caller-identity

Ctrl-C ends it.
`;
