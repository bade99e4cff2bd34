import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { createTestDatabase, type TestDatabase } from '@tidemark/database/testing';
import { WebSocket } from 'ws';

import { JWT_SECRET } from './support/test-api.ts';
import { type Answer, TestUser } from './support/test-user.ts';

const ROOT = path.join(__dirname, '../..');
let dir: string;
let bundle: string;
let db: TestDatabase;

beforeAll(async () => {
  // Inside the workspace, so that the bundle finds its packages.
  await mkdir(path.join(ROOT, 'dist'), { recursive: true });
  dir = await mkdtemp(path.join(ROOT, 'dist/api-test-'));
  bundle = path.join(dir, 'main.js');
  [db] = await Promise.all([
    createTestDatabase({ seeded: true }),
    promisify(execFile)(process.execPath, ['api/build.mjs', bundle], { cwd: ROOT, env: withoutJest() }),
  ]);
});

afterAll(async () => {
  await db.drop();
  await rm(dir, { recursive: true, force: true });
});

function withoutJest(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return env;
}

const environment = () => ({
  PATH: process.env['PATH'],
  API_PORT: '0',
  API_HOST: '127.0.0.1',
  API_DATABASE_URL: db.apiUrl,
  SYNC_DATABASE_URL: db.syncUrl,
  JWT_SECRET,
  CLIENT_DIR: dir,
});

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  output(): string;
  /** Exit code and how long it took, once it has ended. */
  readonly ended: Promise<number | null>;
}

function run(env: Record<string, string | undefined>): {
  child: ChildProcess;
  output(): string;
  ended: Promise<number | null>;
} {
  const child = spawn(process.execPath, [bundle], { cwd: os.tmpdir(), env });
  let output = '';
  child.stdout?.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (output += data.toString()));
  return { child, output: () => output, ended: new Promise((resolve) => child.on('close', resolve)) };
}

async function start(env: Record<string, string> = {}): Promise<Running> {
  const running = run({ ...environment(), ...env });
  const deadlineMs = Date.now() + 30_000;
  while (Date.now() < deadlineMs) {
    const [, url] = /listens on (\S+)/.exec(running.output()) ?? [];
    if (url) return { ...running, url };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`did not start:\n${running.output()}`);
}

async function signIn(url: string): Promise<TestUser> {
  const answer = await new TestUser(url).post('/api/v1/auth/login', { username: 'mia', password: 'tidemark' });
  return new TestUser(url, (answer.body as { accessToken: string }).accessToken, '', answer.cookies);
}

