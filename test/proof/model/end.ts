import type { StackDescription } from '../../../simulator/stacks/description';
import type { Forecast } from './forecast';

/** `left`: an operation has failed, and all was left as it is. `stuck`: a roll back has failed. `condemned`: the stack can only be deleted. */
export type StackState = 'none' | 'stands' | 'left' | 'stuck' | 'condemned';

/** What an operation has come to. */
export interface Ended {
  readonly ends: Forecast['ends'];
  readonly stack: StackState;
}

export const readEnd = ({ stackStatus }: StackDescription): Ended => {
  switch (stackStatus) {
    case 'CREATE_COMPLETE':
    case 'UPDATE_COMPLETE':
      return { ends: 'done', stack: 'stands' };
    case 'DELETE_COMPLETE':
      return { ends: 'done', stack: 'none' };
    case 'UPDATE_ROLLBACK_COMPLETE':
      return { ends: 'undone', stack: 'stands' };
    case 'ROLLBACK_COMPLETE':
      return { ends: 'undone', stack: 'condemned' };
    case 'CREATE_FAILED':
    case 'UPDATE_FAILED':
      return { ends: 'left', stack: 'left' };
    case 'UPDATE_ROLLBACK_FAILED':
      return { ends: 'stuck', stack: 'stuck' };
    case 'ROLLBACK_FAILED':
    case 'DELETE_FAILED':
      return { ends: 'stuck', stack: 'condemned' };
    default:
      throw new Error(`the stack is in ${stackStatus}`);
  }
};
