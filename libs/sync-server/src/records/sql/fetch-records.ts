import type { Table } from '../table.ts';
import { Parameters, type Statement } from './parameters.ts';
import { readOnlyOf } from './writable.ts';

/**
 * Records of many entities in one statement and therefore in one snapshot: `{snapshot, r0, w0, r1, w1, ...}`, in the
 * order of `wants`. `r0` are the rows of the first, `w0` the ids of those that the caller may not write.
 */
export function fetchRecords(wants: readonly { table: Table; ids: readonly string[] }[]): Statement {
  const parameters = new Parameters();
  const found = wants.map(({ table, ids }, index) => {
    const list = parameters.add(ids);
    return `f${index} AS MATERIALIZED (SELECT t FROM ${table.sql} t WHERE t.id = ANY (${list}::uuid[]))`;
  });
  const columns = wants.map(
    ({ table }, index) =>
      `(SELECT coalesce(json_agg(app.image(f.t)), '[]') FROM f${index} f) AS r${index}, ${readOnlyOf(table, `f${index}`)} AS w${index}`,
  );
  const all = ['SELECT pg_current_snapshot()::text AS snapshot', ...columns].join(', ');
  return { text: found.length > 0 ? `WITH ${found.join(', ')} ${all}` : all, values: parameters.values };
}
