import type { SnapshotToken } from '@tidemark/protocol';
import pg from 'pg';

import { TailOnDemand } from '../../test/tail-on-demand.ts';
import { createWorld, type TestWorld } from '../../test/world.ts';
import type { Change } from '../change-log/change.ts';
import { includes } from '../change-log/snapshot.ts';
import { SyncDatabase } from '../database/sync-database.ts';
import { MatchIndex } from '../subscription/match-index.ts';
import type { SignalRouter } from '../subscription/signal-router.ts';
import type { Subscriber } from '../subscription/subscriber.ts';
import { Replayer } from './replayer.ts';

let world: TestWorld;
let tasks: string[];

beforeAll(async () => {
  world = await createWorld({ socket: { replayRows: 50 } });
  tasks = await world.ids('task', 60);
}, 60_000);

afterAll(() => world[Symbol.asyncDispose]());

const now = async () =>
  (await world.database.query<{ token: string }>('SELECT pg_current_snapshot()::text AS token')).rows[0]?.token ?? '';
const touch = (ids: readonly string[]) =>
  world.database.query('UPDATE app.task SET progress = mod(progress + 1, 100) WHERE id = ANY ($1)', [ids]);
/** Someone new: what happened so far comes from the replay alone, because the tail has it behind it. */
const connect = async () => {
  await world.live.gateway.forcePoll();
  return world.connect('ada');
};
const subscribe = (payload: object) => ({ type: 'SUBSCRIBE', payload: { entityCode: 'task', ...payload } });

it('what changed since the token is told before the acknowledgement', async () => {
  const since = await now();
  await touch(tasks.slice(0, 3));
  await touch(tasks.slice(0, 1));
  const socket = await connect();
  const answer = await socket.ask(subscribe({ entityIds: tasks.slice(0, 2), since }), 'SUBSCRIBED');
  const [signal, ...others] = socket.all('INVALIDATE');
  expect(others).toEqual([]);
  expect(signal?.payload.changes.map(({ entityId }) => entityId).sort()).toEqual(tasks.slice(0, 2).sort());
  expect(answer.payload.snapshot).toBeDefined();
  await socket.close();
});

it('a transaction that was open when the token was taken is replayed after it has committed', async () => {
  const writer = new pg.Client({ connectionString: world.database.ownerUrl });
  await writer.connect();
  await writer.query('BEGIN');
  await writer.query('UPDATE app.task SET progress = 9 WHERE id = $1', [tasks[5]]);
  const since = await now();
  await writer.query('COMMIT');
  await writer.end();
  const socket = await connect();
  await socket.ask(subscribe({ entityIds: [tasks[5]], since }), 'SUBSCRIBED');
  expect(socket.signalsFor(tasks[5] ?? '')).toHaveLength(1);
  await socket.close();
});

it('a scope replays what entered, stayed and left, and only that', async () => {
  const [entering = '', staying = '', leaving = '', elsewhere = ''] = tasks;
  const set = (status: string, ids: string[]) =>
    world.database.query('UPDATE app.task SET status = $1 WHERE id = ANY ($2)', [status, ids]);
  await set('blocked', [staying, leaving]);
  await set('todo', [entering, elsewhere]);
  const since = await now();
  await set('blocked', [entering]);
  await set('done', [leaving]);
  await touch([staying, elsewhere]);
  const socket = await connect();
  await socket.ask(subscribe({ scope: { status: 'blocked' }, since }), 'SUBSCRIBED');
  const told = new Map(
    socket.all('INVALIDATE').flatMap(({ payload }) => payload.changes.map((c) => [c.entityId, c.action])),
  );
  expect(told).toEqual(
    new Map([
      [entering, 'CREATE'],
      [staying, 'UPDATE'],
      [leaving, 'UPDATE'],
    ]),
  );
  await socket.close();
});

