import { setTimeout as delay } from 'node:timers/promises';

import { SyncGateway } from '@tidemark/sync-server';
import { TestSocket } from '@tidemark/sync-server/testing';

import { startTestApi, type TestApi } from './support/test-api.ts';
import type { TestUser } from './support/test-user.ts';

const connect = (api: TestApi, user: TestUser) => TestSocket.open(Number(new URL(api.url).port), user.token ?? '');

describe('switched off', () => {
  it('the socket answers 503 and REST keeps working', async () => {
    await using api = await startTestApi({ env: { SYNC_ENABLED: 'false' } });
    const mia = await api.signIn('mia');
    await expect(connect(api, mia)).rejects.toThrow(/closed/);
    expect((await mia.get('/api/v1/project?limit=1')).status).toBe(200);
    expect((await mia.get('/health/ready')).status).toBe(200);
  });
});

describe('several pods', () => {
  let one: TestApi;
  let two: TestApi;

  beforeAll(async () => {
    one = await startTestApi();
    two = await startTestApi({ db: one.db });
  });

  afterAll(async () => {
    await two[Symbol.asyncDispose]();
    await one[Symbol.asyncDispose]();
  });

  it('tell each other: a write through one reaches subscribers of the other at once', async () => {
    const mia = await one.signIn('mia');
    // Not one made just now: the other pod might tell of its creation first.
    const { rows } = await one.db.query<{ id: string }>('SELECT id FROM app.project ORDER BY id LIMIT 1');
    const id = rows[0]?.id ?? '';
    const sockets = [await connect(one, mia), await connect(two, mia)];
    for (const socket of sockets) {
      await socket.ask({ type: 'SUBSCRIBE', payload: { entityCode: 'project', entityIds: [id] } }, 'SUBSCRIBED');
    }
    const { version } = (await mia.patch(`/api/v1/project/${id}`, { name: 'Across pods' })).body as { version: number };
    for (const socket of sockets) {
      expect((await socket.next('INVALIDATE')).payload.changes).toEqual([{ entityId: id, action: 'UPDATE', version }]);
    }
    await Promise.all(sockets.map((socket) => socket.close()));
  });

  it('close the sockets of a session that signs out, wherever they are, within two seconds', async () => {
    const [tom, other] = [await one.signIn('tom'), await one.signIn('tom')];
    const [first, second, kept] = [await connect(one, tom), await connect(two, tom), await connect(two, other)];
    const startMs = performance.now();
    const cookie = tom.cookies.map((line) => line.split(';')[0]).join('; ');
    expect((await tom.post('/api/v1/auth/logout', undefined, { headers: { cookie } })).status).toBeLessThan(300);
    expect(await first.closed).toBe(4401);
    expect(await second.closed).toBe(4401);
    expect(performance.now() - startMs).toBeLessThan(2_000);
    await kept.settle();
    expect((await other.post('/api/v1/auth/logout-everywhere')).status).toBeLessThan(300);
    expect(await kept.closed).toBe(4401);
  });

  it('close the sockets of a person whose role changes, who then fetches again what the role concerns', async () => {
    const [vic, eve] = [await one.signIn('vic'), await one.signIn('eve')];
    const [first, second, kept] = [await connect(one, vic), await connect(two, vic), await connect(two, eve)];
    const since = (await vic.get('/api/v1/task?limit=1')).headers.get('tidemark-snapshot');
    const { rows } = await one.db.query<{ id: string }>('SELECT id FROM app.skill LIMIT 1');
    const [skill = ''] = rows.map(({ id }) => id);
    await kept.ask({ type: 'SUBSCRIBE', payload: { entityCode: 'skill', entityIds: [skill] } }, 'SUBSCRIBED');
    const startMs = performance.now();
    await one.db.query(`UPDATE app.person SET person_type = 'manager' WHERE username = 'vic'`);
    expect([await first.closed, await second.closed]).toEqual([4401, 4401]);
    expect(performance.now() - startMs).toBeLessThan(2_000);
    // Once a later change is told, the pod has the change of role behind it, and would not tell it again.
    await one.db.query('UPDATE app.skill SET demand = demand WHERE id = $1', [skill]);
    await kept.next('INVALIDATE');
    const back = await connect(two, vic);
    back.send({ type: 'SUBSCRIBE', payload: { entityCode: 'task', scope: { status: 'blocked' }, since } });
    expect((await back.next('RESYNC')).payload.entityCode).toBe('task');
    await back.ask({ type: 'SUBSCRIBE', payload: { entityCode: 'skill', scope: {}, since } }, 'SUBSCRIBED');
    expect(back.all('RESYNC')).toHaveLength(1);
    // Those who were there all the time do not notice.
    const { status } = await vic.get('/api/v1/task?limit=1');
    expect([status, kept.all('RESYNC')]).toEqual([200, []]);
    await one.db.query(`UPDATE app.person SET person_type = 'viewer' WHERE username = 'vic'`);
    expect(await back.closed).toBe(4401);
    await kept.close();
  });

  it('stop telling somebody who leaves a project, from that moment on', async () => {
    const tom = await one.signIn('tom');
    const { rows } = await one.db.query<{ project_id: string; task: string }>(
      `SELECT m.project_id, t.id AS task FROM app.project_member m JOIN app.task t ON t.project_id = m.project_id
        WHERE m.person_id = $1 ORDER BY t.id LIMIT 1`,
      [tom.id],
    );
    const { project_id: project, task } = rows[0] ?? { project_id: '', task: '' };
    const sockets = [await connect(one, tom), await connect(two, tom)];
    for (const socket of sockets) {
      await socket.ask({ type: 'SUBSCRIBE', payload: { entityCode: 'task', entityIds: [task] } }, 'SUBSCRIBED');
    }
    await one.db.query('DELETE FROM app.project_member WHERE project_id = $1 AND person_id = $2', [project, tom.id]);
    for (const socket of sockets) {
      expect((await socket.next('INVALIDATE')).payload.changes).toMatchObject([{ entityId: task, action: 'DELETE' }]);
    }
    await one.db.query('UPDATE app.task SET progress = 77 WHERE id = $1', [task]);
    await delay(400);
    for (const socket of sockets) {
      await socket.settle();
      expect(socket.signalsFor(task)).toHaveLength(1);
    }
    await one.db.query('INSERT INTO app.project_member (project_id, person_id) VALUES ($1, $2)', [project, tom.id]);
    for (const socket of sockets) expect((await socket.next('INVALIDATE')).payload.changes[0]?.action).toBe('CREATE');
    await Promise.all(sockets.map((socket) => socket.close()));
  });
});

