import { Logger } from '@nestjs/common';
import { createTestDatabase, type TestDatabase } from '@tidemark/database/testing';
import { Pool } from 'pg';

import { PodKeeper } from './pod.keeper.ts';
import { PodRegistry } from './pod.registry.ts';

let database: TestDatabase;
let pool: Pool;

beforeAll(() => Logger.overrideLogger(['error']));

beforeEach(async () => {
  database = await createTestDatabase({ seeded: true });
  pool = new Pool({ connectionString: database.syncUrl });
});

afterEach(async () => {
  await pool.end();
  await database.drop();
});

const connect = (id: string, ago: string) =>
  database.query(
    `INSERT INTO app.sync_connection (connection_id, user_id, pod_id, connected_ts)
     SELECT $1::text, id, 'this', now() - $2::interval FROM app.person WHERE username = 'ada'`,
    [id, ago],
  );
const subscribe = (id: string) =>
  database.query(
    `INSERT INTO app.rxdb_subscription (user_id, entity_code, entity_id, connection_id, pod_id)
     SELECT id, 'project', gen_random_uuid(), $1::text, 'this' FROM app.person WHERE username = 'ada'`,
    [id],
  );
const left = async (table: string) =>
  (await database.query<{ id: string }>(`SELECT connection_id AS id FROM app.${table} ORDER BY 1`)).rows.map(
    ({ id }) => id,
  );

it('removes what connections have left that are gone, and spares a handshake that is under way', async () => {
  const registry = new PodRegistry(pool, 'this', 30_000);
  await registry.heartbeat(undefined);
  for (const [id, ago] of [
    ['live', '1 hour'],
    ['gone', '1 hour'],
    ['shaking hands', '1 second'],
  ] as const) {
    await connect(id, ago);
    await subscribe(id);
  }
  await subscribe('without connection');
  await registry.dropStrays(['live']);
  expect(await left('sync_connection')).toEqual(['live', 'shaking hands']);
  expect(await left('rxdb_subscription')).toEqual(['live', 'shaking hands']);
  await registry.leave();
  expect(await left('sync_connection')).toEqual([]);
  expect(await left('rxdb_subscription')).toEqual([]);
});

it('goes on saying that it lives while it writes its mirror again, and tries again where that fails', async () => {
  let restored = 0;
  let finish = () => undefined as void;
  const pod = {
    position: undefined,
    connectionIds: () => [],
    onPods: () => undefined,
    restoreMirror: () => {
      restored += 1;
      if (restored === 1) return Promise.reject(new Error('cut off'));
      return new Promise<void>((resolve) => (finish = resolve));
    },
  };
  const keeper = new PodKeeper(new PodRegistry(pool, 'this', 30_000), pod, {
    heartbeatMs: 20,
    timeoutMs: 30_000,
    retentionDays: 0,
    sweepRows: 1,
  });
  await keeper.start();
  await database.query('DELETE FROM app.pod');
  const beats = async () =>
    (await database.query<{ at: Date }>('SELECT heartbeat_ts AS at FROM app.pod')).rows[0]?.at.getTime() ?? 0;
  while (restored < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  const before = await beats();
  while ((await beats()) === before) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(restored).toBe(2);
  finish();
  await keeper.stop();
});
