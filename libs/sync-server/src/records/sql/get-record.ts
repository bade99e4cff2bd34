import type { Table } from '../table.ts';
import type { Statement } from './parameters.ts';
import { writableOf } from './writable.ts';

/**
 * One record, with the snapshot that it was read in and whether the caller may write it; `row` is NULL where it is
 * absent or may not be read.
 */
export function getRecord(table: Table, id: string): Statement {
  return {
    text: `SELECT pg_current_snapshot()::text AS snapshot, (SELECT app.image(t) FROM ${table.sql} t WHERE t.id = $1::uuid) AS row,
                  EXISTS (${writableOf(table, 'ARRAY[$1::uuid]')}) AS writable`,
    values: [id],
  };
}
