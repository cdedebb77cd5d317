import type { HttpOptions } from '../loopback/server';
import type { FaultPlan as ServiceFaultPlan } from '../service/gateway/fault-plan';
import type { GatewayOptions } from '../service/gateway/gateway';
import { type InProcess, type InProcessOptions, inProcess } from '../service/gateway/in-process';
import type { CallJournal as ServiceCallJournal } from '../service/gateway/journal';
import { emptyPageWith, repeatedTokenIn } from '../service/gateway/wrong-answers';
import { type ServiceServer, startService, timeOfDay } from '../service/server';
import type { ConnectClock, ConnectOperation } from './model/types';
import { ConnectService, type ConnectServiceOptions } from './profiles/service';

export { withoutMembers } from '../service/gateway/wrong-answers';
export { documentedRateLimits } from './model/rate-limits';
export * from './model/types';
export type { DoubtfullyCleared } from './profiles/content';
export { ConnectServiceError } from './profiles/errors';
export { ConnectService, type ConnectServiceOptions, defaultInstanceId } from './profiles/service';
export type { ConnectQuotas } from './profiles/state';

export type CallJournal = ServiceCallJournal<ConnectOperation>;
export type FaultPlan = ServiceFaultPlan<ConnectOperation>;

export const emptyPage = emptyPageWith('NextToken');
export const repeatedToken = repeatedTokenIn('NextToken');

export interface InProcessConnectOptions extends ConnectServiceOptions, InProcessOptions<ConnectOperation> {
  /** Latency, slow calls and the rate limit run by this clock. */
  readonly clock: ConnectClock;
}

export interface InProcessConnect extends InProcess<ConnectOperation> {
  readonly service: ConnectService;
}

/** The service without a network, for tests that run the time by hand. */
export const inProcessConnect = (options: InProcessConnectOptions): InProcessConnect => {
  const service = new ConnectService(options);
  return { service, ...inProcess(service, options) };
};

export interface ConnectServerOptions
  extends Omit<ConnectServiceOptions, 'clock'>,
    GatewayOptions<ConnectOperation>,
    HttpOptions {
  /** Default: the time of day. */
  readonly clock?: ConnectClock;
}

export interface ConnectServer extends ServiceServer<ConnectOperation> {
  readonly service: ConnectService;
}

/**
 * Starts the Amazon Connect service, as far as security profiles go, on the loopback address. Any SDK or the `aws` CLI
 * can talk to it with any credentials, given its URL as the endpoint and its Region.
 */
export const startConnectService = async (options: ConnectServerOptions): Promise<ConnectServer> => {
  const clock = options.clock ?? timeOfDay;
  const service = new ConnectService({ ...options, clock });
  return { service, ...(await startService(service, clock, options)) };
};
