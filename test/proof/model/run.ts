import fc from 'fast-check';
import { World } from '../world';
import { histories, readings } from './histories';
import { newModel } from './stack-model';

export interface ModelRun {
  /** The same seed makes the same histories. */
  readonly seed: number;
  /** How many histories. */
  readonly runs: number;
}

/**
 * Runs random histories of a stack against the model. Resolves with how often each thing has happened.
 * @throws Error with the shortest history found that goes wrong, and how to run it again.
 */
export const runModel = async ({ seed, runs }: ModelRun): Promise<ReadonlyMap<string, number>> => {
  const tally = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(readings, histories, async (played, history) => {
      const start = () => ({
        model: newModel(played, tally),
        // Targets that are full are another matter.
        real: new World({ quotas: { profilesPerTarget: 100 }, readings: played }),
      });
      await fc.asyncModelRun(start, history);
    }),
    { seed, numRuns: runs },
  );
  return tally;
};
