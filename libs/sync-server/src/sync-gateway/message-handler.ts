import { Logger } from '@nestjs/common';
import {
  type ClientMessage,
  CloseCode,
  PROTOCOL_VERSION,
  type ServerMessage,
  type SnapshotToken,
} from '@tidemark/protocol';

import type { Authenticator } from '../access/authenticator.ts';
import { mapDatabaseError } from '../database/map-database-error.ts';
import { AppError } from '../errors/app-error.ts';
import type { SocketOptions } from '../live-options.ts';
import type { EntityRegistry } from '../records/entity-registry.ts';
import { scopeKey } from '../subscription/scope.ts';
import type { SubscriptionBook } from '../subscription/subscription.book.ts';
import { checkScope } from './check-scope.ts';
import type { Connection } from './connection.ts';
import { FrameCache } from './frame-cache.ts';
import type { Replayer } from './replayer.ts';
import type { RevocationWatcher } from './revocation.watcher.ts';
import type { SessionClock } from './session-clock.ts';
import type { SyncMetrics } from './sync.metrics.ts';

type Ref = ClientMessage['ref'];
type Payload<Type extends ClientMessage['type']> = Extract<ClientMessage, { type: Type }>['payload'];

export interface MessageServices {
  readonly entities: EntityRegistry;
  readonly book: SubscriptionBook;
  readonly replayer: Replayer;
  /** Resolves when the tail has what the token stands for, or cannot get it now. */
  readonly catchUp: (since: SnapshotToken) => Promise<void>;
  /** Whether the tail cannot follow the database at the moment: what was sent may be long out of date. */
  readonly isLate: () => boolean;
  readonly authenticator: Authenticator;
  readonly revocations: RevocationWatcher;
  readonly clock: SessionClock;
  readonly metrics: SyncMetrics;
}

/** Does what a client's message asks for and answers it: with its answer or with one ERROR, never with silence. */
export class MessageHandler {
  private readonly logger = new Logger('SyncGateway');
  private readonly services: MessageServices;
  private readonly options: SocketOptions;

  constructor(services: MessageServices, options: SocketOptions) {
    this.services = services;
    this.options = options;
  }

  /** Never rejects. */
  async handle(connection: Connection, message: ClientMessage): Promise<void> {
    try {
      await this.dispatch(connection, message);
    } catch (error) {
      this.answerError(connection, mapDatabaseError(error), message.ref);
    }
  }

  /** The first message on a connection, and the answer to AUTH. */
  greet(connection: Connection, ref?: Ref): void {
    const { idsPerMessage, subscriptionsPerConnection, connectionsPerUser, frameBytes } = this.options;
    const { messagesPerSecond, messageBurst, heartbeatMs } = this.options;
    connection.send({
      type: 'CONNECTED',
      payload: {
        connectionId: connection.connectionId,
        protocol: PROTOCOL_VERSION,
        limits: {
          idsPerMessage,
          subscriptionsPerConnection,
          connectionsPerUser,
          frameBytes,
          messagesPerSecond,
          messageBurst,
        },
        heartbeatMs,
      },
      ...(ref !== undefined && { ref }),
    });
  }

  private async dispatch(connection: Connection, message: ClientMessage): Promise<void> {
    if (!connection.isOpen) return;
    const { ref } = message;
    switch (message.type) {
      case 'PING':
        return reply(
          connection,
          { type: 'PONG', payload: this.services.isLate() ? {} : withToken(connection, {}) },
          ref,
        );
      case 'SUBSCRIBE':
        return this.subscribe(connection, message.payload, ref);
      case 'UNSUBSCRIBE': {
        this.services.entities.get(message.payload.entityCode);
        return unsubscribed(connection, await this.services.book.unsubscribe(connection, message.payload), ref);
      }
      case 'UNSUBSCRIBE_ALL':
        return unsubscribed(connection, await this.services.book.unsubscribeAll(connection), ref);
      case 'AUTH':
        return this.authenticate(connection, message.payload, ref);
    }
  }

