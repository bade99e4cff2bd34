import pg from 'pg';

import type { Table } from '../table.ts';
import type { Statement } from './parameters.ts';

/** One record as the caller sees it, and whether the caller may write it. */
export function getWritable(table: Table, id: string): Statement {
  const code = pg.escapeLiteral(table.entity.code);
  return {
    text: `SELECT pg_current_snapshot()::text AS snapshot, (SELECT app.image(t) FROM ${table.sql} t WHERE t.id = $1::uuid) AS row,
                  EXISTS (SELECT FROM app.can_write(app.current_person(), ${code}, ARRAY[$1::uuid])) AS writable`,
    values: [id],
  };
}
