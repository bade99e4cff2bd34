import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { DatabaseUrls } from '@tidemark/database';
import { SYNC_PATH } from '@tidemark/protocol';

import type { OpenRequest } from '../load/fleet.ts';
import type { ProcessState } from './probe.ts';
import { startWorker, type Worker } from './start-worker.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const BUNDLE = path.join(ROOT, 'dist/api/main.js');
const SOURCES = ['api/src', 'libs/protocol/src', 'libs/entity-model/src', 'libs/entities/src', 'libs/sync-server/src'];
const READY_PATIENCE_MS = 60_000;

/** The real API as a process of its own. */
export interface Api {
  readonly origin: string;
  /** Where a fleet connects to. */
  readonly target: Pick<OpenRequest, 'host' | 'port' | 'path'>;
  /** Asks the process itself; collects its garbage first. */
  state(): Promise<ProcessState>;
  stop(): Promise<void>;
}

interface ApiOptions {
  readonly urls: DatabaseUrls;
  readonly jwtSecret: string;
  readonly dataDir: string;
  /** Options of Node, for profiles (`--cpu-prof`). */
  readonly execArgv?: readonly string[];
}

/** Starts the API on a free port and resolves when it is ready. Rejects with its last words when it does not get there. */
export async function startApi({ urls, jwtSecret, dataDir, execArgv = [] }: ApiOptions): Promise<Api> {
  buildIfStale();
  const worker = startWorker(BUNDLE, {
    execArgv: [
      '--expose-gc',
      '--import',
      path.join(import.meta.dirname, 'probe.ts'),
      '--enable-source-maps',
      ...execArgv,
    ],
    isQuiet: true,
    env: {
      NODE_ENV: 'production',
      API_PORT: '0',
      API_HOST: '127.0.0.1',
      API_DATABASE_URL: urls.apiUrl,
      SYNC_DATABASE_URL: urls.syncUrl,
      DATABASE_URL: '',
      JWT_SECRET: jwtSecret,
      TIDEMARK_DATA: dataDir,
      LOG_LEVEL: process.env['BENCH_LOG_LEVEL'] ?? 'info',
      // The load comes from few people; the limit is not what is measured.
      REQUESTS_PER_SECOND: '1000000',
    },
  });
  const port = await listeningPort(worker);
  const origin = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + READY_PATIENCE_MS; ; await sleep(50)) {
    const answer = await fetch(`${origin}/health/ready`).catch(() => undefined);
    if (answer?.ok) break;
    if (Date.now() > end) throw new Error(`the API is not ready: ${(await answer?.text()) ?? worker.output()}`);
  }
  return {
    origin,
    target: { host: '127.0.0.1', port, path: SYNC_PATH },
    state: () => worker.call('state'),
    stop: () => worker.stop(),
  };
}

async function listeningPort(worker: Worker): Promise<number> {
  for (const end = Date.now() + READY_PATIENCE_MS; Date.now() < end; await sleep(20)) {
    const port = /listens on \S+:(\d+)/.exec(worker.output())?.[1];
    if (port !== undefined) return Number(port);
    if (worker.process.exitCode !== null) break;
  }
  throw new Error(`the API did not start:\n${worker.output()}`);
}

/** What is measured must be what is in the sources. */
function buildIfStale(): void {
  const built = existsSync(BUNDLE) ? statSync(BUNDLE).mtimeMs : 0;
  const isStale = SOURCES.some((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true }).some(
      (entry) => entry.isFile() && statSync(path.join(entry.parentPath, entry.name)).mtimeMs > built,
    ),
  );
  if (!isStale) return;
  const { status, stderr } = spawnSync(process.execPath, ['api/build.mjs'], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the API does not build:\n${stderr}`);
}
