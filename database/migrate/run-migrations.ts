import { readdirSync } from 'node:fs';

import { runner } from 'node-pg-migrate';
import type { Client, DatabaseError } from 'pg';

import { MIGRATIONS_DIR } from './migrations-dir.ts';

/** A migration failed, or one that has run has no file any more; the message names it and says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

const NO_RIGHTS =
  'The role of DATABASE_URL may not create the schema `app`. Make it the owner of the database (ALTER DATABASE ... OWNER TO ...), then start again.';
const isDenied = (error: unknown) => (error as Partial<DatabaseError>).code === '42501';

/**
 * Applies the migrations that are missing, all in one transaction, and returns their names. Processes that start
 * together wait for each other. A later number may be there before an earlier one: the ranges belong to different parts.
 *
 * @throws MigrationError where a migration fails, where the role may not create the schema, or where the database has a
 * migration whose file is gone
 */
export async function runMigrations(client: Client): Promise<string[]> {
  await requireFiles(client);
  let current: string | undefined;
  const follow = (line: string): void => void (current = /^### MIGRATION (\S+) /.exec(line)?.[1] ?? current);
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
    // The library's errors do not say which migration failed; its log names each before it begins.
    logger: { debug: undefined, info: follow, warn: () => undefined, error: () => undefined },
  }).catch((error: unknown) => {
    if (current === undefined) throw isDenied(error) ? new MigrationError(NO_RIGHTS, { cause: error }) : error;
    throw new MigrationError(
      `database/migrations/${current}.sql failed, and nothing was applied: ${(error as Error).message}. Correct the file and start again.`,
      { cause: error },
    );
  });
  return applied.map(({ name }) => name);
}

/**
 * A table that no migration makes any more would fail later, and far from its cause; and after a newer version this one's
 * functions would take the place of those that the newer tables need.
 */
async function requireFiles(client: Client): Promise<void> {
  const { rows: tables } = await client.query<{ exists: boolean }>(
    `SELECT to_regclass('app.migration') IS NOT NULL AS exists`,
  );
  if (!tables[0]?.exists) return;
  const files = new Set(readdirSync(MIGRATIONS_DIR));
  const { rows } = await client.query<{ file: string }>(
    `SELECT name || '.sql' AS file FROM app.migration ORDER BY name`,
  );
  const gone = rows.map(({ file }) => file).filter((file) => !files.has(file));
  if (gone.length === 0) return;
  throw new MigrationError(
    `The database has applied ${gone.join(', ')}, and database/migrations has no such file: it was deleted, or a newer version of Tidemark was here. Put it back, start that version, or run \`npm run db:reset\`, which deletes the data and starts afresh.`,
  );
}
