import { BehaviorSubject, combineLatest, type Observable, type Subscription } from 'rxjs';

import type { ConnectionState } from '../connection/connection-state.ts';
import type { Tuning } from '../engine/tuning.ts';
import type { Clock, TimerHandle } from '../ports/clock.ts';

export interface PollerOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly tuning: Pick<Tuning, 'pollMs' | 'failuresBeforePolling'>;
  /** Sockets in a row that could not be had. */
  readonly failures$: Observable<number>;
  readonly state$: Observable<ConnectionState>;
  /** Asks for everything shown. */
  poll(): void;
}

/**
 * The degraded mode: while sockets fail (switched off at the server, blocked by a proxy) and there is a network, what
 * is shown is asked for every `pollMs`, give or take a fifth so that clients do not fall into step. The connection
 * goes on trying; with the first greeting, polling ends.
 */
export class Poller {
  readonly isPolling$ = new BehaviorSubject(false);
  readonly #options: PollerOptions;
  #subscription: Subscription | undefined;
  #timer: TimerHandle | undefined;

  constructor(options: PollerOptions) {
    this.#options = options;
  }

  start(): void {
    const { failures$, state$, tuning } = this.#options;
    this.#subscription = combineLatest([failures$, state$]).subscribe(([failures, state]) => {
      const isTalking = state === 'connecting' || state === 'waiting';
      this.#set(isTalking && failures >= tuning.failuresBeforePolling);
    });
  }

  stop(): void {
    this.#subscription?.unsubscribe();
    this.#clear();
  }

  #set(isPolling: boolean): void {
    if (isPolling === this.isPolling$.value) return;
    this.isPolling$.next(isPolling);
    this.#clear();
    if (isPolling) this.#tick();
  }

  #tick(): void {
    const { clock, random, tuning, poll } = this.#options;
    poll();
    this.#timer = clock.setTimeout(() => this.#tick(), tuning.pollMs * (0.8 + 0.4 * random()));
  }

  #clear(): void {
    if (this.#timer !== undefined) this.#options.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
