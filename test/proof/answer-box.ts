import type { AnswerSlot } from '../../simulator/stacks/custom-resource/answer-server';
import { signature } from '../support/rig';

interface Slot {
  readonly bodies: string[];
  readonly times: number[];
}

/** Where the answers arrive, without a network. */
export class AnswerBox {
  readonly #slots = new Map<string, Slot>();

  constructor(private readonly now: () => number) {}

  open(stackId: string, logicalResourceId: string, requestId: string): AnswerSlot {
    const path = encodeURIComponent(`${stackId}|${logicalResourceId}|${requestId}`);
    const url = `https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/${path}?${signature}`;
    const slot: Slot = { bodies: [], times: [] };
    this.#slots.set(url, slot);
    return { url, ...slot };
  }

  /** @throws Error when nobody waits for an answer there. */
  put(url: string, body: string): void {
    const slot = this.#slots.get(url);
    if (slot === undefined) throw new Error('an answer went to an address that was never given');
    slot.bodies.push(body);
    slot.times.push(this.now());
  }
}
