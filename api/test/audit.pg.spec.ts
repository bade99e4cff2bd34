import { randomUUID } from 'node:crypto';

import { ReadLogBuffer, SyncDatabase } from '@tidemark/sync-server';
import pg from 'pg';
import { WebSocket } from 'ws';

import { startTestApi, type TestApi } from './support/test-api.ts';
import type { TestUser } from './support/test-user.ts';

let api: TestApi;
let mia: TestUser;

beforeAll(async () => {
  api = await startTestApi({ env: { API_POOL_SIZE: '5' } });
  mia = await api.signIn('mia');
});

afterAll(() => api[Symbol.asyncDispose]());

const flushReads = () => api.app.get(ReadLogBuffer).flush();

interface LogRow {
  person_id: string;
  username: string;
  fname: string;
  person_type: string;
  api_endpoint: string;
  http_method: string;
  user_agent: string;
  ip: string;
  request_id: string;
  session_user_name: string;
  action: number;
  version: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

async function logOf(id: string): Promise<LogRow[]> {
  const { rows } = await api.db.query<LogRow>(
    `SELECT *, host(ip) AS ip, entity_from_version AS before, entity_to_version AS after FROM app.logging
      WHERE entity_id = $1 ORDER BY version, action`,
    [id],
  );
  return rows;
}

describe('a write', () => {
  it('leaves its actor, request, and the record before and after in the log', async () => {
    const { id } = await mia.create('project', { name: 'Logged', code: 'AU-1' });
    const headers = { 'user-agent': 'the-tests/1', 'x-request-id': 'request-of-the-test' };
    await mia.patch(`/api/v1/project/${id}`, { name: 'Changed' }, { headers });
    const [, update] = await logOf(id);
    expect(update).toMatchObject({
      person_id: mia.id,
      username: 'mia',
      person_type: 'manager',
      api_endpoint: `/api/v1/project/${id}`,
      http_method: 'PATCH',
      user_agent: 'the-tests/1',
      ip: '127.0.0.1',
      request_id: 'request-of-the-test',
      session_user_name: 'app_api',
      action: 2,
      version: '2',
    });
    expect([update?.before?.['name'], update?.after?.['name']]).toEqual(['Logged', 'Changed']);
  });

  it('leaves nothing when it is refused', async () => {
    const { id } = await mia.create('project', { name: 'Quiet', code: 'AU-2' });
    await mia.patch(`/api/v1/project/${id}`, { customerId: randomUUID() });
    expect(await logOf(id)).toHaveLength(1);
  });

  it('has the right actor when 50 people send 200 requests at once through five connections', async () => {
    const people = await fiftyPeople();
    const { id } = await mia.create('project', { name: 'Crowd', code: 'AU-3' });
    const writes = Array.from({ length: 200 }, (_, index) => ({
      user: people[index % people.length] ?? mia,
      requestId: `crowd-${randomUUID()}`,
    }));
    const answers = await Promise.all(
      writes.map(({ user, requestId }) =>
        user.patch(`/api/v1/project/${id}`, { description: requestId }, { headers: { 'x-request-id': requestId } }),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
    const rows = (await logOf(id)).filter((row) => row.action === 2);
    expect(rows).toHaveLength(200);
    const actors = new Map(rows.map((row) => [row.request_id, row.person_id]));
    for (const { user, requestId } of writes) expect(actors.get(requestId)).toBe(user.id);
    for (const row of rows) expect(row.after?.['description']).toBe(row.request_id);
  });

  it('leaves no person on a pooled connection, whatever way its transaction ended', async () => {
    const { id } = await mia.create('project', { name: 'Pool', code: 'AU-4' });
    await mia.patch(`/api/v1/project/${id}`, { customerId: randomUUID() });
    const { api: pool } = api.app.get(SyncDatabase);
    const persons = await Promise.all(
      Array.from({ length: 10 }, () => pool.query<{ p: string | null }>('SELECT app.current_person() AS p')),
    );
    expect(persons.map(({ rows }) => rows[0]?.p)).toEqual(persons.map(() => null));
    const visible = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM app.project');
    expect(visible.rows[0]?.n).toBe(0);
  });
});

describe('a read of one record', () => {
  it('is logged as action 0 with its reader, behind the answer', async () => {
    const { id } = await mia.create('project', { name: 'Read', code: 'AU-5' });
    await mia.get(`/api/v1/project/${id}`);
    await flushReads();
    const read = (await logOf(id)).find((row) => row.action === 0);
    expect(read).toMatchObject({
      person_id: mia.id,
      username: 'mia',
      http_method: 'GET',
      api_endpoint: `/api/v1/project/${id}`,
      version: '1',
    });
    expect([read?.before, read?.after]).toEqual([null, null]);
  });

  it('is not logged where there was nothing to read', async () => {
    const id = randomUUID();
    await mia.get(`/api/v1/project/${id}`);
    await flushReads();
    expect(await logOf(id)).toEqual([]);
  });

  it('is not logged where that is switched off', async () => {
    await using quiet = await startTestApi({ db: api.db, env: { AUDIT_READS: 'false' } });
    const user = await quiet.signIn('mia');
    const { id } = await user.create('project', { name: 'Unread', code: 'AU-6' });
    await user.get(`/api/v1/project/${id}`);
    await quiet.app.get(ReadLogBuffer).flush();
    expect(await logOf(id)).toHaveLength(1);
  });
});

describe('the log', () => {
  it.each([
    ['UPDATE', `UPDATE app.logging SET username = 'nobody'`],
    ['UPDATE of sync columns', `UPDATE app.logging SET sync_status = 'sent'`],
    ['DELETE', 'DELETE FROM app.logging'],
    ['TRUNCATE', 'TRUNCATE app.logging'],
    [
      'a forged change',
      `INSERT INTO app.logging (entity_code, entity_id, action) VALUES ('project', gen_random_uuid(), 2)`,
    ],
    ['switching off triggers', 'ALTER TABLE app.project DISABLE TRIGGER ALL'],
    ['replica mode', `SET session_replication_role = replica`],
  ])('refuses the API role %s', async (_what, statement) => {
    const client = new pg.Client({ connectionString: api.db.apiUrl });
    await client.connect();
    await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
    await client.end();
  });

  it('never holds a secret column, nor do history, rows and frames', async () => {
    const canary = `CANARY${randomUUID().replaceAll('-', '').slice(0, 20)}`;
    const { socket, frames } = await follow('employee');
    const employee = await mia.create('employee', {
      name: 'Sam',
      number: 'AU-E1',
      email: 'sam@example.com',
      hiredOn: '2026-01-01',
      nationalId: canary,
    });
    const path = `/api/v1/employee/${employee.id}`;
    const vendor = await mia.patch(path, { nationalId: `${canary}B`, name: 'Samuel' });
    const seen = [
      JSON.stringify(employee),
      vendor.text,
      (await mia.get(path)).text,
      (await mia.get(`${path}/history`)).text,
      (await mia.get(`${path}?asOf=${new Date().toISOString()}`)).text,
    ];
    await mia.delete(path);
    seen.push((await mia.post(`${path}/restore`)).text);
    const changes = () => frames.filter((frame) => frame.includes(employee.id));
    while (changes().length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    socket.terminate();
    seen.push(...frames);
    const stored = await api.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM app.logging l WHERE l::text LIKE '%' || $1 || '%'`,
      [canary],
    );
    const kept = await api.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM app.applied_write w WHERE w::text LIKE '%' || $1 || '%'`,
      [canary],
    );
    expect([stored.rows[0]?.n, kept.rows[0]?.n]).toEqual([0, 0]);
    for (const text of seen) expect(text).not.toContain(canary);
  });
});

describe('history', () => {
  it('shows who changed which fields, newest first, in pages', async () => {
    const { id } = await mia.create('project', { name: 'One', code: 'AU-7' });
    const ada = await api.signIn('ada');
    await ada.patch(`/api/v1/project/${id}`, { name: 'Two', budget: 5 });
    await mia.patch(`/api/v1/project/${id}`, { tags: ['x'] });
    const first = (await mia.get(`/api/v1/project/${id}/history?limit=2`)).body as {
      items: object[];
      nextCursor: string;
    };
    expect(first.items).toMatchObject([
      { version: 3, action: 'UPDATE', actor: { username: 'mia' }, changes: [{ field: 'tags', to: ['x'] }] },
      { version: 2, action: 'UPDATE', actor: { username: 'ada', role: 'admin' }, method: 'PATCH' },
    ]);
    const [, second] = first.items as { changes: { field: string }[] }[];
    expect(second?.changes.map((change) => change.field).sort()).toEqual(['budget', 'name']);
    const rest = (await mia.get(`/api/v1/project/${id}/history?limit=2&cursor=${first.nextCursor}`)).body;
    expect(rest).toMatchObject({ items: [{ version: 1, action: 'CREATE' }], nextCursor: null });
  });

  it('gives a record as it was at a moment, before it was there and after it is gone', async () => {
    const before = new Date(Date.now() - 1_000).toISOString();
    const created = await mia.create('project', { name: 'Then', code: 'AU-8' });
    const path = `/api/v1/project/${created.id}`;
    const changed = (await mia.patch(path, { name: 'Now' })).body as { updatedTs: string };
    expect((await mia.get(`${path}?asOf=${String(created['updatedTs'])}`)).body).toMatchObject({
      name: 'Then',
      version: 1,
    });
    expect((await mia.get(`${path}?asOf=${changed.updatedTs}`)).body).toMatchObject({ name: 'Now', version: 2 });
    expect((await mia.get(`${path}?asOf=${before}`)).status).toBe(404);
    await mia.delete(path);
    expect((await mia.get(`${path}?asOf=${changed.updatedTs}`)).body).toMatchObject({ name: 'Now' });
    expect((await mia.get(`${path}?asOf=${new Date(Date.now() + 1_000).toISOString()}`)).status).toBe(404);
  });

  it('restores a deleted record from its last image, once', async () => {
    const { id } = await mia.create('project', { name: 'Lazarus', code: 'AU-9', budget: 10, tags: ['a'] });
    const path = `/api/v1/project/${id}`;
    expect((await mia.post(`${path}/restore`)).status).toBe(409);
    await mia.delete(path);
    const restored = await mia.post(`${path}/restore`);
    expect([restored.status, restored.headers.get('etag')]).toEqual([201, '"3"']);
    expect((await mia.get(path)).body).toMatchObject({ id, name: 'Lazarus', budget: 10, tags: ['a'], version: 3 });
    expect((await mia.post(`${path}/restore`)).status).toBe(409);
  });

  it('of a deleted record is open to managers and to whoever deleted it, and to nobody else', async () => {
    const [tom, eve] = await Promise.all([api.signIn('tom'), api.signIn('eve')]);
    const { rows } = await api.db.query<{ project: string }>(
      `SELECT project_id AS project FROM app.project_member WHERE person_id = $1 AND can_write LIMIT 1`,
      [tom.id],
    );
    const task = await tom.create('task', { title: 'Short-lived', projectId: rows[0]?.project });
    const path = `/api/v1/task/${task.id}`;
    await tom.delete(path);
    expect((await mia.get(`${path}/history`)).status).toBe(200);
    expect((await eve.get(`${path}/history`)).status).toBe(404);
    expect((await eve.post(`${path}/restore`)).status).toBe(404);
    expect((await tom.post(`${path}/restore`)).status).toBe(201);
  });
});

/** A socket that is subscribed to a whole entity, with every frame that it gets. */
async function follow(entityCode: string): Promise<{ socket: WebSocket; frames: string[] }> {
  const socket = new WebSocket(`${api.url.replace('http', 'ws')}/ws/sync`, ['tidemark.v1', `bearer.${mia.token}`]);
  const frames: string[] = [];
  socket.on('message', (data: Buffer) => frames.push(data.toString()));
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ type: 'SUBSCRIBE', payload: { entityCode, scope: {} } }));
  while (!frames.some((frame) => frame.includes('SUBSCRIBED'))) await new Promise((resolve) => setTimeout(resolve, 10));
  return { socket, frames };
}

/** People who may write projects, signed in. They share mia's password. */
async function fiftyPeople(): Promise<TestUser[]> {
  await api.db.query(
    `INSERT INTO app.person (username, fname, lname, person_type, password_hash)
     SELECT 'crowd' || i, 'Crowd', 'No. ' || i, 'manager', (SELECT password_hash FROM app.person WHERE username = 'mia')
       FROM generate_series(1, 50) i`,
  );
  const people: TestUser[] = [];
  for (let i = 1; i <= 50; i += 10) {
    people.push(...(await Promise.all(Array.from({ length: 10 }, (_, j) => api.signIn(`crowd${i + j}`)))));
  }
  return people;
}
