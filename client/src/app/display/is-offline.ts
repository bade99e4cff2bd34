import type { SyncStatus } from '@tidemark/sync-client';

/** Whether nothing can be asked of the server: there is no network, or the server is out of reach. */
export function isOffline({ state }: SyncStatus): boolean {
  return state === 'offline' || state === 'waiting';
}
