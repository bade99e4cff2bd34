import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { withClient } from '../connection/with-client.ts';
import { applyFunctions } from './apply-functions.ts';
import { ensureRoles } from './ensure-roles.ts';
import { requireVersion } from './require-version.ts';
import { rolePassword } from './role-password.ts';
import { runMigrations } from './run-migrations.ts';

export interface PrepareOptions {
  /** Folder for the secret from which the roles' passwords derive, where the owner's URL has no password. */
  readonly dataDir?: string;
  /** URL of the API's role, where it is managed elsewhere; used as given. */
  readonly apiUrl?: string;
  /** URL of the sync server's role, likewise. */
  readonly syncUrl?: string;
}

export interface DatabaseUrls {
  /** Migrations, seeds, psql. */
  readonly ownerUrl: string;
  /** What the API connects with (`app_api`): bound by the access rules. */
  readonly apiUrl: string;
  /** What the sync server connects with (`app_sync`): reads the log, owns the subscription mirror. */
  readonly syncUrl: string;
}

/**
 * Brings a database up to date (roles, migrations, functions) and returns the URLs to use it with. Safe to run any
 * number of times, also from several processes at once.
 *
 * @throws MissingRolesError where roles are missing and may not be created
 */
export async function prepareDatabase(ownerUrl: string, options: PrepareOptions = {}): Promise<DatabaseUrls> {
  const secret = passwordSecret(ownerUrl, options.dataDir);
  const { apiUrl, syncUrl } = databaseUrls(ownerUrl, options);
  await withClient(ownerUrl, async (client) => {
    await requireVersion(client);
    await ensureRoles(client, [
      options.apiUrl
        ? { name: 'app_api' }
        : { name: 'app_api', password: rolePassword(secret, 'app_api'), url: apiUrl },
      options.syncUrl
        ? { name: 'app_sync' }
        : { name: 'app_sync', password: rolePassword(secret, 'app_sync'), url: syncUrl },
    ]);
    await runMigrations(client);
    await applyFunctions(client);
  });
  return { ownerUrl, apiUrl, syncUrl };
}

/** The URLs to use a prepared database with; nothing is connected to. */
export function databaseUrls(ownerUrl: string, options: PrepareOptions = {}): DatabaseUrls {
  const secret = passwordSecret(ownerUrl, options.dataDir);
  return {
    ownerUrl,
    apiUrl: options.apiUrl ?? urlAs(ownerUrl, 'app_api', rolePassword(secret, 'app_api')),
    syncUrl: options.syncUrl ?? urlAs(ownerUrl, 'app_sync', rolePassword(secret, 'app_sync')),
  };
}

function urlAs(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = password;
  return url.href;
}

/** The owner's password or, where the server lets the owner in without one, a secret kept in the data folder. */
function passwordSecret(ownerUrl: string, dataDir = '.tidemark'): string {
  const { password } = new URL(ownerUrl);
  if (password) return decodeURIComponent(password);
  const file = path.join(dataDir, 'role-secret');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(dataDir, { recursive: true });
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}
