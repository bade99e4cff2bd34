import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';

/** What the cron runs each minute. */
export interface MinuteWork {
  run(): Promise<void>;
}

/** The 60-second sweep: the safety net and janitor behind the tail, which does not depend on it. */
@Injectable()
export class LogWatcherCron {
  private readonly logger = new Logger('LogWatcher');
  private work: MinuteWork | undefined;
  private running: Promise<void> | undefined;

  /** Called by the gateway when it has started, and with nothing when it stops. */
  use(work: MinuteWork | undefined): void {
    this.work = work;
  }

  @Cron(CronExpression.EVERY_MINUTE, { name: 'sync-sweep', waitForCompletion: true })
  async sweep(): Promise<void> {
    this.running ??= (this.work?.run() ?? Promise.resolve())
      .catch((error: unknown) => this.logger.warn(`sweep failed, next in a minute: ${String(error)}`))
      .finally(() => (this.running = undefined));
    await this.running;
  }
}
