import { randomUUID } from 'node:crypto';

import type { EntityDefinition } from '@tidemark/entity-model';
import type { SnapshotToken } from '@tidemark/protocol';

import type { Authenticator } from '../access/authenticator.ts';
import { includes } from '../change-log/snapshot.ts';
import type { SyncDatabase } from '../database/sync-database.ts';
import type { LiveOptions } from '../live-options.ts';
import { type ChangeFeed, GREATEST_LAG_MS } from '../log-watcher/change-feed.ts';
import { PodKeeper } from '../log-watcher/pod.keeper.ts';
import { PodRegistry } from '../log-watcher/pod.registry.ts';
import { WakeChannel } from '../log-watcher/wake.channel.ts';
import type { EntityRegistry } from '../records/entity-registry.ts';
import { AccessReader } from '../subscription/access.reader.ts';
import { MatchIndex } from '../subscription/match-index.ts';
import { SignalRouter } from '../subscription/signal-router.ts';
import { SubscriptionBook } from '../subscription/subscription.book.ts';
import { SubscriptionMirror } from '../subscription/subscription.mirror.ts';
import { Connections } from './connections.ts';
import { LiveServer } from './live-server.ts';
import { MessageHandler } from './message-handler.ts';
import { Replayer } from './replayer.ts';
import { restoreMirror } from './restore-mirror.ts';
import { RevocationWatcher } from './revocation.watcher.ts';
import { SessionClock } from './session-clock.ts';
import { SignalDelivery } from './signal-delivery.ts';
import type { SyncMetrics } from './sync.metrics.ts';
import { UpgradeHandler } from './upgrade.handler.ts';

export interface LiveServices {
  readonly database: SyncDatabase;
  readonly databaseUrl: string;
  readonly entities: EntityRegistry;
  readonly authenticator: Authenticator;
  readonly feed: ChangeFeed;
  readonly metrics: SyncMetrics;
}

/** The live half, put together. */
export interface Live {
  readonly podId: string;
  readonly server: LiveServer;
  readonly connections: Connections;
  readonly book: SubscriptionBook;
  readonly index: MatchIndex;
  readonly router: SignalRouter;
  readonly delivery: SignalDelivery;
  readonly channel: WakeChannel;
  readonly keeper: PodKeeper;
}

/** Puts the parts together: the one place where they know of each other. */
export function composeLive(services: LiveServices, options: LiveOptions): Live {
  const { database, databaseUrl, entities, authenticator, feed, metrics } = services;
  const pool = database.sync;
  const podId = randomUUID();
  const accessFields = accessFieldsOf(entities.all);
  const index = new MatchIndex(new Map([...accessFields].map(([code, field]) => [code, [field]])));
  const mirror = new SubscriptionMirror(pool, podId);
  const book = new SubscriptionBook(index, mirror);
  const router = new SignalRouter(index, new AccessReader(pool), accessFields);
  const delivery: SignalDelivery = new SignalDelivery(index, router, metrics, () => connections.all());
  const clock = new SessionClock(options.socket);
  const replayer = new Replayer(database.replay, router, index, options.socket.replayRows);
  const catchUp = async (since: SnapshotToken) => {
    if (delivery.position && !includes(delivery.position, since)) await feed.forcePoll().catch(() => undefined);
  };
  const isLate = () => feed.state.lagMs >= GREATEST_LAG_MS;
  const revocations = new RevocationWatcher(pool, () => connections.all());
  const handler = new MessageHandler(
    { entities, book, replayer, catchUp, isLate, authenticator, revocations, clock, metrics },
    options.socket,
  );
  const connections: Connections = new Connections({ pool, book, handler, clock, metrics, delivery }, options.socket);
  const channel = new WakeChannel(pool, databaseUrl, podId, options.tail.notifyEveryMs, {
    onWake: () => feed.wake(),
    onRevocation: () => server.lookForRevocations(),
  });
  const pod = {
    get position() {
      return delivery.position;
    },
    connectionIds: () => connections.ids(),
    restoreMirror: () => restoreMirror(pool, mirror, podId, connections.all()),
    onPods: (count: number) => void (channel.hasPeers = count > 1),
  };
  const keeper = new PodKeeper(new PodRegistry(pool, podId, options.pod.timeoutMs), pod, options.pod);
  const unavailable = () => (!options.enabled ? 'SYNC_DISABLED' : server.isDraining ? 'DRAINING' : undefined);
  const upgrades = new UpgradeHandler(
    { authenticator, connections, metrics, revocations, pool, podId, unavailable },
    options.socket,
  );
  const server: LiveServer = new LiveServer(
    { feed, delivery, connections, upgrades, channel, keeper, revocations },
    options,
  );
  return { podId, server, connections, book, index, router, delivery, channel, keeper };
}

/** By entity code: the field of an image that names the project or employee through which it is read. */
function accessFieldsOf(entities: readonly EntityDefinition[]): Map<string, string> {
  return new Map(
    entities.flatMap(({ code, access }) => (access.via === undefined ? [] : [[code, access.via] as const])),
  );
}
