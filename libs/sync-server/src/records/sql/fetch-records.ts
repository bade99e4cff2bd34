import type { Table } from '../table.ts';
import { Parameters, type Statement } from './parameters.ts';
import { writableOf } from './writable.ts';

/**
 * Records of many entities in one statement and therefore in one snapshot: `{snapshot, r0, w0, r1, w1, ...}`, in the
 * order of `wants`. `r0` are the rows of the first, `w0` the ids of those that the caller may write.
 */
export function fetchRecords(wants: readonly { table: Table; ids: readonly string[] }[]): Statement {
  const parameters = new Parameters();
  const columns = wants.map(({ table, ids }, index) => {
    const list = `${parameters.add(ids)}::uuid[]`;
    return `(SELECT coalesce(json_agg(app.image(t)), '[]') FROM ${table.sql} t WHERE t.id = ANY (${list})) AS r${index},
            ARRAY(${writableOf(table, list)}) AS w${index}`;
  });
  return { text: ['SELECT pg_current_snapshot()::text AS snapshot', ...columns].join(', '), values: parameters.values };
}
