import { readFileSync } from 'node:fs';
import path from 'node:path';

import { prepareDatabase, seed, startEmbedded } from '@tidemark/database';
import pg from 'pg';

import type { Scope } from './scope.ts';
import type { SeedSize, Settings } from './settings.ts';
import { step } from './step.ts';

export interface Database {
  readonly ownerUrl: string;
  /** What the API connects with: neither owner nor above row-level security. */
  readonly apiUrl: string;
  readonly syncUrl: string;
  /** Where the data lies, for people. */
  readonly location: string;
  /** Process of the embedded server; undefined for a server of somebody else. */
  readonly postmasterPid: number | undefined;
}

/** Brings up the database that the settings name, migrated and, if it was empty, with the demo company in it. */
export async function openDatabase(settings: Settings, scope: Scope): Promise<Database> {
  const server =
    settings.databaseUrl === undefined ? await startServer(settings, scope) : foreignServer(settings.databaseUrl);
  const urls = await step('Migrations', () => prepareDatabase(server.ownerUrl, { dataDir: settings.dataDir }));
  if (settings.seedSize !== 'none' && !scope.signal.aborted && (await isEmpty(urls.ownerUrl))) {
    await seedDemo(urls.ownerUrl, settings.seedSize);
  }
  return { ...urls, location: server.location, postmasterPid: server.postmasterPid };
}

interface Server {
  readonly ownerUrl: string;
  readonly location: string;
  readonly postmasterPid: number | undefined;
}

async function startServer({ dataDir }: Settings, scope: Scope): Promise<Server> {
  const server = await step('Database', () => startEmbedded({ stateDir: dataDir }));
  scope.onStop(() => server.stop());
  return { ownerUrl: server.url, location: server.dataDir, postmasterPid: postmasterPid(server.dataDir) };
}

function foreignServer(databaseUrl: string): Server {
  const { host, pathname } = new URL(databaseUrl);
  return {
    ownerUrl: databaseUrl,
    location: `database ${pathname.slice(1)} on ${host} (DATABASE_URL)`,
    postmasterPid: undefined,
  };
}

/** Puts the demo company in; rows already written are shown while it works. */
export function seedDemo(ownerUrl: string, size: Exclude<SeedSize, 'none'>): Promise<void> {
  return step(`Demo data (${size})`, async (note) => {
    await seed(ownerUrl, size, (progress) => note(String(progress)));
  });
}

async function isEmpty(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ empty: boolean }>('SELECT NOT EXISTS (SELECT FROM app.person) AS empty');
    return rows[0]?.empty ?? true;
  } finally {
    await client.end();
  }
}

function postmasterPid(dataDir: string): number | undefined {
  try {
    return Number(readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]) || undefined;
  } catch {
    return undefined;
  }
}
