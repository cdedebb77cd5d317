import type { Fault, FaultEffect, IotOperation } from '../model/types';

interface PlannedFault {
  readonly fault: Fault;
  toSkip: number;
  toStrike: number;
}

/** The faults that are still to come. Of several that match a call the one added first strikes, and only it. */
export class FaultPlan {
  #planned: readonly PlannedFault[] = [];

  add(fault: Fault): void {
    this.#planned = [...this.#planned, { fault, toSkip: fault.skip ?? 0, toStrike: fault.times ?? 1 }];
  }

  clear(): void {
    this.#planned = [];
  }

  /** What happens to a call that arrives now; `undefined` when it goes well. A call that is struck counts for no fault's `skip`. */
  strike(operation: IotOperation): FaultEffect | undefined {
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
