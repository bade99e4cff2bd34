import { type ChildProcess, fork } from 'node:child_process';

import type { Response } from './serve-commands.ts';

export interface WorkerOptions {
  readonly args?: readonly string[];
  /** Options of Node itself. */
  readonly execArgv?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Whether its output is kept for the message of a failure instead of being shown. */
  readonly isQuiet?: boolean;
}

/** A process of the bench that does what it is told. */
export interface Worker {
  readonly process: ChildProcess;
  /** What it has printed, if it is quiet: the last few thousand characters. */
  readonly output: () => string;
  /** Rejects with the worker's own error, or when it ends before it has answered. */
  call<Value>(command: string, argument?: unknown): Promise<Value>;
  stop(): Promise<void>;
}

const KEPT_OUTPUT = 8_000;
const STOP_PATIENCE_MS = 5_000;

/** Starts a script as a process of its own, so that load, reference and server do not share an event loop. */
export function startWorker(script: string, options: WorkerOptions = {}): Worker {
  const child = fork(script, options.args ?? [], {
    execArgv: [...(options.execArgv ?? [])],
    env: { ...process.env, ...options.env },
    serialization: 'advanced',
    silent: options.isQuiet ?? false,
  });
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let last = 0;
  let kept = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (kept = (kept + text).slice(-KEPT_OUTPUT)));
  }
  child.on('message', ({ id, value, error }: Response) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve(value as never);
    else call?.reject(new Error(error));
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error(`${script} ended (code ${child.exitCode}):\n${kept}`));
    waiting.clear();
  });
  return {
    process: child,
    output: () => kept,
    call: (command, argument) =>
      new Promise((resolve, reject) => {
        if (child.exitCode !== null) return reject(new Error(`${script} has ended`));
        const id = ++last;
        waiting.set(id, { resolve: resolve, reject });
        child.send({ id, command, argument }, (error) => error && reject(error));
      }),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}
