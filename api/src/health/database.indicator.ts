import { Injectable } from '@nestjs/common';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { EntityRegistry, SyncDatabase } from '@tidemark/sync-server';

/** Entities that this version serves but the database does not have. */
const MISSING =
  'SELECT code FROM unnest($1::text[]) code WHERE NOT EXISTS (SELECT FROM app.entity e WHERE e.entity_code = code)';

/** Whether PostgreSQL answers, and has what this version needs. */
@Injectable()
export class DatabaseIndicator {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly database: SyncDatabase,
    private readonly registry: EntityRegistry,
  ) {}

  /** Both pools get a connection and an answer; `pingMs` is the slower of the two. */
  async answers(): Promise<HealthIndicatorResult> {
    const check = this.indicators.check('database');
    const startMs = performance.now();
    try {
      await Promise.all([this.database.api.query('SELECT 1'), this.database.sync.query('SELECT 1')]);
      return check.up({ pingMs: Math.round(performance.now() - startMs) });
    } catch {
      return check.down({ message: 'PostgreSQL does not answer' });
    }
  }

  /**
   * Names the entities that are missing. More of them than this version serves is fine: a newer pod may have migrated.
   */
  async isMigrated(): Promise<HealthIndicatorResult> {
    const check = this.indicators.check('migrations');
    try {
      const { rows } = await this.database.api.query<{ code: string }>(MISSING, [
        this.registry.all.map((entity) => entity.code),
      ]);
      return rows.length === 0 ? check.up() : check.down({ missing: rows.map((row) => row.code) });
    } catch {
      return check.down({ message: 'PostgreSQL does not answer, or is not migrated' });
    }
  }
}
