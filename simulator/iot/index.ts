import { setTimeout as delay } from 'node:timers/promises';
import type { Responder } from '../loopback/message';
import { type HttpOptions, type LoopbackServer, serve } from '../loopback/server';
import type { FaultPlan } from './gateway/fault-plan';
import { type GatewayOptions, IotGateway } from './gateway/gateway';
import type { CallJournal } from './gateway/journal';
import type { IotClock } from './model/types';
import { IotService, type IotServiceOptions } from './profiles/service';
import { iotResponder } from './wire/responder';

export type { FaultPlan } from './gateway/fault-plan';
export { type InProcessIot, type InProcessIotOptions, inProcessIot } from './gateway/in-process';
export type { CallJournal } from './gateway/journal';
export { documentedRateLimits } from './gateway/token-bucket';
export { emptyPage, repeatedToken, withoutMembers } from './gateway/wrong-answers';
export * from './model/types';
export { IotServiceError } from './profiles/errors';
export type { LateReads } from './profiles/history';
export { IotService, type IotServiceOptions } from './profiles/service';
export type { IotQuotas } from './profiles/state';

export interface IotServerOptions extends Omit<IotServiceOptions, 'clock'>, GatewayOptions, HttpOptions {
  /** Default: the time of day. */
  readonly clock?: IotClock;
}

export interface IotServer extends LoopbackServer {
  readonly service: IotService;
  readonly faults: FaultPlan;
  readonly journal: CallJournal;
  /** Answers as the server does, to whatever else serves the service. */
  readonly respond: Responder;
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
export const startIotService = async (options: IotServerOptions): Promise<IotServer> => {
  const clock = options.clock ?? timeOfDay;
  const service = new IotService({ ...options, clock });
  const gateway = new IotGateway(service, clock, options);
  const respond = iotResponder(gateway);
  const server = await serve(respond, options);
  return { ...server, service, faults: gateway.faults, journal: gateway.journal, respond };
};
