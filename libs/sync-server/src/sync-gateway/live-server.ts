import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

import { Logger } from '@nestjs/common';
import { CloseCode } from '@tidemark/protocol';

import type { LiveOptions } from '../live-options.ts';
import type { ChangeFeed } from '../log-watcher/change-feed.ts';
import type { PodKeeper } from '../log-watcher/pod.keeper.ts';
import type { WakeChannel } from '../log-watcher/wake.channel.ts';
import type { Connections } from './connections.ts';
import type { RevocationWatcher } from './revocation.watcher.ts';
import type { SignalDelivery } from './signal-delivery.ts';
import type { UpgradeHandler } from './upgrade.handler.ts';

const REVOCATION_LOOK_MS = 1_000;
/** Connections closed at a time while draining, so that the loop goes on meanwhile. */
const CLOSE_BATCH = 200;

export interface LiveParts {
  readonly feed: ChangeFeed;
  readonly delivery: SignalDelivery;
  readonly connections: Connections;
  readonly upgrades: UpgradeHandler;
  readonly channel: WakeChannel;
  readonly keeper: PodKeeper;
  readonly revocations: RevocationWatcher;
}

/** Starts the parts of the live half in the order in which they need each other, and stops them in reverse. */
export class LiveServer {
  /** Whether the process is shutting down. */
  isDraining = false;
  private readonly logger = new Logger('SyncGateway');
  private readonly parts: LiveParts;
  private readonly options: LiveOptions;
  private revocationTimer: NodeJS.Timeout | undefined;
  private detach: (() => void) | undefined;

  constructor(parts: LiveParts, options: LiveOptions) {
    this.parts = parts;
    this.options = options;
  }

  /** Rejects when the database cannot be used: better not to start than to start deaf. */
  async start(): Promise<void> {
    const { feed, delivery, connections, channel, keeper, revocations } = this.parts;
    await keeper.start();
    await revocations.start();
    await feed.start(delivery);
    channel.listen();
    connections.start();
    this.revocationTimer = setInterval(() => this.lookForRevocations(), REVOCATION_LOOK_MS);
  }

  /** Takes handshakes from the HTTP server. Without `start` each is refused with the reason. */
  attach(server: Server): void {
    const listener = (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.parts.upgrades.handle(request, socket, head, server.listenerCount('upgrade') === 1);
    server.on('upgrade', listener);
    this.detach = () => server.off('upgrade', listener);
  }

  lookForRevocations(): void {
    this.parts.revocations
      .look()
      .catch((error: unknown) => this.logger.debug(`revocations could not be read, trying again: ${String(error)}`));
  }

  /** Sends what waits, closes every socket with 1012, and leaves the mirror clean. Takes at most `drainMs` and a bit. */
  async drain(): Promise<void> {
    if (this.isDraining) return;
    this.isDraining = true;
    const { feed, connections, channel, keeper } = this.parts;
    clearInterval(this.revocationTimer);
    // What has been committed so far still goes out, if the database answers quickly.
    await Promise.race([feed.forcePoll().catch(() => undefined), delay(1_000, undefined, { ref: false })]);
    await this.closeAll();
    await feed.stop();
    connections.stop();
    await channel.close();
    await Promise.race([connections.whenCleanedUp(), delay(2_000, undefined, { ref: false })]);
    await keeper.stop();
    this.detach?.();
  }

  private async closeAll(): Promise<void> {
    const { connections } = this.parts;
    if (connections.size > 0) this.logger.log(`closing ${connections.size} connections`);
    let closed = 0;
    for (const connection of [...connections.all()]) {
      const retryAfterMs = Math.round(Math.random() * this.options.socket.restartSpreadMs);
      connection.close(CloseCode.Restart, JSON.stringify({ retryAfterMs }));
      if (++closed % CLOSE_BATCH === 0) await delay(1);
    }
    const deadline = Date.now() + this.options.socket.drainMs;
    while (connections.size > 0 && Date.now() < deadline) await delay(20);
    for (const connection of connections.all()) connection.terminate();
  }
}
