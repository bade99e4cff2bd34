import type { Table } from '../table.ts';
import { Parameters, type Statement } from './parameters.ts';
import { type Keep, written } from './written.ts';

/** Deletes a record, of the base version only where one is given. The version of a deletion is one above the row's last. */
export function deleteRecord(table: Table, id: string, baseVersion: number | null, keep?: Keep): Statement {
  const parameters = new Parameters();
  const conditions = [`t.id = ${parameters.add(id)}::uuid`];
  if (baseVersion !== null) conditions.push(`t.version = ${parameters.add(baseVersion)}::bigint`);
  const effect = `DELETE FROM ${table.sql} AS t WHERE ${conditions.join(' AND ')} RETURNING NULL::jsonb AS row, t.version + 1 AS version`;
  return written(effect, parameters, keep);
}
