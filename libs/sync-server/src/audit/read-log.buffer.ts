import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';

import type { RequestContext } from '../database/request-context.ts';
import { SyncDatabase } from '../database/sync-database.ts';
import type { ReadLog } from '../records/read-log.ts';
import { SYNC_OPTIONS, type SyncOptions } from '../sync-options.ts';
import { insertReads, type NotedRead } from './sql/insert-reads.ts';

/** Reads are written this often, in one statement. */
const FLUSH_MS = 1_000;
/** Written at once when so many are waiting. */
const FLUSH_ROWS = 1_000;
/** While the database is away at most so many wait; older ones are dropped, and the loss is logged. */
const MAX_WAITING = 50_000;

/**
 * Logs reads of single records (action 0) in batches, behind the answer: a read never waits for its log row. What a
 * crash can lose is the last second of reads; changes are logged by triggers and lose nothing.
 */
@Injectable()
export class ReadLogBuffer implements ReadLog, OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger('ReadLog');
  private waiting: NotedRead[] = [];
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> | undefined;

  constructor(
    private readonly database: SyncDatabase,
    @Inject(SYNC_OPTIONS) private readonly options: SyncOptions,
  ) {}

  onModuleInit(): void {
    if (this.options.auditReads === false) return;
    this.timer = setInterval(() => void this.flush(), FLUSH_MS).unref();
  }

  note(context: RequestContext, entityCode: string, entityId: string, version: number): void {
    if (!this.timer) return;
    this.waiting.push({ context, entityCode, entityId, version, readAt: new Date() });
    if (this.waiting.length >= FLUSH_ROWS) void this.flush();
  }

  /** Resolves when everything noted before the call is written, or kept for the next try. Never rejects. */
  async flush(): Promise<void> {
    await this.flushing;
    this.flushing = this.write();
    await this.flushing;
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  /**
   * One statement for all that waits. A batch that fails goes back to the front of the queue, in order; what does not
   * fit any more is dropped from its old end.
   */
  private async write(): Promise<void> {
    const batch = this.waiting;
    if (batch.length === 0) return;
    this.waiting = [];
    try {
      const { text, values } = insertReads(batch);
      await this.database.api.query(text, values);
    } catch (error) {
      this.waiting = [...batch, ...this.waiting].slice(-MAX_WAITING);
      this.logger.warn({ err: error, waiting: this.waiting.length }, 'reads could not be logged; trying again');
    }
  }
}
