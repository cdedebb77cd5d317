import { type Converged, converge } from './converge';
import type { DeclaredUpdate, Types } from './kind';
import type { Session } from './session';

/** Makes it under its new key. If that fails, the reversed event of the roll back sweeps what stands there. */
export const replace = async <T extends Types>(
  session: Session<T>,
  declared: DeclaredUpdate<T['properties']>,
): Promise<Converged> =>
  converge(
    session,
    await session.access.goalOfReplacement(declared),
    `the security profile '${session.kind.nameOf(declared)}' may have been made by this update: the roll back removes it; ` +
      'with rollback disabled the next update does',
  );
