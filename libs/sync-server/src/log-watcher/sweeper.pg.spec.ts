import { setTimeout as delay } from 'node:timers/promises';

import { createTestDatabase, type TestDatabase } from '@tidemark/database/testing';
import { Pool } from 'pg';

import { parseLiveOptions } from '../live-options.ts';
import { Sweeper } from './sweeper.ts';

const ROWS = 250;
const SLICE = 20;

let database: TestDatabase;
let pool: Pool;

beforeEach(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.syncUrl });
  pool.on('connect', (client) => client.on('error', () => undefined));
  await database.query("INSERT INTO app.project (name, code) SELECT 'n', 'P-' || n FROM generate_series(1, $1) AS n", [
    ROWS,
  ]);
});

afterEach(async () => {
  await pool.end();
  await database.drop();
});

const sweeper = (sweepRows = SLICE) => new Sweeper(pool, parseLiveOptions({ pod: { sweepRows } }).pod);
const pending = async () =>
  (await database.query("SELECT FROM app.logging WHERE sync_status = 'pending'")).rowCount ?? 0;
const podIsAt = (snapshot: string) =>
  database.query(
    `INSERT INTO app.pod (pod_id, heartbeat_ts, snapshot) VALUES ('pod', now(), ${snapshot})
     ON CONFLICT (pod_id) DO UPDATE SET snapshot = excluded.snapshot`,
  );
const NOW = 'pg_current_snapshot()::text';

it('a sweep marks all that every pod has passed, slice by slice', async () => {
  await podIsAt(NOW);
  expect(await sweeper().sweep()).toBe(ROWS);
  expect(await pending()).toBe(0);
});

it('what a pod has not passed stays pending, until it has', async () => {
  await podIsAt(NOW);
  await database.query("UPDATE app.project SET name = 'later' WHERE code = 'P-1'");
  expect(await sweeper().sweep()).toBe(ROWS);
  expect(await pending()).toBe(1);
  await podIsAt('NULL');
  expect(await sweeper().sweep()).toBe(0);
  await podIsAt(NOW);
  expect(await sweeper().sweep()).toBe(1);
});

it('only one pod sweeps at a time', async () => {
  await podIsAt(NOW);
  const first = sweeper(1).sweep();
  while ((await pending()) === ROWS) await delay(5);
  expect(await sweeper().sweep()).toBe(0);
  expect(await first).toBe(ROWS);
});

it('a sweep that is told to stop ends before all is marked, and another one goes on', async () => {
  await podIsAt(NOW);
  const stopped = sweeper(1);
  const marked = stopped.sweep();
  while ((await pending()) === ROWS) await delay(5);
  stopped.stop();
  expect(await marked).toBeLessThan(ROWS);
  await sweeper().sweep();
  expect(await pending()).toBe(0);
});

it('a sweep whose connection is cut leaves the way free for the next', async () => {
  await podIsAt(NOW);
  const cut = sweeper(1).sweep();
  cut.catch(() => undefined);
  while ((await pending()) === ROWS) await delay(5);
  await database.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
  await expect(cut).rejects.toThrow();
  await sweeper().sweep();
  expect(await pending()).toBe(0);
});
