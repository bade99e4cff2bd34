import type { Client } from 'pg';

/** `xid8` and `pg_snapshot`, which the tail needs, came with PostgreSQL 13. */
const OLDEST = 13;

/** @throws Error where the server is older than PostgreSQL 13 */
export async function requireVersion(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: number; name: string }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS version, current_setting('server_version') AS name`,
  );
  const server = rows[0];
  if (server && server.version >= OLDEST) return;
  throw new Error(
    `The server runs PostgreSQL ${server?.name}; Tidemark needs ${OLDEST} or later. Upgrade it, or unset DATABASE_URL.`,
  );
}
