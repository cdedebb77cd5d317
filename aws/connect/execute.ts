import type { PlannedCall } from '../../core/connect-security-profile/plan/profile';
import { IncompleteAnswerError } from '../pages';
import { type ConnectCall, serviceName } from './operations';

/** Makes the calls of a plan in order. Resolves with the ARN of the profile, if one was made. */
export const execute = async (calls: readonly PlannedCall[], call: ConnectCall): Promise<string | undefined> => {
  let made: string | undefined;
  for (const planned of calls)
    switch (planned.operation) {
      case 'CreateSecurityProfile':
        made = (await call(planned.operation, planned.input)).SecurityProfileArn;
        if (!made) throw new IncompleteAnswerError(serviceName, planned.operation, 'without SecurityProfileArn');
        break;
      case 'TagResource':
        await call(planned.operation, { ...planned.input, resourceArn: planned.input.resourceArn ?? made });
        break;
      case 'UntagResource':
      case 'UpdateSecurityProfile':
        await call(planned.operation, planned.input);
    }
  return made;
};
