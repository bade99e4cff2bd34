import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { serverEnvironment } from './init-cluster.ts';
import { isAlive, readPostmasterPid } from './postmaster-pid.ts';

/** Milliseconds that a fast shutdown may take before the server is ended the hard way (it recovers at next start). */
const PATIENCE_MS = 4_000;

/** Stops the server of a data folder: sessions are ended, data is flushed. Returns when the process is gone. */
export async function stopServer(dataDir: string, binDir: string): Promise<void> {
  const server = readPostmasterPid(dataDir);
  if (!server) return;
  signal(server.pid, 'SIGINT', dataDir, binDir);
  if (await isGone(server.pid, PATIENCE_MS)) return;
  signal(server.pid, 'SIGQUIT', dataDir, binDir);
  if (await isGone(server.pid, PATIENCE_MS)) return;
  process.kill(server.pid, 'SIGKILL');
  await isGone(server.pid, PATIENCE_MS);
}

/** SIGINT is PostgreSQL's "fast" shutdown, SIGQUIT its "immediate" one; Windows has no signals, but pg_ctl. */
function signal(pid: number, name: 'SIGINT' | 'SIGQUIT', dataDir: string, binDir: string): void {
  if (process.platform !== 'win32') {
    process.kill(pid, name);
    return;
  }
  const mode = name === 'SIGINT' ? 'fast' : 'immediate';
  spawnSync(path.join(binDir, 'pg_ctl'), ['stop', '-D', dataDir, '-m', mode, '-W'], {
    env: serverEnvironment(dataDir),
  });
}

async function isGone(pid: number, patienceMs: number): Promise<boolean> {
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(20)) if (!isAlive(pid)) return true;
  return !isAlive(pid);
}
