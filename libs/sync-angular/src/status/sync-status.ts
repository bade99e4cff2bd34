import { assertInInjectionContext, inject, type Signal } from '@angular/core';
import type { SyncStatus } from '@tidemark/sync-client';

import { Sync } from '../sync.ts';

/**
 * The state of synchronisation as a signal: state, pending, refused, lastSyncedAt, lag. Needs an injection context.
 *
 * @example
 * readonly status = syncStatus();
 * readonly unsent = computed(() => this.status().pending);
 */
export function syncStatus(): Signal<SyncStatus> {
  assertInInjectionContext(syncStatus);
  return inject(Sync).status;
}
