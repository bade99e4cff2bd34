import type { Statement } from '../../records/sql/parameters.ts';
import type { Table } from '../../records/table.ts';
import { changesOf, maySeePast } from './may-see-past.ts';

/** Where to look for a record's past state, in this order. */
export interface PastStates {
  readonly snapshot: string;
  readonly allowed: boolean;
  /** The last change up to the moment: its image, NULL inside where it was a DELETE. */
  readonly last: { readonly image: Record<string, unknown> | null } | null;
  /** The image before the first change after the moment: for records that were there before the log was. */
  readonly next: Record<string, unknown> | null;
  /** The row of now: for records that have not changed since the moment. */
  readonly current: Record<string, unknown> | null;
}

/** What is known about a record at a moment (ISO 8601). */
export function readAsOf(table: Table, id: string, moment: string): Statement {
  return {
    text: `SELECT pg_current_snapshot()::text AS snapshot, ${maySeePast(table)} AS allowed,
      (SELECT jsonb_build_object('image', l.entity_to_version) FROM app.logging l
        WHERE ${changesOf(table)} AND l.created_ts <= $2::timestamptz ORDER BY l.version DESC LIMIT 1) AS last,
      (SELECT l.entity_from_version FROM app.logging l
        WHERE ${changesOf(table)} AND l.created_ts > $2::timestamptz ORDER BY l.version LIMIT 1) AS next,
      (SELECT app.image(t) FROM ${table.sql} t WHERE t.id = $1::uuid) AS current`,
    values: [id, moment],
  };
}
