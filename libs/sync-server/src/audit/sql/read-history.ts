import type { Statement } from '../../records/sql/parameters.ts';
import type { Table } from '../../records/table.ts';
import { changesOf, maySeePast } from './may-see-past.ts';

/** One change as the log has it. */
export interface LoggedChange {
  readonly version: number;
  /** 1 CREATE, 2 UPDATE, 3 DELETE. Reads and changes of access are not part of a record's history. */
  readonly action: 1 | 2 | 3;
  /** ISO 8601 in UTC with microseconds: the BEGIN of the writer's transaction. */
  readonly at: string;
  /** As they were at the time of the change; null where no person was known (psql, a batch job). */
  readonly personId: string | null;
  readonly username: string | null;
  readonly name: string | null;
  readonly role: string | null;
  readonly endpoint: string | null;
  readonly method: string | null;
  /** The whole image, null for a CREATE; secret columns are in none. */
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

/** A page of a record's changes, newest first, below version `before` where one is given; one row more than the page. */
export function readHistory(table: Table, id: string, before: number | null, limit: number): Statement {
  return {
    text: `SELECT pg_current_snapshot()::text AS snapshot, ${maySeePast(table)} AS allowed, (
      SELECT coalesce(json_agg(c), '[]') FROM (
        SELECT l.version, l.action, app.iso(l.created_ts) AS at, l.person_id AS "personId", l.username,
               nullif(concat_ws(' ', l.fname, l.lname), '') AS name, l.person_type AS role, l.api_endpoint AS endpoint,
               l.http_method AS method, l.entity_from_version AS before, l.entity_to_version AS after
          FROM app.logging l
         WHERE ${changesOf(table)} AND ($2::bigint IS NULL OR l.version < $2::bigint)
         ORDER BY l.version DESC LIMIT $3) c) AS changes`,
    values: [id, before, limit + 1],
  };
}
