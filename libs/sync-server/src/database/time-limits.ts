import type { SyncOptions } from '../sync-options.ts';

const DEFAULT_STATEMENT_TIMEOUT_MS = 5_000;
/** PostgreSQL's own limit strikes first; beyond it, somebody has stopped answering altogether. */
const SLACK_MS = 2_000;

/** How long one side waits for the other, on every connection of a pool. */
export function timeLimits({
  statementTimeoutMs = DEFAULT_STATEMENT_TIMEOUT_MS,
}: Pick<SyncOptions, 'statementTimeoutMs'>) {
  return {
    statement_timeout: statementTimeoutMs,
    /** Here, for a PostgreSQL that does not answer. */
    query_timeout: statementTimeoutMs + SLACK_MS,
    /** There, for a process that goes no further, or whose machine is gone: nobody waits for the rows that it has locked. */
    idle_in_transaction_session_timeout: statementTimeoutMs + SLACK_MS,
  };
}
