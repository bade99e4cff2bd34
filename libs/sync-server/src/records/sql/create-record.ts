import type { Table } from '../table.ts';
import { Parameters, type Statement } from './parameters.ts';
import { type Keep, written } from './written.ts';

/** Inserts a record; fields that are not named take the database's defaults. `values` is keyed by field, `id` included. */
export function createRecord(table: Table, values: ReadonlyMap<string, unknown>, keep?: Keep): Statement {
  const parameters = new Parameters();
  const columns: string[] = [];
  const placeholders: string[] = [];
  for (const [field, value] of values) {
    const column = table.columns.get(field);
    // Cannot be: the fields have been validated. A field that is no column must never become SQL.
    if (!column) continue;
    columns.push(column.sql);
    placeholders.push(parameters.add(value));
  }
  const what = columns.length > 0 ? `(${columns.join(', ')}) VALUES (${placeholders.join(', ')})` : 'DEFAULT VALUES';
  return written(`INSERT INTO ${table.sql} AS t ${what} RETURNING app.image(t) AS row, t.version`, parameters, keep);
}
