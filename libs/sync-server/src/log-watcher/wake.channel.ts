import { Logger } from '@nestjs/common';
import type { Pool } from 'pg';

import { StandingConnection } from './standing-connection.ts';

/** Channel of NOTIFY; the payload is the pod that has committed. */
const WAKE_CHANNEL = 'tidemark_wake';
/** Channel of NOTIFY, without a payload: a hint to read `app.revocation` again. */
export const REVOCATION_CHANNEL = 'tidemark_revocation';

const RECONNECT_MS = 1_000;

export interface WakeListener {
  /** Another pod has committed something. */
  onWake(): void;
  /** Somebody's access was revoked. */
  onRevocation(): void;
}

/**
 * Hints between pods by LISTEN and NOTIFY. Only hints: what they announce is found by polling without them, just
 * later, so a lost notification or connection does no harm. NOTIFY goes out on a pooled connection of its own, never in
 * a writer's transaction, where it would take a cluster-wide lock at commit.
 */
export class WakeChannel {
  private readonly logger = new Logger('LogWatcher');
  private readonly pool: Pool;
  private readonly podId: string;
  private readonly everyMs: number;
  private readonly connection: StandingConnection;
  private reconnecting: NodeJS.Timeout | undefined;
  private throttle: NodeJS.Timeout | undefined;
  private isDue = false;
  private isClosed = false;
  /** Whether anybody is there to be told. */
  hasPeers = true;

  constructor(pool: Pool, url: string, podId: string, everyMs: number, listener: WakeListener) {
    this.pool = pool;
    this.podId = podId;
    this.everyMs = everyMs;
    this.connection = new StandingConnection({
      url,
      name: 'tidemark-listen',
      prepare: async (client) => {
        await client.query(`LISTEN ${WAKE_CHANNEL}; LISTEN ${REVOCATION_CHANNEL}`);
      },
      onNotification: ({ channel, payload }) => {
        if (channel === REVOCATION_CHANNEL) listener.onRevocation();
        else if (payload !== podId) listener.onWake();
      },
      onLost: () => this.listen(),
    });
  }

  /** Keeps listening, through lost connections. */
  listen(): void {
    if (this.isClosed) return;
    this.connection.client().catch((error: unknown) => {
      this.logger.debug(`cannot listen, trying again: ${String(error)}`);
      this.reconnecting = setTimeout(() => this.listen(), RECONNECT_MS);
    });
  }

  /** Tells the other pods that something was committed: at once, then at most once per interval. */
  announce(): void {
    if (!this.hasPeers || this.isClosed) return;
    if (this.throttle) {
      this.isDue = true;
      return;
    }
    this.notify();
    this.throttle = setTimeout(() => {
      this.throttle = undefined;
      if (this.isDue) this.announce();
      this.isDue = false;
    }, this.everyMs);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.reconnecting);
    clearTimeout(this.throttle);
    await this.connection.end();
  }

  private notify(): void {
    this.isDue = false;
    this.pool.query('SELECT pg_notify($1, $2)', [WAKE_CHANNEL, this.podId]).catch((error: unknown) => {
      this.logger.debug(`other pods were not told of a commit; they will find it: ${String(error)}`);
    });
  }
}
