import { setTimeout as delay } from 'node:timers/promises';
import type { FaultPlan } from './faults';
import { type GatewayOptions, IotGateway } from './gateway';
import { type HttpOptions, type LoopbackServer, serve } from './http-server';
import type { CallJournal } from './journal';
import { IotService, type IotServiceOptions } from './service';
import type { IotClock } from './types';

export { emptyPage, repeatedToken, withoutMembers } from './answer-faults';
export { IotServiceError } from './errors';
export type { FaultPlan } from './faults';
export type { LateReads } from './history';
export { type InProcessIot, type InProcessIotOptions, inProcessIot } from './in-process';
export type { CallJournal } from './journal';
export { IotService, type IotServiceOptions } from './service';
export type { IotQuotas } from './state';
export { documentedRateLimits } from './token-bucket';
export * from './types';

export interface IotServerOptions extends Omit<IotServiceOptions, 'clock'>, GatewayOptions, HttpOptions {
  /** Default: the time of day. */
  readonly clock?: IotClock;
}

export interface IotServer extends LoopbackServer {
  readonly service: IotService;
  readonly faults: FaultPlan;
  readonly journal: CallJournal;
}

/** A call that is still slow does not keep the process alive once its server is closed. */
const timeOfDay: IotClock = {
  now: () => Date.now(),
  sleep: (milliseconds) => delay(milliseconds, undefined, { ref: false }),
};

/**
 * Starts the AWS IoT service, as far as security profiles go, on the loopback address. Any SDK or the `aws` CLI can
 * talk to it with any credentials, given its URL as the endpoint and its Region.
 */
export async function startIotService(options: IotServerOptions): Promise<IotServer> {
  const clock = options.clock ?? timeOfDay;
  const service = new IotService({ ...options, clock });
  const gateway = new IotGateway(service, clock, options);
  const server = await serve(gateway, options);
  return { ...server, service, faults: gateway.faults, journal: gateway.journal };
}
