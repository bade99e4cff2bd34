import { sqlName } from '@tidemark/entity-model';
import type { QueryConfig } from 'pg';

import { imageOf } from '../change-log/image.sql.ts';

/**
 * Who of the persons may read which of the ids: every combination is asked. This is what `app.can_read_many` does, as a
 * statement that PostgreSQL plans once for each entity instead of each time.
 */
export function readableCross(entityCode: string, persons: readonly string[], ids: readonly string[]): QueryConfig {
  return {
    name: `readable_cross_${entityCode}`,
    text: `SELECT person_id, entity_id FROM ${readersOf(entityCode)}($1::uuid[], $2::uuid[])`,
    values: [persons, ids],
  };
}

/**
 * The same for given pairs only, one call for each person: cheaper where many people each have a few records of their
 * own. `persons` and `ids` are parallel.
 */
export function readablePairs(entityCode: string, persons: readonly string[], ids: readonly string[]): QueryConfig {
  return {
    name: `readable_pairs_${entityCode}`,
    text: `
SELECT readable.person_id, readable.entity_id
  FROM (SELECT person_id, array_agg(entity_id) AS entity_ids
          FROM unnest($1::uuid[], $2::uuid[]) AS pair (person_id, entity_id)
         GROUP BY person_id) AS wanted
 CROSS JOIN LATERAL ${readersOf(entityCode)}(ARRAY[wanted.person_id], wanted.entity_ids) AS readable`,
    values: [persons, ids],
  };
}

const readersOf = (entityCode: string) => `app.${sqlName(`readers_of_${entityCode}`)}`;

/**
 * Records that have been deleted meanwhile, with the version of that. $1 entity code; $2 and $3 parallel: id and the
 * version that the caller knows of.
 */
export const DELETED_SINCE = `
SELECT known.entity_id, max(later.version) AS version
  FROM unnest($2::uuid[], $3::bigint[]) AS known (entity_id, version)
  JOIN app.logging AS later
    ON later.entity_code = $1::text AND later.entity_id = known.entity_id AND later.version > known.version
 WHERE later.action = 3
 GROUP BY known.entity_id`;

/**
 * Who could read records before they went out of reach. $1 persons, $2 entity code; $3 and $4 parallel: id, value of the
 * access column in the last image; $5 the snapshot before: access that was lost since counts.
 */
export const COULD_READ = `
SELECT person_id, entity_id FROM app.could_read_many($1::uuid[], $2::text, $3::uuid[], $4::uuid[], $5::pg_snapshot)`;

/**
 * How each record was last written: its version, and of its image the named fields; no image after a DELETE.
 * $1 entity code, $2 ids, $3 fields (none: no image is asked for).
 */
export const LAST_WRITES = `
SELECT wanted.entity_id, last.version,
       CASE WHEN last.image IS NOT NULL AND cardinality($3::text[]) > 0 THEN
         ${imageOf('last.image', '$3::text[]')} END AS image
  FROM unnest($2::uuid[]) AS wanted (entity_id)
 CROSS JOIN LATERAL (
   SELECT log.version, log.entity_to_version AS image FROM app.logging AS log
    WHERE log.entity_code = $1::text AND log.entity_id = wanted.entity_id AND log.action IN (1, 2, 3)
    ORDER BY log.version DESC LIMIT 1) AS last`;
