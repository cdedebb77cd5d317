import type { FaultEffect } from '../../simulator/service/types';

type ErrorEffect = Extract<FaultEffect, { readonly kind: 'error' }>;

/** What a service answers in place of its answer, because a test wants it so. */
export const plannedError = (name: string, status: number, when: 'before' | 'after' = 'before'): ErrorEffect => ({
  kind: 'error',
  name,
  status,
  message: `${name}, as planned`,
  when,
});
