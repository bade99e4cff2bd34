import { randomUUID } from 'node:crypto';

import pg, { type QueryResult, type QueryResultRow } from 'pg';

import { type DatabaseUrls, databaseUrls } from '../migrate/prepare-database.ts';
import { ensureTemplate, onDatabase, serialised, templateName } from './template.ts';
import { SERVER_VARIABLE } from './test-server.ts';

export interface TestDatabaseOptions {
  /** Whether the small demo company is in it. */
  readonly seeded?: boolean;
}

/** A database of a spec's own, with all migrations; `await using db = await createTestDatabase()` drops it by itself. */
export interface TestDatabase extends DatabaseUrls, AsyncDisposable {
  readonly name: string;
  /** A query as the owner, on a connection of a small pool. */
  query<Row extends QueryResultRow = QueryResultRow>(
    sql: string,
    params?: readonly unknown[],
  ): Promise<QueryResult<Row>>;
  /** Drops the database; open connections to it are ended. Harmless when called twice. */
  drop(): Promise<void>;
}

/**
 * Makes a database by copying the run's template, in a fraction of a second.
 *
 * @throws Error where the Jest project lacks the PostgreSQL global setup
 */
export async function createTestDatabase({ seeded = false }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const serverUrl = process.env[SERVER_VARIABLE];
  if (!serverUrl) {
    throw new Error(
      'There is no test PostgreSQL. Let the Jest project take .workspace/jest/postgres.cjs as its preset.',
    );
  }
  const kind = seeded ? 'seeded' : 'empty';
  const name = `tidemark_test_${randomUUID().replaceAll('-', '')}`;
  await serialised(serverUrl, async (client) => {
    await ensureTemplate(client, serverUrl, kind);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${templateName(kind)}`);
  });
  const urls = databaseUrls(onDatabase(serverUrl, name));
  const pool = new pg.Pool({ connectionString: urls.ownerUrl, max: 4 });
  // Dropping the database ends idle connections; that is no error here.
  pool.on('error', () => undefined);

  let dropped: Promise<void> | undefined;
  const drop = () => (dropped ??= dropDatabase());
  async function dropDatabase(): Promise<void> {
    await pool.end();
    await serialised(serverUrl ?? '', (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  }
  return {
    ...urls,
    name,
    query: (sql, params) => pool.query(sql, params ? [...params] : undefined),
    drop,
    [Symbol.asyncDispose]: drop,
  };
}
