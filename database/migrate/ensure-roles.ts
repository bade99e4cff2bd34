import type { Client } from 'pg';

import { answers } from '../connection/answers.ts';

/** A login role that the product needs, with the password it is to have; without one only its existence matters. */
export interface LoginRole {
  readonly name: 'app_api' | 'app_sync';
  readonly password?: string;
  /** URL that signs in as the role, to see whether the password is right already. */
  readonly url?: string;
}

/** The migrating role may not do what is needed; the message holds the SQL that someone who may has to run. */
export class MissingRolesError extends Error {
  override readonly name = 'MissingRolesError';
}

const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Makes sure that the API's and the sync server's login roles are there and have their passwords.
 *
 * @throws MissingRolesError with the exact SQL, where the migrating role may not create or alter roles
 */
export async function ensureRoles(client: Client, roles: readonly LoginRole[]): Promise<void> {
  const statements: string[] = [];
  for (const role of roles) {
    const statement = await neededStatement(client, role);
    if (statement) statements.push(statement);
  }
  if (statements.length === 0) return;
  try {
    // Cluster-wide objects: processes that start together would trip over each other.
    await client.query(`SELECT pg_advisory_lock(hashtextextended('tidemark.roles', 0))`);
    try {
      for (const statement of statements) await runOnce(client, statement);
    } finally {
      await client.query(`SELECT pg_advisory_unlock(hashtextextended('tidemark.roles', 0))`);
    }
  } catch (error) {
    if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new MissingRolesError(
      `The role of DATABASE_URL may not create or alter roles. Have someone who may run this on the server, then start again:\n\n${statements.join('\n')}\n`,
      { cause: error },
    );
  }
}

async function neededStatement(client: Client, { name, password, url }: LoginRole): Promise<string | undefined> {
  const { rows } = await client.query<{ is_unsafe: boolean }>(
    'SELECT rolsuper OR rolbypassrls AS is_unsafe FROM pg_roles WHERE rolname = $1',
    [name],
  );
  const withPassword = password === undefined ? '' : ` PASSWORD ${client.escapeLiteral(password)}`;
  const row = rows[0];
  if (!row)
    return `CREATE ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS${withPassword};`;
  if (row.is_unsafe) return `ALTER ROLE ${name} NOSUPERUSER NOBYPASSRLS${withPassword};`;
  if (password === undefined || url === undefined || (await answers(url))) return undefined;
  return `ALTER ROLE ${name} LOGIN${withPassword};`;
}

/** Another database of the same server may have created the role in the meantime. */
async function runOnce(client: Client, statement: string): Promise<void> {
  try {
    await client.query(statement);
  } catch (error) {
    if ((error as { code?: string }).code !== '42710') throw error;
    await client.query(statement.replace('CREATE ROLE', 'ALTER ROLE'));
  }
}
