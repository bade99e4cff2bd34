import type { ListQuery } from '../list-query.ts';
import type { Table } from '../table.ts';
import { filterCondition } from './filter-condition.ts';
import { Parameters, type Statement } from './parameters.ts';

/** What `listRecords` gives, as one row. */
export interface ListResult {
  readonly snapshot: string;
  readonly rows: Record<string, unknown>[];
  /** The stretch that follows `rows` in the order, where there is one; see below. */
  readonly more: Record<string, unknown>[] | null;
}

/**
 * One page, with the snapshot that it was read in. Asks for one row more than the page holds, to know whether another
 * page follows.
 *
 * Keyset paging: `(sort, id) > (last sort, last id)` starts inside the index. NULLs come last ascending and first
 * descending, which is the order of a PostgreSQL index read in either direction. A row comparison cannot pass from the
 * values to the NULLs, so a page that may contain both is read as two stretches, each of them one index range.
 * Rejected: `sort > $1 OR (sort = $1 AND id > $2)`, which reads the index from its start on every page.
 */
export function listRecords(table: Table, query: ListQuery): Statement {
  const parameters = new Parameters();
  const conditions = query.filters.map((filter) => filterCondition(filter, parameters));
  if (query.ids) conditions.push(`t.id = ANY (${parameters.add(query.ids)}::uuid[])`);
  const limit = parameters.add(query.limit + 1);
  const direction = query.sort.descending ? 'DESC' : 'ASC';
  const stretch = (range: string[]) => {
    const where = [...conditions, ...range].join(' AND ') || 'true';
    const order = `ORDER BY t.${query.sort.column.sql} ${direction}, t.id ${direction} LIMIT ${limit}`;
    return `(SELECT coalesce(json_agg(p.row), '[]') FROM (SELECT app.image(t) AS row FROM ${table.sql} t WHERE ${where} ${order}) p)`;
  };
  const [first = [], second] = keysetRanges(query, parameters);
  return {
    text: `SELECT pg_current_snapshot()::text AS snapshot, ${stretch(first)} AS rows, ${second ? stretch(second) : 'NULL::json'} AS more`,
    values: parameters.values,
  };
}

/** The conditions that start behind the cursor: one list for each stretch, in the order of the page. */
function keysetRanges({ after, sort }: ListQuery, parameters: Parameters): string[][] {
  if (!after) return [[]];
  const it = `t.${sort.column.sql}`;
  const beyond = sort.descending ? '<' : '>';
  const id = `${parameters.add(after.id)}::uuid`;
  if (after.value === null) {
    const nulls = [`${it} IS NULL`, `t.id ${beyond} ${id}`];
    return sort.descending ? [nulls, [`${it} IS NOT NULL`]] : [nulls];
  }
  const values = [`(${it}, t.id) ${beyond} (${parameters.add(after.value)}::${sort.column.type}, ${id})`];
  return sort.descending || !sort.column.nullable ? [values] : [values, [`${it} IS NULL`]];
}