it('a pod that is behind the token catches up first, and tells nothing that the client has seen', async () => {
  const never = 60_000;
  const sleepy = await world.startPod({ tail: { busyMs: never, idleMs: never, unwatchedMs: never } });
  const hidden = await world.taskHiddenFrom('tom');
  const sharing = [hidden, world.persons.tom];
  await world.database.query(
    `INSERT INTO app.record_share (entity_code, entity_id, person_id) VALUES ('task', $1, $2)`,
    sharing,
  );
  await world.database.query('DELETE FROM app.record_share WHERE entity_id = $1 AND person_id = $2', sharing);
  const since = await now();
  await touch([hidden]);
  const socket = await sleepy.connect(world.token('tom'));
  const answer = await socket.ask(subscribe({ scope: {}, since }), 'SUBSCRIBED');
  expect(includes(answer.payload.snapshot as never, since as never)).toBe(true);
  await sleepy.gateway.forcePoll();
  await socket.settle();
  expect(socket.signalsFor(hidden)).toEqual([]);
  await socket.close();
});

it('nothing is replayed twice to a client that is up to date', async () => {
  await touch(tasks.slice(0, 5));
  const socket = await connect();
  await socket.ask(subscribe({ entityIds: tasks.slice(0, 5), since: await now() }), 'SUBSCRIBED');
  expect(socket.all('INVALIDATE')).toEqual([]);
  await socket.close();
});

it.each([
  ['from the future', '999999999:999999999:', 'TOKEN_UNKNOWN'],
  ['that makes no sense', '9:5:', 'TOKEN_UNKNOWN'],
  ['beyond 64 bits', '1:99999999999999999999:', 'TOKEN_UNKNOWN'],
])('a token %s is answered with RESYNC, then the subscription stands', async (_, since, reason) => {
  const socket = await connect();
  const answer = await socket.ask(subscribe({ entityIds: tasks.slice(0, 2), since }), 'SUBSCRIBED');
  expect(answer.payload.count).toBe(2);
  expect(socket.all('RESYNC').map(({ payload }) => payload)).toEqual([{ reason, entityCode: 'task' }]);
  await touch(tasks.slice(0, 1));
  await socket.next('INVALIDATE');
  await socket.close();
});

it('more changes than a replay may have are answered with RESYNC', async () => {
  const since = await now();
  await touch(tasks.slice(0, 51));
  const socket = await connect();
  await socket.ask(subscribe({ entityIds: tasks, since }), 'SUBSCRIBED');
  expect(socket.all('RESYNC').map(({ payload }) => payload.reason)).toEqual(['TOO_MANY_CHANGES']);
  await socket.close();
});

it('a record that the tail overtakes is read again alone; if that happens again and again, RESYNC', async () => {
  const pool = new pg.Pool({ connectionString: world.database.syncUrl });
  const [hot = '', calm = ''] = tasks;
  const asked: string[][] = [];
  const router = {
    replay: (changes: readonly Change[]) => {
      asked.push(changes.map(({ entityId }) => entityId).sort());
      return Promise.resolve(new Set([hot]));
    },
  } as unknown as SignalRouter;
  const resyncs: unknown[] = [];
  const queueResync = (...resync: unknown[]) => void resyncs.push(resync);
  const since = await now();
  await touch([hot, calm]);
  await new Replayer(pool, router, new MatchIndex(), 50).replay(
    { queueResync } as unknown as Subscriber,
    { entityCode: 'task', entityIds: [hot, calm] },
    since as SnapshotToken,
  );
  expect(asked).toEqual([[hot, calm].sort(), ...Array.from({ length: 9 }, () => [hot])]);
  expect(resyncs).toEqual([['TOO_MANY_CHANGES', 'task']]);
  await pool.end();
});

it('a token from before what retention has removed is answered with RESYNC', async () => {
  const since = await now();
  await touch(tasks.slice(0, 1));
  await world.database.query(
    'INSERT INTO app.log_horizon (dropped_xid) SELECT max(xid::text::bigint)::text::xid8 FROM app.logging',
  );
  const socket = await connect();
  await socket.ask(subscribe({ entityIds: tasks.slice(0, 1), since }), 'SUBSCRIBED');
  expect(socket.all('RESYNC').map(({ payload }) => payload.reason)).toEqual(['TOKEN_TOO_OLD']);
  await world.database.query('DELETE FROM app.log_horizon');
  await socket.close();
});

