import type { Fault, FaultEffect } from '../types';

interface PlannedFault<Operation extends string> {
  readonly fault: Fault<Operation>;
  toSkip: number;
  toStrike: number;
}

/** The faults that are still to come. Of several that match a call the one added first strikes, and only it. */
export class FaultPlan<Operation extends string = string> {
  #planned: readonly PlannedFault<Operation>[] = [];

  add(fault: Fault<Operation>): void {
    this.#planned = [...this.#planned, { fault, toSkip: fault.skip ?? 0, toStrike: fault.times ?? 1 }];
  }

  clear(): void {
    this.#planned = [];
  }

  /** What happens to a call that arrives now; `undefined` when it goes well. A call that is struck counts for no fault's `skip`. */
  strike(operation: Operation): FaultEffect | undefined {
    const matching = this.#planned.filter(
      ({ fault, toStrike }) => toStrike > 0 && (fault.operation ?? operation) === operation,
    );
    const due = matching.find(({ toSkip }) => toSkip === 0);
    if (due) {
      due.toStrike -= 1;
      return due.fault.effect;
    }
    for (const planned of matching) planned.toSkip -= 1;
    return undefined;
  }
}
