import { Injectable } from '@nestjs/common';
import type { Row, SnapshotToken } from '@tidemark/protocol';

import type { RequestContext } from '../database/request-context.ts';
import { SyncDatabase } from '../database/sync-database.ts';
import { AppError } from '../errors/app-error.ts';
import type { Past } from '../records/past.ts';
import type { Table } from '../records/table.ts';
import { type HistoryEntry, historyEntry } from './history-entry.ts';
import { type PastStates, readAsOf } from './sql/read-as-of.ts';
import { type LoggedChange, readHistory } from './sql/read-history.ts';
import { readLastImage } from './sql/read-last-image.ts';

/** A page of history; `nextCursor` is null on the last page. */
export interface HistoryPage {
  readonly items: HistoryEntry[];
  readonly nextCursor: string | null;
}

/** Reads what the log knows about a record: its changes, its state at a moment, its last image. */
@Injectable()
export class HistoryReader implements Past {
  constructor(private readonly database: SyncDatabase) {}

  /** Newest first. NOT_FOUND for whoever may not see the record's past, as for a record that never was. */
  async page(
    context: RequestContext,
    table: Table,
    id: string,
    before: number | null,
    limit: number,
  ): Promise<HistoryPage & { snapshot: string }> {
    const { text, values } = readHistory(table, id, before, limit);
    const result = await this.database.readAs<{ snapshot: string; allowed: boolean; changes: LoggedChange[] }>(
      context,
      text,
      values,
    );
    const [found] = result.rows;
    if (!found?.allowed) throw new AppError('NOT_FOUND');
    const page = found.changes.slice(0, limit);
    const last = found.changes.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(historyEntry),
      nextCursor: last ? encodeVersion(last.version) : null,
      snapshot: found.snapshot,
    };
  }

  /**
   * The record as it was at a moment, judged by who may see its past now. `row` is null where it was not there or is
   * not to be seen; the two are not told apart.
   */
  async asOf(
    context: RequestContext,
    table: Table,
    id: string,
    moment: string,
  ): Promise<{ row: Row | null; snapshot: SnapshotToken }> {
    const { text, values } = readAsOf(table, id, moment);
    const result = await this.database.readAs<PastStates>(context, text, values);
    const [found] = result.rows;
    if (!found) throw new AppError('INTERNAL');
    const snapshot = found.snapshot as SnapshotToken;
    const image = found.allowed ? stateAt(found, moment) : null;
    return { row: image as Row | null, snapshot };
  }

  /** The fields of a deleted record as they last were. DUPLICATE where it is not deleted. */
  async lastImage(context: RequestContext, table: Table, id: string): Promise<Record<string, unknown>> {
    const { text, values } = readLastImage(table, id);
    const result = await this.database.readAs<{
      allowed: boolean;
      deleted: boolean;
      image: Record<string, unknown> | null;
    }>(context, text, values);
    const [found] = result.rows;
    if (!found?.allowed) throw new AppError('NOT_FOUND');
    if (!found.deleted || !found.image) throw new AppError('DUPLICATE', 'The record is not deleted.');
    return found.image;
  }
}

/**
 * The image that held at the moment: the last change up to it says so. A record from before the log has none; then the
 * image that the first later change began with holds, else today's row.
 */
function stateAt({ last, next, current }: PastStates, moment: string): Record<string, unknown> | null {
  if (last) return last.image;
  const image = next ?? current;
  // Known only from later: it was there at the moment if it had been created by then.
  return image && Date.parse(String(image['createdTs'])) <= Date.parse(moment) ? image : null;
}

/** Cursors of a history are versions, made opaque. */
function encodeVersion(version: number): string {
  return Buffer.from(`v${version}`).toString('base64url');
}

/** Reads a cursor of a history; anything else is BAD_QUERY. */
export function decodeVersion(cursor: string): number {
  const [, version] = /^v(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (version === undefined)
    throw new AppError('BAD_QUERY', 'The cursor does not belong to this history; start again without one.');
  return Number(version);
}
