import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { Logger } from '@nestjs/common';
import { SUBPROTOCOL, SYNC_PATH } from '@tidemark/protocol';
import type { Pool } from 'pg';
import { WebSocketServer } from 'ws';

import type { Authenticator } from '../access/authenticator.ts';
import type { Session } from '../access/session.ts';
import { mapDatabaseError } from '../database/map-database-error.ts';
import { AppError } from '../errors/app-error.ts';
import type { SocketOptions } from '../live-options.ts';
import { CLOSE_CONNECTION, OPEN_CONNECTION } from './connection.sql.ts';
import type { Connections } from './connections.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import type { RevocationWatcher } from './revocation.watcher.ts';
import type { SyncMetrics } from './sync.metrics.ts';
import { type Credential, pathOf, readUpgradeRequest, type Refused } from './upgrade-request.ts';

/** How long a handshake may take to be checked. */
const HANDSHAKE_TIMEOUT_MS = 10_000;
/** When a refused client may try again, in seconds. */
const RETRY_AFTER_SECONDS = 5;

export interface UpgradeServices {
  readonly authenticator: Authenticator;
  readonly connections: Connections;
  readonly metrics: SyncMetrics;
  readonly revocations: RevocationWatcher;
  readonly pool: Pool;
  readonly podId: string;
  /** Why no socket is taken at the moment; undefined when they are. */
  readonly unavailable: () => 'SYNC_DISABLED' | 'DRAINING' | undefined;
}

/**
 * Turns an HTTP upgrade into a connection. Everything is checked **before** the 101: Nest's gateways authenticate in
 * `handleConnection`, after the handshake and beside the first messages, and accept any Origin. Until the 101 nothing
 * reads from the socket, so a message that was sent along waits for its turn.
 */
export class UpgradeHandler {
  private readonly logger = new Logger('SyncGateway');
  private readonly services: UpgradeServices;
  private readonly options: SocketOptions;
  private readonly server: WebSocketServer;

  constructor(services: UpgradeServices, options: SocketOptions) {
    this.services = services;
    this.options = options;
    this.server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: options.frameBytes,
      perMessageDeflate: false,
      handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
    });
  }

  /** Listener for the HTTP server's `upgrade`. Paths of others are left to others, where there are any. */
  handle(request: IncomingMessage, socket: Duplex, head: Buffer, isOnlyListener: boolean): void {
    const requestId = randomUUID();
    const path = pathOf(request.url);
    if (path !== SYNC_PATH && !isOnlyListener) return;
    // Node leaves the socket without a listener: a client that resets the connection would end this process.
    socket.on('error', () => socket.destroy());
    if (path !== SYNC_PATH) {
      const refused: Refused =
        path === undefined
          ? { code: 'BAD_QUERY', detail: 'The request target is not a path.' }
          : { code: 'NOT_FOUND', detail: 'No socket lives here.' };
      return refuseUpgrade(socket, requestId, refused);
    }
    const timeout = setTimeout(() => socket.destroy(), HANDSHAKE_TIMEOUT_MS);
    const sinceMs = Date.now();
    void this.check(request)
      .then(({ connectionId, session }) => {
        if (!socket.readable || !socket.writable) return this.release(connectionId);
        this.server.handleUpgrade(request, socket, head, (ws) => {
          const connection = this.services.connections.add(connectionId, session, ws);
          if (this.services.revocations.hasEnded(session, sinceMs)) connection.endSession();
        });
      })
      .catch((error: unknown) => this.refuse(socket, requestId, error))
      .finally(() => clearTimeout(timeout));
  }

  private async check(request: IncomingMessage): Promise<{ connectionId: string; session: Session }> {
    const { connections, metrics, unavailable } = this.services;
    const { credential, refused } = readUpgradeRequest(request, this.options.allowedOrigins);
    if (refused && refused.code !== 'UNAUTHENTICATED') throw new RefusedUpgrade(refused);
    const reason = unavailable();
    if (reason) throw busy(reason, reason === 'DRAINING' ? 'This server is shutting down.' : 'Sync is switched off.');
    if (!credential) {
      metrics.authFailures.inc();
      throw new RefusedUpgrade(refused);
    }
    if (connections.size >= this.options.connectionsPerPod) {
      throw busy('DRAINING', 'This server has as many sockets as it takes.');
    }
    const session = await this.authenticate(credential);
    const connectionId = randomUUID();
    if (!(await this.openConnection(connectionId, session))) {
      throw new AppError('LIMIT_CONNECTIONS', undefined, { retryAfterSeconds: RETRY_AFTER_SECONDS });
    }
    return { connectionId, session };
  }

  private async authenticate({ kind, value }: Credential): Promise<Session> {
    const { authenticator, metrics } = this.services;
    try {
      return kind === 'ticket' ? await authenticator.redeemTicket(value) : await authenticator.authenticateToken(value);
    } catch (error) {
      metrics.authFailures.inc();
      throw error;
    }
  }

  private async openConnection(connectionId: string, { personId }: Session): Promise<boolean> {
    const { pool, podId } = this.services;
    const { rows } = await pool.query<{ is_open: boolean }>({
      name: 'open_connection',
      text: OPEN_CONNECTION,
      values: [connectionId, personId, podId, this.options.connectionsPerUser],
    });
    return rows[0]?.is_open === true;
  }

  /** The client left while it was being checked. */
  private release(connectionId: string): void {
    this.services.pool
      .query(CLOSE_CONNECTION, [connectionId])
      .catch((error: unknown) => this.logger.debug(`the sweep will remove ${connectionId}: ${String(error)}`));
  }

  private refuse(socket: Duplex, requestId: string, error: unknown): void {
    if (error instanceof RefusedUpgrade) return refuseUpgrade(socket, requestId, error.refused);
    const mapped = mapDatabaseError(error);
    const known = mapped instanceof AppError ? mapped : new AppError('INTERNAL');
    if (known !== mapped) this.logger.error({ requestId, err: error }, 'handshake failed');
    const { headers, retryAfterSeconds } = known.extras;
    refuseUpgrade(socket, requestId, {
      code: known.code,
      detail: known.detail,
      headers: {
        // In lower case, as an authenticator may bring it along: once is enough.
        ...(known.status === 401 && { 'www-authenticate': 'Bearer' }),
        ...(retryAfterSeconds !== undefined && { 'Retry-After': String(retryAfterSeconds) }),
        ...headers,
      },
    });
  }
}

const busy = (code: 'SYNC_DISABLED' | 'DRAINING', detail: string): AppError =>
  new AppError(code, detail, { retryAfterSeconds: RETRY_AFTER_SECONDS });

class RefusedUpgrade extends Error {
  readonly refused: Refused;

  constructor(refused: Refused) {
    super(refused.code);
    this.refused = refused;
  }
}