describe('the process', () => {
  it('says in one message everything that is wrong with its environment, and no value of it', async () => {
    const { ended, output } = run({
      PATH: process.env['PATH'],
      API_PORT: 'http',
      JWT_SECRET: 'short-secret',
      SYNC_ENABLED: 'maybe',
      OIDC_ISSUER: 'https://x.example',
    });
    expect(await ended).toBe(1);
    for (const name of [
      'API_PORT',
      'JWT_SECRET',
      'SYNC_ENABLED',
      'API_DATABASE_URL: is required',
      'SYNC_DATABASE_URL: is required',
    ]) {
      expect(output()).toContain(name);
    }
    expect(output()).not.toContain('short-secret');
  });

  it('says which port is in use', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    );
    const { ended, output } = run({ ...environment(), API_PORT: String(port) });
    expect(await ended).toBe(1);
    expect(output()).toContain(`Port ${port} is in use`);
    other.close();
  });

  it.each(['192.0.2.1', '999.0.0.1'])('says that %s is no address to listen on', async (host) => {
    const { ended, output } = run({ ...environment(), API_HOST: host });
    expect(await ended).toBe(1);
    expect(output()).toContain('API_HOST is not an address of this machine.\n');
    expect(output()).not.toContain('    at ');
  });

  it('stops within ten seconds: requests finish, sockets get 1012, and the exit is clean', async () => {
    const { child, url, ended } = await start();
    const mia = await signIn(url);
    const sockets = Array.from(
      { length: 5 },
      () => new WebSocket(`${url.replace('http', 'ws')}/ws/sync`, ['tidemark.v1', `bearer.${mia.token}`]),
    );
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('message', resolve))));
    const closed = Promise.all(
      sockets.map((socket) => new Promise<number>((resolve) => socket.once('close', resolve))),
    );
    const write = mia.post('/api/v1/project', { name: 'Last', code: 'STOP-1' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    const startMs = performance.now();
    child.kill('SIGTERM');
    expect((await write).status).toBe(201);
    expect(await closed).toEqual([1012, 1012, 1012, 1012, 1012]);
    await ended;
    expect(performance.now() - startMs).toBeLessThan(10_000);
    expect(child.signalCode === 'SIGTERM' || child.exitCode === 0).toBe(true);
  });

  it('logs one line for each request, with its id, and none for what platforms poll', async () => {
    const { child, url, ended, output } = await start({ LOG_LEVEL: 'info' });
    const anonymous = new TestUser(url);
    const answers: Answer[] = [];
    for (const address of ['/', '/api/v1/project?status=active', '/nothing.js', '/health/live', '/metrics']) {
      answers.push(await anonymous.get(address));
    }
    child.kill('SIGTERM');
    await ended;
    const logged = output()
      .split('\n')
      .filter((line) => line.includes('"responseTime"'))
      .map((line) => JSON.parse(line) as { req: { id: string; url: string }; res: { statusCode: number } })
      .map(({ req, res }) => [req.id, req.url, res.statusCode]);
    const idOf = (index: number) => answers[index]?.headers.get('x-request-id');
    expect(logged).toEqual([
      [idOf(0), '/', 503],
      [idOf(1), '/api/v1/project?status=active', 401],
      [idOf(2), '/nothing.js', 404],
    ]);
  });

  it('writes no token, ticket, password or secret column into its logs, whatever is asked of it', async () => {
    const canary = `CANARY${randomUUID().slice(0, 8)}`;
    const { child, url, ended, output } = await start({ LOG_LEVEL: 'trace' });
    const mia = await signIn(url);
    const { ticket } = (await mia.post('/api/v1/auth/ws-ticket')).body as { ticket: string };
    await mia.post('/api/v1/auth/login', { username: 'mia', password: canary });
    await mia.post('/api/v1/employee', {
      name: 'Sam',
      number: 'P-1',
      email: 'p@example.com',
      hiredOn: '2026-01-01',
      nationalId: canary,
    });
    await mia.post('/api/v1/employee', {
      name: 'Sam',
      number: 'P-1',
      email: 'p@example.com',
      hiredOn: '2026-01-01',
      nationalId: canary,
    });
    await mia.get(`/api/v1/project?token=${mia.token}&ticket=${ticket}`);
    await mia.patch('/api/v1/project/nope', `{"oops": "${canary}"`);
    for (const query of [`token=${mia.token}`, `ticket=${ticket}`, `ticket=${ticket}`]) {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/sync?${query}`);
      await new Promise((resolve) => socket.once('message', resolve).once('error', resolve));
      socket.terminate();
    }
    child.kill('SIGTERM');
    await ended;
    const cookie = mia.cookies[0]?.split(';')[0]?.split('=')[1] ?? 'none';
    expect(
      output()
        .split('\n')
        .filter((line) => line.startsWith('{')).length,
    ).toBeGreaterThan(10);
    for (const secret of [canary, mia.token ?? 'none', ticket, cookie, cookie.split('.')[1] ?? 'none']) {
      expect(output().includes(secret)).toBe(false);
    }
  });

  it('lets no password of the database into the log when it cannot sign in there', async () => {
    const wrong = new URL(db.apiUrl);
    wrong.password = 'the-wrong-password';
    const { child, url, ended, output } = await start({ API_DATABASE_URL: wrong.href });
    expect((await new TestUser(url).get('/health/ready')).status).toBe(503);
    expect(
      (await new TestUser(url).post('/api/v1/auth/login', { username: 'mia', password: 'tidemark' })).status,
    ).toBeGreaterThanOrEqual(500);
    child.kill('SIGTERM');
    await ended;
    expect(output()).not.toContain('the-wrong-password');
  });
});
