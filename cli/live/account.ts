import { createStackReader, type StackReader } from '../../aws/cloudformation';
import { CallError } from '../../aws/failure';
import { type Identity, readIdentity } from '../../aws/identity';
import { createIotReader, type IotReader } from '../../aws/iot/reading';
import type { CommonOptions, Environment } from '../context';

/** The account and the Region that are read. */
export interface Account {
  readonly iot: IotReader;
  readonly stacks: StackReader;
  readonly region: string;
  /** `undefined` where it cannot be found out: the right to ask is not needed for anything else. */
  readonly identity: () => Promise<Identity | undefined>;
}

/** What every client of the SDK is given. */
export const clientConfig = ({ endpointUrl, profile }: CommonOptions, region: string) => ({
  region,
  ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
  ...(profile === undefined ? {} : { profile }),
});

export const openAccount = (options: CommonOptions, environment: Environment, region: string): Account => {
  const config = clientConfig(options, region);
  let identity: Promise<Identity | undefined> | undefined;
  return {
    iot: createIotReader(config, environment.clock, environment.signal),
    stacks: createStackReader(config),
    region,
    identity: () => {
      identity ??= readIdentity(config).catch((error: unknown) => {
        if (error instanceof CallError) return undefined;
        throw error;
      });
      return identity;
    },
  };
};
