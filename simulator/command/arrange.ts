import type { Simulator } from '../index';
import type { AskedFault } from './fault-syntax';

/** Lets go wrong in the services, and on the way of the answer, what is asked for. */
export const arrange = ({ iot, connect, answers }: Simulator, faults: readonly AskedFault[]): void => {
  for (const asked of faults) {
    switch (asked.kind) {
      case 'service':
        if (asked.service === 'iot') iot.faults.add(asked.fault);
        else connect.faults.add(asked.fault);
        break;
      case 'answer':
        answers.fail(asked.fault, asked.times);
        break;
      case 'late reads':
      case 'event':
        break;
    }
  }
};
