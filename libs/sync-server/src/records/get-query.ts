import { AppError } from '../errors/app-error.ts';
import { isFilterValue } from './filter-value.ts';
import { parseFields } from './list-query.ts';
import type { Table } from './table.ts';

/** What a read of one record may ask for. */
export interface GetQuery {
  /** Fields to answer with besides id and version; all where absent. */
  readonly fields?: ReadonlySet<string>;
  /** A moment in the past, ISO 8601. */
  readonly asOf?: string;
}

/** Parses the query string of a read of one record; anything else than `fields` and `asOf` is BAD_QUERY. */
export function parseGetQuery(table: Table, query: Readonly<Record<string, string | string[]>>): GetQuery {
  const { fields, asOf, ...unknown } = query;
  if (Object.keys(unknown).length > 0) throw new AppError('BAD_QUERY', 'A read of one record takes fields and asOf.');
  if (Array.isArray(fields) || Array.isArray(asOf)) throw new AppError('BAD_QUERY', 'fields, asOf: each at most once');
  if (asOf !== undefined && !isFilterValue('timestamp', asOf)) {
    throw new AppError('BAD_QUERY', 'asOf: a moment in ISO 8601 with its zone, for instance 2026-11-22T14:00:00Z');
  }
  return { ...(fields !== undefined && { fields: parseFields(table, fields) }), ...(asOf !== undefined && { asOf }) };
}
