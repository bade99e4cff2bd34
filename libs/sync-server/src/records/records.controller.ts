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
    const { row, snapshot } =
      asOf === undefined ? await this.reader.get(context, table, id) : await this.readPast(context, table, id, asOf);
    reply.header(SNAPSHOT_HEADER, snapshot);
    if (!row) throw new AppError('NOT_FOUND');
    this.readLog?.note(context, entity, id, row.version);
    const etag = etagOf(row.version);
    reply.header('etag', etag).header('cache-control', 'private, no-cache');
    if (isNoneMatch(ifNoneMatch, etag)) {
      reply.status(304);
      return undefined;
    }
    return pick(row, fields);
  }

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

  private readPast(context: RequestContext, table: Table, id: string, moment: string): ReturnType<Past['asOf']> {
    if (!this.past) throw new AppError('BAD_QUERY', 'asOf: this server keeps no history.');
    return this.past.asOf(context, table, id, moment);
  }

  private async write(context: RequestContext, reply: FastifyReply, mutation: Mutation): Promise<Row | undefined> {
    const outcome = await this.writer.write(context, mutation);
    answer(reply, mutation.table, outcome);
    return outcome.row ?? undefined;
  }

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

function keyOf(header: string | undefined): { key?: string } {
  return header === undefined ? {} : { key: parseIdempotencyKey(header) };
}
