import type { Server } from 'node:http';

import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

import { type Authenticator, SYNC_AUTHENTICATOR } from '../access/authenticator.ts';
import { SyncDatabase } from '../database/sync-database.ts';
import { LIVE_OPTIONS, type LiveOptions } from '../live-options.ts';
import { CHANGE_FEED, type ChangeFeed } from '../log-watcher/change-feed.ts';
import { LogWatcherCron } from '../log-watcher/log-watcher.cron.ts';
import { Sweeper } from '../log-watcher/sweeper.ts';
import { EntityRegistry } from '../records/entity-registry.ts';
import type { SyncWake } from '../records/sync-wake.ts';
import type { CommittedUpdate } from '../subscription/early-signals.ts';
import type { SubscriptionBook } from '../subscription/subscription.book.ts';
import { SYNC_OPTIONS, type SyncOptions } from '../sync-options.ts';
import { composeLive, type Live } from './compose-live.ts';
import { SyncHealth } from './sync.health.ts';
import { SyncMetrics } from './sync.metrics.ts';

/**
 * The live half as a Nest provider: starts with the application, takes WebSocket handshakes from its HTTP server
 * (Fastify's or Express's; no WebSocket adapter has to be set), and drains before the server closes.
 */
@Injectable()
export class SyncGateway implements OnApplicationBootstrap, BeforeApplicationShutdown, SyncWake {
  private readonly logger = new Logger('SyncGateway');
  private readonly live: Live;
  private readonly sweeper: Sweeper;

  constructor(
    @Inject(SYNC_OPTIONS) syncOptions: SyncOptions,
    @Inject(LIVE_OPTIONS) private readonly options: LiveOptions,
    @Inject(SYNC_AUTHENTICATOR) authenticator: Authenticator,
    @Inject(CHANGE_FEED) private readonly feed: ChangeFeed,
    @Inject(HttpAdapterHost) private readonly http: HttpAdapterHost,
    @Inject(SyncDatabase) database: SyncDatabase,
    @Inject(EntityRegistry) entities: EntityRegistry,
    @Inject(SyncMetrics) private readonly metrics: SyncMetrics,
    @Inject(SyncHealth) health: SyncHealth,
    @Inject(LogWatcherCron) private readonly cron: LogWatcherCron,
  ) {
    const databaseUrl = syncOptions.syncDatabaseUrl;
    this.live = composeLive({ database, databaseUrl, entities, authenticator, feed, metrics }, options);
    this.sweeper = new Sweeper(database.sync, options.pod);
    health.describe(() => this.report());
  }

  /** Takes, ends and looks up subscriptions of this pod. */
  get subscriptions(): SubscriptionBook {
    return this.live.book;
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.options.enabled) {
      await this.live.server.start();
      this.cron.use({ run: () => this.sweep() });
      this.collectMetrics();
    }
    const server = this.http.httpAdapter?.getHttpServer() as Server | undefined;
    if (server) this.live.server.attach(server);
    this.logger.log(this.options.enabled ? `pod ${this.live.podId} follows the change log` : 'sync is switched off');
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.cron.use(undefined);
    this.sweeper.stop();
    if (this.options.enabled) await this.live.server.drain();
  }

  /** Something was just committed by this process: look at once, and tell the other pods. */
  wake(): void {
    if (!this.options.enabled) return;
    this.feed.wake();
    this.live.channel.announce();
  }

  holdersOf(entityCode: string, entityId: string): readonly string[] {
    return this.live.router.early.holdersOf(entityCode, entityId);
  }

  tellEarly(update: CommittedUpdate): void {
    this.live.delivery.tellEarly(update);
  }

  /** Resolves when everything committed before the call has been delivered. Rejects when a look fails. For tests. */
  forcePoll(): Promise<void> {
    return this.feed.forcePoll();
  }

  /** What the cron does each minute; may be called at any time. */
  async sweep(): Promise<void> {
    this.live.index.narrow();
    await this.live.keeper.tidy();
    await this.sweeper.sweep();
  }

  private report() {
    const { lastPollAtMs, lagMs, isRunning } = this.feed.state;
    return {
      isEnabled: this.options.enabled,
      isRunning,
      isDraining: this.live.server.isDraining,
      lastPollAtMs,
      tailLagMs: lagMs,
      connections: this.live.connections.size,
    };
  }

  /** Gauges are read when they are scraped. */
  private collectMetrics(): void {
    const { connections, lag, sendBuffer, stalled, subscriptions } = this.metrics;
    const { registry } = this.metrics;
    registry.setDefaultLabels({ pod: this.live.podId.slice(0, 8) });
    const collect = () => {
      let held = 0;
      let unsent = 0;
      let waiting = 0;
      for (const connection of this.live.connections.all()) {
        held += connection.holdings.size;
        unsent += connection.bufferedBytes;
        if (connection.stalledSinceMs !== undefined) waiting++;
      }
      connections.set(this.live.connections.size);
      subscriptions.set(held);
      sendBuffer.set(unsent);
      stalled.set(waiting);
      lag.set(this.feed.state.lagMs / 1_000);
    };
    this.metrics.onScrape = collect;
  }
}
