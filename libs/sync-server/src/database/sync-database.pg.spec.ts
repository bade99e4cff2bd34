import { setTimeout as delay } from 'node:timers/promises';

import { createTestDatabase, type TestDatabase } from '@tidemark/database/testing';

import { SyncDatabase } from './sync-database.ts';

describe('a transaction of a person', () => {
  let database: TestDatabase;
  let sync: SyncDatabase;
  let context: Parameters<SyncDatabase['withPerson']>[0];

  const urls = () => ({ apiDatabaseUrl: database.apiUrl, syncDatabaseUrl: database.syncUrl, entities: [] });

  beforeAll(async () => {
    database = await createTestDatabase({ seeded: true });
    sync = new SyncDatabase(urls());
    const { rows } = await database.query<{ id: string }>(`SELECT id FROM app.person WHERE username = 'ada'`);
    context = {
      personId: rows[0]?.id ?? '',
      endpoint: '/test',
      method: 'PATCH',
      userAgent: 'jest',
      ip: '127.0.0.1',
      requestId: 'r1',
    };
  });

  afterAll(async () => {
    await sync.onApplicationShutdown();
    await database.drop();
  });

  it('is run again when it loses a deadlock', async () => {
    const { rows } = await database.query<{ id: string }>('SELECT id FROM app.office ORDER BY id LIMIT 2');
    const [a, b] = rows.map(({ id }) => id);
    let attempts = 0;
    const touchInOrder = (first: string | undefined, second: string | undefined) =>
      sync.withPerson(context, async (client) => {
        attempts++;
        await client.query('UPDATE app.office SET version = version WHERE id = $1', [first]);
        await delay(300);
        await client.query('UPDATE app.office SET version = version WHERE id = $1', [second]);
      });

    await Promise.all([touchInOrder(a, b), touchInOrder(b, a)]);

    // One lost. It loses again where it comes back before PostgreSQL has woken the winner.
    expect(attempts).toBeGreaterThan(2);
    const after = await database.query<{ version: string }>('SELECT version FROM app.office WHERE id = ANY ($1)', [
      [a, b],
    ]);
    expect(after.rows.map(({ version }) => Number(version))).toEqual([3, 3]);
  });

  it('gives up with a retryable refusal when it always loses', async () => {
    let attempts = 0;
    const lose = sync.withPerson(context, async (client) => {
      attempts++;
      await client.query(`DO $$ BEGIN RAISE serialization_failure; END $$`);
    });

    await expect(lose).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(attempts).toBe(3);
  });

  it('lets go of what it has locked when the process goes no further with it', async () => {
    const stuck = new SyncDatabase({ ...urls(), statementTimeoutMs: 100 });
    const { rows } = await database.query<{ id: string }>('SELECT id FROM app.office ORDER BY id LIMIT 1');
    const touch = 'UPDATE app.office SET version = version WHERE id = $1';
    const work = stuck.withPerson(context, async (client) => {
      await client.query(touch, [rows[0]?.id]);
      await delay(4_000);
      await client.query('SELECT 1');
    });
    const isRefused = expect(work).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    await delay(200);
    await database.query(
      `BEGIN; SET LOCAL lock_timeout = '3500ms'; ${touch.replace('$1', `'${rows[0]?.id}'`)}; COMMIT`,
    );
    await isRefused;
    await stuck.onApplicationShutdown();
  });

  it('reads twice in one snapshot, and leaves no transaction behind when the second statement fails', async () => {
    const single = new SyncDatabase({ ...urls(), apiPoolSize: 1 });
    const NOW = `SELECT pg_current_snapshot()::text AS now, current_setting('transaction_read_only') AS is_read_only`;
    let first: unknown;
    const second = await single.readAfter(context, { text: NOW }, (row) => {
      first = row;
      return { text: `${NOW}, txid_current_if_assigned() IS NULL AS wrote_nothing` };
    });
    expect(second.rows).toEqual([{ ...(first as object), is_read_only: 'on', wrote_nothing: true }]);
    await expect(single.readAfter(context, { text: NOW }, () => ({ text: 'SELECT 1/0' }))).rejects.toThrow();
    const { rows } = await single.api.query(`SELECT now() = statement_timestamp() AS is_outside`);
    expect(rows).toEqual([{ is_outside: true }]);
    await single.onApplicationShutdown();
  });
});
