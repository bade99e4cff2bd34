import { parseLiveOptions } from '../src/live-options.ts';
import { SnapshotTail } from '../src/log-watcher/snapshot-tail.ts';

const NEVER_MS = 60_000;

/** The tail, but it looks only for `forcePoll`: shows what is told without it. */
export class TailOnDemand extends SnapshotTail {
  private isAsked = false;

  constructor(url: string) {
    const pauses = { busyMs: NEVER_MS, idleMs: NEVER_MS, unwatchedMs: NEVER_MS };
    super(url, parseLiveOptions({ tail: pauses }).tail);
  }

  override wake(): void {
    if (this.isAsked) super.wake();
  }

  override forcePoll(): Promise<void> {
    this.isAsked = true;
    try {
      return super.forcePoll();
    } finally {
      this.isAsked = false;
    }
  }
}
