import { NIL_UUID } from './change.ts';
import { imageOf } from './image.sql.ts';

/** Whether every row that the token may have missed is still in the log. `$7`: the token's xmin. */
const IS_TOKEN_KEPT = `NOT EXISTS (SELECT FROM app.log_horizon WHERE dropped_xid >= $7::xid8)`;

/**
 * What became visible since a token, for one entity: for the given ids, or, where they are NULL, for all records (a
 * scope; its subscriber is found by the images). In every row the statement's own snapshot and whether the token is
 * still covered by the log; one row with NULLs where nothing changed. What concerns the whole entity, a TRUNCATE or a
 * change of somebody's role, comes with the nil UUID.
 *
 * $1 the token's xmax, $2 its running transactions, $3 entity code, $4 ids or NULL, $5 fields of the images that are
 * needed, $6 most rows wanted, $7 the token's xmin.
 */
export const READ_REPLAY = `
SELECT now.token, now.is_kept, change.*
  FROM (SELECT pg_current_snapshot()::text AS token, ${IS_TOKEN_KEPT} AS is_kept) AS now
  LEFT JOIN LATERAL (
    SELECT entity_code, entity_id, action, version, subject_person_id,
           CASE WHEN entity_from_version IS NOT NULL THEN
             ${imageOf('entity_from_version', '$5::text[]')} END AS image_before,
           CASE WHEN entity_to_version IS NOT NULL THEN
             ${imageOf('entity_to_version', '$5::text[]')} END AS image_after
      FROM app.logging
     WHERE (xid >= $1::xid8 OR xid = ANY ($2::xid8[]))
       AND entity_code = $3::text
       AND ($4::uuid[] IS NULL OR entity_id = ANY ($4::uuid[])
            OR entity_id = '${NIL_UUID}')
       AND action <> 0
     LIMIT $6
  ) AS change ON true`;
