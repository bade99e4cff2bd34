import { hasData, prepareDatabase, readPostmasterPid, seed, startEmbedded } from '@tidemark/database';
import pg from 'pg';

import { failWithPostmaster } from './postmaster-watch.ts';
import type { Scope } from './scope.ts';
import type { SeedSize, Settings } from './settings.ts';
import { step } from './step.ts';

const CONNECT_PATIENCE_MS = 10_000;

/** By the code of the system or of PostgreSQL. */
const REMEDIES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens there: is the server up, and is the port right?',
  ENOTFOUND: 'There is no such host.',
  '28P01': 'The password is wrong.',
  '28000': 'The server does not let this user in; see its pg_hba.conf.',
  '3D000': 'Create the database first: CREATE DATABASE …',
};

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
    settings.databaseUrl === undefined ? await startServer(settings, scope) : await foreignServer(settings.databaseUrl);
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
  const pid = readPostmasterPid(server.dataDir)?.pid;
  if (pid !== undefined) failWithPostmaster(pid, dataDir, scope);
  return { ownerUrl: server.url, location: server.dataDir, postmasterPid: pid };
}

/** Connects once, because what people get wrong about their own server shows here, and a driver's message is too short. */
async function foreignServer(databaseUrl: string): Promise<Server> {
  const { host, pathname, username } = new URL(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_PATIENCE_MS });
  try {
    await client.connect();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const remedy = REMEDIES[code ?? ''] ?? 'Check DATABASE_URL, and that the server is up.';
    throw new Error(
      `No connection to ${pathname.slice(1)} on ${host} as ${username} (DATABASE_URL): ${message || code}. ${remedy}`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
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
