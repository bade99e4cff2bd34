import type { SyncProblem } from './sync-status.ts';

/** A failure of the local store in words that a user can act on. */
export function storageProblem(error: unknown): SyncProblem {
  const name = error instanceof Error ? error.name : '';
  const text = error instanceof Error ? error.message : String(error);
  if (name === 'QuotaExceededError' || /quota/i.test(text)) {
    return {
      code: 'STORAGE_FULL',
      message: 'The browser has no room left for this site. Free some space; unsent writes are kept.',
    };
  }
  return { code: 'STORAGE_FAILED', message: `The local store failed: ${text}` };
}
