import { computed, type Signal } from '@angular/core';
import { syncStatus } from '@tidemark/sync-angular';

/** Whether nothing can be asked of the server: there is no network, or the server is out of reach. */
export function injectOffline(): Signal<boolean> {
  const status = syncStatus();
  return computed(() => status().state === 'offline' || status().state === 'waiting');
}
