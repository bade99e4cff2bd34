import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

export interface ChildOptions {
  /** A script for this Node, with its arguments. */
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** `inherit` shows the output; `collect` keeps it for a message in case of failure. */
  readonly output: 'inherit' | 'collect';
  /** Lines of its standard output that are not shown, because the command says it in its own words. */
  readonly hide?: RegExp;
}

export interface Child {
  readonly pid: number;
  /** Resolves when the process has ended, with the reason in words; never rejects. */
  readonly ended: Promise<Ending>;
  /** Asks the process and what it started to end, insists after `patienceMs`, and returns when it is gone. */
  stop(patienceMs: number): Promise<void>;
}

export interface Ending {
  readonly code: number | null;
  readonly description: string;
  readonly output: string;
}

const WATCH_PARENT = pathToFileURL(path.join(import.meta.dirname, 'watch-parent.mjs')).href;

/** Output kept for a failure message, in characters from the end. */
const KEPT_OUTPUT = 20_000;

/**
 * Starts a Node program that ends when this process does. It has a process group of its own, so that Ctrl-C reaches only
 * this process, which stops its children in the right order.
 */
export function startChild({ args, env, output, hide }: ChildOptions): Child {
  const stream = output === 'inherit' ? 'inherit' : 'pipe';
  const child = spawn(process.execPath, ['--import', WATCH_PARENT, ...args], {
    env: { ...process.env, ...env, TIDEMARK_WATCHED: undefined },
    // An open standard input: a development server takes the end of it for the end of its terminal, and stops.
    stdio: ['pipe', hide ? 'pipe' : stream, stream, 'ipc'],
    detached: process.platform !== 'win32',
  });
  if (hide && child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => hide.test(line) || process.stdout.write(`${line}\n`));
  }
  let kept = '';
  for (const source of hide ? [child.stderr] : [child.stdout, child.stderr]) {
    source?.setEncoding('utf8').on('data', (text: string) => (kept = (kept + text).slice(-KEPT_OUTPUT)));
  }
  const ended = new Promise<Ending>((resolve) => {
    child.once('error', (error) => resolve({ code: null, description: error.message, output: kept }));
    child.once('close', (code, signal) =>
      resolve({ code, description: signal ? `ended by ${signal}` : `ended with code ${code}`, output: kept }),
    );
  });
  return { pid: child.pid ?? 0, ended, stop: (patienceMs) => stopChild(child, ended, patienceMs) };
}

async function stopChild(child: ChildProcess, ended: Promise<Ending>, patienceMs: number): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), patienceMs);
  await ended;
  clearTimeout(timer);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (process.platform === 'win32' || child.pid === undefined) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It ended in between.
  }
}
