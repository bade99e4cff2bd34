import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

import { EmbeddedError } from './embedded-error.ts';
import type { NativeBinaries } from './native-binaries.ts';
import type { ServerAccount } from './server-account.ts';

const SHARED_DIR = '/var/tmp';

/** Whether an account without privileges can pass through every folder above and including `file`. */
function isReachableByOthers(file: string): boolean {
  for (let dir = path.resolve(file); ; dir = path.dirname(dir)) {
    if (existsSync(dir) && (statSync(dir).mode & 0o001) === 0) return false;
    if (dir === path.dirname(dir)) return true;
  }
}

/**
 * The folder with the programs, where `account` can run them: the npm package itself or, below a folder that only root
 * may enter (such as /root), a copy in /var/tmp that only root can write.
 */
export function reachableBinaries({ dir, version }: NativeBinaries, account: ServerAccount | undefined): string {
  if (!account || isReachableByOthers(path.join(dir, 'bin'))) return dir;
  const copy = path.join(SHARED_DIR, `tidemark-postgres-${version}-${process.arch}`);
  if (existsSync(copy)) {
    requireOwner(copy, 0);
    return copy;
  }
  const unfinished = `${copy}.${process.pid}`;
  cpSync(dir, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    // Another process was quicker; its copy is as good as ours.
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/** The data folder, where `account` can use it: as asked, or in /var/tmp where the asked one is below a 0700 folder. */
export function reachableDataDir(asked: string, account: ServerAccount | undefined): string {
  const dataDir = path.resolve(asked);
  if (!account) {
    mkdirSync(path.dirname(dataDir), { recursive: true });
    return dataDir;
  }
  mkdirSync(path.dirname(dataDir), { recursive: true });
  if (isReachableByOthers(path.dirname(dataDir))) return dataDir;
  const parent = path.join(
    SHARED_DIR,
    `tidemark-data-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`,
  );
  if (existsSync(parent)) requireOwner(parent, account.uid);
  else {
    mkdirSync(parent, { mode: 0o700 });
    chownSync(parent, account.uid, account.gid);
  }
  return path.join(parent, path.basename(dataDir));
}

/** /var/tmp is writable by everyone: use only what we made there ourselves. */
function requireOwner(dir: string, uid: number): void {
  const stat = lstatSync(dir);
  if (stat.isDirectory() && stat.uid === uid) return;
  throw new EmbeddedError(
    `${dir} belongs to someone else; it should have been made by this program. Remove it and try again.`,
  );
}
