import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { THROW_AWAY_SETTINGS } from '../embedded/settings.ts';
import { startEmbedded } from '../embedded/start-embedded.ts';
import { buildTemplate } from './template.ts';

/** Name of the environment variable that tells the specs which server to make their databases on. */
export const SERVER_VARIABLE = 'TIDEMARK_TEST_SERVER';

export interface TestServer {
  /** Owner's URL of the server. */
  readonly url: string;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

/**
 * Starts one PostgreSQL for a Jest run and prepares the empty template database. `TEST_DATABASE_URL` names a server to
 * use instead: its role must be allowed to create databases and roles. `DATABASE_URL` is never used by tests.
 */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  const server = given ? { url: given, stop: () => Promise.resolve() } : await startThrowAway();
  try {
    await buildTemplate(server.url, 'empty');
  } catch (error) {
    await server.stop();
    throw error;
  }
  process.env[SERVER_VARIABLE] = server.url;
  return server;
}

async function startThrowAway(): Promise<TestServer> {
  const stateDir = mkdtempSync(path.join(os.tmpdir(), 'tidemark-test-'));
  // mkdtemp makes it 0700; a server that runs as another account must be able to pass through.
  chmodSync(stateDir, 0o755);
  const server = await startEmbedded({ stateDir, settings: THROW_AWAY_SETTINGS });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      rmSync(server.dataDir, { recursive: true, force: true });
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
