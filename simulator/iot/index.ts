import type { HttpOptions } from '../loopback/server';
import type { FaultPlan as ServiceFaultPlan } from '../service/gateway/fault-plan';
import type { GatewayOptions } from '../service/gateway/gateway';
import { type InProcess, type InProcessOptions, inProcess } from '../service/gateway/in-process';
import type { CallJournal as ServiceCallJournal } from '../service/gateway/journal';
import { emptyPageWith, repeatedTokenIn } from '../service/gateway/wrong-answers';
import { type ServiceServer, startService, timeOfDay } from '../service/server';
import type { IotClock, IotOperation } from './model/types';
import { IotService, type IotServiceOptions } from './profiles/service';

export { withoutMembers } from '../service/gateway/wrong-answers';
export { documentedRateLimits } from './model/rate-limits';
export * from './model/types';
export { IotServiceError } from './profiles/errors';
export { IotService, type IotServiceOptions, type LateReads } from './profiles/service';
export type { IotQuotas } from './profiles/state';

export type CallJournal = ServiceCallJournal<IotOperation>;
export type FaultPlan = ServiceFaultPlan<IotOperation>;

export const emptyPage = emptyPageWith('nextToken');
export const repeatedToken = repeatedTokenIn('nextToken');

export interface InProcessIotOptions extends IotServiceOptions, InProcessOptions<IotOperation> {
  /** Latency, slow calls and the rate limit run by this clock. */
  readonly clock: IotClock;
}

export interface InProcessIot extends InProcess<IotOperation> {
  readonly service: IotService;
}

/** The service without a network, for tests that run the time by hand. */
export const inProcessIot = (options: InProcessIotOptions): InProcessIot => {
  const service = new IotService(options);
  return { service, ...inProcess(service, options) };
};

export interface IotServerOptions extends Omit<IotServiceOptions, 'clock'>, GatewayOptions<IotOperation>, HttpOptions {
  /** Default: the time of day. */
  readonly clock?: IotClock;
}

export interface IotServer extends ServiceServer<IotOperation> {
  readonly service: IotService;
}

/**
 * Starts the AWS IoT service, as far as security profiles go, on the loopback address. Any SDK or the `aws` CLI can
 * talk to it with any credentials, given its URL as the endpoint and its Region.
 */
export const startIotService = async (options: IotServerOptions): Promise<IotServer> => {
  const clock = options.clock ?? timeOfDay;
  const service = new IotService({ ...options, clock });
  return { service, ...(await startService(service, clock, options)) };
};
