import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import {
  fetchRequestSchema,
  type FetchResponse,
  pushRequestSchema,
  type PushResponse,
  SNAPSHOT_HEADER,
} from '@tidemark/protocol';
import type { FastifyReply } from 'fastify';

import { CurrentRequest } from '../access/current-request.ts';
import type { RequestContext } from '../database/request-context.ts';
import { MutationPusher } from './mutation.pusher.ts';
import { parseBody } from './parse-body.ts';
import { RecordReader } from './record.reader.ts';

/** What the browser's engine uses: many records in one snapshot, and an outbox in one request. */
@Controller('api/v1/sync')
export class SyncController {
  constructor(
    private readonly reader: RecordReader,
    private readonly pusher: MutationPusher,
  ) {}

  /**
   * What INVALIDATE frames named, read again: `{results: [{entityCode, items, gone}], snapshot}`. A record that is
   * absent or may not be read (any more) is among `gone`. POST, because a thousand ids do not fit into an address.
   * LIMIT_BATCH above `MAX_FETCH_IDS` in all.
   */
  @Post('fetch')
  @HttpCode(200)
  async fetch(
    @Body() body: unknown,
    @CurrentRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FetchResponse> {
    const response = await this.reader.fetch(context, parseBody(fetchRequestSchema, body));
    reply.header(SNAPSHOT_HEADER, response.snapshot);
    return response;
  }

  /**
   * Up to a hundred mutations in the order of the outbox. Always 200 where the body has the right form: each mutation
   * has a status, and a problem where it was refused, in `results`. Safe to send again after a lost answer, since each
   * `mutationId` is its idempotency key.
   */
  @Post('push')
  @HttpCode(200)
  async push(
    @Body() body: unknown,
    @CurrentRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PushResponse> {
    const response = await this.pusher.push(context, parseBody(pushRequestSchema, body));
    reply.header(SNAPSHOT_HEADER, response.snapshot);
    return response;
  }
}
