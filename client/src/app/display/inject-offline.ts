import type { Signal } from '@angular/core';
import { injectSync } from '@tidemark/sync-angular';

/** Whether nothing can be asked of the server: there is no network, or the server is out of reach. */
export function injectOffline(): Signal<boolean> {
  return injectSync().offline;
}
