import { isConflict } from '../store/mutation.ts';
import type { StoredRecord } from '../store/stored-record.ts';

/** What waits in the store. */
export interface Unsent {
  readonly pending: number;
  readonly refused: number;
  readonly conflicts: number;
}

export function countUnsent(queued: readonly StoredRecord[]): Unsent {
  let pending = 0;
  let refused = 0;
  let conflicts = 0;
  for (const record of queued) {
    pending += record.pending.length;
    refused += record.refused.length;
    conflicts += record.refused.filter(isConflict).length;
  }
  return { pending, refused, conflicts };
}
