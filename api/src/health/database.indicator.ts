import { Injectable } from '@nestjs/common';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { columnsOf } from '@tidemark/entity-model';
import { EntityRegistry, SyncDatabase } from '@tidemark/sync-server';

/** Entities and fields that this version serves but the database does not have. */
const MISSING = `
  SELECT DISTINCT CASE WHEN e.entity_code IS NULL THEN need.code ELSE need.code || '.' || need.field END AS name
    FROM unnest($1::text[], $2::text[], $3::text[]) AS need (code, field, name)
    LEFT JOIN app.entity e ON e.entity_code = need.code
    LEFT JOIN pg_attribute a
      ON a.attrelid = to_regclass(format('app.%I', need.code)) AND a.attname = need.name AND NOT a.attisdropped
   WHERE e.entity_code IS NULL OR a.attname IS NULL
   ORDER BY name`;

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

  /** Names what is missing. More than this version serves is fine: a newer pod may have migrated. */
  async isMigrated(): Promise<HealthIndicatorResult> {
    const check = this.indicators.check('migrations');
    const needs = this.registry.all.flatMap((entity) => columnsOf(entity).map((column) => ({ entity, column })));
    try {
      const { rows } = await this.database.api.query<{ name: string }>(MISSING, [
        needs.map(({ entity }) => entity.code),
        needs.map(({ column }) => column.field),
        needs.map(({ column }) => column.name),
      ]);
      return rows.length === 0 ? check.up() : check.down({ missing: rows.map(({ name }) => name) });
    } catch {
      return check.down({ message: 'PostgreSQL does not answer, or is not migrated' });
    }
  }
}
