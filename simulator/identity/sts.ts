import type { Account } from '../../cloudformation/blueprint';
import type { QueryService } from '../query/responder';

/** AWS STS, as far as asking who one is: whoever asks is the same user. */
export const stsService = ({ partition, accountId }: Account): QueryService => ({
  name: 'sts',
  version: '2011-06-15',
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  operations: {
    GetCallerIdentity: (form) => {
      form.refuseOthers('GetCallerIdentity');
      return {
        Arn: `arn:${partition}:iam::${accountId}:user/simulator`,
        UserId: 'AIDASIMULATEDEXAMPLE0',
        Account: accountId,
      };
    },
  },
});
