import type { ListQuery } from '../list-query.ts';
import type { Table } from '../table.ts';
import { filterCondition, stepCondition } from './filter-condition.ts';
import { Parameters, type Statement } from './parameters.ts';
import { type Reach, reachCondition } from './read-reach.ts';
import { writableOf } from './writable.ts';

/** What `listRecords` gives, as one row. */
export interface ListResult {
  readonly snapshot: string;
  readonly rows: Record<string, unknown>[];
  /** The stretch that follows `rows` in the order, where there is one; see below. */
  readonly more: Record<string, unknown>[] | null;
  /** Ids of those of both that the caller may write. */
  readonly writable: string[];
}

/**
 * One page, with the snapshot that it was read in. Asks for one row more than the page holds, to know whether another
 * page follows.
 *
 * Keyset paging: `(sort, id) > (last sort, last id)` starts inside the index. NULLs come last ascending and first
 * descending, which is the order of a PostgreSQL index read in either direction. A row comparison cannot pass from the
 * values to the NULLs, so a page that may contain both is read as two stretches, each of them one index range.
 * Rejected: `sort > $1 OR (sort = $1 AND id > $2)`, which reads the index from its start on every page.
 *
 * With `reach` the planner knows how much the caller reaches, and chooses: to read in the order of the list up to the
 * page's end, or to look up the little there is and sort it. Rejected: the policies alone, whose sub-selects it cannot
 * look into, so that it read 22,000 rows in order for somebody who sees 30 of them (50 to 160 ms); the same functions as
 * bare calls, which it does estimate, but which are then called for each row (120 to 190 ms for members of 300 projects).
 */
export function listRecords(table: Table, query: ListQuery, reach?: Reach): Statement {
  const parameters = new Parameters();
  const conditions = query.filters.map((filter) => filterCondition(filter, parameters));
  if (query.ids) conditions.push(`t.id = ANY (${parameters.add(query.ids)}::uuid[])`);
  const within = reach && reachCondition(table, reach, parameters);
  if (within !== undefined) conditions.push(within);
  const limit = parameters.add(query.limit + 1);
  const direction = query.sort.descending ? 'DESC' : 'ASC';
  const { sql, coarse } = query.sort.column;
  // Where the index is on coarse steps they come first, and PostgreSQL sorts within a step (Incremental Sort).
  const places = [...(coarse ? [coarse.sql] : []), sql, 'id'].map((column) => `t.${column} ${direction}`);
  const order = `ORDER BY ${places.join(', ')} LIMIT ${limit}`;
  const stretch = (range: string[]) => {
    const where = [...conditions, ...range].join(' AND ') || 'true';
    return `(SELECT t FROM ${table.sql} t WHERE ${where} ${order})`;
  };
  const [first = [], second] = keysetRanges(query, parameters, within === undefined ? startsAfter : isAfter);
  const page = `WITH first AS MATERIALIZED ${stretch(first)}${second ? `, second AS MATERIALIZED ${stretch(second)}` : ''}`;
  // Images are made of the page's rows only, not of all that are sorted.
  const images = (part: string) => `(SELECT coalesce(json_agg(app.image(p.t)), '[]') FROM ${part} p)`;
  const ids = `ARRAY(SELECT (p.t).id FROM ${second ? '(TABLE first UNION ALL TABLE second)' : 'first'} p)`;
  return {
    text: `${page} SELECT pg_current_snapshot()::text AS snapshot, ${images('first')} AS rows,
             ${second ? images('second') : 'NULL::json'} AS more, ARRAY(${writableOf(table, ids)}) AS writable`,
    values: parameters.values,
  };
}

/** How a page says that it begins behind a place: SQL of the sort column, the direction, the place's value and id. */
type Behind = (it: string, beyond: '<' | '>', value: string, id: string) => string;

/** Starts at that very row of the index. The planner judges it by its first half, as if no two values were equal. */
const startsAfter: Behind = (it, beyond, value, id) => `(${it}, t.id) ${beyond} (${value}, ${id})`;

/**
 * The same, so that the planner can tell how many rows follow, also where many have one value, as `createdTs` after an
 * import: it must not take the order of the list for a short way when it leads past everybody else's records.
 */
const isAfter: Behind = (it, beyond, value, id) =>
  `${it} ${beyond}= ${value} AND (${it} ${beyond} ${value} OR t.id ${beyond} ${id})`;

/** The conditions that start behind the cursor: one list for each stretch, in the order of the page. */
function keysetRanges({ after, sort }: ListQuery, parameters: Parameters, behind: Behind): string[][] {
  if (!after) return [[]];
  const it = `t.${sort.column.sql}`;
  const beyond = sort.descending ? '<' : '>';
  const id = `${parameters.add(after.id)}::uuid`;
  if (after.value === null) {
    const nulls = [`${it} IS NULL`, `t.id ${beyond} ${id}`];
    return sort.descending ? [nulls, [`${it} IS NOT NULL`]] : [nulls];
  }
  const value = `${parameters.add(after.value)}::${sort.column.type}`;
  const values = [...stepCondition(sort.column, `${beyond}=`, value), behind(it, beyond, value, id)];
  return sort.descending || !sort.column.nullable ? [values] : [values, [`${it} IS NULL`]];
}
