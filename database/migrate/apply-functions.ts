import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Client } from 'pg';

import { FUNCTIONS_DIR } from './migrations-dir.ts';

interface SqlFile {
  readonly name: string;
  readonly sql: string;
}

/**
 * Creates or replaces all functions, views and policies, and tracks every registered entity again, in one transaction.
 * Nothing is done where neither the files nor the tables have changed since the last time: replacing a trigger takes a
 * lock that would hold up writers at every start of every pod.
 *
 * @returns whether anything was applied
 */
export async function applyFunctions(client: Client): Promise<boolean> {
  const files = sqlFiles();
  await client.query('BEGIN');
  try {
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('app.applied_functions', 0))`);
    const fingerprint = await currentFingerprint(client, files);
    const { rows } = await client.query<{ fingerprint: string }>('SELECT fingerprint FROM app.applied_functions');
    if (rows[0]?.fingerprint === fingerprint) {
      await client.query('ROLLBACK');
      return false;
    }
    // Functions may name each other and tables of any entity, whatever the order of the files.
    await client.query('SET LOCAL check_function_bodies = off');
    for (const file of files) await applyFile(client, file);
    await client.query('SELECT app.track_entity(entity_code) FROM app.entity ORDER BY entity_code');
    await client.query('SELECT app.ensure_log_partitions()');
    await client.query(
      `INSERT INTO app.applied_functions (fingerprint) VALUES ($1)
       ON CONFLICT (is_only) DO UPDATE SET fingerprint = excluded.fingerprint, applied_ts = now()`,
      [fingerprint],
    );
    await client.query('COMMIT');
    return true;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Files in the order of their paths: folders are applied alphabetically. */
function sqlFiles(): SqlFile[] {
  return readdirSync(FUNCTIONS_DIR, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.split(path.sep).join('/'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(path.join(FUNCTIONS_DIR, name), 'utf8') }));
}

async function applyFile(client: Client, { name, sql }: SqlFile): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    throw new Error(`database/functions/${name}: ${(error as Error).message}`, { cause: error });
  }
}

/** Changes with any file, with the migrations that have run, and with the registered entities. */
async function currentFingerprint(client: Client, files: readonly SqlFile[]): Promise<string> {
  const { rows } = await client.query<{ state: string }>(
    `SELECT jsonb_build_array(
       (SELECT jsonb_agg(name ORDER BY name) FROM app.migration),
       (SELECT jsonb_agg(to_jsonb(e) ORDER BY entity_code) FROM app.entity e))::text AS state`,
  );
  const hash = createHash('sha256').update(rows[0]?.state ?? '');
  for (const { name, sql } of files) hash.update(`\0${name}\0${sql}`);
  return hash.digest('hex');
}
