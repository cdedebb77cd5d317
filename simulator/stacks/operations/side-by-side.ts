import type { Blueprint } from '../../../cloudformation/blueprint';

/** Whether it stands now. */
type Deploy = (logicalId: string, cancelled: AbortSignal) => Promise<boolean>;

export interface SideBySideOptions {
  /** Whether the first failure cancels what still runs and lets nothing more begin. If not, only what depends on it does not begin. */
  readonly failsTogether: boolean;
}

/**
 * Deploys each resource as soon as those that it depends on stand, so that independent ones run side by side. Resolves
 * with the logical ids of those that failed, the first one first.
 */
export const deploySideBySide = async (
  { order, dependencies }: Blueprint,
  deploy: Deploy,
  { failsTogether }: SideBySideOptions,
): Promise<readonly string[]> => {
  const cancellation = new AbortController();
  const failed: string[] = [];
  const deployments = new Map<string, Promise<boolean>>();
  const deployAfter = async (logicalId: string, needed: readonly Promise<boolean>[]): Promise<boolean> => {
    const stand = await Promise.all(needed);
    if (stand.includes(false) || cancellation.signal.aborted) return false;
    const stands = await deploy(logicalId, cancellation.signal);
    if (stands) return true;
    failed.push(logicalId);
    if (failsTogether) cancellation.abort();
    return false;
  };
  for (const logicalId of order) {
    // What a resource depends on comes before it, and is missing where a condition has ruled it out.
    const needed = dependencies(logicalId).flatMap((name) => deployments.get(name) ?? []);
    deployments.set(logicalId, deployAfter(logicalId, needed));
  }
  await Promise.all(deployments.values());
  return failed;
};
