import { setTimeout as delay } from 'node:timers/promises';
import type { Responder } from '../loopback/message';
import { type HttpOptions, type LoopbackServer, serve } from '../loopback/server';
import type { FaultPlan } from './gateway/fault-plan';
import { Gateway, type GatewayOptions } from './gateway/gateway';
import type { CallJournal } from './gateway/journal';
import type { SimulatedService } from './service';
import type { Clock } from './types';
import { serviceResponder } from './wire/responder';

export interface ServiceServer<Operation extends string> extends LoopbackServer {
  readonly faults: FaultPlan<Operation>;
  readonly journal: CallJournal<Operation>;
  /** Answers as the server does, to whatever else serves the service. */
  readonly respond: Responder;
}

/** A call that is still slow does not keep the process alive once its server is closed. */
export const timeOfDay: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => delay(milliseconds, undefined, { ref: false }),
};

/** Starts a service on the loopback address. */
export const startService = async <Operation extends string>(
  service: SimulatedService<Operation>,
  clock: Clock,
  options: GatewayOptions<Operation> & HttpOptions,
): Promise<ServiceServer<Operation>> => {
  const gateway = new Gateway(service, clock, options);
  const respond = serviceResponder(gateway);
  const server = await serve(respond, options);
  return { ...server, faults: gateway.faults, journal: gateway.journal, respond };
};
