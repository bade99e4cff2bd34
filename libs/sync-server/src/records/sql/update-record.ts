import { companionsOf } from '@tidemark/entity-model';
import pg from 'pg';

import type { Table } from '../table.ts';
import { Parameters, type Statement } from './parameters.ts';
import { type Keep, written } from './written.ts';

interface Update {
  readonly id: string;
  /** The version that the edit was made on; null writes whatever the version is. */
  readonly baseVersion: number | null;
  readonly values: ReadonlyMap<string, unknown>;
}

/**
 * Updates a record that still has the base version, or one that moved on without touching the written fields and what
 * belongs to them: then the fields of both sides merge. What the base held is in the log, as the image from which version base + 1 came. The
 * condition is evaluated again after waiting for another writer's lock, so two writers cannot both win.
 * Touches nothing where the record is absent, not writable, or changed in the same fields; the caller finds out which.
 */
export function updateRecord(table: Table, { id, baseVersion, values }: Update, keep?: Keep): Statement {
  const parameters = new Parameters();
  const record = `${parameters.add(id)}::uuid`;
  const assignments: string[] = [];
  const untouched: string[] = [];
  for (const [field, value] of values) {
    const column = table.columns.get(field);
    if (!column) continue;
    assignments.push(`${column.sql} = ${parameters.add(value)}`);
    for (const name of [field, ...companionsOf(table.entity, field)]) untouched.push(isUntouched(table, name));
  }
  const conditions = [`t.id = ${record}`];
  if (baseVersion !== null) {
    const base = `${parameters.add(baseVersion)}::bigint`;
    conditions.push(`(t.version = ${base} OR (t.version > ${base} AND EXISTS (
      SELECT FROM app.logging l
       WHERE l.entity_code = ${pg.escapeLiteral(table.entity.code)} AND l.entity_id = ${record} AND l.version = ${base} + 1
         AND l.action = 2 AND ${untouched.join(' AND ')})))`);
  }
  const effect = `UPDATE ${table.sql} AS t SET ${assignments.join(', ')} WHERE ${conditions.join(' AND ')}
                  RETURNING app.image(t) AS row, t.version`;
  return written(effect, parameters, keep);
}

/** SQL: whether the field of row `t` holds what it held in the log row `l`. */
function isUntouched(table: Table, field: string): string {
  // Secret fields are not in images, so nobody can tell whether they changed: they never merge.
  if (table.columns.get(field)?.secret) return 'false';
  const key = pg.escapeLiteral(field);
  return `l.entity_from_version -> ${key} IS NOT DISTINCT FROM app.image(t) -> ${key}`;
}
