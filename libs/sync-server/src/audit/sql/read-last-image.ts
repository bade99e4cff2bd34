import type { Statement } from '../../records/sql/parameters.ts';
import type { Table } from '../../records/table.ts';
import { changesOf, maySeePast } from './may-see-past.ts';

/** The last image of a record that is deleted; `deleted` tells whether its last change was a DELETE at all. */
export function readLastImage(table: Table, id: string): Statement {
  return {
    text: `SELECT ${maySeePast(table)} AS allowed, l.action = 3 AS deleted, l.entity_from_version AS image
             FROM app.logging l WHERE ${changesOf(table)} ORDER BY l.version DESC LIMIT 1`,
    values: [id],
  };
}
