import { Injectable } from '@nestjs/common';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { SyncHealth } from '@tidemark/sync-server';

/** Whether the change log is followed closely enough to call signals live. */
@Injectable()
export class SyncIndicator {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly health: SyncHealth,
  ) {}

  /** Up also where sync is switched off: REST is all that such a pod promises. */
  follows(): HealthIndicatorResult {
    const check = this.indicators.check('sync');
    const { isEnabled, isRunning, isDraining, lastPollAtMs, tailLagMs, connections } = this.health.report();
    const details = { isEnabled, isRunning, isDraining, lastPollAtMs, tailLagMs, connections };
    return this.health.isReady() ? check.up(details) : check.down(details);
  }
}
