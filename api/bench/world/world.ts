import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { type DatabaseUrls, prepareDatabase, removeEmbedded, seed, startEmbedded } from '@tidemark/database';
import { sessionSchema } from '@tidemark/protocol';
import pg from 'pg';

import { type Child, startChild } from './child.ts';

/** Limits out of the way of load; everything else as shipped. */
const TUNING = {
  socket: {
    connectionsPerUser: 50_000,
    connectionsPerPod: 50_000,
    messagesPerSecond: 10_000,
    firstMessageMs: 3_600_000,
  },
};

/** What a case works with: a real PostgreSQL with the demo company, the built API, and the bare reference beside it. */
export interface World extends AsyncDisposable {
  readonly urls: DatabaseUrls;
  /** As the owner. */
  readonly pool: pg.Pool;
  /** Starts the API; `pods` may run side by side. */
  startApi(env?: NodeJS.ProcessEnv, nodeOptions?: readonly string[]): Promise<Api>;
  startReference(): Promise<Reference>;
}

export interface Api extends Child {
  readonly origin: string;
  readonly port: number;
  /** Access token of a demo user. */
  token(username: string): Promise<string>;
}

export interface Reference extends Child {
  readonly port: number;
}

export async function createWorld(settings: Record<string, string> = {}): Promise<World> {
  const stateDir = mkdtempSync(path.join(os.tmpdir(), 'tidemark-bench-'));
  const server = await startEmbedded({
    stateDir,
    settings: { track_commit_timestamp: 'on', max_connections: '100', ...settings },
  });
  const urls = await prepareDatabase(server.url, { dataDir: stateDir });
  await seed(urls.ownerUrl, 'small');
  const pool = new pg.Pool({ connectionString: urls.ownerUrl, max: 10 });
  pool.on('error', () => undefined);
  await pool.query('VACUUM ANALYZE');
  const children: Child[] = [];
  const keep = <C extends Child>(child: C): C => (children.push(child), child);
  return {
    urls,
    pool,
    async startApi(env = {}, nodeOptions = []) {
      return keep(await startApi(urls, stateDir, env, nodeOptions));
    },
    async startReference() {
      const child = await startChild(
        ['api/bench/reference/server.ts'],
        { REFERENCE_DATABASE_URL: urls.ownerUrl },
        /listening on (\d+)/,
      );
      return keep({ ...child, port: Number(child.ready[1]) });
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(children.map((child) => child.stop()));
      await pool.end();
      await server.stop();
      await removeEmbedded(stateDir);
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

async function startApi(
  urls: DatabaseUrls,
  stateDir: string,
  env: NodeJS.ProcessEnv,
  nodeOptions: readonly string[],
): Promise<Api> {
  const child = await startChild(
    ['dist/api/main.js'],
    {
      NODE_ENV: 'production',
      API_PORT: '0',
      API_HOST: '127.0.0.1',
      API_DATABASE_URL: urls.apiUrl,
      SYNC_DATABASE_URL: urls.syncUrl,
      JWT_SECRET: 'bench-bench-bench-bench-bench-bench',
      TIDEMARK_DATA: stateDir,
      LOG_LEVEL: 'warn',
      REQUESTS_PER_SECOND: '1000000',
      SIGN_INS_PER_MINUTE: '1000000',
      SYNC_LIVE_OPTIONS: JSON.stringify(TUNING),
      ...env,
    },
    /Tidemark listens on \S+:(\d+)/,
    nodeOptions,
  );
  const port = Number(child.ready[1]);
  const origin = `http://127.0.0.1:${port}`;
  const token = async (username: string) => {
    const answer = await fetch(`${origin}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: 'tidemark' }),
    });
    return sessionSchema.parse(await answer.json()).accessToken;
  };
  return { ...child, port, origin, token };
}
