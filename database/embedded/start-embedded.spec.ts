import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

import { withClient } from '../connection/with-client.ts';
import { readPostmasterPid } from './postmaster-pid.ts';
import { THROW_AWAY_SETTINGS } from './settings.ts';
import { startEmbedded } from './start-embedded.ts';

describe('startEmbedded', () => {
  let root: string;
  const start = (port?: number) =>
    startEmbedded({
      stateDir: path.join(root, 'state'),
      settings: THROW_AWAY_SETTINGS,
      ...(port !== undefined && { port }),
    });
  const dirs: string[] = [];

  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'tidemark-embedded-'));
    chmodSync(root, 0o755);
    dirs.push(root);
  });
  afterAll(() => dirs.forEach((dir) => rmSync(dir, { recursive: true, force: true })));

  it('keeps data, password and port across a stop and a start', async () => {
    const first = await start();
    await withClient(first.url, (client) => client.query('CREATE TABLE kept ()'));
    await first.stop();
    expect(readPostmasterPid(first.dataDir)).toBeUndefined();
    const second = await start();
    expect(second.url).toBe(first.url);
    await withClient(second.url, (client) => client.query('SELECT FROM kept'));
    expect(readFileSync(path.join(root, 'state', 'database-url'), 'utf8').trim()).toBe(second.url);
    expect(statSync(path.join(root, 'state', 'database-url')).mode & 0o077).toBe(0);
    await second.stop();
    await second.stop();
  });

  it('listens on the loopback interface only, and lets nobody in without the password', async () => {
    const server = await start();
    await withClient(server.url, async (client) => {
      const { rows } = await client.query('SHOW listen_addresses');
      expect(rows[0]).toEqual({ listen_addresses: '127.0.0.1' });
    });
    const open = new URL(server.url);
    open.password = 'wrong';
    await expect(withClient(open.href, () => Promise.resolve())).rejects.toMatchObject({ code: '28P01' });
    await server.stop();
  });

  it('takes over a server that a killed run left behind', async () => {
    const script = `import { startEmbedded } from ${JSON.stringify(path.join(import.meta.dirname, 'start-embedded.ts'))};
      const server = await startEmbedded({ stateDir: ${JSON.stringify(path.join(root, 'state'))} });
      process.stdout.write(String(server.port) + '\\n'); setInterval(() => undefined, 1000);`;
    const run = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [port] = (await once(run.stdout, 'data')) as [Buffer];
    const shared = await start();
    expect(shared).toMatchObject({ port: Number(port.toString()), isShared: true });
    await shared.stop();
    run.kill('SIGKILL');
    await once(run, 'exit');
    const adopted = await start();
    expect(adopted).toMatchObject({ port: Number(port.toString()), isShared: false });
    await adopted.stop();
    expect(readPostmasterPid(adopted.dataDir)).toBeUndefined();
  });

  it('starts in spite of a stale postmaster.pid', async () => {
    const server = await start();
    await server.stop();
    writeFileSync(
      path.join(server.dataDir, 'postmaster.pid'),
      `99999999\n${server.dataDir}\n1\n5432\n\n127.0.0.1\n1 1\nready   \n`,
    );
    const again = await start();
    await withClient(again.url, (client) => client.query('SELECT 1'));
    await again.stop();
  });

  it('says which port is busy, and what to do', async () => {
    const blocker = createServer();
    blocker.listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const address = blocker.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(start(port)).rejects.toThrow(
      new RegExp(`Port ${port} on 127.0.0.1 is in use by another program. Stop that program`),
    );
    blocker.close();
  });

  it('works below a folder that only its owner may enter', async () => {
    chmodSync(root, 0o700);
    const server = await start();
    await withClient(server.url, (client) => client.query('SELECT 1'));
    await server.stop();
    if (process.getuid?.() === 0) {
      expect(server.dataDir.startsWith('/var/tmp/tidemark-data-')).toBe(true);
      rmSync(path.dirname(server.dataDir), { recursive: true, force: true });
    }
  });

  it('leaves nothing that looks complete where making the data folder was cut short', async () => {
    const server = await start();
    await server.stop();
    rmSync(server.dataDir, { recursive: true });
    const again = await start();
    expect(existsSync(path.join(again.dataDir, 'PG_VERSION'))).toBe(true);
    expect(existsSync(`${again.dataDir}.new`)).toBe(false);
    await again.stop();
  });
});
