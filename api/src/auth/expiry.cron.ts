import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { SyncDatabase } from '@tidemark/sync-server';

/** A client that has been offline for longer than this may not rely on its idempotency keys any more. */
const KEPT_WRITES = '30 days';

/** Removes used-up tickets, old sessions and revocations, and idempotency keys that nobody repeats. Harmless on many pods at once. */
@Injectable()
export class ExpiryCron {
  private readonly logger = new Logger('Expiry');

  constructor(private readonly database: SyncDatabase) {}

  @Cron(CronExpression.EVERY_HOUR)
  async run(): Promise<void> {
    try {
      await this.database.api.query('SELECT app.forget_expired($1::interval)', [KEPT_WRITES]);
    } catch (error) {
      this.logger.warn({ err: error }, 'what has expired could not be removed; trying again in an hour');
    }
  }
}
