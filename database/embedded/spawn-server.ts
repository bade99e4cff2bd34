import { spawn } from 'node:child_process';
import { chmodSync, closeSync, openSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { EmbeddedError } from './embedded-error.ts';
import { explainFailure } from './explain-failure.ts';
import { serverEnvironment } from './init-cluster.ts';
import { readPostmasterPid } from './postmaster-pid.ts';
import type { ServerAccount } from './server-account.ts';

/** Recovery after a crash may take a while; more than this means that something is wrong. */
const START_PATIENCE_MS = 60_000;

interface SpawnOptions {
  readonly binDir: string;
  readonly dataDir: string;
  readonly port: number;
  readonly account: ServerAccount | undefined;
  readonly settings: Readonly<Record<string, string>>;
  /** Where the server writes its log. */
  readonly logFile: string;
}

/**
 * Starts the server and returns its process id when it accepts connections. It writes to a log file rather than to a
 * pipe, and has a process group of its own: Ctrl-C in the terminal must not reach it before the API has drained.
 */
export async function spawnServer(options: SpawnOptions): Promise<number> {
  const { binDir, dataDir, port, account, settings, logFile } = options;
  const log = openSync(logFile, 'a');
  chmodSync(logFile, 0o600);
  const logStart = statSync(logFile).size;
  const flags = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child = spawn(path.join(binDir, 'postgres'), ['-D', dataDir, ...flags], {
    ...account,
    cwd: dataDir,
    env: serverEnvironment(dataDir),
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  let ended: string | undefined;
  child.once('error', (error) => (ended = String(error)));
  child.once('exit', (code, signal) => (ended = `postgres ended (${signal ?? code})`));
  const output = () => readFileSync(logFile).subarray(logStart).toString();
  for (const end = Date.now() + START_PATIENCE_MS; Date.now() < end; await sleep(15)) {
    if (ended !== undefined) throw explainFailure(`${output()}\n${ended}`, { program: 'postgres', dataDir, port });
    const server = readPostmasterPid(dataDir);
    if (server?.isReady && server.pid === child.pid) {
      child.unref();
      return server.pid;
    }
  }
  child.kill('SIGQUIT');
  throw new EmbeddedError(
    `PostgreSQL did not start within ${START_PATIENCE_MS / 1000} s. Its log is ${logFile}; it ends with:\n${output().slice(-1_000)}`,
  );
}
