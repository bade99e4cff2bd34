import { setTimeout as delay } from 'node:timers/promises';

import { createTestDatabase, type TestDatabase } from '@tidemark/database/testing';

import { fakeToken } from '../../test/fake-authenticator.ts';
import { Pods } from '../../test/pod/pods.ts';
import { RawSocket } from '../../test/raw-socket.ts';
import { TestSocket } from '../../test/test-socket.ts';

process.chdir(new URL('../../../..', `file://${__filename}`).pathname);

const TIMEOUT_MS = 1_500;

let database: TestDatabase;
let pods: Pods;
let ada: string;
let projects: string[];

beforeAll(async () => {
  database = await createTestDatabase({ seeded: true });
  pods = new Pods({
    database,
    live: { pod: { heartbeatMs: 300, timeoutMs: TIMEOUT_MS }, socket: { connectionsPerUser: 1_000 } },
  });
  const ids = async (sql: string) => (await database.query<{ id: string }>(sql)).rows.map(({ id }) => id);
  [ada = ''] = await ids("SELECT id FROM app.person WHERE username = 'ada'");
  projects = await ids('SELECT id FROM app.project ORDER BY id LIMIT 20');
}, 120_000);

afterAll(async () => {
  pods[Symbol.dispose]();
  await delay(200);
  await database.drop();
});

const connect = (port: number) => TestSocket.open(port, fakeToken(ada));
const subscribe = (since?: string) => ({
  type: 'SUBSCRIBE',
  payload: { entityCode: 'project', entityIds: projects, ...(since && { since }) },
});
const rows = async (sql: string) => (await database.query(sql)).rowCount ?? 0;

async function until(condition: () => Promise<boolean>): Promise<number> {
  const startMs = performance.now();
  while (!(await condition())) {
    if (performance.now() - startMs > 20_000) throw new Error('it never came to that');
    await delay(50);
  }
  return performance.now() - startMs;
}

it('the clients of a pod that is killed move to another and miss nothing; its rows go', async () => {
  const [victim, other] = [await pods.start(), await pods.start()];
  const socket = await connect(victim.port);
  const { snapshot } = (await socket.ask(subscribe(), 'SUBSCRIBED')).payload;
  await database.query("UPDATE app.project SET name = name || '.' WHERE id = $1", [projects[0]]);
  await socket.next('INVALIDATE');
  await pods.kill(victim);
  await database.query("UPDATE app.project SET name = name || '.' WHERE id = ANY ($1)", [projects.slice(1, 4)]);
  const again = await connect(other.port);
  await again.ask(subscribe(snapshot), 'SUBSCRIBED');
  const told = new Set(
    again.all('INVALIDATE').flatMap(({ payload }) => payload.changes.map(({ entityId }) => entityId)),
  );
  expect(told).toEqual(new Set(projects.slice(0, 4)));
  const tookMs = await until(async () => (await rows('SELECT FROM app.rxdb_subscription')) === projects.length);
  expect(tookMs).toBeLessThan(TIMEOUT_MS * 10);
  expect(await rows('SELECT FROM app.pod')).toBe(1);
  await again.close();
  await pods.stop(other);
  expect(await rows('SELECT FROM app.pod')).toBe(0);
}, 60_000);

it('a pod that was suspended and taken for dead writes its subscriptions again, and has missed nothing', async () => {
  const [suspended, other] = [await pods.start(), await pods.start()];
  const socket = await connect(suspended.port);
  await socket.ask(subscribe(), 'SUBSCRIBED');
  suspended.process.kill('SIGSTOP');
  await until(async () => (await rows('SELECT FROM app.rxdb_subscription')) === 0);
  await database.query("UPDATE app.project SET name = name || '.' WHERE id = $1", [projects[5]]);
  suspended.process.kill('SIGCONT');
  expect((await socket.next('INVALIDATE', 10_000)).payload.changes[0]?.entityId).toBe(projects[5]);
  await until(async () => (await rows('SELECT FROM app.rxdb_subscription')) === projects.length);
  expect(await rows('SELECT FROM app.sync_connection')).toBe(1);
  await socket.close();
  await pods.stop(suspended);
  await pods.stop(other);
}, 60_000);

it('a change by SQL reaches the subscribers of every pod', async () => {
  const all = await Promise.all([pods.start(), pods.start(), pods.start()]);
  const sockets = await Promise.all(all.map(({ port }) => connect(port)));
  await Promise.all(sockets.map((socket) => socket.ask(subscribe(), 'SUBSCRIBED')));
  await database.query("UPDATE app.project SET name = name || '.' WHERE id = $1", [projects[9]]);
  const signals = await Promise.all(sockets.map((socket) => socket.next('INVALIDATE')));
  expect(signals.map(({ payload }) => payload.changes[0]?.entityId)).toEqual(all.map(() => projects[9]));
  await Promise.all(sockets.map((socket) => socket.close()));
  for (const pod of all) await pods.stop(pod);
}, 60_000);

it('clients that ask for a socket and reset the connection at once do no harm', async () => {
  const pod = await pods.start();
  const good = `tidemark.v1, bearer.${fakeToken(ada)}`;
  for (let round = 0; round < 40; round++) {
    for (const [target, protocols] of [['/ws/other'], ['/ws/sync'], ['/ws/sync?token=abc'], ['/ws/sync', good]]) {
      const raw = new RawSocket(pod.port);
      raw.upgrade({ target, headers: { 'Sec-WebSocket-Protocol': protocols } }).catch(() => undefined);
      await delay(round % 4);
      raw.socket.resetAndDestroy();
    }
  }
  const socket = await connect(pod.port);
  expect((await socket.ask(subscribe(), 'SUBSCRIBED')).payload.count).toBe(projects.length);
  await socket.close();
  await pods.stop(pod);
}, 60_000);
