import { setTimeout as sleep } from 'node:timers/promises';

import type { Child } from './child.ts';
import { startChild } from './child.ts';
import { jwtSecret } from './data-folder.ts';
import type { Database } from './database.ts';
import type { Scope } from './scope.ts';
import type { Settings } from './settings.ts';

/** Within this the API says goodbye to its sockets; the rest of the five seconds is the database's. */
const STOP_PATIENCE_MS = 3_000;

/** A first start on a slow machine takes a few seconds; more means that something is wrong. */
const READY_PATIENCE_MS = 60_000;
const READY_POLL_MS = 60;

export interface Api {
  readonly url: string;
  readonly child: Child;
}

/** Starts the built API on `port` and returns when `/health/ready` says that the whole path works. */
export async function startApi(settings: Settings, database: Database, port: number, scope: Scope): Promise<Api> {
  const url = `http://localhost:${port}`;
  const child = startChild({
    args: ['--enable-source-maps', 'dist/api/main.js'],
    env: apiEnvironment(settings, database, port),
    output: 'inherit',
    hide: /^Tidemark listens on /,
  });
  scope.onStop(() => child.stop(STOP_PATIENCE_MS));
  await untilReady(url, child, scope.signal);
  return { url, child };
}

/** Everything the API is told; what a person has set in the environment wins. */
function apiEnvironment(settings: Settings, database: Database, port: number): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    JWT_SECRET: jwtSecret(settings.dataDir),
    API_DATABASE_URL: database.apiUrl,
    SYNC_DATABASE_URL: database.syncUrl,
    CLIENT_DIR: 'dist/client/browser',
    TIDEMARK_DATA: settings.dataDir,
    ...withoutEmpty(process.env),
    API_PORT: String(port),
    LOG_LEVEL: settings.logLevel,
    // The API never needs the owner's URL, so it never has it.
    DATABASE_URL: undefined,
    ...(database.postmasterPid === undefined ? {} : { TIDEMARK_POSTMASTER_PID: String(database.postmasterPid) }),
  };
}

/** `API_DATABASE_URL= npm start` means "not set", as it does for a shell. */
function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}

async function untilReady(url: string, child: Child, signal: AbortSignal): Promise<void> {
  let ending: string | undefined;
  void child.ended.then(({ description }) => (ending = description));
  for (const end = Date.now() + READY_PATIENCE_MS; Date.now() < end; await sleep(READY_POLL_MS)) {
    if (signal.aborted) return;
    if (ending !== undefined) throw new Error(`The API ${ending} before it was ready; its own message is above.`);
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    if (answer?.ok) return;
  }
  const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
  throw new Error(
    `The API was not ready within ${READY_PATIENCE_MS / 1_000} s. GET /health/ready says: ${(await answer?.text()) ?? 'nothing'}`,
  );
}
