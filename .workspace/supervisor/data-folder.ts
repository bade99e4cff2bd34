import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { releasePidLock, takePidLock } from '../bootstrap/pid-lock.mjs';
import type { Scope } from './scope.ts';

const SECRET_BYTES = 48;

/**
 * Takes the data folder for this process until it ends; throws, naming the process, if another one runs on it.
 * Two APIs on one embedded server would work, but the first to stop would take the database from under the other.
 */
export function takeDataFolder(dataDir: string): void {
  makeFolder(dataDir);
  const lock = lockFile(dataDir);
  const holder = takePidLock(lock);
  if (holder) throw new Error(inUseMessage(dataDir, holder.pid));
  process.once('exit', () => releasePidLock(lock));
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`TIDEMARK_DATA is '${dataDir}', where no folder can be made (${code}); name another one.`, {
      cause: error,
    });
  }
}

/** The lock that a running `npm start` or `npm run dev` holds. */
export function lockFile(dataDir: string): string {
  return path.join(dataDir, 'run.lock');
}

/** Says until the command stops where people reach it: the API's address, or that of the proxy before several. */
export function announceUrl(dataDir: string, url: string, scope: Pick<Scope, 'onStop' | 'signal'>): void {
  if (scope.signal.aborted) return;
  const file = apiUrlFile(dataDir);
  scope.onStop(() => rmSync(file, { force: true }));
  writeFileSync(file, `${url}\n`);
}

/** Where a running server writes its address, for commands that talk to it. */
export function apiUrlFile(dataDir: string): string {
  return path.join(dataDir, 'api-url');
}

/** The key that signs access tokens: generated once and kept, so that people stay signed in over a restart. */
export function jwtSecret(dataDir: string): string {
  const file = path.join(dataDir, 'jwt-secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(SECRET_BYTES).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

function inUseMessage(dataDir: string, pid: number): string {
  const address = existsSync(apiUrlFile(dataDir)) ? ` at ${readFileSync(apiUrlFile(dataDir), 'utf8').trim()}` : '';
  return `Tidemark is already running on ${dataDir}${address} (process ${pid}).
Use that one, or stop it (Ctrl-C where it runs, or kill ${pid}), or start another beside it:
  TIDEMARK_DATA=.tidemark-second API_PORT=4001 npm start`;
}
