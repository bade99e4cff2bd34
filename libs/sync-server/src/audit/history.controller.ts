import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { type Row, SNAPSHOT_HEADER } from '@tidemark/protocol';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';

import { CurrentRequest } from '../access/current-request.ts';
import type { RequestContext } from '../database/request-context.ts';
import { AppError } from '../errors/app-error.ts';
import { EntityRegistry } from '../records/entity-registry.ts';
import type { Mutation, Outcome } from '../records/mutation.ts';
import { parseBody } from '../records/parse-body.ts';
import { parseId } from '../records/parse-id.ts';
import { parseIdempotencyKey } from '../records/parse-idempotency-key.ts';
import { RecordWriter } from '../records/record.writer.ts';
import { answer } from '../records/records.controller.ts';
import { tableOf } from '../records/table.ts';
import { decodeVersion, type HistoryPage, HistoryReader } from './history.reader.ts';

/** Changes of a page. Each may carry two whole images, so pages are smaller than those of lists. */
const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 200;
/** Set by the database, not taken from an image; a restored record gets a version above all that it had. */
const NOT_RESTORED = new Set(['version', 'createdTs', 'updatedTs']);
/** A restore takes no fields: they come from the log. */
const restoreBodySchema = z.strictObject({}).optional();

/** Who changed a record, when and how; and the way back for a deleted one. */
@Controller('api/v1/:entity/:id')
export class HistoryController {
  constructor(
    private readonly registry: EntityRegistry,
    private readonly history: HistoryReader,
    private readonly writer: RecordWriter,
  ) {}

  /**
   * A page of changes, newest first: `{items, nextCursor}`. Whoever may read the record may read its history; NOT_FOUND
   * otherwise, as for a record that never was.
   */
  @Get('history')
  async list(
    @Param('entity') entity: string,
    @Param('id') id: string,
    @Query() query: Record<string, string | string[]>,
    @CurrentRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HistoryPage> {
    const { limit, before } = parseHistoryQuery(query);
    const { snapshot, ...page } = await this.history.page(
      context,
      tableOf(this.registry.get(entity)),
      parseId(id),
      before,
      limit,
    );
    reply.header(SNAPSHOT_HEADER, snapshot).header('cache-control', 'private, no-cache');
    return page;
  }

  /**
   * Creates a deleted record again from its last image, as the caller: who may not create it may not restore it. Rejects
   * with VALIDATION where the body names fields, which a restore would not write.
   */
  @Post('restore')
  @HttpCode(201)
  async restore(
    @Param('entity') entity: string,
    @Param('id') rawId: string,
    @Body() body: unknown,
    @Headers('idempotency-key') key: string | undefined,
    @CurrentRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Row | undefined> {
    const table = tableOf(this.registry.get(entity));
    const id = parseId(rawId);
    parseBody(restoreBodySchema, body);
    const mutation: Restore = {
      table,
      action: 'CREATE',
      id,
      baseVersion: null,
      isRestore: true,
      ...(key !== undefined && { key: parseIdempotencyKey(key) }),
    };
    const outcome = await this.restoreOnce(context, mutation);
    answer(reply, table, outcome);
    return outcome.row ?? undefined;
  }

  /**
   * The image comes first and the key second, because a restore that has happened leaves no image to restore. Two
   * requests with one key: the later one finds the record there, then the stored answer, and gives that.
   */
  private async restoreOnce(context: RequestContext, mutation: Restore): Promise<Outcome> {
    const { table, id } = mutation;
    let image: Record<string, unknown>;
    try {
      image = await this.history.lastImage(context, table, id);
    } catch (error) {
      // Nothing to restore (any more): the first request with this key may have done it.
      const earlier = await this.writer.findReplay(context, mutation);
      if (earlier) return earlier;
      throw error;
    }
    const fields = Object.fromEntries(
      Object.entries(image).filter(([field]) => table.columns.has(field) && !NOT_RESTORED.has(field)),
    );
    return this.writer.write(context, { ...mutation, fields });
  }
}

/** A restore always names its record. */
type Restore = Mutation & { readonly id: string };

/** `limit` and `cursor`; anything else is BAD_QUERY, as in lists. */
function parseHistoryQuery({ limit = String(DEFAULT_LIMIT), cursor, ...unknown }: Record<string, string | string[]>) {
  if (Object.keys(unknown).length > 0 || Array.isArray(limit) || Array.isArray(cursor)) {
    throw new AppError('BAD_QUERY', 'A history takes limit and cursor, each once.');
  }
  const rows = /^\d{1,3}$/.test(limit) ? Number(limit) : 0;
  if (rows < 1 || rows > MAX_LIMIT) throw new AppError('BAD_QUERY', `limit: a whole number from 1 to ${MAX_LIMIT}`);
  return { limit: rows, before: cursor === undefined ? null : decodeVersion(cursor) };
}
