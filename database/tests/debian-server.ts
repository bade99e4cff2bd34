import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { freePort } from '../embedded/free-port.ts';
import { serverEnvironment } from '../embedded/init-cluster.ts';
import { serverAccount } from '../embedded/server-account.ts';

/** Folder with the programs of a PostgreSQL that Debian installed, if there is one of that version. */
export function debianPostgres(version: number): string | undefined {
  const dir = `/usr/lib/postgresql/${version}/bin`;
  return existsSync(path.join(dir, 'initdb')) ? dir : undefined;
}

/** A throw-away server of those programs, whose owner signs in without a password. */
export async function startDebianServer(binDir: string): Promise<{ url: string; stop(): void }> {
  const account = serverAccount();
  const root = mkdtempSync(path.join(os.tmpdir(), 'tidemark-debian-'));
  chmodSync(root, 0o755);
  const dataDir = path.join(root, 'data');
  mkdirSync(dataDir, { mode: 0o700 });
  if (account) chownSync(dataDir, account.uid, account.gid);
  const run = (program: string, args: string[]) => {
    const { status, stderr, stdout } = spawnSync(path.join(binDir, program), args, {
      ...account,
      cwd: dataDir,
      env: serverEnvironment(dataDir),
      encoding: 'utf8',
      stdio: ['ignore', program === 'initdb' ? 'pipe' : 'ignore', program === 'initdb' ? 'pipe' : 'ignore'],
    });
    if (status !== 0) throw new Error(`${program}: ${stdout} ${stderr}`);
  };
  const port = await freePort();
  run('initdb', ['-D', dataDir, '-U', 'tidemark', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
  run('pg_ctl', ['start', '-D', dataDir, '-w', '-o', options, '-l', path.join(dataDir, 'log')]);
  return {
    url: `postgres://tidemark@127.0.0.1:${port}/postgres`,
    stop() {
      run('pg_ctl', ['stop', '-D', dataDir, '-m', 'immediate']);
      rmSync(root, { recursive: true, force: true });
    },
  };
}
