/** What a change is read as. `$4` entity codes with subscriptions by field, `$5` the fields those need. */
const COLUMNS = `
  entity_code, entity_id, action, version, subject_person_id,
  CASE WHEN entity_code = ANY ($4::text[]) AND entity_from_version IS NOT NULL THEN
    (SELECT coalesce(jsonb_object_agg(f, entity_from_version -> f), '{}') FROM unnest($5::text[]) AS f) END AS image_before,
  CASE WHEN entity_code = ANY ($4::text[]) AND entity_to_version IS NOT NULL THEN
    (SELECT coalesce(jsonb_object_agg(f, entity_to_version -> f), '{}') FROM unnest($5::text[]) AS f) END AS image_after`;

/**
 * The snapshot delta: the rows that became visible between an earlier snapshot and this statement's own. A transaction
 * was invisible to the earlier snapshot exactly if it had not begun (`xid >= xmax`) or was still running
 * (`xid = ANY (running)`), and is visible now exactly if this statement sees it; so nothing is lost to late commits and
 * nothing comes twice.
 *
 * Two arms, each behind OFFSET 0, so that the index on `xid` is the only way in. With both in one WHERE a prepared plan
 * took the index on (entity_code, ...) and read the whole log of the entity: 4 ms a poll instead of 0.3 at 20,000 rows,
 * and growing with the log.
 *
 * Rejected, each shown to lose rows by the oracle test: a cursor on a serial or on `xid` (late commits of lower
 * numbers), a cursor on `created_ts` (it is the time of BEGIN). Rejected for cost: claiming rows with FOR UPDATE SKIP
 * LOCKED (an UPDATE for each change), `xid < xmin` (one open transaction anywhere stalls everything).
 *
 * $1 xmax of the earlier snapshot, $2 its running transactions, $3 entity codes that somebody subscribes to.
 */
const CHANGES = `
  SELECT ${COLUMNS}
    FROM ((SELECT * FROM app.logging WHERE xid >= $1::xid8 OFFSET 0)
          UNION ALL
          (SELECT * FROM app.logging WHERE xid = ANY ($2::xid8[]) OFFSET 0)) AS visible
   WHERE entity_code = ANY ($3::text[])
     AND action <> 0`;

/** One round trip: the next token in every row, and at most $6 changes (none: one row with NULLs). */
export const READ_DELTA = `
SELECT now.token, change.*
  FROM (SELECT pg_current_snapshot()::text AS token) AS now
  LEFT JOIN LATERAL (${CHANGES} LIMIT $6) AS change ON true`;

/** The same delta, for reading slice by slice inside one REPEATABLE READ transaction: see `ChangeLogReader`. */
export const DECLARE_DELTA = `DECLARE delta NO SCROLL CURSOR FOR ${CHANGES}`;
