import { randomUUID } from 'node:crypto';

import { startTestApi, type TestApi } from './support/test-api.ts';
import type { TestUser } from './support/test-user.ts';

let api: TestApi;
let mia: TestUser;
let ada: TestUser;
let path: string;

beforeAll(async () => {
  api = await startTestApi();
  [mia, ada] = await Promise.all([api.signIn('mia'), api.signIn('ada')]);
});

beforeEach(async () => {
  const { id } = await mia.create('project', { name: 'Lock', code: randomUUID().slice(0, 20) });
  path = `/api/v1/project/${id}`;
});

afterAll(() => api[Symbol.asyncDispose]());

const keyed = (key: string) => ({ headers: { 'idempotency-key': key } });
const versionNow = async () => ((await mia.get(path)).body as { version: number }).version;

describe('an idempotency key', () => {
  it('gives the stored answer to the same request, and has one effect', async () => {
    const key = randomUUID();
    const first = await mia.patch(path, { name: 'Once' }, keyed(key));
    await mia.patch(path, { name: 'Meanwhile' });
    const again = await mia.patch(path, { name: 'Once' }, keyed(key));
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([200, first.text, '"2"']);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await versionNow()).toBe(3);
  });

  it('stands for a refusal too: a late copy of the request has no effect, though the reason is gone', async () => {
    const key = randomUUID();
    const create = { id: path.split('/').at(-1), name: 'Late', code: randomUUID().slice(0, 20) };
    const refused = await mia.post('/api/v1/project', create, keyed(key));
    await mia.delete(path);
    const late = await mia.post('/api/v1/project', create, keyed(key));
    expect([refused.status, late.status]).toEqual([409, 409]);
    expect((late.body as { code: string }).code).toBe((refused.body as { code: string }).code);
    expect((await mia.get(path)).status).toBe(404);
  });

  it('names the fields of a refusal again', async () => {
    const [key, customerId] = [randomUUID(), randomUUID()];
    const answers = [
      await mia.patch(path, { customerId }, keyed(key)),
      await mia.patch(path, { customerId }, keyed(key)),
    ];
    const errors = [{ field: 'customerId', message: 'refers to no record that you can see' }];
    expect(answers.map(({ body }) => body)).toMatchObject(answers.map(() => ({ code: 'REFERENCE_MISSING', errors })));
  });

  it('of a conflict answers with the row as it is now', async () => {
    const key = randomUUID();
    await mia.patch(path, { name: 'Theirs' });
    const send = () => mia.patch(path, { name: 'Mine' }, { headers: { 'idempotency-key': key, 'if-match': '"1"' } });
    const first = await send();
    await mia.patch(path, { name: 'Latest' });
    const again = await send();
    expect([first.status, again.status]).toEqual([412, 412]);
    expect((again.body as { current: { name: string } }).current.name).toBe('Latest');
  });

  it('replays a create and a delete with their status', async () => {
    const [createKey, deleteKey] = [randomUUID(), randomUUID()];
    const fields = { name: 'Twice', code: randomUUID().slice(0, 20) };
    const created = await mia.post('/api/v1/project', fields, keyed(createKey));
    expect((await mia.post('/api/v1/project', fields, keyed(createKey))).text).toBe(created.text);
    const { id } = created.body as { id: string };
    const deletes = [
      await mia.delete(`/api/v1/project/${id}`, keyed(deleteKey)),
      await mia.delete(`/api/v1/project/${id}`, keyed(deleteKey)),
    ];
    expect(deletes.map((answer) => answer.status)).toEqual([204, 204]);
  });

  it('replays a restore, also when the record has been deleted again', async () => {
    const key = randomUUID();
    await mia.delete(path);
    const first = await mia.post(`${path}/restore`, undefined, keyed(key));
    const again = await mia.post(`${path}/restore`, undefined, keyed(key));
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await mia.post(`${path}/restore`, undefined, keyed(randomUUID()))).status).toBe(409);
    await mia.delete(path);
    expect((await mia.post(`${path}/restore`, undefined, keyed(key))).text).toBe(first.text);
    expect((await mia.get(path)).status).toBe(404);
    expect((await mia.patch(path, { name: 'Other' }, keyed(key))).status).toBe(422);
  });

  it('restores once when ten requests carry it at once', async () => {
    const key = randomUUID();
    await mia.delete(path);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => mia.post(`${path}/restore`, undefined, keyed(key))),
    );
    const codes = answers.map((answer) => (answer.status === 201 ? 201 : (answer.body as { code: string }).code));
    expect(new Set(codes)).toEqual(
      new Set(codes.includes('IDEMPOTENCY_IN_FLIGHT') ? [201, 'IDEMPOTENCY_IN_FLIGHT'] : [201]),
    );
    expect((await mia.post(`${path}/restore`, undefined, keyed(key))).status).toBe(201);
    expect(await versionNow()).toBe(3);
  });

  it('is refused with 422 for another request', async () => {
    const key = randomUUID();
    await mia.patch(path, { name: 'One' }, keyed(key));
    const others = [
      await mia.patch(path, { name: 'Two' }, keyed(key)),
      await mia.patch(path, { name: 'One' }, { headers: { 'idempotency-key': key, 'if-match': '"1"' } }),
      await mia.delete(path, keyed(key)),
    ];
    expect(others.map((answer) => [answer.status, (answer.body as { code: string }).code])).toEqual(
      others.map(() => [422, 'IDEMPOTENCY_MISMATCH']),
    );
    expect(await versionNow()).toBe(2);
  });

  it('does not care about the order of fields', async () => {
    const key = randomUUID();
    await mia.patch(path, '{"name":"One","progress":5}', keyed(key));
    expect((await mia.patch(path, '{"progress":5,"name":"One"}', keyed(key))).status).toBe(200);
    expect(await versionNow()).toBe(2);
  });

  it('belongs to one person', async () => {
    const key = randomUUID();
    await mia.patch(path, { name: 'Mine' }, keyed(key));
    expect((await ada.patch(path, { name: 'Hers' }, keyed(key))).body).toMatchObject({ name: 'Hers', version: 3 });
  });

  it('is free again after a request that was not valid', async () => {
    const key = randomUUID();
    expect((await mia.patch(path, { budget: -5 }, keyed(key))).status).toBe(400);
    expect((await mia.patch(path, { budget: 5 }, keyed(key))).status).toBe(200);
  });

  it('answers 409 with Retry-After while its first request runs', async () => {
    const key = randomUUID();
    const holder = await lockRow();
    const first = mia.patch(path, { name: 'Slow' }, keyed(key));
    await waitUntilBlocked();
    const second = await mia.patch(path, { name: 'Slow' }, keyed(key));
    expect([second.status, (second.body as { code: string }).code]).toEqual([409, 'IDEMPOTENCY_IN_FLIGHT']);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    await holder.release();
    expect((await first).status).toBe(200);
    expect((await mia.patch(path, { name: 'Slow' }, keyed(key))).status).toBe(200);
    expect(await versionNow()).toBe(2);
  });

  it('has exactly one effect when twenty requests carry it at once', async () => {
    for (let round = 0; round < 5; round++) {
      const before = await versionNow();
      const key = randomUUID();
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => mia.patch(path, { name: `Round ${round}` }, keyed(key))),
      );
      expect(answers.every((answer) => answer.status === 200 || answer.status === 409)).toBe(true);
      expect(answers.some((answer) => answer.status === 200)).toBe(true);
      expect(await versionNow()).toBe(before + 1);
    }
  });

  it('is stored exactly when its write is, wherever the client hangs up', async () => {
    const keys = Array.from({ length: 60 }, () => randomUUID());
    await Promise.all(
      keys.map(async (key, index) => {
        const signal = AbortSignal.timeout(1 + (index % 20));
        await mia.patch(path, { name: `key ${key}` }, { ...keyed(key), signal }).catch(() => undefined);
      }),
    );
    await quiet();
    const { rows } = await api.db.query<{ key: string; stored: number; effects: number }>(
      `SELECT k AS key, (SELECT count(*)::int FROM app.applied_write w WHERE w.write_id = k::uuid) AS stored,
              (SELECT count(*)::int FROM app.logging l WHERE l.entity_to_version ->> 'name' = 'key ' || k) AS effects
         FROM unnest($1::text[]) k`,
      [keys],
    );
    expect(rows.filter((row) => row.stored !== row.effects || row.effects > 1)).toEqual([]);
  });
});

/** Holds the record's row lock as another writer would. */
async function lockRow(): Promise<{ release(): Promise<void> }> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: api.db.ownerUrl });
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT FROM app.project WHERE id = $1 FOR UPDATE', [path.split('/').at(-1)]);
  return {
    async release() {
      await client.query('COMMIT');
      await client.end();
    },
  };
}

const count = async (condition: string) => {
  const { rows } = await api.db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND usename = 'app_api' AND ${condition}`,
  );
  return rows[0]?.n ?? 0;
};

async function waitUntilBlocked(): Promise<void> {
  while ((await count(`wait_event_type = 'Lock'`)) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Resolves when no request is at work in the database any more. */
async function quiet(): Promise<void> {
  do await new Promise((resolve) => setTimeout(resolve, 200));
  while ((await count(`state <> 'idle'`)) > 0);
}
