import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

export interface Outcome {
  readonly code: number;
  /** Everything it printed, without what only a terminal understands. */
  readonly output: string;
  readonly seconds: number;
  /** Whether it was ended because its time was over. */
  readonly isTimedOut: boolean;
}

interface PartOptions {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Past this the part is ended and counts as failed: a run that hangs must still report. */
  readonly limitMs: number;
}

/** Grace between the polite and the final signal, for Jest and Playwright to stop the servers they started. */
const KILL_GRACE_MS = 8_000;

/** Runs a Node program in a process group of its own, shows its output as it comes, and keeps it. */
export function runPart({ args, env, limitMs }: PartOptions): Promise<Outcome> {
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let output = '';
  for (const [source, target] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    source.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      target.write(text);
    });
  }
  const signal = (name: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(process.platform === 'win32' ? child.pid : -child.pid, name);
    } catch {
      // It ended in between.
    }
  };
  let isTimedOut = false;
  const limit = setTimeout(() => {
    isTimedOut = true;
    // To Playwright an interrupt means: stop here and report what there is.
    signal('SIGINT');
    setTimeout(() => signal('SIGKILL'), KILL_GRACE_MS).unref();
  }, limitMs);
  const passOn = (name: NodeJS.Signals): void => {
    signal(name);
    setTimeout(() => process.exit(1), KILL_GRACE_MS).unref();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, passOn);
  return new Promise((resolve) => {
    const end = (code: number): void => {
      clearTimeout(limit);
      for (const name of signals) process.off(name, passOn);
      resolve({
        code,
        output: stripVTControlCharacters(output),
        seconds: (performance.now() - started) / 1_000,
        isTimedOut,
      });
    };
    child.once('error', () => end(1));
    child.once('close', (code) => end(code ?? 1));
  });
}
