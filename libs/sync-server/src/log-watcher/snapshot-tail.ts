import { Logger } from '@nestjs/common';
import type { SnapshotToken } from '@tidemark/protocol';
import type { Client } from 'pg';

import { ChangeLogReader } from '../change-log/change-log.reader.ts';
import { isAhead, parseSnapshot } from '../change-log/snapshot.ts';
import type { TailOptions } from '../live-options.ts';
import type { ChangeConsumer, ChangeFeed, FeedState } from './change-feed.ts';
import { Pause } from './pause.ts';
import { PollPace } from './poll-pace.ts';
import { StandingConnection } from './standing-connection.ts';
import { RAISE_HORIZON, READ_TIMELINE } from './timeline.sql.ts';

/** Waits between attempts while the database does not answer: doubling from the first to the second. */
const RETRY_FIRST_MS = 50;
const RETRY_LONGEST_MS = 1_000;
/** Tokens that REST has given out may be so many transactions ahead of the tail's own. */
const TOKENS_AHEAD = 1_000n;

/**
 * The tail: follows `app.logging` by snapshot deltas.
 *
 * What must hold (see `invariants.md`):
 * 1. The token moves only after every change up to it has been delivered; on any failure the same delta is read again.
 * 2. One poll at a time. A wake during a poll is followed by another poll, which begins after the wake.
 * 3. On another history of the database (a failover, a restored backup) no token of the old one is used again.
 * 4. A delta that was read for a narrower interest than the consumer has by now is read again, before any of it is
 *    delivered, or, between slices, from the start.
 */
export class SnapshotTail implements ChangeFeed {
  private readonly logger = new Logger('LogWatcher');
  private readonly connection: StandingConnection;
  private readonly reader: ChangeLogReader;
  private readonly pace: PollPace;
  private readonly pause = new Pause();
  private token: SnapshotToken | undefined;
  private timeline: string | undefined;
  private hasHistoryChanged = false;
  private isRunning = false;
  private loop: Promise<void> = Promise.resolve();
  /** Polls begun. */
  private begun = 0;
  private waiters: { after: number; resolve: () => void; reject: (error: unknown) => void }[] = [];
  private lastPollAtMs = 0;
  private failures = 0;

  constructor(url: string, options: TailOptions) {
    this.connection = new StandingConnection({
      url,
      name: 'tidemark-tail',
      queryTimeoutMs: options.queryTimeoutMs,
      // The two index scans of the delta are right however small or large the log is; planning them once is enough.
      prepare: async (client) => {
        await client.query('SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan; SET jit = off');
        await this.noteTimeline(client);
      },
    });
    this.reader = new ChangeLogReader(this.connection, options.sliceRows);
    this.pace = new PollPace(options);
  }

  get state(): FeedState {
    const { token, lastPollAtMs, isRunning } = this;
    return { token, lastPollAtMs, isRunning, lagMs: lastPollAtMs === 0 ? 0 : Math.max(0, Date.now() - lastPollAtMs) };
  }

  async start(consumer: ChangeConsumer): Promise<void> {
    this.token = await this.reader.now();
    await consumer.advance(this.token);
    this.lastPollAtMs = Date.now();
    this.isRunning = true;
    this.loop = this.run(consumer);
  }

  async stop(): Promise<void> {
    this.isRunning = false;
    this.pause.end();
    await this.loop;
    await this.connection.end();
    for (const waiter of this.waiters.splice(0)) waiter.reject(new Error('the tail was stopped'));
  }

  wake(): void {
    this.pause.end();
  }

  forcePoll(): Promise<void> {
    if (!this.isRunning) return Promise.reject(new Error('the tail is not running'));
    const after = this.begun;
    const done = new Promise<void>((resolve, reject) => this.waiters.push({ after, resolve, reject }));
    this.wake();
    return done;
  }

  private async run(consumer: ChangeConsumer): Promise<void> {
    while (this.isRunning) {
      const pauseMs = await this.attempt(consumer);
      await this.pause.wait(pauseMs);
    }
  }

  /** One poll; returns how long to wait for the next. Never rejects. */
  private async attempt(consumer: ChangeConsumer): Promise<number> {
    const number = ++this.begun;
    const begunMs = performance.now();
    try {
      const foundChanges = await this.poll(consumer);
      consumer.polled(performance.now() - begunMs);
      if (this.failures > 0) this.logger.log(`following the change log again after ${this.failures} failed polls`);
      this.failures = 0;
      this.lastPollAtMs = Date.now();
      this.settle(number, (waiter) => waiter.resolve());
      return this.pace.after({ foundChanges, isWatched: consumer.isWatched, nowMs: this.lastPollAtMs });
    } catch (error) {
      this.connection.discardIfSilent(error);
      if (this.isRunning && this.failures++ === 0) this.logger.warn(`poll failed, retrying: ${String(error)}`);
      this.settle(number, (waiter) => waiter.reject(error));
      return Math.min(RETRY_LONGEST_MS, RETRY_FIRST_MS * 2 ** Math.min(this.failures, 10));
    }
  }

  private async poll(consumer: ChangeConsumer): Promise<boolean> {
    const previous = this.token as SnapshotToken;
    await this.connection.client();
    if (this.hasHistoryChanged) return this.startOver(consumer, previous);
    for (;;) {
      const { interest } = consumer;
      let foundChanges = false;
      try {
        const token = await this.reader.readSince(previous, interest, async (changes) => {
          if (consumer.interest.revision !== interest.revision) throw new InterestGrown();
          foundChanges = true;
          await consumer.deliver(changes, previous);
        });
        // An empty answer to the narrower question says nothing about the wider one.
        if (consumer.interest.revision !== interest.revision) continue;
        if (isAhead(previous, token)) return this.startOver(consumer, previous);
        this.token = token;
        await consumer.advance(token);
        return foundChanges;
      } catch (error) {
        if (!(error instanceof InterestGrown)) throw error;
      }
    }
  }

  /** The token says nothing about this history: clients fetch again what they hold, and so do those who come later. */
  private async startOver(consumer: ChangeConsumer, previous: SnapshotToken): Promise<boolean> {
    this.logger.warn('the database goes on from an earlier state (a failover, a restored backup): clients start over');
    const token = await this.reader.now();
    const [seen, given] = [previous, token].map((one) => BigInt(parseSnapshot(one).xmax)) as [bigint, bigint];
    const client = await this.connection.client();
    await client.query(RAISE_HORIZON, [String((seen > given ? seen : given) + TOKENS_AHEAD)]);
    consumer.restart();
    this.hasHistoryChanged = false;
    this.token = token;
    await consumer.advance(token);
    return true;
  }

  /** Where PostgreSQL does not say (some managed ones), only a state that is plainly older is noticed. */
  private async noteTimeline(client: Client): Promise<void> {
    const { rows } = await client.query<{ timeline: string | null }>(READ_TIMELINE).catch(() => ({ rows: [] }));
    const timeline = rows[0]?.timeline ?? this.timeline;
    this.hasHistoryChanged ||= this.timeline !== undefined && timeline !== this.timeline;
    this.timeline = timeline;
  }

  private settle(number: number, tell: (waiter: (typeof this.waiters)[number]) => void): void {
    const isDue = ({ after }: { after: number }) => after < number;
    const due = this.waiters.filter(isDue);
    this.waiters = this.waiters.filter((waiter) => !isDue(waiter));
    due.forEach(tell);
  }
}

/** Not a failure: the delta has to be read again, for more. */
class InterestGrown extends Error {}