  private async subscribe(connection: Connection, payload: Payload<'SUBSCRIBE'>, ref: Ref): Promise<void> {
    const { entityCode, scope, since } = payload;
    const entity = this.services.entities.get(entityCode);
    const badScope = scope && checkScope(entity, scope);
    if (badScope) throw new AppError('BAD_SCOPE', badScope);
    this.checkLimit(connection, payload);

    // A tail that is behind what the client has seen would tell it again, after the subscription, of what is over.
    if (since !== undefined) await this.services.catchUp(since);
    const subscribe = async () => {
      const outcome = await this.services.book.subscribe(connection, payload);
      if (since !== undefined && outcome.count > 0) {
        await this.services.replayer.replay(connection, { entityCode, entityIds: outcome.ids, scope }, since);
      }
      return outcome;
    };
    const { count, refused } = await (since === undefined ? subscribe() : connection.withoutTokens(subscribe));
    connection.flush(new FrameCache());
    const answer = withToken(connection, { entityCode, count, refused: [...refused] });
    reply(connection, { type: 'SUBSCRIBED', payload: answer }, ref);
  }

  /** Counts only what would be new, so that repeating a SUBSCRIBE at the limit stays harmless. */
  private checkLimit({ holdings }: Connection, { entityCode, entityIds, scope }: Payload<'SUBSCRIBE'>): void {
    const most = this.options.subscriptionsPerConnection;
    const held = new Set([...(holdings.ids.get(entityCode) ?? [])].map((entry) => entry.entityId));
    const newIds = new Set(entityIds?.filter((id) => !held.has(id))).size;
    const newScopes = scope && !holdings.scopes.get(entityCode)?.has(scopeKey(scope)) ? 1 : 0;
    if (holdings.size + newIds + newScopes > most) {
      throw new AppError('LIMIT_SUBSCRIPTIONS', `A connection holds at most ${most} subscriptions.`);
    }
  }

  private async authenticate(connection: Connection, { token }: Payload<'AUTH'>, ref: Ref): Promise<void> {
    const sinceMs = Date.now();
    const session = await this.services.authenticator.authenticateToken(token).catch((error: unknown) => {
      this.services.metrics.authFailures.inc();
      throw error;
    });
    if (session.personId !== connection.personId) {
      return connection.close(CloseCode.Forbidden, "another user's token");
    }
    // It may have gone meanwhile: nobody would take it off the clock again.
    if (!connection.isOpen) return;
    if (this.services.revocations.hasEnded(session, sinceMs)) return connection.endSession();
    connection.session = session;
    this.services.clock.watch(connection);
    this.greet(connection, ref);
  }

  private answerError(connection: Connection, error: unknown, ref: Ref): void {
    const known = error instanceof AppError ? error : new AppError('INTERNAL', 'Something went wrong; try again.');
    if (known !== error) {
      this.logger.error(
        { connectionId: connection.connectionId, err: error },
        `message failed on connection ${connection.connectionId}`,
      );
    }
    const { retryAfterSeconds } = known.extras;
    const payload = {
      code: known.code,
      message: known.detail,
      ...(retryAfterSeconds !== undefined && { retryAfterMs: retryAfterSeconds * 1_000 }),
    };
    reply(connection, { type: 'ERROR', payload }, ref);
  }
}

function reply(connection: Connection, message: ServerMessage, ref: Ref): void {
  connection.send(ref === undefined ? message : ({ ...message, ref } as ServerMessage));
}

function unsubscribed(connection: Connection, count: number, ref: Ref): void {
  reply(connection, { type: 'UNSUBSCRIBED', payload: { count } }, ref);
}

/** Frames that carry a token where one may be given. */
interface Promised {
  readonly snapshot?: SnapshotToken;
}

/** Adds the token where it may be given: see `Connection.promise`. */
function withToken<Payload extends object>(connection: Connection, payload: Payload): Payload & Promised {
  const snapshot = connection.promise;
  return snapshot === undefined ? payload : { ...payload, snapshot };
}
