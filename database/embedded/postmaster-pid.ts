import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What a running PostgreSQL says about itself in its data folder (`postmaster.pid`). */
export interface PostmasterPid {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

/** Reads `postmaster.pid`; `undefined` if there is none, or none whose process is alive. */
export function readPostmasterPid(dataDir: string): PostmasterPid | undefined {
  let lines: string[];
  try {
    lines = readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  // Its lines: pid, data folder, start time, port, socket folder, listen address, shared memory key, status.
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined;
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
}

/** Whether a process of that id exists (also one that we may not signal). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
