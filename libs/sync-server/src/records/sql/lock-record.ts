import type { Table } from '../table.ts';
import type { Statement } from './parameters.ts';

/** Locks a record against other writers until the transaction ends; no row where the caller may not write it. */
export function lockRecord(table: Table, id: string): Statement {
  return { text: `SELECT t.version FROM ${table.sql} t WHERE t.id = $1::uuid FOR NO KEY UPDATE`, values: [id] };
}
