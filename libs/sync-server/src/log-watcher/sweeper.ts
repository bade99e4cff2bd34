import { Logger } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';

import type { PodOptions } from '../live-options.ts';
import { Pause } from './pause.ts';
import { DROP_PARTITIONS, END_SWEEP, ENSURE_PARTITIONS, MARK_SENT, TRY_SWEEP } from './sweep.sql.ts';

/** The sweep rests this many times as long as it has just worked: those who write have the database to themselves. */
const RESTS = 4;
/** Then the next sweep goes on: the minute's other work does not wait for it. */
const LONGEST_MS = 45_000;

interface Marked {
  readonly count: number;
  /** When the last of them was logged; null where there was none. */
  readonly last: string | null;
}

/** The slow janitor of the log: marks what has been sent, and keeps the log within its retention. */
export class Sweeper {
  private readonly logger = new Logger('LogWatcher');
  private readonly pool: Pool;
  private readonly options: PodOptions;
  private readonly rest = new Pause();
  private isStopped = false;

  constructor(pool: Pool, options: PodOptions) {
    this.pool = pool;
    this.options = options;
  }

  /** One sweep; returns how many changes were marked. Rejects when the database fails. */
  async sweep(): Promise<number> {
    const marked = await this.mark();
    if (!this.isStopped) await this.keepPartitions();
    return marked;
  }

  /** A sweep that is under way ends with the statement that it is at. */
  stop(): void {
    this.isStopped = true;
    this.rest.end();
  }

  private async mark(): Promise<number> {
    const client = await this.pool.connect();
    try {
      let marked = 0;
      const { rows } = await client.query<{ is_ours: boolean }>(TRY_SWEEP);
      if (rows[0]?.is_ours) {
        marked = await this.markInSlices(client);
        await client.query(END_SWEEP);
      }
      client.release();
      return marked;
    } catch (error) {
      // It may still hold the lock, which ends with the connection.
      client.release(error as Error);
      throw error;
    }
  }

  private async markInSlices(client: PoolClient): Promise<number> {
    const { sweepRows } = this.options;
    const untilMs = performance.now() + LONGEST_MS;
    let marked = 0;
    let from = '-infinity';
    while (!this.isStopped) {
      const beganMs = performance.now();
      const { rows } = await client.query<Marked>(MARK_SENT, [sweepRows, from]);
      const nowMs = performance.now();
      const [slice] = rows;
      marked += slice?.count ?? 0;
      if (!slice?.last || slice.count < sweepRows || nowMs > untilMs) break;
      from = slice.last;
      await this.rest.wait(RESTS * (nowMs - beganMs));
    }
    return marked;
  }

  /** Where somebody reads the log for long, it is left as it is rather than all others held up, until the next sweep. */
  private async keepPartitions(): Promise<void> {
    try {
      await this.pool.query(ENSURE_PARTITIONS);
      if (this.options.retentionDays > 0) await this.pool.query(DROP_PARTITIONS, [this.options.retentionDays]);
    } catch (error) {
      this.logger.warn(`partitions of the change log were left as they are: ${String(error)}`);
    }
  }
}
