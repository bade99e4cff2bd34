import { type ChildProcess, spawn } from 'node:child_process';

/** A Node process of the bench. */
export interface Child extends AsyncDisposable {
  readonly process: ChildProcess;
  /** What the line that said it is ready matched. */
  readonly ready: RegExpMatchArray;
  /** Resident memory in bytes. */
  rss(): Promise<number>;
  stop(): Promise<void>;
}

const START_PATIENCE_MS = 30_000;

/** Starts a Node process and waits for the line on its output that says it is ready. */
export async function startChild(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  readyLine: RegExp,
  nodeOptions: readonly string[] = [],
): Promise<Child> {
  const child = spawn(process.execPath, [...nodeOptions, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = await new Promise<RegExpMatchArray>((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => reject(new Error(`not ready: ${args.join(' ')}\n${output}`)), START_PATIENCE_MS);
    child.stdout?.on('data', (data: Buffer) => {
      output = (output + data.toString()).slice(-20_000);
      const match = output.match(readyLine);
      if (!match) return;
      clearTimeout(timer);
      resolve(match);
    });
    void ended.then(() => reject(new Error(`ended before it was ready: ${args.join(' ')}\n${output}`)));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(killer);
  };
  return { process: child, ready, rss: () => readRss(child.pid), stop, [Symbol.asyncDispose]: stop };
}

async function readRss(pid: number | undefined): Promise<number> {
  const { readFile } = await import('node:fs/promises');
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024;
}
