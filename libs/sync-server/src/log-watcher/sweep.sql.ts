/** Only one pod sweeps at a time; the others skip. Held by the connection until `END_SWEEP`. */
export const TRY_SWEEP = `SELECT pg_try_advisory_lock(hashtextextended('app.sweep', 0)) AS is_ours`;
export const END_SWEEP = `SELECT pg_advisory_unlock(hashtextextended('app.sweep', 0))`;

/**
 * Marks changes as sent that every live pod has delivered: those whose transaction is visible in the token of each.
 * $1 rows at most, from those logged at $2 on, so that a sweep does not pass again what it has just marked. Returns how
 * many it marked and when the last of them was logged. Needs at least one pod.
 */
export const MARK_SENT = `
WITH marked AS (
  UPDATE app.logging AS log
     SET sync_status = 'sent', sync_processed_ts = now()
    FROM (SELECT pending.xid, pending.id, pending.created_ts
            FROM app.logging AS pending
           WHERE pending.sync_status = 'pending' AND pending.action <> 0 AND pending.created_ts >= $2
             AND NOT EXISTS (SELECT FROM app.pod
                              WHERE pod.snapshot IS NULL
                                 OR NOT pg_visible_in_snapshot(pending.xid, pod.snapshot::pg_snapshot))
           ORDER BY pending.created_ts
           LIMIT $1) AS passed
   WHERE log.xid = passed.xid AND log.id = passed.id AND log.created_ts = passed.created_ts
  RETURNING log.created_ts
)
SELECT count(*)::integer AS count, max(created_ts)::text AS last FROM marked`;

/** Makes the partitions of the coming months. */
export const ENSURE_PARTITIONS = 'SELECT app.ensure_log_partitions()';

/** $1 days. */
export const DROP_PARTITIONS = `SELECT app.drop_log_partitions($1::integer * interval '1 day')`;
