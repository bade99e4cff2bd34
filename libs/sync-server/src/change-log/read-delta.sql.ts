import type { QueryConfig } from 'pg';

import { imageOf } from './image.sql.ts';
import type { Interest } from './interest.ts';
import type { Snapshot } from './snapshot.ts';

const LOGGED = `
  SELECT entity_code, entity_id, action, version, subject_person_id, entity_from_version, entity_to_version
    FROM app.logging WHERE`;

/** Text and values of a statement, and a name for its text. */
interface Changes {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * The snapshot delta: the rows that became visible between an earlier snapshot and this statement's own. A transaction
 * was invisible to the earlier snapshot exactly if it had not begun (`xid >= xmax`) or was still running
 * (`xid = ANY (running)`), and is visible now exactly if this statement sees it; so nothing is lost to late commits and
 * nothing comes twice.
 *
 * Two arms, each behind OFFSET 0, so that the key, which begins with `xid`, is the only way in whatever the planner
 * believes of the rest: with both in one WHERE a prepared plan once read the whole log of an entity in each poll. What a
 * poll does not need (mostly the second arm, often the images) is left out of its statement: to set up a plan takes most
 * of the time of a poll that finds little.
 *
 * Rejected, each shown to lose rows by the oracle test: a cursor on a serial or on `xid` (late commits of lower
 * numbers), a cursor on `created_ts` (it is the time of BEGIN). Rejected for cost: claiming rows with FOR UPDATE SKIP
 * LOCKED (an UPDATE for each change), `xid < xmin` (one open transaction anywhere stalls everything).
 */
function changesSince({ xmax, running }: Snapshot, interest: Interest): Changes {
  const values: unknown[] = [];
  const given = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const [hasRunning, needsImages] = [running.length > 0, interest.imageEntityCodes.length > 0];
  const arms = [`${LOGGED} xid >= ${given(xmax, 'xid8')} OFFSET 0`];
  if (hasRunning) arms.push(`${LOGGED} xid = ANY (${given(running, 'xid8[]')}) OFFSET 0`);
  const images = needsImages
    ? imagesOf(given(interest.imageEntityCodes, 'text[]'), given(interest.imageFields, 'text[]'))
    : 'NULL AS image_before, NULL AS image_after';
  const text = `
  SELECT entity_code, entity_id, action, version, subject_person_id, ${images}
    FROM (${arms.map((arm) => `(${arm})`).join(' UNION ALL ')}) AS visible
   WHERE entity_code = ANY (${given(interest.entityCodes, 'text[]')})
     AND action <> 0`;
  return { name: `delta${hasRunning ? '_running' : ''}${needsImages ? '_images' : ''}`, text, values };
}

const imagesOf = (entityCodes: string, fields: string) => `
  CASE WHEN entity_code = ANY (${entityCodes}) AND entity_from_version IS NOT NULL THEN
    ${imageOf('entity_from_version', fields)} END AS image_before,
  CASE WHEN entity_code = ANY (${entityCodes}) AND entity_to_version IS NOT NULL THEN
    ${imageOf('entity_to_version', fields)} END AS image_after`;

/** One round trip: the next token in every row, and at most `limit` changes (none: one row with NULLs). */
export function readDelta(previous: Snapshot, interest: Interest, limit: number): QueryConfig {
  const { name, text, values } = changesSince(previous, interest);
  return {
    name: `read_${name}`,
    text: `
SELECT now.token, change.*
  FROM (SELECT pg_current_snapshot()::text AS token) AS now
  LEFT JOIN LATERAL (${text} LIMIT $${values.length + 1}) AS change ON true`,
    values: [...values, limit],
  };
}

/** The same delta, for reading slice by slice inside one REPEATABLE READ transaction: see `ChangeLogReader`. */
export function declareDelta(previous: Snapshot, interest: Interest): QueryConfig {
  const { text, values } = changesSince(previous, interest);
  return { text: `DECLARE delta NO SCROLL CURSOR FOR ${text}`, values: [...values] };
}
