import type { SyncStatus } from '@tidemark/sync-client';

/** What a page says after a write: it is kept here at once, and the server has it at once only while it is in reach. */
export function doneMessage(done: string, { state }: SyncStatus): string {
  return state === 'online' ? done : `${done} in this browser, sent later`;
}