it('TRUNCATE is told as RESYNC to all who subscribe to the entity', async () => {
  const socket = await connect();
  await socket.ask({ type: 'SUBSCRIBE', payload: { entityCode: 'timesheet', scope: {} } }, 'SUBSCRIBED');
  await world.database.query('TRUNCATE app.timesheet CASCADE');
  expect((await socket.next('RESYNC')).payload).toEqual({ reason: 'TRUNCATED', entityCode: 'timesheet' });
  await socket.close();
});

it("another person's change of role is no reason to fetch everything again", async () => {
  const since = await now();
  const subscribe = { type: 'SUBSCRIBE', payload: { entityCode: 'task', scope: {} } } as const;
  const [kept, vic] = [await world.connect('ada'), await world.connect('vic')];
  await kept.ask(subscribe, 'SUBSCRIBED');
  await world.database.query(`UPDATE app.person SET person_type = 'manager' WHERE username = 'vic'`);
  expect(await vic.closed).toBe(4401);
  await kept.settle();
  const resumed = await world.connect('ada');
  await resumed.ask({ ...subscribe, payload: { ...subscribe.payload, since } }, 'SUBSCRIBED');
  expect([kept.all('RESYNC'), resumed.all('RESYNC')]).toEqual([[], []]);
  for (const socket of [kept, resumed]) await socket.close();
});

it('TRUNCATE of the memberships is told as RESYNC to those who were members, and to nobody else', async () => {
  await world.database.query(
    `DELETE FROM app.project_member WHERE person_id = (SELECT id FROM app.person WHERE username = 'ada')`,
  );
  const [member, admin] = [await world.connect('eve'), await world.connect('ada')];
  for (const socket of [member, admin]) {
    await socket.ask({ type: 'SUBSCRIBE', payload: { entityCode: 'task', scope: {} } }, 'SUBSCRIBED');
  }
  await world.database.query('TRUNCATE app.project_member');
  expect((await member.next('RESYNC')).payload).toEqual({ reason: 'TRUNCATED', entityCode: 'task' });
  await admin.settle();
  expect(admin.all('RESYNC')).toEqual([]);
  for (const socket of [member, admin]) await socket.close();
});

it('replays queue among themselves; new subscriptions and signals do not wait for them', async () => {
  const { replay } = world.live.app.get(SyncDatabase);
  const held = await Promise.all([replay.connect(), replay.connect()]);
  const [resuming, other] = [await connect(), await connect()];
  const resumed = resuming.ask(subscribe({ entityIds: tasks, since: await now() }), 'SUBSCRIBED');
  await other.ask(subscribe({ entityIds: tasks }), 'SUBSCRIBED');
  await touch(tasks.slice(0, 1));
  await other.next('INVALIDATE');
  expect(resuming.all('SUBSCRIBED')).toEqual([]);
  for (const client of held) client.release();
  expect((await resumed).payload.count).toBe(tasks.length);
  await Promise.all([resuming.close(), other.close()]);
});

it('a PONG has no token while the tail cannot follow the database, and one again as soon as it can', async () => {
  let lagMs = 0;
  class HeldUpTail extends TailOnDemand {
    override get state() {
      return { ...super.state, lagMs };
    }
  }
  const pod = await world.startPod({}, new HeldUpTail(world.database.syncUrl));
  const socket = await pod.connect(world.token('ada'));
  const ping = async () => (await socket.ask({ type: 'PING' }, 'PONG')).payload;
  expect(await ping()).toHaveProperty('snapshot');
  lagMs = 10_000;
  expect(await ping()).toEqual({});
  lagMs = 9_999;
  expect(await ping()).toHaveProperty('snapshot');
  await socket.close();
});
