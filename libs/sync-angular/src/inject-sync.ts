import { assertInInjectionContext, inject } from '@angular/core';

import { Sync } from './sync.ts';

/**
 * Writes, the outbox and sign-out.
 *
 * @example
 * private readonly sync = injectSync();
 * rename(id: string, name: string) {
 *   return this.sync.patch(Project, id, { name });
 * }
 */
export function injectSync(): Sync {
  assertInInjectionContext(injectSync);
  return inject(Sync);
}
