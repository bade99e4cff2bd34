import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';

/** A process whose timers are this late is stuck. */
const STUCK_MS = 5_000;
/** How often the timer is to fire, in milliseconds. */
const BEAT_MS = 500;

/** Whether the process runs freely, and whether it has been asked to stop. */
@Injectable()
export class LifecycleIndicator implements BeforeApplicationShutdown {
  private draining = false;
  private lastBeatMs = performance.now();
  private readonly beat = setInterval(() => (this.lastBeatMs = performance.now()), BEAT_MS).unref();

  constructor(private readonly indicators: HealthIndicatorService) {}

  /** Late timers are the sign of a process that serves nobody. How late, in milliseconds, is in the answer. */
  eventLoop(): HealthIndicatorResult {
    const check = this.indicators.check('eventLoop');
    const lateMs = Math.max(0, Math.round(performance.now() - this.lastBeatMs - BEAT_MS));
    return lateMs > STUCK_MS ? check.down({ lateMs }) : check.up({ lateMs });
  }

  /** Down from the signal to stop on, so that no new traffic is sent here while sockets say goodbye. */
  notDraining(): HealthIndicatorResult {
    const check = this.indicators.check('draining');
    return this.draining ? check.down({ draining: true }) : check.up();
  }

  /** Called as soon as the signal to stop arrives, before sockets and servers close. */
  drain(): void {
    this.draining = true;
  }

  beforeApplicationShutdown(): void {
    this.drain();
    clearInterval(this.beat);
  }
}
