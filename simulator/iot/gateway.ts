import { IotServiceError, throttling } from './errors';
import { FaultPlan } from './faults';
import { CallJournal } from './journal';
import type { IotService } from './service';
import { TokenBucket } from './token-bucket';
import type { FaultEffect, FaultMoment, IotClock, IotInput, IotOperation, IotOutput, RateLimit } from './types';

/** A request on its way to the service. `refusal`: what is wrong with the message itself, so that the service must not see it. */
export interface IotRequest {
  readonly operation: IotOperation;
  readonly input: IotInput;
  readonly refusal?: IotServiceError;
  /** As in `GatewayOptions`, which it stands in for: of several callers only this one is killed. */
  readonly onCrash?: (() => void) | undefined;
}

/** What the caller gets to see. */
export type IotOutcome =
  | { readonly kind: 'answer'; readonly output: IotOutput }
  | { readonly kind: 'error'; readonly error: IotServiceError }
  | { readonly kind: 'reset' }
  | { readonly kind: 'silence' };

export interface GatewayOptions {
  /** How long every call takes before the service sees it, in milliseconds. Default 0. */
  readonly latencyMilliseconds?: number;
  /** Default: none. */
  readonly rateLimit?: RateLimit;
  /** Kills the caller's process, for faults of kind `crash`. Default: nothing; the call is never answered. */
  readonly onCrash?: () => void;
}

/** What lies between a caller and the service, over HTTP and in-process alike: latency, rate limit, faults, journal. */
export class IotGateway {
  readonly faults = new FaultPlan();
  readonly journal = new CallJournal();
  readonly service: IotService;
  readonly #clock: IotClock;
  readonly #options: GatewayOptions;
  readonly #bucket: TokenBucket | undefined;

  constructor(service: IotService, clock: IotClock, options: GatewayOptions) {
    this.service = service;
    this.#clock = clock;
    this.#options = options;
    this.#bucket = options.rateLimit && new TokenBucket(options.rateLimit, clock);
  }

  async handle(request: IotRequest): Promise<IotOutcome> {
    await this.#sleep(this.#options.latencyMilliseconds ?? 0);
    if (this.#bucket && !this.#bucket.take()) {
      return this.#recorded(request, { kind: 'error', error: throttling() }, false);
    }
    const effect = this.faults.strike(request.operation);
    if (effect?.kind === 'slow') await this.#sleep(effect.milliseconds);
    const loss = effect && lossOf(effect);
    const outcome = this.#performed(request, loss);
    if (effect?.kind === 'crash') (request.onCrash ?? this.#options.onCrash)?.();
    return outcome;
  }

  #performed(request: IotRequest, loss: Loss | undefined): IotOutcome {
    if (typeof loss?.when === 'object') {
      void this.#sleep(loss.when.later).then(() => this.#performed(request, { ...loss, when: 'after' }));
      return loss.outcome;
    }
    const result = loss?.when === 'before' ? silence : perform(this.service, request);
    return this.#recorded(request, loss?.outcome ?? result, result.kind === 'answer');
  }

  async #sleep(milliseconds: number): Promise<void> {
    if (milliseconds > 0) await this.#clock.sleep(milliseconds);
  }

  #recorded(request: IotRequest, outcome: IotOutcome, effective: boolean): IotOutcome {
    this.journal.record({
      operation: request.operation,
      input: request.input,
      effective,
      time: this.#clock.now(),
      ...answerOf(outcome),
    });
    return outcome;
  }
}

function perform(service: IotService, { operation, input, refusal }: IotRequest): IotOutcome {
  if (refusal) return { kind: 'error', error: refusal };
  try {
    return { kind: 'answer', output: service.call(operation, input) };
  } catch (error) {
    if (error instanceof IotServiceError) return { kind: 'error', error };
    throw error;
  }
}

const silence: IotOutcome = { kind: 'silence' };

/** What a fault puts in place of the service's answer, and when. */
interface Loss {
  readonly when: FaultMoment;
  readonly outcome: IotOutcome;
}

/** `undefined` when the answer stays. */
function lossOf(effect: FaultEffect): Loss | undefined {
  switch (effect.kind) {
    case 'slow':
      return undefined;
    case 'error': {
      const error = new IotServiceError(effect.name, effect.status, effect.message);
      return { when: effect.when ?? 'before', outcome: { kind: 'error', error } };
    }
    case 'reset':
      return { when: effect.when, outcome: { kind: 'reset' } };
    case 'hang':
    case 'crash':
      return { when: effect.when, outcome: silence };
  }
}

function answerOf(outcome: IotOutcome): {
  readonly status: number | undefined;
  readonly error?: { readonly name: string; readonly message: string };
} {
  switch (outcome.kind) {
    case 'answer':
      return { status: 200 };
    case 'error': {
      const { name, message, status } = outcome.error;
      return { status, error: { name, message } };
    }
    case 'reset':
    case 'silence':
      return { status: undefined };
  }
}