describe('in operation', () => {
  it('metrics count what happens, and health says how far the tail is', async () => {
    await using api = await startTestApi();
    const mia = await api.signIn('mia');
    const { id } = await mia.create('project', { name: 'Counted', code: 'CO-1' });
    const socket = await connect(api, mia);
    await socket.ask({ type: 'SUBSCRIBE', payload: { entityCode: 'project', entityIds: [id] } }, 'SUBSCRIBED');
    await mia.patch(`/api/v1/project/${id}`, { name: 'Counted twice' });
    await socket.next('INVALIDATE');
    // The signal may have gone out ahead of the tail, which counts the change.
    await api.app.get(SyncGateway).forcePoll();
    const { text } = await mia.get('/metrics');
    const value = (name: string) => Number(new RegExp(`^${name}\\{[^}]*\\} (\\S+)$`, 'm').exec(text)?.[1]);
    expect(value('sync_connections')).toBe(1);
    expect(value('sync_subscriptions')).toBe(1);
    expect(value('sync_signals_total')).toBeGreaterThanOrEqual(1);
    expect(value('sync_changes_total')).toBeGreaterThanOrEqual(1);
    expect(value('sync_tail_lag_seconds')).toBeLessThan(2);
    expect(value('sync_poll_duration_seconds_count')).toBeGreaterThan(0);
    expect(text).not.toContain(mia.token);
    await socket.close();
  });

  it('a stop closes sockets with 1012 and a delay of their own, and leaves no row behind', async () => {
    await using outer = await startTestApi();
    const inner = await startTestApi({ db: outer.db });
    const mia = await inner.signIn('mia');
    const sockets = await Promise.all(Array.from({ length: 5 }, () => connect(inner, mia)));
    for (const socket of sockets) {
      await socket.ask({ type: 'SUBSCRIBE', payload: { entityCode: 'project', scope: {} } }, 'SUBSCRIBED');
    }
    const startMs = performance.now();
    await inner.app.close();
    expect(performance.now() - startMs).toBeLessThan(10_000);
    expect(await Promise.all(sockets.map((socket) => socket.closed))).toEqual([1012, 1012, 1012, 1012, 1012]);
    for (const socket of sockets) {
      expect((JSON.parse(socket.closeReason) as { retryAfterMs: number }).retryAfterMs).toBeGreaterThanOrEqual(0);
    }
    const { rows } = await outer.db.query(
      'SELECT FROM app.sync_connection UNION ALL SELECT FROM app.rxdb_scope_subscription',
    );
    expect(rows).toHaveLength(0);
    expect((await outer.db.query('SELECT FROM app.pod')).rowCount).toBe(1);
  });
});
