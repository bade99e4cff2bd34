// A lock that names its holder, so that a crashed holder does not lock anybody out and a person can be told who it is.
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 500;

/**
 * @typedef {object} Holder
 * @property {number} pid
 * @property {string | null} startedAt start of that process in clock ticks since boot, where the system tells it
 */

/**
 * Takes the lock if nobody alive holds it.
 * @param {string} file
 * @returns {Holder | undefined} the live holder, if there is another one
 */
export function takePidLock(file) {
  // Written aside and linked into place: nobody ever reads a lock that does not name its holder yet.
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, startedAt: startTime(process.pid) }));
  try {
    for (;;) {
      try {
        linkSync(own, file);
        return undefined;
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      }
      const holder = readHolder(file);
      if (holder && isAlive(holder)) return holder.pid === process.pid ? undefined : holder;
      rmSync(file, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * Gives the lock back; harmless if it is not ours.
 * @param {string} file
 */
export function releasePidLock(file) {
  if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
}

/**
 * Waits for the lock, works, and gives it back.
 * @template T
 * @param {string} file
 * @param {{ onWait(): void }} options
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withPidLock(file, options, work) {
  let holder = takePidLock(file);
  if (holder) options.onWait();
  while (holder) {
    await sleep(POLL_MS);
    holder = takePidLock(file);
  }
  const release = () => releasePidLock(file);
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/**
 * @param {string} file
 * @returns {Holder | undefined}
 */
function readHolder(file) {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8'));
    return Number.isInteger(holder?.pid) ? holder : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether that very process lives; an id alone may meanwhile belong to another one.
 * @param {Holder} holder
 */
function isAlive({ pid, startedAt }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return false;
  }
  return startTime(pid) === startedAt;
}

/**
 * Field 22 of /proc/<pid>/stat, counted after the parenthesis that closes the command.
 * @param {number} pid
 * @returns {string | null}
 */
function startTime(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
