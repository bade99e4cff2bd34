/**
 * On which history of the database the connection is: PostgreSQL begins another timeline with each promotion of a standby
 * and each restore to a point in time. NULL on a standby, which has none of its own yet.
 * https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-TIMELINES
 */
export const READ_TIMELINE = `
SELECT CASE WHEN NOT pg_is_in_recovery() THEN left(pg_walfile_name(pg_current_wal_lsn()), 8) END AS timeline`;

/** $1: tokens from before this transaction cannot be resumed from. */
export const RAISE_HORIZON = 'SELECT app.raise_log_horizon($1::text::xid8)';
