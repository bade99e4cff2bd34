import type { TailOptions } from '../live-options.ts';

/**
 * How long to wait until the next poll: short while changes arrive and for a while after, then longer and longer up to
 * a limit. Wakes do not pass through here; they end the wait.
 */
export class PollPace {
  private pauseMs: number;
  private busyUntilMs = 0;
  private readonly options: TailOptions;

  constructor(options: TailOptions) {
    this.options = options;
    this.pauseMs = options.busyMs;
  }

  /** Pause after a poll. */
  after(poll: { foundChanges: boolean; isWatched: boolean; nowMs: number }): number {
    const { busyMs, idleMs, unwatchedMs, busyForMs } = this.options;
    if (poll.foundChanges) this.busyUntilMs = poll.nowMs + busyForMs;
    if (poll.nowMs < this.busyUntilMs) return (this.pauseMs = busyMs);
    const longestMs = poll.isWatched ? idleMs : unwatchedMs;
    return (this.pauseMs = Math.min(longestMs, this.pauseMs * 1.5));
  }
}
