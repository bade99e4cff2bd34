import { Injectable } from '@nestjs/common';
import {
  type FetchRequest,
  type FetchResponse,
  MAX_FETCH_IDS,
  type Page,
  type Row,
  type SnapshotToken,
} from '@tidemark/protocol';

import type { RequestContext } from '../database/request-context.ts';
import { SyncDatabase } from '../database/sync-database.ts';
import { AppError } from '../errors/app-error.ts';
import { encodeCursor } from './cursor.ts';
import { EntityRegistry } from './entity-registry.ts';
import type { ListQuery } from './list-query.ts';
import { fetchRecords } from './sql/fetch-records.ts';
import { getRecord } from './sql/get-record.ts';
import { listRecords, type ListResult } from './sql/list-records.ts';
import { type Reach, readReach } from './sql/read-reach.ts';
import { type Table, tableOf } from './table.ts';

/** What was read, with the snapshot token of the very statement that read it. */
export type Read<T> = T & { readonly snapshot: SnapshotToken };

/** What `getRecord` gives besides the snapshot. */
export interface FoundRecord {
  readonly row: Row | null;
  readonly writable: boolean;
}

/** Reads records as a person: one statement, one snapshot, row-level security decides what there is to see. */
@Injectable()
export class RecordReader {
  constructor(
    private readonly database: SyncDatabase,
    private readonly registry: EntityRegistry,
  ) {}

  /**
   * One page, in the order asked for. `nextCursor` is null on the last page; the row that is read beyond the page only
   * tells whether there is another one. `fields` is applied here, since the statement makes whole images anyway.
   */
  async list(context: RequestContext, table: Table, query: ListQuery): Promise<Read<Page>> {
    const [{ snapshot, rows, more, writable } = nothing] = await this.listRows(context, table, query);
    const found = more ? rows.concat(more) : rows;
    const items = found.slice(0, query.limit) as Row[];
    const last = found.length > query.limit ? items.at(-1) : undefined;
    return {
      items: query.fields ? items.map((row) => pick(row, query.fields)) : items,
      nextCursor: last ? cursorAt(last, query) : null,
      readOnly: readOnlyOf(items, writable),
      snapshot: snapshot as SnapshotToken,
    };
  }

  /** In one round trip where the reader's reach says nothing: in an entity that is open to all, or for named records. */
  private async listRows(context: RequestContext, table: Table, query: ListQuery): Promise<ListResult[]> {
    if (table.entity.access.rule === 'directory' || query.ids) {
      const { text, values } = listRecords(table, query);
      return (await this.database.readAs<ListResult>(context, text, values)).rows;
    }
    const result = await this.database.readAfter<Reach, ListResult>(context, readReach(table), (reach) =>
      listRecords(table, query, reach),
    );
    return result.rows;
  }

  /** One record, and whether the caller may write it; `row` is null where it is absent or may not be read. */
  async get(context: RequestContext, table: Table, id: string): Promise<Read<FoundRecord>> {
    const { text, values } = getRecord(table, id);
    const result = await this.database.readAs<Read<FoundRecord>>(context, text, values);
    const [found] = result.rows;
    if (!found) throw new AppError('INTERNAL');
    return found;
  }

  /** Many records of many entities in one snapshot; an entity that is named twice is answered twice. */
  async fetch(context: RequestContext, { wants }: FetchRequest): Promise<FetchResponse> {
    const total = wants.reduce((sum, want) => sum + want.ids.length, 0);
    if (total > MAX_FETCH_IDS) throw new AppError('LIMIT_BATCH', `At most ${MAX_FETCH_IDS} ids in one request.`);
    const tables = wants.map(({ entityCode, ids }) => ({
      table: tableOf(this.registry.get(entityCode)),
      ids: [...new Set(ids)],
    }));
    const { text, values } = fetchRecords(tables);
    const result = await this.database.readAs<Record<string, unknown>>(context, text, values);
    const [found = {}] = result.rows;
    return {
      results: tables.map(({ table, ids }, index) => {
        const items = (found[`r${index}`] ?? []) as Row[];
        const present = new Set(items.map((row) => row.id));
        return {
          entityCode: table.entity.code,
          items,
          gone: ids.filter((id) => !present.has(id)),
          readOnly: readOnlyOf(items, found[`w${index}`] as string[]),
        };
      }),
      snapshot: found['snapshot'] as SnapshotToken,
    };
  }
}

// What a statement without rows would mean; it always gives one.
const nothing: ListResult = { snapshot: '', rows: [], more: null, writable: [] };

/** Ids of the rows that are not among the writable ones; in the order of the rows, so that one page has one body. */
function readOnlyOf(rows: readonly Row[], writable: readonly string[]): string[] {
  const known = new Set(writable);
  return rows.map(({ id }) => id).filter((id) => !known.has(id));
}

/**
 * The place behind which the next page begins. The value goes through text both ways, as PostgreSQL writes and casts
 * it, so that no digit of a number or of a time is lost.
 */
function cursorAt(row: Row, { sort }: ListQuery): string {
  const value = row[sort.column.field];
  return encodeCursor({
    sort: sort.text,
    value: value === null || value === undefined ? null : String(value),
    id: row.id,
  });
}

/** The row with these fields only. */
export function pick(row: Row, fields: ReadonlySet<string> | undefined): Row {
  if (!fields) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => fields.has(name))) as Row;
}
