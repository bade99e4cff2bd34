/** Only one pod sweeps at a time; the others skip. Released with the transaction. */
export const TRY_SWEEP = `SELECT pg_try_advisory_xact_lock(hashtextextended('app.sweep', 0)) AS is_ours`;

/**
 * Marks changes as sent that every live pod has delivered: those whose transaction is visible in the token of each.
 * In bulk and bounded: $1 rows at most. Needs at least one pod.
 */
export const MARK_SENT = `
UPDATE app.logging AS log
   SET sync_status = 'sent', sync_processed_ts = now()
  FROM (SELECT pending.xid, pending.id, pending.created_ts
          FROM app.logging AS pending
         WHERE pending.sync_status = 'pending' AND pending.action <> 0
           AND NOT EXISTS (SELECT FROM app.pod
                            WHERE pod.snapshot IS NULL
                               OR NOT pg_visible_in_snapshot(pending.xid, pod.snapshot::pg_snapshot))
         ORDER BY pending.created_ts
         LIMIT $1) AS passed
 WHERE log.xid = passed.xid AND log.id = passed.id AND log.created_ts = passed.created_ts`;

/** Makes the partitions of the coming months. */
export const ENSURE_PARTITIONS = 'SELECT app.ensure_log_partitions()';

/** $1 days. */
export const DROP_PARTITIONS = `SELECT app.drop_log_partitions($1::integer * interval '1 day')`;
