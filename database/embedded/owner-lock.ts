import { readFileSync, rmSync, writeFileSync } from 'node:fs';

import { isAlive } from './postmaster-pid.ts';

/** The process that started a server and stops it at its end. Others may use the server meanwhile, but not stop it. */
interface Owner {
  readonly pid: number;
  /** Start time of that process in clock ticks since boot, where the system tells: ids of processes are reused. */
  readonly startedAt: string | null;
}

/** Whether another live process has started the server of this lock file. */
export function hasOtherOwner(lockFile: string): boolean {
  const owner = readOwner(lockFile);
  return (
    owner !== undefined && owner.pid !== process.pid && isAlive(owner.pid) && startTime(owner.pid) === owner.startedAt
  );
}

/** Makes this process the one that stops the server. */
export function takeOwnership(lockFile: string): void {
  writeFileSync(lockFile, JSON.stringify({ pid: process.pid, startedAt: startTime(process.pid) } satisfies Owner));
}

/** Whether this process is the one that stops the server. */
export function isOwner(lockFile: string): boolean {
  return readOwner(lockFile)?.pid === process.pid;
}

export function releaseOwnership(lockFile: string): void {
  if (isOwner(lockFile)) rmSync(lockFile, { force: true });
}

function readOwner(lockFile: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

/** Field 22 of /proc/<pid>/stat; the fields are counted after the command's closing parenthesis. */
function startTime(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
