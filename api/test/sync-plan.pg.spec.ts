import { setTimeout as delay } from 'node:timers/promises';

import { SyncGateway } from '@tidemark/sync-server';
import { TestSocket } from '@tidemark/sync-server/testing';
import { WebSocket } from 'ws';

import { startTestApi, type TestApi } from './support/test-api.ts';
import type { TestUser } from './support/test-user.ts';

// The original plan's test scenarios, against the running server. 4.4 (offline to online) is the client's.

let api: TestApi;
let mia: TestUser;
let projects: string[];

const port = () => Number(new URL(api.url).port);
/** As wscat connects: the token in the address, no subprotocol. */
const plain = async (user: TestUser): Promise<TestSocket> => {
  const socket = new TestSocket(new WebSocket(`ws://127.0.0.1:${port()}/ws/sync?token=${user.token}`));
  await socket.next('CONNECTED');
  return socket;
};
const subscribe = (entityIds: string[]) => ({ type: 'SUBSCRIBE', payload: { entityCode: 'project', entityIds } });
const subscriptions = async () => Number((await api.db.query('SELECT FROM app.rxdb_subscription')).rowCount);
const forcePoll = () => api.app.get(SyncGateway).forcePoll();

beforeAll(async () => {
  api = await startTestApi({ env: { SYNC_LIVE_OPTIONS: '{"socket":{"connectionsPerUser":500}}' } });
  mia = await api.signIn('mia');
  const { rows } = await api.db.query<{ id: string }>('SELECT id FROM app.project ORDER BY id LIMIT 60');
  projects = rows.map(({ id }) => id);
});

afterAll(() => api[Symbol.asyncDispose]());

it('4.1 subscribe and unsubscribe leave the rows that they should', async () => {
  const socket = await plain(mia);
  const answer = await socket.ask(subscribe(projects.slice(0, 50)), 'SUBSCRIBED');
  expect(answer.payload.count).toBe(50);
  expect(await subscriptions()).toBe(50);
  expect((await socket.ask({ type: 'UNSUBSCRIBE_ALL' }, 'UNSUBSCRIBED')).payload.count).toBe(50);
  expect(await subscriptions()).toBe(0);
  await socket.ask(subscribe(projects.slice(0, 3)), 'SUBSCRIBED');
  const one = { type: 'UNSUBSCRIBE', payload: { entityCode: 'project', entityIds: [projects[0]] } };
  expect((await socket.ask(one, 'UNSUBSCRIBED')).payload.count).toBe(1);
  const rest = { type: 'UNSUBSCRIBE', payload: { entityCode: 'project' } };
  expect((await socket.ask(rest, 'UNSUBSCRIBED')).payload.count).toBe(2);
  await socket.close();
});

it('4.2 an edit through the API reaches a subscriber, and is logged with who made it', async () => {
  const [id = ''] = projects;
  const socket = await plain(await api.signIn('ada'));
  await socket.ask(subscribe([id]), 'SUBSCRIBED');
  const answer = await mia.patch(`/api/v1/project/${id}`, { name: 'Updated' });
  expect(answer.status).toBe(200);
  await forcePoll();
  const { payload } = await socket.next('INVALIDATE');
  expect(payload.entityCode).toBe('project');
  expect(payload.changes).toEqual([
    { entityId: id, action: 'UPDATE', version: (answer.body as { version: number }).version },
  ]);
  const { rows } = await api.db.query(
    'SELECT username, http_method FROM app.logging WHERE entity_id = $1 AND action = 2',
    [id],
  );
  expect(rows).toEqual([{ username: 'mia', http_method: 'PATCH' }]);
  await socket.close();
});

it('4.3 each of several users is told of what they subscribed to, and of nothing else', async () => {
  const [p1 = '', p2 = '', p3 = '', p4 = '', p5 = ''] = projects;
  const sockets: TestSocket[] = [];
  for (const ids of [
    [p1, p2, p3],
    [p2, p3, p4],
    [p3, p4, p5],
  ]) {
    const socket = await plain(mia);
    await socket.ask(subscribe(ids), 'SUBSCRIBED');
    sockets.push(socket);
  }
  const told = (id: string) => sockets.map((socket) => socket.signalsFor(id).length);
  await mia.patch(`/api/v1/project/${p3}`, { name: 'For all three' });
  await forcePoll();
  await Promise.all(sockets.map((socket) => socket.settle()));
  expect(told(p3)).toEqual([1, 1, 1]);
  await mia.patch(`/api/v1/project/${p1}`, { name: 'For the first' });
  await forcePoll();
  await Promise.all(sockets.map((socket) => socket.settle()));
  expect(told(p1)).toEqual([1, 0, 0]);
  await Promise.all(sockets.map((socket) => socket.close()));
});

