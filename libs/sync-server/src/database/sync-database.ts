import { setTimeout as delay } from 'node:timers/promises';

import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Pool, type PoolClient, type QueryConfig, type QueryResult, type QueryResultRow } from 'pg';

import { SYNC_OPTIONS, type SyncOptions } from '../sync-options.ts';
import { mapDatabaseError } from './map-database-error.ts';
import type { RequestContext } from './request-context.ts';
import { timeLimits } from './time-limits.ts';

/** How long to wait for a free or new connection before answering 503. */
const CONNECT_TIMEOUT_MS = 3_000;
/** Some of the gateway's statements tidy up and take their time, but none may wait for ever, say after a failover. */
const SYNC_LIMITS = { statementTimeoutMs: 10_000 };
/** Replays read the log from wherever a client left off: so many at a time; the others queue for so long. */
const REPLAY_CONNECTIONS = 2;
const REPLAY_QUEUE_MS = 15_000;
const REPLAY_LIMITS = { statementTimeoutMs: 5_000 };

/** Attempts at a transaction that lost against another one; each begins anew with what the winner left. */
const ATTEMPTS = 3;
/** Longest wait before such an attempt: begun at once, it may take a row from under the winner that waits for it. */
const RETRY_MS = 40;

const BEGIN_REQUEST = 'SELECT app.begin_request($1::uuid, $2::text, $3::text, $4::text, $5::inet, $6::text)';

/**
 * The pools, and the only way to run a statement on behalf of a person: `withPerson` and `readAs` set the person
 * and the request context for exactly one transaction, so a pooled connection never carries a person over.
 *
 * Connections of the API pool work in pipeline mode: BEGIN, the context and the first statement travel together, so a
 * read costs one round trip.
 */
@Injectable()
export class SyncDatabase implements OnApplicationShutdown {
  /** Connects as `app_api`: bound by the policies, and nobody until a person is set. */
  readonly api: Pool;
  /** Connects as `app_sync`: the tail's and the gateway's statements, never a record on behalf of somebody. */
  readonly sync: Pool;
  /** Connects as `app_sync` too: what resuming clients ask of the log holds up nobody's signals. */
  readonly replay: Pool;
  private readonly logger = new Logger('Database');

  constructor(@Inject(SYNC_OPTIONS) options: SyncOptions) {
    const shared = { connectionTimeoutMillis: CONNECT_TIMEOUT_MS, keepAlive: true };
    this.api = new Pool({
      ...shared,
      connectionString: options.apiDatabaseUrl,
      application_name: 'tidemark-api',
      max: options.apiPoolSize ?? 10,
      ...timeLimits(options),
      pipeline: true,
    });
    const asSync = { ...shared, connectionString: options.syncDatabaseUrl, application_name: 'tidemark-sync' };
    this.sync = new Pool({ ...asSync, max: options.syncPoolSize ?? 4, ...timeLimits(SYNC_LIMITS) });
    this.replay = new Pool({
      ...asSync,
      max: REPLAY_CONNECTIONS,
      connectionTimeoutMillis: REPLAY_QUEUE_MS,
      ...timeLimits(REPLAY_LIMITS),
    });
    // An idle connection that the server ends must not end this process; the pool replaces it when next needed.
    for (const pool of [this.api, this.sync, this.replay]) {
      // One that breaks while in use rejects its queries; the event besides must not end this process either.
      pool.on('connect', (client) => client.on('error', () => undefined));
      pool.on('error', (error) => this.logger.warn(`idle database connection lost: ${error.message}`));
    }
  }

