import type { Table } from '../table.ts';
import { Parameters, type Statement } from './parameters.ts';

/** Records of many entities in one statement and therefore in one snapshot: `{snapshot, r0, r1, ...}`, in the order of `wants`. */
export function fetchRecords(wants: readonly { table: Table; ids: readonly string[] }[]): Statement {
  const parameters = new Parameters();
  const columns = wants.map(({ table, ids }, index) => {
    const list = parameters.add(ids);
    return `(SELECT coalesce(json_agg(app.image(t)), '[]') FROM ${table.sql} t WHERE t.id = ANY (${list}::uuid[])) AS r${index}`;
  });
  return { text: ['SELECT pg_current_snapshot()::text AS snapshot', ...columns].join(', '), values: parameters.values };
}
