import pg from 'pg';

import type { Table } from '../../records/table.ts';

/**
 * SQL of whether the caller may see the past of record `$1`: who may read the record may. Of a record that is deleted
 * there is no row to judge by; its past is open to those who see every record, and to the one who deleted it.
 */
export function maySeePast(table: Table): string {
  return `(EXISTS (SELECT FROM ${table.sql} t WHERE t.id = $1::uuid) OR coalesce((
    SELECT l.action = 3 AND (app.sees_all() OR l.person_id = app.current_person())
      FROM app.logging l WHERE ${changesOf(table)} ORDER BY l.version DESC LIMIT 1), false))`;
}

/** SQL that picks the changes of record `$1` from the log `l`. */
export function changesOf(table: Table): string {
  return `l.entity_code = ${pg.escapeLiteral(table.entity.code)} AND l.entity_id = $1::uuid AND l.action IN (1, 2, 3)`;
}