  /**
   * Runs `work` in one transaction as the person of `context`; commits when it resolves, rolls back when it rejects.
   * A transaction that PostgreSQL ends in favour of another (deadlock, serialization failure) is run again, so `work`
   * must keep its effects in the database. Errors of the driver arrive as `AppError`s.
   */
  async withPerson<T>(context: RequestContext, work: (client: PoolClient) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(context, work);
      } catch (error) {
        if (attempt === ATTEMPTS || !hasLostToAnother(error)) throw mapDatabaseError(error);
        await delay(RETRY_MS * (0.5 + Math.random() / 2));
      }
    }
  }

  /** One read-only statement as the person of `context`, in one round trip and one snapshot. */
  async readAs<R extends QueryResultRow>(
    context: RequestContext,
    text: string,
    values: unknown[] = [],
  ): Promise<QueryResult<R>> {
    return this.read(async (client) => {
      const [, result] = await settleInOrder([
        this.open(client, context, 'BEGIN READ ONLY'),
        client.query<R>(text, values),
        // Of an aborted transaction, COMMIT is a rollback.
        client.query('COMMIT'),
      ]);
      return result;
    });
  }

  /**
   * Two read-only statements as the person of `context`, the second made from the first one's only row, in two round
   * trips. Both see one snapshot, so the second may rely on what the first one found.
   */
  async readAfter<First extends QueryResultRow, R extends QueryResultRow>(
    context: RequestContext,
    first: QueryConfig,
    then: (row: First) => QueryConfig,
  ): Promise<QueryResult<R>> {
    return this.read(async (client) => {
      const [, { rows }] = await settleInOrder([
        this.open(client, context, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'),
        client.query<First>(first),
      ]);
      const [row] = rows;
      if (!row) throw new Error('the first statement of two gave no row');
      const [result] = await settleInOrder([client.query<R>(then(row)), client.query('COMMIT')] as const);
      return result;
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.api.end(), this.sync.end(), this.replay.end()]);
  }

  /** Lends a connection; what `work` leaves open on it when it rejects is rolled back. */
  private async read<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.connect();
    let broken: Error | undefined;
    try {
      return await work(client);
    } catch (error) {
      if (isConnectionLoss(error)) broken = error as Error;
      else await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
      throw mapDatabaseError(error);
    } finally {
      client.release(broken);
    }
  }

  /**
   * One try at a transaction. The connection goes back to the pool only where its transaction has ended for certain.
   */
  private async attempt<T>(context: RequestContext, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.connect();
    let broken: Error | undefined;
    try {
      // Not awaited one by one: they go out together with the first statement of `work`. When one of them fails, the
      // statements behind it fail too (the transaction is aborted), so nothing ever runs without its person.
      const opening = this.open(client, context, 'BEGIN');
      opening.catch(() => undefined);
      const outcome = await work(client).catch(async (error: unknown) => {
        await opening;
        throw error;
      });
      await opening;
      await client.query('COMMIT');
      return outcome;
    } catch (error) {
      broken = await client.query('ROLLBACK').then(
        () => undefined,
        (failure: Error) => failure,
      );
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** A connection of the API pool; DATABASE_UNAVAILABLE when none is free or new in time. */
  private async connect(): Promise<PoolClient> {
    try {
      return await this.api.connect();
    } catch (error) {
      throw mapDatabaseError(error);
    }
  }

  /** BEGIN and the request context, sent together. Rejects with what failed first. */
  private async open(client: PoolClient, context: RequestContext, begin: string): Promise<void> {
    const { personId, endpoint, method, userAgent, ip, requestId } = context;
    await settleInOrder([
      client.query(begin),
      client.query({
        name: 'begin_request',
        text: BEGIN_REQUEST,
        values: [personId, endpoint, method, userAgent, ip, requestId],
      }),
    ]);
  }
}

/** Waits for all, then rejects with the first failure in the order given: the cause, not what it made fail. */
export async function settleInOrder<T extends readonly Promise<unknown>[]>(
  promises: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const settled = await Promise.allSettled(promises);
  for (const one of settled) if (one.status === 'rejected') throw one.reason;
  return settled.map((one) => (one.status === 'fulfilled' ? one.value : undefined)) as {
    -readonly [K in keyof T]: Awaited<T[K]>;
  };
}

/** serialization_failure and deadlock_detected: the same transaction may well succeed a moment later. */
function hasLostToAnother(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '40001' || code === '40P01';
}

/** Whether the connection itself failed, so that it must not go back to the pool. A SQLSTATE means that it still talks. */
function isConnectionLoss(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return !(typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) || /^(08|57P0)/.test(code);
}
