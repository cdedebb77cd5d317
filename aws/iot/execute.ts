import type { PlannedCall } from '../../core/iot-security-profile/plan/profile';
import { isNotFound } from '../failure';
import type { IotCall } from './operations';

/** More at once gains nothing against the service's limit of 10 a second. */
const mostAtOnce = 5;

const mayRunSideBySide = ({ operation }: PlannedCall): boolean =>
  operation === 'AttachSecurityProfile' || operation === 'DetachSecurityProfile';

/** Neighbours of the same operation that may run side by side, together; every other call on its own. */
const inGroups = (calls: readonly PlannedCall[]): readonly (readonly PlannedCall[])[] => {
  const groups: PlannedCall[][] = [];
  for (const planned of calls) {
    const last = groups.at(-1);
    if (last !== undefined && mayRunSideBySide(planned) && last[0]?.operation === planned.operation) last.push(planned);
    else groups.push([planned]);
  }
  return groups;
};

/** Resolves with the ARN of the profile, if it was made; `made`: the ARN of the one that this plan has made. */
const perform = async (planned: PlannedCall, call: IotCall, made: string | undefined): Promise<string | undefined> => {
  try {
    if (planned.operation === 'CreateSecurityProfile')
      return (await call(planned.operation, planned.input)).securityProfileArn;
    // The service's word on the ARN counts.
    if (planned.operation === 'TagResource' && made !== undefined)
      await call(planned.operation, { ...planned.input, resourceArn: made });
    else await call(planned.operation, planned.input);
  } catch (error) {
    // Somebody else has detached it, or the group is gone: what was wanted is so.
    if (!isNotFound(error) || planned.operation !== 'DetachSecurityProfile') throw error;
  }
  return undefined;
};

/** After the first failure nothing new is begun; what runs is waited for, so that nothing goes on behind the answer. */
const performTogether = async (
  group: readonly PlannedCall[],
  call: IotCall,
  made: string | undefined,
): Promise<string | undefined> => {
  const waiting = group.values();
  const failures: unknown[] = [];
  let arn: string | undefined;
  const work = async (): Promise<void> => {
    for (const planned of waiting) {
      try {
        arn = await perform(planned, call, made);
      } catch (error) {
        failures.push(error);
      }
      if (failures.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: mostAtOnce }, work));
  if (failures.length > 0) throw failures[0];
  return arn;
};

/** Makes the calls of a plan in order. Resolves with the ARN of the profile, if one was made. */
export const execute = async (calls: readonly PlannedCall[], call: IotCall): Promise<string | undefined> => {
  let arn: string | undefined;
  for (const group of inGroups(calls)) arn = (await performTogether(group, call, arn)) ?? arn;
  return arn;
};
