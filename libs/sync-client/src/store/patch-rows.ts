import { belongsTo, orderOf } from './query-order.ts';
import type { TableQuery } from './record-table.ts';
import type { StoredRecord } from './stored-record.ts';

/**
 * The rows of a query after documents have changed, made from the rows before: a change costs what it is itself, however
 * long the list and however large the store. The same array where nothing of it changed; `undefined` where rows behind
 * the last one have to take the place of those that left, which only the table knows.
 */
export function patchRows(
  rows: readonly StoredRecord[],
  changed: ReadonlySet<string>,
  present: ReadonlyMap<string, StoredRecord>,
  query: TableQuery,
): readonly StoredRecord[] | undefined {
  const order = orderOf(query);
  // Every row up to the last one is known; of what stands behind it nothing is, unless there is nothing.
  const last = rows.length < query.limit ? undefined : rows.at(-1);
  const stay = rows.filter(({ key }) => !changed.has(key));
  const enter = [...present.values()].filter(
    (record) => belongsTo(record, query) && (!last || order(record, last) <= 0),
  );
  if (stay.length === rows.length && enter.length === 0) return rows;
  if (last && stay.length + enter.length < query.limit) return undefined;
  return [...stay, ...enter].sort(order).slice(0, query.limit);
}
