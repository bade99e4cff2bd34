import type { SnapshotToken } from '@tidemark/protocol';

import { Breath } from '../breath.ts';
import { type Change, isTruncate, isTruncateFor } from '../change-log/change.ts';
import type { Interest } from '../change-log/interest.ts';
import type { ChangeConsumer } from '../log-watcher/change-feed.ts';
import type { CommittedUpdate } from '../subscription/early-signals.ts';
import type { MatchIndex } from '../subscription/match-index.ts';
import type { SignalRouter } from '../subscription/signal-router.ts';
import type { Subscriber } from '../subscription/subscriber.ts';
import type { Connection } from './connection.ts';
import { FrameCache } from './frame-cache.ts';
import type { SyncMetrics } from './sync.metrics.ts';

/**
 * Takes changes from the feed to the sockets. The signals of a delta's last slice leave with the delta's token; those
 * of slices before it leave without one, as soon as the next slice arrives.
 */
export class SignalDelivery implements ChangeConsumer {
  /** Everything up to here has been queued on every connection it concerns. */
  position: SnapshotToken | undefined;
  private readonly index: MatchIndex;
  private readonly router: SignalRouter;
  private readonly metrics: SyncMetrics;
  private readonly connections: () => Iterable<Connection>;
  private unsent = new Set<Subscriber>();

  constructor(index: MatchIndex, router: SignalRouter, metrics: SyncMetrics, connections: () => Iterable<Connection>) {
    this.index = index;
    this.router = router;
    this.metrics = metrics;
    this.connections = connections;
  }

  get interest(): Interest {
    return this.index.interest;
  }

  get isWatched(): boolean {
    return this.interest.entityCodes.length > 0;
  }

  async deliver(changes: readonly Change[], since: SnapshotToken): Promise<void> {
    await this.flush();
    this.metrics.changes.inc(changes.length);
    const rows = changes.filter((change) => !isTruncate(change));
    for (const subscriber of await this.router.route(rows, since)) this.unsent.add(subscriber);
    for (const change of changes.filter(isTruncate)) {
      for (const subscriber of this.index.subscribersTo(change.entityCode)) {
        if (!isTruncateFor(change, subscriber.personId)) continue;
        subscriber.queueResync('TRUNCATED', change.entityCode);
        this.unsent.add(subscriber);
      }
    }
  }

  /** Sends what this process has just committed to those who hold the record by id, ahead of the feed. */
  tellEarly(update: CommittedUpdate): void {
    const cache = new FrameCache();
    for (const subscriber of this.router.early.tell(update)) (subscriber as Connection).flush(cache);
  }

  async advance(token: SnapshotToken): Promise<void> {
    this.position = token;
    this.router.early.turn();
    await this.flush();
  }

  polled(tookMs: number): void {
    this.metrics.pollSeconds.observe(tookMs / 1_000);
  }

  restart(): void {
    for (const connection of this.connections()) {
      connection.queueResync('TOKEN_UNKNOWN');
      this.unsent.add(connection);
    }
  }

  private async flush(): Promise<void> {
    if (this.unsent.size === 0) return;
    const subscribers = this.unsent;
    this.unsent = new Set();
    const cache = new FrameCache();
    const breath = new Breath();
    for (const subscriber of subscribers) {
      (subscriber as Connection).flush(cache);
      if (breath.isDue) await breath.take();
    }
  }
}
