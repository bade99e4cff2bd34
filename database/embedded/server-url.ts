import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { OWNER } from './init-cluster.ts';

/** Where the URL of the embedded server stands, for psql and other tools. It holds the password: mode 0600. */
function urlFile(stateDir: string): string {
  return path.join(stateDir, 'database-url');
}

export function serverUrl(port: number, password: string, database = OWNER): string {
  return `postgres://${OWNER}:${password}@127.0.0.1:${port}/${database}`;
}

/** Writes the URL for others to read. */
export function writeServerUrl(stateDir: string, url: string): void {
  writeFileSync(urlFile(stateDir), `${url}\n`, { mode: 0o600 });
}

/** Port of the last run, so that a URL in someone's psql history stays right where that is possible. */
export function lastPort(stateDir: string): number | undefined {
  if (!existsSync(urlFile(stateDir))) return undefined;
  try {
    return Number(new URL(readFileSync(urlFile(stateDir), 'utf8').trim()).port) || undefined;
  } catch {
    return undefined;
  }
}

/** The owner's password: made once for each data folder, and kept beside it. */
export function ownerPassword(stateDir: string): string {
  const file = path.join(stateDir, 'database-password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}
