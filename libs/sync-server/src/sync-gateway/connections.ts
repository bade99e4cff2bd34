import { Logger } from '@nestjs/common';
import { CloseCode } from '@tidemark/protocol';
import type { Pool } from 'pg';
import type { WebSocket } from 'ws';

import type { Session } from '../access/session.ts';
import type { SocketOptions } from '../live-options.ts';
import type { SubscriptionBook } from '../subscription/subscription.book.ts';
import { CLOSE_CONNECTION } from './connection.sql.ts';
import { Connection, type ConnectionEvents } from './connection.ts';
import { HeartbeatWheel } from './heartbeat.wheel.ts';
import type { MessageHandler } from './message-handler.ts';
import { parseMessage } from './parse-message.ts';
import type { SessionClock } from './session-clock.ts';
import type { SignalDelivery } from './signal-delivery.ts';
import type { SyncMetrics } from './sync.metrics.ts';

const BAD_MESSAGE_WINDOW_MS = 10_000;
const STALL_CHECK_MS = 1_000;

export interface ConnectionServices {
  readonly pool: Pool;
  readonly book: SubscriptionBook;
  readonly handler: MessageHandler;
  readonly clock: SessionClock;
  readonly metrics: SyncMetrics;
  readonly delivery: SignalDelivery;
}

/** The open sockets of this pod, from the 101 to the clean-up. */
export class Connections {
  private readonly logger = new Logger('SyncGateway');
  private readonly open = new Map<string, Connection>();
  private readonly stalled = new Set<Connection>();
  private readonly cleanups = new Set<Promise<void>>();
  private readonly wheel: HeartbeatWheel;
  private readonly services: ConnectionServices;
  private readonly options: SocketOptions;
  private stallCheck: NodeJS.Timeout | undefined;
  /** One for all connections. */
  private readonly events: ConnectionEvents;

  constructor(services: ConnectionServices, options: SocketOptions) {
    this.services = services;
    this.options = options;
    this.wheel = new HeartbeatWheel(options.heartbeatMs);
    const { delivery, metrics } = services;
    this.events = {
      get position() {
        return delivery.position;
      },
      onSent: (signals) => {
        metrics.frames.inc();
        metrics.signals.inc(signals);
      },
      onStall: (one, isStalled) => void (isStalled ? this.stalled.add(one) : this.stalled.delete(one)),
    };
  }

  get size(): number {
    return this.open.size;
  }

  all(): Iterable<Connection> {
    return this.open.values();
  }

  ids(): string[] {
    return [...this.open.keys()];
  }

  start(): void {
    this.wheel.start();
    this.stallCheck = setInterval(() => this.cutStalled(), STALL_CHECK_MS);
  }

  stop(): void {
    this.wheel.stop();
    clearInterval(this.stallCheck);
  }

  /** Takes a socket whose handshake has just been completed. */
  add(connectionId: string, session: Session, socket: WebSocket): Connection {
    const { clock, handler } = this.services;
    const connection = new Connection({ connectionId, session }, socket, this.options, this.events);
    this.open.set(connectionId, connection);
    const leaveWheel = this.wheel.add(connection);
    clock.watch(connection);
    let firstMessage: NodeJS.Timeout | undefined = setTimeout(
      () => connection.close(CloseCode.Timeout, 'no message in time'),
      this.options.firstMessageMs,
    );

    socket.on('message', (data: Buffer, isBinary: boolean) => {
      clearTimeout(firstMessage);
      firstMessage = undefined;
      connection.unansweredPings = 0;
      this.receive(connection, data, isBinary);
    });
    socket.on('pong', () => (connection.unansweredPings = 0));
    socket.on('error', (error) => this.logger.debug({ connectionId, err: error.message }, 'socket error'));
    socket.once('close', (code) => {
      clearTimeout(firstMessage);
      leaveWheel();
      clock.forget(connection);
      this.remove(connection, code);
    });
    handler.greet(connection);
    return connection;
  }

  /** Resolves when the mirror rows of all closed connections are gone, or could not be removed. */
  async whenCleanedUp(): Promise<void> {
    await Promise.all(this.cleanups);
  }

  private receive(connection: Connection, data: Buffer, isBinary: boolean): void {
    if (!connection.isOpen) return;
    if (isBinary) return connection.close(CloseCode.Unsupported, 'text frames only');
    if (!connection.bucket.take()) return connection.close(CloseCode.RateLimit, 'too many messages');
    const { message, problem, ref } = parseMessage(data.toString('utf8'), this.options);
    if (message) return connection.handleInOrder(() => this.services.handler.handle(connection, message));
    connection.handleInOrder(async () => {
      const payload = { code: problem.code, message: problem.detail };
      connection.send({ type: 'ERROR', payload, ...(ref !== undefined && { ref }) });
    });
    this.countBad(connection);
  }

  /** Closes a connection that sends too much that makes no sense. */
  private countBad(connection: Connection): void {
    this.services.metrics.badMessages.inc();
    const now = Date.now();
    const recent = (connection.badMessages ?? []).filter((at) => at > now - BAD_MESSAGE_WINDOW_MS);
    recent.push(now);
    connection.badMessages = recent;
    if (recent.length > this.options.badMessages) {
      connection.handleInOrder(async () => connection.close(CloseCode.Policy, 'too many malformed messages'));
    }
  }

  private remove(connection: Connection, code: number): void {
    const { book, metrics, pool } = this.services;
    this.open.delete(connection.connectionId);
    this.stalled.delete(connection);
    metrics.closed.inc({ code });
    connection.terminate();
    book.forgetAll(connection);
    const { connectionId } = connection;
    this.logger.debug({ connectionId, code }, `closed ${connectionId}`);
    // After the messages that are still being handled: a SUBSCRIBE among them may yet write to the mirror.
    const cleanup: Promise<void> = connection
      .whenHandled()
      .then(async () => {
        await book.cleanupConnection(connection);
        await pool.query(CLOSE_CONNECTION, [connectionId]);
      })
      .catch((error: unknown) => {
        this.logger.warn({ connectionId }, `the sweep will clean up after ${connectionId}: ${String(error)}`);
      })
      .finally(() => this.cleanups.delete(cleanup));
    this.cleanups.add(cleanup);
  }

  private cutStalled(): void {
    for (const connection of this.stalled) {
      const sinceMs = Date.now() - (connection.stalledSinceMs ?? Date.now());
      if (sinceMs > this.options.sendStallMs) connection.close(CloseCode.Overloaded, 'reading too slowly');
    }
  }
}
