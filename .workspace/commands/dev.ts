// npm run dev: watch mode. The API follows its sources on API_PORT, the client's development server runs on 4200 and
// passes REST and sockets on to it.
import { mkdirSync, writeFileSync } from 'node:fs';

import { watchApi } from '../supervisor/api-watch.ts';
import { startChild } from '../supervisor/child.ts';
import { DEMO_LOGINS, DEMO_PASSWORD } from '../supervisor/demo.ts';
import { NX_ENVIRONMENT, NX_PROGRAM } from '../supervisor/nx.ts';
import { claimPort } from '../supervisor/port.ts';
import { step } from '../supervisor/step.ts';
import { openWorkbench } from '../supervisor/workbench.ts';

const CLIENT_PORT = Number(process.env['CLIENT_PORT'] || 4_200);
const STOP_PATIENCE_MS = 1_500;
const PROXY_FILE = 'tmp/proxy.conf.json';

openWorkbench(async ({ settings, database, port, scope }) => {
  await claimPort(CLIENT_PORT, 'localhost');
  const { url } = await step('API', () => watchApi({ settings, database, port }, scope));
  writeProxy(port);
  const client = startChild({
    args: [
      NX_PROGRAM,
      'run',
      'client:serve',
      `--port=${CLIENT_PORT}`,
      `--proxyConfig=${PROXY_FILE}`,
      '--outputStyle=stream',
    ],
    env: NX_ENVIRONMENT,
    output: 'inherit',
  });
  scope.onStop(() => client.stop(STOP_PATIENCE_MS));
  void client.ended.then(({ description }) => scope.fail(new Error(`The client's development server ${description}.`)));
  process.stdout.write(`
  Client    http://localhost:${CLIENT_PORT}   (reloads when a source changes; its first build takes a moment)
  API       ${url}   (restarts when a source changes)
  Sign in   ${DEMO_LOGINS}; password: ${DEMO_PASSWORD}
  Stop      Ctrl-C

`);
});

/** The development server's proxy, for the port that the API really has. */
function writeProxy(apiPort: number): void {
  const target = { target: `http://127.0.0.1:${apiPort}`, secure: false };
  mkdirSync('tmp', { recursive: true });
  writeFileSync(PROXY_FILE, JSON.stringify({ '/api': target, '/health': target, '/ws': { ...target, ws: true } }));
}
