import type { Problem } from '../../../schema/problem';
import { validValue } from '../../../schema/tree';
import { parseInstanceArn } from '../../arn';
import { fine, type ProfileTree, problem } from './rule';

/** Where a function runs; of what is not known, nothing is said. */
export interface Place {
  readonly region?: string;
  readonly account?: string;
}

/** The service's client speaks to the function's own Region, and in its own account's name, of the instance whose id it is told. */
export const instanceIsHere = ({ InstanceArn }: ProfileTree, { region, account }: Place = {}): readonly Problem[] => {
  if (InstanceArn.state === 'unresolved' && InstanceArn.text !== undefined)
    return problem('certain', 'InstanceArn', 'tells no instance; give the ARN itself');
  const instance = parseInstanceArn(validValue(InstanceArn) ?? '');
  if (instance === undefined) return fine;
  const elsewhere = (what: string, theirs: string, ours: string) =>
    problem('strong', 'InstanceArn', `an instance in the ${what} ${theirs} is out of reach; accepted: in ${ours}`);
  if (region !== undefined && instance.region !== region) return elsewhere('Region', instance.region, region);
  return account !== undefined && instance.account !== account ? elsewhere('account', instance.account, account) : fine;
};
