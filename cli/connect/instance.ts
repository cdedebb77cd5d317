import { type ConnectReader, createConnectReader } from '../../aws/connect/reading';
import { isInstanceId, parseInstanceArn } from '../../core/connect-security-profile/arn';
import { quoted } from '../../core/schema/shown';
import type { CommonOptions, Environment } from '../context';
import { CommandError } from '../errors';
import { clientConfig } from '../live/account';

/** An instance as a person names it. */
export interface NamedInstance {
  readonly instanceId: string;
  /** Where it is; `undefined` where a person has given its id alone. */
  readonly region: string | undefined;
}

/** The instance of Amazon Connect that is read. */
export interface Instance {
  readonly connect: ConnectReader;
  readonly instanceId: string;
  readonly region: string;
}

/**
 * Reads what `--connect` was given.
 * @throws CommandError for what is neither an id nor an ARN, and for an ARN of another Region than the one that is asked for
 */
export const namedInstance = (given: string, { region }: CommonOptions): NamedInstance => {
  if (isInstanceId(given)) return { instanceId: given, region };
  const arn = parseInstanceArn(given);
  if (arn === undefined)
    throw new CommandError(
      `--connect: ${quoted(given)} is neither the id of an Amazon Connect instance nor its ARN; aws connect list-instances shows both`,
    );
  if (region !== undefined && region !== arn.region)
    throw new CommandError(`the instance is in ${arn.region}, and --region says ${region}; leave --region out`);
  return { instanceId: arn.instanceId, region: arn.region };
};

export const openInstance = (
  instanceId: string,
  options: CommonOptions,
  { clock, signal }: Environment,
  region: string,
): Instance => ({ connect: createConnectReader(clientConfig(options, region), clock, signal), instanceId, region });
