import { ServiceError } from '../errors';
import type { SimulatedService } from '../service';
import type { Clock, FaultEffect, FaultMoment, Input, Output, RateLimit, RateLimits } from '../types';
import { FaultPlan } from './fault-plan';
import { CallJournal } from './journal';
import { TokenBuckets } from './token-bucket';

/** A request on its way to the service. `refusal`: what is wrong with the message itself, so that the service must not see it. */
export interface ServiceRequest<Operation extends string> {
  readonly operation: Operation;
  readonly input: Input;
  readonly refusal?: ServiceError;
  /** The message as it was signed. Absent when it was never on a wire. */
  readonly canonicalRequest?: string;
  /** As in `GatewayOptions`, which it stands in for: of several callers only this one is killed. */
  readonly onCrash?: (() => void) | undefined;
}

/** What the caller gets to see. */
export type Outcome =
  | { readonly kind: 'answer'; readonly output: Output }
  /** An answer that ends too early. */
  | { readonly kind: 'cut'; readonly output: Output }
  | { readonly kind: 'error'; readonly error: ServiceError }
  | { readonly kind: 'reset' }
  | { readonly kind: 'silence' };

export interface GatewayOptions<Operation extends string> {
  /** How long every call takes before the service sees it, in milliseconds. Default 0. */
  readonly latencyMilliseconds?: number;
  /** Of each operation by itself: one for all alike, or each its own, as AWS documents them. Default: none. */
  readonly rateLimit?: RateLimit | RateLimits<Operation>;
  /** Kills the caller's process, for faults of kind `crash`. Default: nothing; the call is never answered. */
  readonly onCrash?: () => void;
}

/** What lies between a caller and the service, over HTTP and in-process alike: latency, rate limit, faults, journal. */
export class Gateway<Operation extends string> {
  readonly faults = new FaultPlan<Operation>();
  readonly journal: CallJournal<Operation>;
  readonly service: SimulatedService<Operation>;
  readonly #clock: Clock;
  readonly #options: GatewayOptions<Operation>;
  readonly #buckets: TokenBuckets<Operation> | undefined;

  constructor(service: SimulatedService<Operation>, clock: Clock, options: GatewayOptions<Operation>) {
    this.service = service;
    this.journal = new CallJournal(service.model.writeOperations);
    this.#clock = clock;
    this.#options = options;
    this.#buckets = options.rateLimit && new TokenBuckets(options.rateLimit, service.model.operationNames, clock);
  }

  async handle(request: ServiceRequest<Operation>): Promise<Outcome> {
    await this.#sleep(this.#options.latencyMilliseconds ?? 0);
    if (this.#buckets && !this.#buckets.take(request.operation)) {
      return this.#recorded(request, { kind: 'error', error: this.service.model.refusals.throttling() }, false);
    }
    const effect = this.faults.strike(request.operation);
    if (effect?.kind === 'slow') await this.#sleep(effect.milliseconds);
    const outcome = this.#performed(request, effect, momentOf(effect));
    if (effect?.kind === 'crash') (request.onCrash ?? this.#options.onCrash)?.();
    return outcome;
  }

  #performed(request: ServiceRequest<Operation>, effect: FaultEffect | undefined, when: FaultMoment): Outcome {
    if (typeof when === 'object') {
      void this.#sleep(when.later).then(() => this.#performed(request, effect, 'after'));
      return struck(effect, silence, request);
    }
    const result = when === 'before' ? silence : perform(this.service, request);
    return this.#recorded(request, struck(effect, result, request), result.kind === 'answer');
  }

  async #sleep(milliseconds: number): Promise<void> {
    if (milliseconds > 0) await this.#clock.sleep(milliseconds);
  }

  #recorded(request: ServiceRequest<Operation>, outcome: Outcome, effective: boolean): Outcome {
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

const perform = <Operation extends string>(
  service: SimulatedService<Operation>,
  { operation, input, refusal }: ServiceRequest<Operation>,
): Outcome => {
  if (refusal) return { kind: 'error', error: refusal };
  try {
    return { kind: 'answer', output: service.call(operation, input) };
  } catch (error) {
    if (error instanceof ServiceError) return { kind: 'error', error };
    throw error;
  }
};

const silence: Outcome = { kind: 'silence' };

/** When a call has its effect; it has, unless something goes wrong before. */
const momentOf = (effect: FaultEffect | undefined): FaultMoment => {
  switch (effect?.kind) {
    case 'error':
      return effect.when ?? 'before';
    case 'reset':
    case 'hang':
    case 'crash':
      return effect.when;
    case 'slow':
    case 'answer':
    case 'cut':
    case undefined:
      return 'after';
  }
};

/** What a fault makes of an outcome. */
const struck = (effect: FaultEffect | undefined, outcome: Outcome, request: ServiceRequest<string>): Outcome => {
  switch (effect?.kind) {
    case 'error':
      return {
        kind: 'error',
        error: new ServiceError(effect.name, effect.status, messageOf(effect, request), effect.members),
      };
    case 'reset':
      return { kind: 'reset' };
    case 'hang':
    case 'crash':
      return silence;
    case 'answer':
      return outcome.kind === 'answer' ? { ...outcome, output: effect.change(outcome.output) } : outcome;
    case 'cut':
      return outcome.kind === 'answer' ? { ...outcome, kind: 'cut' } : outcome;
    case 'slow':
    case undefined:
      return outcome;
  }
};

/** As AWS shows a caller whose signature is wrong what it should have signed. */
const messageOf = (
  { message, repeatsRequest = false }: Extract<FaultEffect, { readonly kind: 'error' }>,
  { canonicalRequest = '' }: ServiceRequest<string>,
): string =>
  repeatsRequest
    ? `${message}\n\nThe Canonical String for this request should have been\n'${canonicalRequest}'\n`
    : message;

const answerOf = (
  outcome: Outcome,
): {
  readonly status: number | undefined;
  readonly error?: { readonly name: string; readonly message: string };
} => {
  switch (outcome.kind) {
    case 'answer':
    case 'cut':
      return { status: 200 };
    case 'error': {
      const { name, message, status } = outcome.error;
      return { status, error: { name, message } };
    }
    case 'reset':
    case 'silence':
      return { status: undefined };
  }
};
