import { Logger } from '@nestjs/common';
import type { Pool } from 'pg';

import type { PodOptions } from '../live-options.ts';
import { DROP_PARTITIONS, ENSURE_PARTITIONS, MARK_SENT, TRY_SWEEP } from './sweep.sql.ts';

/** Statements of one sweep at most; the next sweep goes on. */
const ROUNDS = 50;

/** The slow janitor of the log: marks what has been sent, and keeps the log within its retention. */
export class Sweeper {
  private readonly logger = new Logger('LogWatcher');
  private readonly pool: Pool;
  private readonly options: PodOptions;

  constructor(pool: Pool, options: PodOptions) {
    this.pool = pool;
    this.options = options;
  }

  /** One sweep; returns how many changes were marked. Rejects when the database fails. */
  async sweep(): Promise<number> {
    let marked = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const count = await this.markSome();
      marked += count;
      if (count < this.options.sweepRows) break;
    }
    await this.keepPartitions();
    return marked;
  }

  private async markSome(): Promise<number> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<{ is_ours: boolean }>(TRY_SWEEP);
      const marked = rows[0]?.is_ours ? await client.query(MARK_SENT, [this.options.sweepRows]) : undefined;
      await client.query('COMMIT');
      return marked?.rowCount ?? 0;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }

  /** Waits for a lock that writers hold rather than hold them up, and simply tries again a minute later. */
  private async keepPartitions(): Promise<void> {
    try {
      await this.pool.query(ENSURE_PARTITIONS);
      if (this.options.retentionDays > 0) await this.pool.query(DROP_PARTITIONS, [this.options.retentionDays]);
    } catch (error) {
      this.logger.warn(`partitions of the change log were left as they are: ${String(error)}`);
    }
  }
}
