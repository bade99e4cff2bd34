import type { OutboxEntry, SyncStatus } from '@tidemark/sync-client';

/**
 * A report that a person can send to whoever supports them: states, times, counts and error codes.
 * No names, no field contents, no addresses: record ids are the most personal thing in it.
 */
export function diagnostics(status: SyncStatus, outbox: readonly OutboxEntry[], now = new Date()): string {
  const time = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString());
  const { error, lastSyncedAt, ...state } = status;
  const report = {
    at: now.toISOString(),
    status: { ...state, lastSyncedAt: time(lastSyncedAt), error: error?.code ?? null },
    outbox: outbox.map((entry) => ({
      mutationId: entry.mutationId,
      record: entry.key,
      action: entry.action,
      fields: Object.keys(entry.fields),
      state: entry.state,
      queuedAt: time(entry.queuedAt),
      attempts: entry.attempts,
      nextRetryAt: time(entry.nextRetryAt),
      problem: entry.problem ? { code: entry.problem.code, requestId: entry.problem.requestId } : null,
    })),
    browser: typeof navigator === 'undefined' ? null : { agent: navigator.userAgent, online: navigator.onLine },
  };
  return JSON.stringify(report, null, 2);
}
