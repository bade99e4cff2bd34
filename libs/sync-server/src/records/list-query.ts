import { FILTER_OPERATORS, type FilterOperator, filterOperators, parseOrder } from '@tidemark/entity-model';
import { MAX_FETCH_IDS } from '@tidemark/protocol';

import { AppError } from '../errors/app-error.ts';
import { type Cursor, decodeCursor } from './cursor.ts';
import { isFilterValue } from './filter-value.ts';
import { parseId } from './parse-id.ts';
import type { Table, TableColumn } from './table.ts';

/** Rows of a page unless the caller asks for another number. */
const DEFAULT_LIMIT = 50;
/** More rows than this are a download, and would hold a connection of the pool for it. */
export const MAX_LIMIT = 1_000;
/** Values of one `[in]`; what is longer belongs into `ids` or a filter of its own. */
const MAX_IN_VALUES = 200;
/** `field` or `field[operator]`. */
const FILTER_KEY = /^([A-Za-z][A-Za-z0-9]*)(?:\[([a-z]+)\])?$/;

/** One condition of a list; all of them hold for every row. */
export interface Filter {
  readonly column: TableColumn;
  readonly operator: FilterOperator;
  /** One value, two for `between`, any number for `in`. */
  readonly values: readonly string[];
}

/** A list request that has been checked against the entity's definition. */
export interface ListQuery {
  readonly filters: readonly Filter[];
  readonly ids?: readonly string[];
  readonly sort: { readonly column: TableColumn; readonly descending: boolean; readonly text: string };
  readonly limit: number;
  readonly after?: Cursor;
  /** Fields to answer with besides id and version; all where absent. */
  readonly fields?: ReadonlySet<string>;
}

/** Parses the query string of a list. Whatever the definition does not declare is refused with BAD_QUERY. */
export function parseListQuery(table: Table, query: Readonly<Record<string, string | string[]>>): ListQuery {
  const filters: Filter[] = [];
  for (const [key, given] of Object.entries(query)) {
    if (['limit', 'cursor', 'sort', 'ids', 'fields'].includes(key)) continue;
    filters.push(parseFilter(table, key, given));
  }
  const ids = query['ids'] === undefined ? undefined : parseIds(single('ids', query['ids']));
  const sort = parseSort(table, single('sort', query['sort'] ?? 'createdTs'));
  return {
    filters,
    sort,
    limit: query['limit'] === undefined ? (ids?.length ?? DEFAULT_LIMIT) : parseLimit(single('limit', query['limit'])),
    ...(ids && { ids }),
    ...(query['cursor'] !== undefined && { after: parseCursor(single('cursor', query['cursor']), sort) }),
    ...(query['fields'] !== undefined && { fields: parseFields(table, single('fields', query['fields'])) }),
  };
}

/** Parses `fields=name,budget`. */
export function parseFields(table: Table, text: string): ReadonlySet<string> {
  const names = text.split(',');
  for (const name of names) {
    const column = table.columns.get(name);
    if (!column || column.secret) throw badQuery('fields: names a field that the entity does not have');
  }
  return new Set(['id', 'version', ...names]);
}

/**
 * One parameter of the query as a filter. BAD_QUERY says what may be asked instead, from the definition; it never
 * repeats what was asked.
 */
function parseFilter(table: Table, key: string, given: string | string[]): Filter {
  const [, field, name = 'eq'] = FILTER_KEY.exec(key) ?? [];
  const column = field !== undefined && table.filterable.has(field) ? table.columns.get(field) : undefined;
  if (!column) throw badQuery(`filter: choose from ${[...table.filterable].join(', ')}`);
  const operator = FILTER_OPERATORS.find((one) => one === name);
  const allowed = filterOperators(column);
  if (!operator || !allowed.includes(operator)) throw badQuery(`${column.field}: filters with ${allowed.join(', ')}`);
  const values = splitValues(operator, column, given);
  const fits = (value: string) =>
    operator === 'null' ? isFilterValue('boolean', value) : isFilterValue(column.kind, value);
  if (!values.every(fits))
    throw badQuery(`${column.field}: not a value of kind ${operator === 'null' ? 'boolean' : column.kind}`);
  return { column, operator, values };
}

function splitValues(operator: FilterOperator, column: TableColumn, given: string | string[]): readonly string[] {
  switch (operator) {
    case 'in': {
      // Repeated, for values that contain a comma: `name[in]=a,b&name[in]=c` would be ambiguous, so repeats are whole values.
      const values = Array.isArray(given) ? given : given.split(',');
      if (values.length > MAX_IN_VALUES) throw badQuery(`${column.field}[in]: at most ${MAX_IN_VALUES} values`);
      return values;
    }
    case 'between': {
      const values = single(column.field, given).split(',');
      if (values.length !== 2) throw badQuery(`${column.field}[between]: two values, separated by a comma`);
      return values;
    }
    default:
      return [single(column.field, given)];
  }
}

/** `field` or `-field`, of those that the definition lists as sortable: each of them has an index. */
function parseSort(table: Table, text: string): ListQuery['sort'] {
  const { name, descending } = parseOrder(text);
  const column = table.columns.get(name);
  if (!column || !table.sortable.has(column.field))
    throw badQuery(`sort: choose from ${[...table.sortable].join(', ')}`);
  return { column, descending, text };
}

/** A whole number from 1 to `MAX_LIMIT`; `1e3`, `0` and `-1` are none. */
function parseLimit(text: string): number {
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MAX_LIMIT) throw badQuery(`limit: a whole number from 1 to ${MAX_LIMIT}`);
  return limit;
}

/** Ids without repetitions, in the order given, at most as many as a fetch may name. */
function parseIds(text: string): readonly string[] {
  const ids = [...new Set(text.split(',').map(parseId))];
  if (ids.length > MAX_FETCH_IDS) throw new AppError('LIMIT_BATCH', `At most ${MAX_FETCH_IDS} ids in one request.`);
  return ids;
}

/**
 * A cursor that was made for this sort. Its value is checked like a filter's, because it comes from outside all the
 * same and is cast by PostgreSQL.
 */
function parseCursor(text: string, sort: ListQuery['sort']): Cursor {
  const cursor = decodeCursor(text, sort.text);
  const valueFits = cursor.value === null ? sort.column.nullable : isFilterValue(sort.column.kind, cursor.value);
  if (!valueFits) throw badQuery('cursor: does not belong to this list; start again without one');
  return { ...cursor, id: parseId(cursor.id) };
}

/** The value of a parameter that may come once. */
function single(name: string, given: string | string[]): string {
  if (Array.isArray(given)) throw badQuery(`${name}: given more than once`);
  return given;
}

function badQuery(detail: string): AppError {
  return new AppError('BAD_QUERY', detail);
}
