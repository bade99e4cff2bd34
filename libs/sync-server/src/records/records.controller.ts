import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Optional,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { type Page, type Row, SNAPSHOT_HEADER } from '@tidemark/protocol';
import type { FastifyReply } from 'fastify';

import { CurrentRequest } from '../access/current-request.ts';
import type { RequestContext } from '../database/request-context.ts';
import { AppError } from '../errors/app-error.ts';
import { EntityRegistry } from './entity-registry.ts';
import { digestEtag, etagOf, isNoneMatch, parseIfMatch } from './etag.ts';
import { parseGetQuery } from './get-query.ts';
import { parseListQuery } from './list-query.ts';
import type { Mutation, Outcome } from './mutation.ts';
import { parseId } from './parse-id.ts';
import { parseIdempotencyKey } from './parse-idempotency-key.ts';
import { PAST, type Past } from './past.ts';
import { READ_LOG, type ReadLog } from './read-log.ts';
import { pick, RecordReader } from './record.reader.ts';
import { RecordWriter } from './record.writer.ts';
import { type Table, tableOf } from './table.ts';

/** As Fastify parses a query string: a key that comes twice is an array. */
type Query = Record<string, string | string[]>;

/** REST over every entity of the registry. Conventions: `README.md` beside this file. */
@Controller('api/v1/:entity')
export class RecordsController {
  constructor(
    private readonly registry: EntityRegistry,
    private readonly reader: RecordReader,
    private readonly writer: RecordWriter,
    @Optional() @Inject(READ_LOG) private readonly readLog?: ReadLog,
    @Optional() @Inject(PAST) private readonly past?: Past,
  ) {}

  /**
   * A page: `{items, nextCursor}`. The body is made here and not by the framework, because its digest is the ETag; a
   * poll of an unchanged list is answered with 304 and no body. BAD_QUERY for anything in the query that the entity
   * does not declare.
   */
  @Get()
  async list(
    @Param('entity') entity: string,
    @Query() query: Query,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @CurrentRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | string | undefined> {
    const table = this.table(entity);
    const { snapshot, ...page } = await this.reader.list(context, table, parseListQuery(table, query));
    const body = JSON.stringify(page);
    const etag = digestEtag(body);
    reply.header(SNAPSHOT_HEADER, snapshot).header('etag', etag).header('cache-control', 'private, no-cache');
    if (isNoneMatch(ifNoneMatch, etag)) {
      reply.status(304);
      return undefined;
    }
    reply.type('application/json; charset=utf-8');
    return body;
  }

  /**
   * One record, or the record as it was at `?asOf=`. NOT_FOUND, byte for byte the same, where it is absent and where
   * the caller may not read it. `Allow` says whether the caller may write it. A read that succeeds is logged (action 0),
   * behind the answer.
   */
  @Get(':id')
  async get(
    @Param('entity') entity: string,
    @Param('id') rawId: string,
    @Query() query: Query,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @CurrentRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Row | undefined> {
    const table = this.table(entity);
    const id = parseId(rawId);
    const { fields, asOf } = parseGetQuery(table, query);
    const found =
      asOf === undefined ? await this.reader.get(context, table, id) : await this.readPast(context, table, id, asOf);
    const { row, snapshot } = found;
    reply.header(SNAPSHOT_HEADER, snapshot);
    if (!row) throw new AppError('NOT_FOUND');
    if ('writable' in found) reply.header('allow', found.writable ? 'GET, HEAD, PATCH, DELETE' : 'GET, HEAD');
    this.readLog?.note(context, entity, id, row.version);
    const etag = etagOf(row.version);
    reply.header('etag', etag).header('cache-control', 'private, no-cache');
    if (isNoneMatch(ifNoneMatch, etag)) {
      reply.status(304);
      return undefined;
    }
    return pick(row, fields);
  }

  /**
   * Creates a record; the caller may bring its id. 201 with the row as the database made it. Rejects with VALIDATION,
   * DUPLICATE, REFERENCE_MISSING or FORBIDDEN.
   */
  @Post()
  create(
    @Param('entity') entity: string,
    @Body() fields: unknown,
    @Headers('idempotency-key') key: string | undefined,
    @CurrentRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Row | undefined> {
    return this.write(context, reply, {
      table: this.table(entity),
      action: 'CREATE',
      fields,
      baseVersion: null,
      ...keyOf(key),
    });
  }

  /**
   * Changes the named fields; `null` empties one. With If-Match an edit of other fields than those changed meanwhile
   * merges, an edit of the same ones is VERSION_CONFLICT (412) with the current row. Without it the last writer wins.
   */
  @Patch(':id')
  update(
    @Param('entity') entity: string,
    @Param('id') id: string,
    @Body() fields: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Headers('idempotency-key') key: string | undefined,
    @CurrentRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Row | undefined> {
    const target = { table: this.table(entity), id: parseId(id), baseVersion: parseIfMatch(ifMatch) };
    return this.write(context, reply, { ...target, action: 'UPDATE', fields, ...keyOf(key) });
  }

  /**
   * Deletes a record. 204, also for the repetition of a delete with its key. REFERENCED where other records need it.
   * If-Match as for PATCH, but nothing merges: any later version is a conflict.
   */
  @Delete(':id')
  @HttpCode(204)
  remove(
    @Param('entity') entity: string,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Headers('idempotency-key') key: string | undefined,
    @CurrentRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Row | undefined> {
    const target = { table: this.table(entity), id: parseId(id), baseVersion: parseIfMatch(ifMatch) };
    return this.write(context, reply, { ...target, action: 'DELETE', ...keyOf(key) });
  }

  /** Rejects with BAD_QUERY where the application runs without the audit module, which knows the past. */
  private readPast(context: RequestContext, table: Table, id: string, moment: string): ReturnType<Past['asOf']> {
    if (!this.past) throw new AppError('BAD_QUERY', 'asOf: this server keeps no history.');
    return this.past.asOf(context, table, id, moment);
  }

  private async write(context: RequestContext, reply: FastifyReply, mutation: Mutation): Promise<Row | undefined> {
    const outcome = await this.writer.write(context, mutation);
    answer(reply, mutation.table, outcome);
    return outcome.row ?? undefined;
  }

  /** UNKNOWN_ENTITY (404) for a code that is not registered, whether or not such a table exists. */
  private table(entity: string): Table {
    return tableOf(this.registry.get(entity));
  }
}

/** Status and headers of a write; a replay says so. */
export function answer(reply: FastifyReply, table: Table, { status, row, version, snapshot, replayed }: Outcome): void {
  reply.status(status).header(SNAPSHOT_HEADER, snapshot);
  if (row) reply.header('etag', etagOf(version));
  if (row && status === 201) reply.header('location', `/api/v1/${table.entity.code}/${row.id}`);
  if (replayed) reply.header('idempotency-replayed', 'true');
}

/** An absent header is an absent key; one that is no UUID is BAD_ID. */
function keyOf(header: string | undefined): { key?: string } {
  return header === undefined ? {} : { key: parseIdempotencyKey(header) };
}
