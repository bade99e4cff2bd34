import { Injectable } from '@nestjs/common';

import { GREATEST_LAG_MS } from '../log-watcher/change-feed.ts';

/** The live half as health checks see it. */
export interface SyncHealthReport {
  readonly isEnabled: boolean;
  /** Whether the log is being followed. */
  readonly isRunning: boolean;
  /** Whether the process is shutting down: it should get no new work. */
  readonly isDraining: boolean;
  /** When the last successful poll ended, milliseconds since the epoch; 0 before the first. */
  readonly lastPollAtMs: number;
  /** Age of the database state that has been delivered in full. */
  readonly tailLagMs: number;
  readonly connections: number;
}

/** For `/health`: how the live half is. Filled in by the gateway. */
@Injectable()
export class SyncHealth {
  private source: (() => SyncHealthReport) | undefined;

  /** Called by the gateway when it is composed. */
  describe(source: () => SyncHealthReport): void {
    this.source = source;
  }

  report(): SyncHealthReport {
    return (
      this.source?.() ?? {
        isEnabled: false,
        isRunning: false,
        isDraining: false,
        lastPollAtMs: 0,
        tailLagMs: 0,
        connections: 0,
      }
    );
  }

  /** Whether new clients should be sent here. Switched off counts as ready: REST works. */
  isReady(): boolean {
    const { isEnabled, isRunning, isDraining, tailLagMs } = this.report();
    return !isDraining && (!isEnabled || (isRunning && tailLagMs < GREATEST_LAG_MS));
  }
}
