import { BehaviorSubject } from 'rxjs';

import type { Tuning } from '../engine/tuning.ts';
import type { Clock, TimerHandle } from '../ports/clock.ts';
import type { HeldLock, TabLock } from '../ports/tab-bus.ts';

export interface LeadershipOptions {
  readonly lock: TabLock;
  readonly clock: Clock;
  readonly tuning: Pick<Tuning, 'beatMs' | 'leaseMs'>;
  /** Whether somebody looks at this tab: only such a tab takes the lead from a silent leader. */
  isVisible(): boolean;
  /** Says to the other tabs that this one leads; called every `beatMs`. */
  beat(): void;
}

/**
 * Decides which tab leads.
 *
 * The browser's lock makes one tab the leader and hands over by itself when that tab closes or crashes. A tab that is
 * frozen (a debugger, a suspended page, a timer throttled in the background) keeps the lock but cannot lead, so the
 * leader also beats, by timer, because what it has to do hangs on its timers. A visible tab that has heard no beat for
 * `leaseMs` steals the lock. Hidden tabs do not: nobody waits for them, and their own timers are throttled too.
 *
 * A leader that was frozen cannot know whether it was replaced when it wakes. So it trusts itself only for `leaseMs`
 * after its own last beat (`isLeading`), and asks the lock before it goes on. Even if two tabs led for a moment, no
 * data would suffer: documents change by compare-and-set, rows are applied by version, and pushes carry idempotency
 * keys. Leading is for economy and for order among answers, not for safety.
 */
export class Leadership {
  readonly leads$ = new BehaviorSubject(false);
  readonly #options: LeadershipOptions;
  readonly #stopped = new AbortController();
  #held: HeldLock | undefined;
  #lastBeatAt = 0;
  #lastHeardAt: number;
  #beatTimer: TimerHandle | undefined;
  #watchTimer: TimerHandle | undefined;
  #isStealing = false;

  constructor(options: LeadershipOptions) {
    this.#options = options;
    this.#lastHeardAt = options.clock.now();
  }

  start(): void {
    void this.#acquire(false);
    this.#watch();
  }

  /** Whether this tab may act as the leader right now. */
  isLeading(): boolean {
    const { clock, tuning } = this.#options;
    return this.leads$.value && clock.now() - this.#lastBeatAt <= tuning.leaseMs;
  }

  /** To be called with every beat of another tab. */
  heard(): void {
    this.#lastHeardAt = this.#options.clock.now();
  }

  stop(): void {
    const { clock } = this.#options;
    this.#stopped.abort();
    if (this.#watchTimer !== undefined) clock.clearTimeout(this.#watchTimer);
    this.#resign();
  }

  async #acquire(steal: boolean): Promise<void> {
    const { signal } = this.#stopped;
    const own: { held?: HeldLock; isLost: boolean } = { isLost: false };
    const onLost = (): void => {
      own.isLost = true;
      if (own.held && own.held === this.#held) this.#step(undefined);
    };
    try {
      own.held = await this.#options.lock.acquire({ steal, signal, onLost });
      if (own.isLost || signal.aborted) own.held.release();
      else this.#step(own.held);
    } catch {
      // Aborted: the engine was closed while it waited in the queue.
    }
    if (own.isLost && !this.#held && !signal.aborted) void this.#acquire(false);
  }

  /** Takes the lead with a lock, or gives it up without one and queues again. */
  #step(held: HeldLock | undefined): void {
    if (this.#held && this.#held !== held) this.#resign();
    if (held) {
      this.#held = held;
      this.#lastBeatAt = this.#options.clock.now();
      this.leads$.next(true);
      this.#beat();
    } else if (!this.#stopped.signal.aborted) {
      this.#lastHeardAt = this.#options.clock.now();
      void this.#acquire(false);
    }
  }

  #resign(): void {
    const held = this.#held;
    this.#held = undefined;
    if (this.#beatTimer !== undefined) this.#options.clock.clearTimeout(this.#beatTimer);
    this.#beatTimer = undefined;
    if (this.leads$.value) this.leads$.next(false);
    held?.release();
  }

  #beat(): void {
    const { clock, tuning } = this.#options;
    const gapMs = clock.now() - this.#lastBeatAt;
    if (gapMs > tuning.leaseMs) {
      void this.#verify();
      return;
    }
    this.#lastBeatAt = clock.now();
    this.#options.beat();
    this.#beatTimer = clock.setTimeout(() => this.#beat(), tuning.beatMs);
  }

  /** After a gap: goes on where the lock is still ours, else steps down. */
  async #verify(): Promise<void> {
    const held = this.#held;
    const isHeld = await held?.isHeld().catch(() => false);
    if (held !== this.#held || !held) return;
    if (!isHeld) return this.#step(undefined);
    this.#lastBeatAt = this.#options.clock.now();
    this.#beat();
  }

  #watch(): void {
    const { clock, tuning, isVisible } = this.#options;
    this.#watchTimer = clock.setTimeout(() => {
      const isSilent = clock.now() - this.#lastHeardAt > tuning.leaseMs;
      if (isSilent && !this.leads$.value && isVisible() && !this.#isStealing) void this.#steal();
      this.#watch();
    }, tuning.beatMs / 2);
  }

  async #steal(): Promise<void> {
    this.#isStealing = true;
    await this.#acquire(true);
    this.#isStealing = false;
  }
}