it('4.5 a client that comes back with its token is told what it missed, before the acknowledgement', async () => {
  const [id = ''] = projects;
  const first = await plain(mia);
  const { snapshot } = (await first.ask(subscribe([id]), 'SUBSCRIBED')).payload;
  expect(snapshot).toBeDefined();
  first.socket.terminate();
  await mia.patch(`/api/v1/project/${id}`, { name: 'While it was away' });
  const second = await plain(mia);
  second.send({ type: 'SUBSCRIBE', payload: { entityCode: 'project', entityIds: [id], since: snapshot } });
  await second.next('SUBSCRIBED');
  expect(second.received.map(({ type }) => type)).toEqual(['CONNECTED', 'INVALIDATE', 'SUBSCRIBED']);
  expect(second.signalsFor(id)).toHaveLength(1);
  await second.close();
});

it('4.5 the rows of a connection that is cut are gone soon after', async () => {
  const socket = await plain(mia);
  await socket.ask(subscribe(projects.slice(0, 20)), 'SUBSCRIBED');
  socket.socket.terminate();
  for (let n = 0; n < 100 && (await subscriptions()) > 0; n++) await delay(20);
  expect(await subscriptions()).toBe(0);
});

it('4.6 limits are told, and what was subscribed before keeps working', async () => {
  const socket = await plain(mia);
  await socket.ask(subscribe([projects[0] ?? '']), 'SUBSCRIBED');
  const tooMany = Array.from({ length: 1_001 }, (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
  expect((await socket.ask(subscribe(tooMany), 'ERROR')).payload.code).toBe('LIMIT_BATCH');
  await mia.patch(`/api/v1/project/${projects[0]}`, { name: 'Still here' });
  expect((await socket.next('INVALIDATE')).payload.changes).toHaveLength(1);
  await socket.close();
});

it('4.7 one connection with 1,000 subscriptions is told of each', async () => {
  const { rows } = await api.db.query<{ id: string }>('SELECT id FROM app.task ORDER BY id LIMIT 1000');
  const entityIds = rows.map(({ id }) => id);
  const socket = await plain(mia);
  const answer = await socket.ask({ type: 'SUBSCRIBE', payload: { entityCode: 'task', entityIds } }, 'SUBSCRIBED');
  expect(answer.payload.count).toBe(1_000);
  await api.db.query('UPDATE app.task SET progress = 42 WHERE id = ANY ($1)', [entityIds]);
  await forcePoll();
  await socket.settle();
  expect(
    new Set(socket.all('INVALIDATE').flatMap(({ payload }) => payload.changes.map(({ entityId }) => entityId))),
  ).toEqual(new Set(entityIds));
  await socket.close();
});

it('4.8 a hundred users at once: all connect, subscribe and are told', async () => {
  const [id = ''] = projects;
  const sockets = await Promise.all(
    Array.from({ length: 100 }, async () => {
      const socket = await plain(mia);
      await socket.ask(subscribe([id]), 'SUBSCRIBED');
      return socket;
    }),
  );
  await mia.patch(`/api/v1/project/${id}`, { name: 'To a hundred' });
  await forcePoll();
  await Promise.all(sockets.map((socket) => socket.settle()));
  expect(sockets.filter((socket) => socket.signalsFor(id).length === 1)).toHaveLength(100);
  await Promise.all(sockets.map((socket) => socket.close()));
});

it('4.9 a thousand changes are told and marked as sent (the plan asks for that many a minute)', async () => {
  const socket = await plain(mia);
  await socket.ask({ type: 'SUBSCRIBE', payload: { entityCode: 'employee', scope: {} } }, 'SUBSCRIBED');
  const { rows } = await api.db.query<{ id: string }>('SELECT id FROM app.employee ORDER BY id LIMIT 100');
  const startMs = performance.now();
  for (let n = 0; n < 10; n++) {
    await api.db.query('UPDATE app.employee SET weekly_hours = $1 WHERE id = ANY ($2)', [n, rows.map(({ id }) => id)]);
  }
  await forcePoll();
  await socket.settle();
  expect(performance.now() - startMs).toBeLessThan(10_000);
  expect(socket.all('INVALIDATE').flatMap(({ payload }) => payload.changes).length).toBeGreaterThanOrEqual(100);
  const { rows: versions } = await api.db.query<{ id: string; version: string }>(
    'SELECT id, version FROM app.employee',
  );
  const current = new Map(versions.map((row) => [row.id, Number(row.version)]));
  for (const { id } of rows) expect(socket.signalsFor(id).at(-1)?.version).toBe(current.get(id));
  const pending = async () => {
    // A pod says how far it is with its heartbeat; the sweep marks what all pods have passed.
    await api.app.get(SyncGateway).sweep();
    const { rowCount } = await api.db.query("SELECT FROM app.logging WHERE sync_status = 'pending' AND action <> 0");
    return rowCount ?? 0;
  };
  let left = await pending();
  for (let n = 0; n < 40 && left > 0; n++) {
    await delay(250);
    left = await pending();
  }
  expect(left).toBe(0);
  await socket.close();
});
