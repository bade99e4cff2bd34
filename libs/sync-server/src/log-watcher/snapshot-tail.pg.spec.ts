import { setTimeout as delay } from 'node:timers/promises';

import { createTestDatabase, FaultProxy, type TestDatabase } from '@tidemark/database/testing';
import type { SnapshotToken } from '@tidemark/protocol';
import pg from 'pg';

import type { Change } from '../change-log/change.ts';
import type { Interest } from '../change-log/interest.ts';
import { type LiveOptionsInput, parseLiveOptions } from '../live-options.ts';
import type { ChangeConsumer } from './change-feed.ts';
import { SnapshotTail } from './snapshot-tail.ts';

const EVERYTHING: Interest = { revision: 1, entityCodes: ['office'], imageEntityCodes: [], imageFields: [] };

/** Keeps all it is given; `fail` makes the next delivery reject. */
class Collector implements ChangeConsumer {
  interest: Interest = EVERYTHING;
  readonly isWatched = true;
  readonly delivered: Change[] = [];
  readonly slices: number[] = [];
  readonly tokens: SnapshotToken[] = [];
  readonly polls: number[] = [];
  fail: (() => void) | undefined;

  async deliver(changes: readonly Change[]): Promise<void> {
    this.fail?.();
    this.slices.push(changes.length);
    this.delivered.push(...changes);
  }

  async advance(token: SnapshotToken): Promise<void> {
    this.tokens.push(token);
  }

  polled(tookMs: number): void {
    this.polls.push(tookMs);
  }

  restart(): void {
    throw new Error('the database did not go back');
  }
}

let database: TestDatabase;
let tail: SnapshotTail;
let seen: Collector;

const insert = (count: number, name: string, on: Pick<pg.Client, 'query'> | TestDatabase = database) =>
  (on as TestDatabase).query(
    `INSERT INTO app.office (name, code, city, country, time_zone)
     SELECT $1 || n, upper(left($1, 6)) || n, 'Kiel', 'DE', 'Europe/Berlin' FROM generate_series(1, ${count}) AS n`,
    [name],
  );

async function startTail(options: LiveOptionsInput['tail'] = {}, url = database.syncUrl): Promise<void> {
  tail = new SnapshotTail(url, parseLiveOptions({ tail: options }).tail);
  seen = new Collector();
  await tail.start(seen);
}

beforeAll(async () => {
  database = await createTestDatabase();
  const { rows } = await database.query<{ column_name: string }>(
    "SELECT column_name FROM information_schema.columns WHERE table_schema = 'app' AND table_name = 'office'",
  );
  expect(rows.map((row) => row.column_name)).toEqual(expect.arrayContaining(['name']));
}, 60_000);

afterEach(() => tail.stop());
afterAll(() => database.drop());

it('delivers what is committed, once, and nothing that was rolled back', async () => {
  await startTail();
  await insert(3, 'once');
  await tail.forcePoll();
  await tail.forcePoll();
  expect(seen.delivered).toHaveLength(3);
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query('BEGIN');
  await insert(2, 'never', client);
  await client.query('ROLLBACK');
  await tail.forcePoll();
  expect(seen.delivered).toHaveLength(3);
  await client.end();
});

it('delivers a transaction that commits after later ones, however long it was open', async () => {
  await startTail();
  const late = new pg.Client({ connectionString: database.ownerUrl });
  await late.connect();
  await late.query('BEGIN');
  await insert(1, 'late', late);
  await late.query('SAVEPOINT inner_one');
  await insert(1, 'later', late);
  for (let n = 0; n < 5; n++) {
    await insert(1, `other${n}x`);
    await tail.forcePoll();
  }
  expect(seen.delivered).toHaveLength(5);
  await late.query('COMMIT');
  await tail.forcePoll();
  expect(seen.delivered).toHaveLength(7);
  expect(new Set(seen.delivered.map((change) => change.entityId)).size).toBe(7);
  await late.end();
});

it('a poll costs no more while a transaction stays open', async () => {
  await startTail();
  const open = new pg.Client({ connectionString: database.ownerUrl });
  await open.connect();
  await open.query('BEGIN');
  await insert(1, 'open', open);
  const median = async () => {
    seen.polls.length = 0;
    for (let n = 0; n < 40; n++) await tail.forcePoll();
    return [...seen.polls].sort((a, b) => a - b)[20] ?? 0;
  };
  const before = await median();
  for (let n = 0; n < 20; n++) await insert(100, `flat${n}x`);
  await tail.forcePoll();
  // Generous, for machines that are busy with other tests; without the index it would be a hundred times as much.
  expect(await median()).toBeLessThan(before * 4 + 5);
  await open.query('ROLLBACK');
  await open.end();
});

it('reads a large delta in slices, and reads it again from the start when one cannot be delivered', async () => {
  await startTail({ sliceRows: 100 });
  let failures = 0;
  seen.fail = () => {
    if (seen.slices.length === 3 && failures++ === 0) throw new Error('not now');
  };
  await insert(950, 'slice');
  await tail.forcePoll().catch(() => undefined);
  await tail.forcePoll();
  expect(failures).toBeGreaterThan(0);
  expect(Math.max(...seen.slices)).toBeLessThanOrEqual(100);
  expect(seen.delivered).toHaveLength(300 + 950);
  expect(new Set(seen.delivered.map((change) => change.entityId)).size).toBe(950);
});

it('reads a delta again for an interest that has grown meanwhile', async () => {
  await startTail();
  seen.interest = { ...EVERYTHING, revision: 1, entityCodes: [] };
  await tail.forcePoll();
  const { reader } = tail as unknown as { reader: { readSince(...args: unknown[]): Promise<SnapshotToken> } };
  const readSince = reader.readSince.bind(reader);
  let isFirst = true;
  reader.readSince = async (...args) => {
    const token = await readSince(...args);
    // Somebody subscribes between the answer and its delivery.
    if (isFirst) seen.interest = { ...EVERYTHING, revision: 2 };
    isFirst = false;
    return token;
  };
  await insert(4, 'grown');
  await tail.forcePoll();
  expect(seen.delivered).toHaveLength(4);
});

it('goes on where it was after its connection was cut', async () => {
  await startTail();
  for (let n = 0; n < 3; n++) {
    await database.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tidemark-tail' AND datname = current_database()",
    );
    await insert(2, `cut${n}x`);
    await delay(50);
  }
  for (let n = 0; n < 100 && seen.delivered.length < 6; n++) await delay(30);
  await tail.forcePoll();
  expect(new Set(seen.delivered.map((change) => change.entityId)).size).toBe(6);
});

it('goes on by a new connection where the old one falls silent, as after a failover', async () => {
  const proxy = await FaultProxy.before(database.syncUrl);
  await startTail({ queryTimeoutMs: 300 }, proxy.urlOf(database.syncUrl));
  await tail.forcePoll();
  proxy.forget();
  await insert(3, 'silent');
  for (let n = 0; n < 100 && seen.delivered.length < 3; n++) await delay(30);
  expect(seen.delivered).toHaveLength(3);
  await tail.stop();
  await proxy.close();
});

it('finds changes by itself, soon after they were made', async () => {
  await startTail();
  await delay(300);
  const startMs = performance.now();
  await insert(1, 'idle');
  while (seen.delivered.length === 0 && performance.now() - startMs < 5_000) await delay(5);
  expect(seen.delivered).toHaveLength(1);
});
