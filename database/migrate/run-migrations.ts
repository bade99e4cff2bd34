import { runner } from 'node-pg-migrate';
import type { Client } from 'pg';

import { MIGRATIONS_DIR } from './migrations-dir.ts';

const silent = { debug: undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Applies the migrations that are missing, all in one transaction, and returns their names. Processes that start
 * together wait for each other. A later number may be there before an earlier one: the ranges belong to different parts.
 */
export async function runMigrations(client: Client): Promise<string[]> {
  const applied = await runner({
    dbClient: client,
    dir: MIGRATIONS_DIR,
    direction: 'up',
    migrationsSchema: 'app',
    migrationsTable: 'migration',
    createMigrationsSchema: true,
    checkOrder: false,
    singleTransaction: true,
    advisoryLockMode: 'wait',
    logger: silent,
  });
  return applied.map(({ name }) => name);
}
