import type { SnapshotToken } from '@tidemark/protocol';

import type { Change } from '../change-log/change.ts';
import type { Interest } from '../change-log/interest.ts';

/** Who a feed hands its changes to. */
export interface ChangeConsumer {
  /** What it wants to be told of; asked before each read. */
  readonly interest: Interest;
  /** Whether anybody is there at all; a feed may slow down when not. */
  readonly isWatched: boolean;
  /**
   * Takes one slice of what became visible after `since`. A rejection makes the feed read everything since the last
   * `advance` again.
   */
  deliver(changes: readonly Change[], since: SnapshotToken): Promise<void>;
  /** All changes up to the token have been delivered. The feed waits before it goes on. */
  advance(token: SnapshotToken): Promise<void>;
  /** A look, with the delivery of what it found, took this long. */
  polled(tookMs: number): void;
  /** The feed cannot tell what was missed (the database was restored from a backup). */
  restart(): void;
}

/**
 * Where changes come from: a port, so that something other than this pod's own tail may feed it (a message bus that one
 * elected pod publishes to, say). Every committed change is delivered at least once; order within a record is told by
 * versions, not by the order of delivery.
 */
export interface ChangeFeed {
  /** Begins with what is committed after this call. Resolves once that point is fixed; rejects if it cannot be. */
  start(consumer: ChangeConsumer): Promise<void>;
  /** Resolves when nothing more will be delivered. */
  stop(): Promise<void>;
  /** Something was just committed: look at once. Returns at once; calls in quick succession collapse. */
  wake(): void;
  /** Resolves when everything committed before the call has been delivered. Rejects when a look fails. */
  forcePoll(): Promise<void>;
  readonly state: FeedState;
}

/** Above this lag, in milliseconds, signals come too late to be called live. */
export const GREATEST_LAG_MS = 10_000;

/** For health checks, metrics and PONGs. */
export interface FeedState {
  /** The token that stands for everything delivered; undefined before the start. */
  readonly token: SnapshotToken | undefined;
  /** When the last successful look ended, milliseconds since the epoch; 0 before the first. */
  readonly lastPollAtMs: number;
  /** How long ago the state of the database was read that has been delivered in full. */
  readonly lagMs: number;
  readonly isRunning: boolean;
}

/** DI token of the `ChangeFeed`. */
export const CHANGE_FEED = Symbol('CHANGE_FEED');
