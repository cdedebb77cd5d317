import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import { CallError, readFailure } from './failure';

/** In whose name the tool reads. */
export interface Identity {
  readonly accountId: string;
  readonly partition: string;
}

/** @throws CallError */
export const readIdentity = async (config: STSClientConfig): Promise<Identity> => {
  const operation = 'GetCallerIdentity';
  try {
    const { Account: accountId, Arn: arn = '' } = await new STSClient(config).send(new GetCallerIdentityCommand({}));
    const [, partition] = arn.split(':');
    if (!accountId || !partition) throw new Error('the answer names no account');
    return { accountId, partition };
  } catch (error) {
    throw new CallError(operation, readFailure(error), error);
  }
};
