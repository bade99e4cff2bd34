import { readFileSync } from 'node:fs';
import path from 'node:path';

import { hasData, prepareDatabase, seed, startEmbedded } from '@tidemark/database';

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
  const { API_DATABASE_URL: apiUrl, SYNC_DATABASE_URL: syncUrl } = process.env;
  const roles = { ...(apiUrl && { apiUrl }), ...(syncUrl && { syncUrl }) };
  const urls = await step('Migrations', () =>
    prepareDatabase(server.ownerUrl, { dataDir: settings.dataDir, ...roles }),
  );
  if (settings.seedSize !== 'none' && !scope.signal.aborted && !(await hasData(urls.ownerUrl))) {
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

/** Puts the demo company in, showing how far it is. */
function seedDemo(ownerUrl: string, size: Exclude<SeedSize, 'none'>): Promise<number> {
  return step(`Demo data (${size})`, (note) =>
    seed(ownerUrl, size, {
      onProgress: ({ written, total }) =>
        note(`${written.toLocaleString('en')} of ${total.toLocaleString('en')} records`),
    }),
  );
}

function postmasterPid(dataDir: string): number | undefined {
  try {
    return Number(readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]) || undefined;
  } catch {
    return undefined;
  }
}
