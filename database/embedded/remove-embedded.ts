import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';

import { EmbeddedError } from './embedded-error.ts';
import { nativeBinaries } from './native-binaries.ts';
import { hasOtherOwner } from './owner-lock.ts';
import { readPostmasterPid } from './postmaster-pid.ts';
import { reachableDataDir } from './reachable.ts';
import { serverAccount } from './server-account.ts';
import { stopServer } from './stop-server.ts';

/** What `startEmbedded` keeps in its folder besides the cluster. */
const FILES = ['database-owner.json', 'database-url', 'database-password', 'postgres.log', 'role-secret'];

/**
 * Deletes an embedded server's data for good, wherever they lie; the next `startEmbedded` begins with an empty cluster.
 * A server left behind by a killed run is stopped first; one that another run uses is left alone.
 *
 * @throws EmbeddedError where another run uses it
 */
export async function removeEmbedded(stateDir: string): Promise<void> {
  if (!existsSync(stateDir)) return;
  const dataDir = reachableDataDir(path.join(path.resolve(stateDir), 'pgdata'), serverAccount());
  const server = readPostmasterPid(dataDir);
  if (server && hasOtherOwner(path.join(stateDir, 'database-owner.json'))) {
    throw new EmbeddedError(`The database in ${dataDir} is in use by another run. Stop that run and try again.`);
  }
  if (server) await stopServer(dataDir, path.join(nativeBinaries().dir, 'bin'));
  rmSync(dataDir, { recursive: true, force: true });
  for (const name of FILES) rmSync(path.join(stateDir, name), { force: true });
}
