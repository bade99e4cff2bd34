import { SNAPSHOT_HEADER } from '@tidemark/protocol';
import type { ChangeFeed } from '@tidemark/sync-server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** A tail that has not seen the database for longer than this, in milliseconds, says nothing about it. */
const STALE_MS = 5_000;

/**
 * Puts a snapshot token on every answer of the API that has none: refusals, and answers that read no records. An answer
 * that reads records brings the token of its own snapshot, and keeps it.
 *
 * The token is the one that this process's tail has reached. It is older than whatever the request saw, and an older
 * token is always safe as a `since`: it makes the server replay more, never less. While the database is away, or where
 * sync is switched off, there is no token to give, and the header stays away.
 */
export class SnapshotHeader {
  private feed: Pick<ChangeFeed, 'state'> | undefined;

  /** Call before the routes are registered; until `follow` no token is known. */
  listen(instance: FastifyInstance): void {
    instance.addHook('onSend', (request, reply, payload, done) => {
      this.complete(request, reply);
      done(null, payload);
    });
  }

  /** Whose token it is. */
  follow(feed: Pick<ChangeFeed, 'state'>): void {
    this.feed = feed;
  }

  /** Adds the header where it is missing. For answers that Fastify sends without its hooks (a malformed address). */
  complete({ url }: FastifyRequest, reply: FastifyReply): void {
    if (!url.startsWith('/api/v1/') || reply.hasHeader(SNAPSHOT_HEADER) || reply.statusCode === 503) return;
    const { token, lagMs } = this.feed?.state ?? {};
    if (token !== undefined && lagMs !== undefined && lagMs < STALE_MS) reply.header(SNAPSHOT_HEADER, token);
  }
}
