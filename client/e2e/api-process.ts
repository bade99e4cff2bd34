import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { type Environment, ROOT } from './environment.ts';

const READY_PATIENCE_MS = 60_000;

/** The built API as a process that tests may stop and start again on the same port. */
export class ApiProcess {
  readonly url: string;
  private child?: ChildProcess;
  private output = '';
  private readonly environment: Environment;

  constructor(environment: Environment) {
    this.environment = environment;
    this.url = `http://localhost:${environment.port}`;
  }

  /** Resolves once `/health/ready` says that the whole path works. `extra` overrides its environment variables. */
  async start(extra: Readonly<Record<string, string>> = {}): Promise<void> {
    if (this.child) return;
    const child = spawn(process.execPath, ['--enable-source-maps', 'dist/api/main.js'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        JWT_SECRET: 'end-to-end tests only, not a secret',
        API_DATABASE_URL: this.environment.apiUrl,
        SYNC_DATABASE_URL: this.environment.syncUrl,
        CLIENT_DIR: 'dist/client/browser',
        TIDEMARK_DATA: this.environment.dataDir,
        API_PORT: String(this.environment.port),
        LOG_LEVEL: 'warn',
        SIGN_INS_PER_MINUTE: '1000',
        ...extra,
      },
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (this.output += String(chunk)));
    for (const end = Date.now() + READY_PATIENCE_MS; Date.now() < end; await sleep(50)) {
      if (child.exitCode !== null) throw new Error(`The API ended with code ${child.exitCode}:\n${this.output}`);
      const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      if (answer?.ok) return;
    }
    throw new Error(`The API was not ready in time:\n${this.output}`);
  }

  /** Ends the process; with SIGKILL it has no time to say goodbye to its sockets. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
