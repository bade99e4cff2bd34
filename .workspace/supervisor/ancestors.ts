import { readFileSync } from 'node:fs';

const STARTERS = /\b(npm|nx)\b/;
const MAX_DEPTH = 4;
const POLL_MS = 500;

/**
 * Calls `onGone` once when npm or Nx, which started us, is gone: killed outright, it passes no signal on, and its children
 * would go on for ever. A program that was started without them is left alone; it may be meant to outlive the shell.
 */
export function watchAncestors(onGone: () => void): void {
  const chain = ancestors();
  if (!chain) return;
  const timer = setInterval(() => {
    const isIntact = chain.every((pid, index) => index === chain.length - 1 || parentOf(pid) === chain[index + 1]);
    if (isIntact) return;
    clearInterval(timer);
    onGone();
  }, POLL_MS);
  timer.unref();
}

/** Our own id and those of the processes above, up to npm's or Nx's; undefined if neither started us. */
function ancestors(): number[] | undefined {
  if (process.env['npm_lifecycle_event'] === undefined && process.env['NX_TASK_TARGET_PROJECT'] === undefined)
    return undefined;
  const chain = [process.pid];
  let pid = process.pid;
  while (chain.length <= MAX_DEPTH) {
    const parent = parentOf(pid);
    if (parent === undefined || parent <= 1) return undefined;
    chain.push(parent);
    if (STARTERS.test(commandOf(parent) ?? 'npm')) return chain;
    pid = parent;
  }
  return undefined;
}

/** Only Linux tells about other processes without starting a program; elsewhere our own parent has to do. */
function parentOf(pid: number): number | undefined {
  if (pid === process.pid) return process.ppid;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

function commandOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return undefined;
  }
}
