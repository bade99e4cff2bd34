import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

import { prepareDatabase, seed, startEmbedded } from '@tidemark/database';

import { type Environment, ENVIRONMENT_VARIABLE, ROOT } from './environment.ts';

/** Brings up a fresh embedded PostgreSQL with the demo company; the API is started by the tests themselves. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  for (const built of ['dist/api/main.js', 'dist/client/browser/service-worker.js']) {
    if (!existsSync(path.join(ROOT, built)))
      throw new Error(`${built} is missing: run \`nx run-many -t build -p api,client\` first.`);
  }
  // Of this run alone: another one may be under way.
  const dataDir = path.join(ROOT, `tmp/e2e-data-${process.pid}`);
  const environmentFile = path.join(dataDir, 'e2e-environment.json');
  mkdirSync(dataDir, { recursive: true });
  const server = await startEmbedded({ stateDir: dataDir });
  try {
    const urls = await prepareDatabase(server.url, { dataDir });
    await seed(urls.ownerUrl, 'small');
    const environment: Environment = { ...urls, dataDir, port: await freePort() };
    writeFileSync(environmentFile, JSON.stringify(environment));
    process.env[ENVIRONMENT_VARIABLE] = environmentFile;
  } catch (error) {
    await server.stop();
    throw error;
  }
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
