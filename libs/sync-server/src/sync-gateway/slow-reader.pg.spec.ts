import { setTimeout as delay } from 'node:timers/promises';

import type { TestSocket } from '../../test/test-socket.ts';
import { createWorld, type TestWorld } from '../../test/world.ts';

const ITEMS = 100_000;
/** Turns of the event loop that the work must at least be cut into; how long each takes is measured in api/bench. */
const FEWEST_TURNS = 50;

let world: TestWorld;

beforeAll(async () => {
  world = await createWorld({
    socket: { sendHighWaterBytes: 64 * 1024, sendLimitBytes: 512 * 1024, sendStallMs: 1_500, heartbeatMs: 60_000 },
  });
  // Any table becomes an entity by being tracked; one with few columns is quick to fill.
  await world.database.query(`
    CREATE TABLE app.bulk_item (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(), version bigint NOT NULL,
      created_ts timestamptz NOT NULL DEFAULT now(), updated_ts timestamptz NOT NULL DEFAULT now(), name text NOT NULL);
    INSERT INTO app.entity (entity_code, access_rule) VALUES ('bulk_item', 'directory');
    SELECT app.track_entity('bulk_item');
    INSERT INTO app.bulk_item (name) SELECT 'bulk ' || n FROM generate_series(1, ${ITEMS}) AS n;`);
  await world.live.gateway.forcePoll();
}, 120_000);

const renameAll = (name: string) => world.database.query('UPDATE app.bulk_item SET name = $1', [name]);
const SUBSCRIBE_ALL = { type: 'SUBSCRIBE', payload: { entityCode: 'bulk_item', scope: {} } };

afterAll(() => world[Symbol.asyncDispose]());

/** Counts how often this process lets timers run. */
function countTurns(): () => number {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  return () => {
    clearInterval(timer);
    return turns;
  };
}

it('an update of 100,000 records reaches all readers; the loop keeps turning; one that does not read is cut off', async () => {
  const [some, all, stuck] = [await world.connect('ada'), await world.connect('ada'), await world.connect('ada')];
  const ids = await world.ids('bulk_item', 500);
  const subscribeSome = { type: 'SUBSCRIBE', payload: { entityCode: 'bulk_item', entityIds: ids } };
  await some.ask(subscribeSome, 'SUBSCRIBED');
  for (const socket of [all, stuck]) await socket.ask(SUBSCRIBE_ALL, 'SUBSCRIBED');
  stuck.socket.pause();
  const before = process.memoryUsage().rss;
  const stop = countTurns();
  await renameAll('renamed');
  await world.live.gateway.forcePoll();
  const turns = stop();
  await Promise.all([some.settle(), all.settle()]);
  expect(toldOf(some)).toEqual(new Set(ids));
  expect(toldOf(all).size).toBe(ITEMS);
  expect(turns).toBeGreaterThan(FEWEST_TURNS);
  // Both ends run in this process: most of it is what the readers keep.
  expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  await delay(3_000);
  stuck.socket.resume();
  // 1013 where the close frame still got through, else the socket was cut.
  expect([1013, 1006]).toContain(await stuck.closed);
  await Promise.all([some.close(), all.close()]);
}, 240_000);

const toldOf = (socket: TestSocket) =>
  new Set(socket.all('INVALIDATE').flatMap(({ payload }) => payload.changes.map(({ entityId }) => entityId)));

it('a slow reader that catches up in time is told the latest of everything', async () => {
  const socket = await world.connect('ada');
  await socket.ask(SUBSCRIBE_ALL, 'SUBSCRIBED');
  socket.socket.pause();
  const ids = await world.ids('bulk_item', 3_000);
  for (let n = 0; n < 5; n++) {
    await world.database.query('UPDATE app.bulk_item SET name = $1 WHERE id = ANY ($2)', [`name ${n}`, ids]);
    await world.live.gateway.forcePoll();
  }
  socket.socket.resume();
  await socket.settle();
  for (let n = 0; n < 50 && socket.all('PONG').at(-1)?.payload.snapshot === undefined; n++) {
    await delay(50);
    await socket.settle();
  }
  const { rows } = await world.database.query<{ id: string; version: string }>(
    'SELECT id, version FROM app.bulk_item WHERE id = ANY ($1)',
    [ids],
  );
  const latest = new Map<string, number>();
  for (const { payload } of socket.all('INVALIDATE')) {
    for (const { entityId, version } of payload.changes)
      latest.set(entityId, Math.max(version, latest.get(entityId) ?? 0));
  }
  expect(rows.filter(({ id, version }) => latest.get(id) !== Number(version))).toEqual([]);
  await socket.close();
}, 120_000);
