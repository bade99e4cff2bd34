import type { Client } from 'pg';

import { withClient } from '../connection/with-client.ts';
import { prepareDatabase } from '../migrate/prepare-database.ts';
import { seed } from '../seeds/seed.ts';

/** `empty` has all tables and no data, `seeded` also the small demo company. */
export type TemplateKind = 'empty' | 'seeded';

export function templateName(kind: TemplateKind): string {
  return `tidemark_template_${kind}`;
}

/** URL of another database on the same server. */
export function onDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/**
 * Runs work that creates databases one at a time across all processes of the run: a template may not be copied while
 * anyone is connected to it.
 */
export async function serialised<Result>(
  serverUrl: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  return withClient(onDatabase(serverUrl, 'postgres'), async (client) => {
    await client.query(`SELECT pg_advisory_lock(hashtextextended('tidemark.test-databases', 0))`);
    return work(client);
  });
}

/** Makes the template from the present migrations and seeds, whatever an earlier run has left on the server. */
export async function buildTemplate(serverUrl: string, kind: TemplateKind): Promise<void> {
  await serialised(serverUrl, (client) => createTemplate(client, serverUrl, kind));
}

/** Makes the seeded template when the first spec asks for it. To be called inside `serialised`. */
export async function ensureTemplate(client: Client, serverUrl: string, kind: TemplateKind): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1 AND NOT datallowconn', [
    templateName(kind),
  ]);
  if (!rowCount) await createTemplate(client, serverUrl, kind);
}

async function createTemplate(client: Client, serverUrl: string, kind: TemplateKind): Promise<void> {
  const name = templateName(kind);
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  if (kind === 'empty') await client.query(`DROP DATABASE IF EXISTS ${templateName('seeded')} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${kind === 'empty' ? 'template0' : templateName('empty')}`);
  const url = onDatabase(serverUrl, name);
  if (kind === 'empty') await prepareDatabase(url);
  else await seed(url, 'small');
  // Nobody can connect by mistake, so copying never has to wait.
  await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
}
