import type { SyncStatus } from '@tidemark/sync-client';

/** Whether the server is out of reach. An attempt to reconnect changes nothing about that until it succeeds. */
export function isOffline({ state }: SyncStatus, { wasOffline = false } = {}): boolean {
  return state === 'offline' || state === 'waiting' || (state === 'connecting' && wasOffline);
}
