import { setTimeout as delay } from 'node:timers/promises';

import type { ServerMessage } from '@tidemark/protocol';
import pg from 'pg';
import { WebSocket } from 'ws';

import { createReferenceTable } from '../reference/table.ts';
import { calibrateClock } from '../world/clock.ts';
import { type Distribution, distribution } from '../world/percentiles.ts';
import type { BenchCase, Row } from '../world/report.ts';
import { ask, openSocket } from '../world/socket.ts';
import type { World } from '../world/world.ts';

const SUBSCRIBERS = 10;
const RECORDS = 200;
const now = calibrateClock();

/** When a change arrived at some subscriber: `key` names the change. */
type Arrivals = Map<string, number[]>;

/**
 * From the commit of a single-row change to its INVALIDATE at each of ten subscribers. Commit times are PostgreSQL's own
 * (`track_commit_timestamp`), for our side and the reference alike, and lie just before the WAL is flushed.
 */
export const latency: BenchCase = {
  name: 'latency',
  async run(world, { seconds }) {
    await createReferenceTable(world.pool);
    await using api = await world.startApi();
    await using reference = await world.startReference();
    const token = await api.token('ada');
    const { rows } = await world.pool.query<{ id: string }>('SELECT id FROM app.task ORDER BY id LIMIT $1', [RECORDS]);
    const ids = rows.map((row) => row.id);
    const ours: Arrivals = new Map();
    const theirs: Arrivals = new Map();
    const sockets = await subscribe(api.port, token, ids, ours);
    sockets.push(...(await follow(reference.port, theirs)));

    const patch = async (n: number) => {
      const answer = await fetch(`${api.origin}/api/v1/task/${ids[n % RECORDS]}`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ progress: n % 100 }),
      });
      if (!answer.ok) throw new Error(`PATCH answered ${answer.status}: ${await answer.text()}`);
      await answer.arrayBuffer();
    };
    const writer = new pg.Client({ connectionString: world.urls.ownerUrl });
    await writer.connect();
    const update = async (n: number) => {
      await writer.query('UPDATE app.task SET progress = $2 WHERE id = $1', [ids[n % RECORDS], n % 100]);
    };
    const bare = async (n: number) => {
      await writer.query('UPDATE public.bare_task SET progress = $2 WHERE id = $1', [ids[n % RECORDS], n % 100]);
    };

    // Warm-up: compile, plan, connect.
    await pace(20, 3, async (n) => void (await patch(n), await update(n), await bare(n)));
    const result: Row[] = [];
    const collect = async (label: string, work: () => Promise<unknown>, target?: string) => {
      ours.clear();
      theirs.clear();
      const { rows: start } = await world.pool.query<{ ts: string }>('SELECT clock_timestamp()::text AS ts');
      await work();
      await delay(500);
      const since = start[0]?.ts ?? '';
      const ourDelays = await delaysOfOurs(world, ours, since);
      const theirDelays = await delaysOfTheirs(world, theirs);
      if (ourDelays.length > 0) result.push(row(label, distribution(ourDelays), target));
      if (theirDelays.length > 0) result.push(row(`${label}: bare NOTIFY beside it`, distribution(theirDelays)));
    };

    await collect(
      'API write, 20/s',
      () => Promise.all([pace(20, seconds, patch), delay(25).then(() => pace(20, seconds, bare))]),
      'p50 <= 2 ms; p99 <= 2x bare',
    );
    await collect(
      'SQL write, 20/s',
      () => Promise.all([pace(20, seconds, update), delay(25).then(() => pace(20, seconds, bare))]),
      'p50 <= 25 ms',
    );
    await collect('SQL write after 2.5 s of silence', () => pace(0.4, Math.max(seconds, 10), update), 'p99 <= 150 ms');
    await collect('SQL write, 1,000/s', () => rush(world, 'app.task', ids, seconds / 2), undefined);
    await collect('bare only, 1,000/s', () => rush(world, 'public.bare_task', ids, seconds / 2), undefined);

    for (const socket of sockets) socket.terminate();
    await writer.end();
    return result;
  },
};

function row(label: string, { samples, p50, p95, p99, max }: Distribution, target = ''): Row {
  return { figure: label, 'p50 ms': p50, 'p95 ms': p95, 'p99 ms': p99, 'max ms': max, samples, target };
}

/** Calls `work` so often a second, each on its own beat, whether the last one has ended or not. */
async function pace(perSecond: number, seconds: number, work: (n: number) => Promise<void>): Promise<void> {
  const running: Promise<void>[] = [];
  const start = performance.now();
  for (let n = 0; n < perSecond * seconds; n++) {
    await delay(Math.max(0, start + (n * 1_000) / perSecond - performance.now()));
    running.push(work(n));
  }
  await Promise.all(running);
}

/** 1,000 single-row commits a second from four connections. */
async function rush(world: World, table: string, ids: readonly string[], seconds: number): Promise<void> {
  const writers = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const client = new pg.Client({ connectionString: world.urls.ownerUrl });
      await client.connect();
      return client;
    }),
  );
  await Promise.all(
    writers.map((client, w) =>
      pace(250, seconds, async (n) => {
        await client.query(`UPDATE ${table} SET progress = $2 WHERE id = $1`, [ids[(n * 4 + w) % ids.length], n % 100]);
      }),
    ),
  );
  await Promise.all(writers.map((client) => client.end()));
}

async function subscribe(port: number, token: string, ids: string[], arrivals: Arrivals): Promise<WebSocket[]> {
  const onMessage = (message: ServerMessage) => {
    if (message.type !== 'INVALIDATE') return;
    const at = now();
    for (const { entityId, version } of message.payload.changes) note(arrivals, `${entityId}|${version}`, at);
  };
  return Promise.all(
    Array.from({ length: SUBSCRIBERS }, async () => {
      const socket = await openSocket(port, token, onMessage);
      await ask(socket, { type: 'SUBSCRIBE', payload: { entityCode: 'task', entityIds: ids } }, 'SUBSCRIBED');
      return socket;
    }),
  );
}

async function follow(port: number, arrivals: Arrivals): Promise<WebSocket[]> {
  return Promise.all(
    Array.from({ length: SUBSCRIBERS }, async () => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}`);
      socket.on('message', (data: Buffer) => {
        const at = now();
        note(arrivals, (JSON.parse(data.toString()) as { xid: string }).xid, at);
      });
      await new Promise((resolve) => socket.once('open', resolve));
      return socket;
    }),
  );
}

function note(arrivals: Arrivals, key: string, at: number): void {
  const seen = arrivals.get(key);
  if (seen) seen.push(at);
  else arrivals.set(key, [at]);
}

async function delaysOfOurs(world: World, arrivals: Arrivals, since: string): Promise<number[]> {
  const { rows } = await world.pool.query<{ key: string; at: string }>(
    `SELECT entity_id || '|' || version AS key, extract(epoch FROM pg_xact_commit_timestamp(xid::xid)) * 1000 AS at
       FROM app.logging WHERE entity_code = 'task' AND action = 2 AND created_ts >= $1`,
    [since],
  );
  // A version that was overtaken by the next before it was sent has no frame of its own; the later one speaks for it.
  return rows.flatMap(({ key, at }) => (arrivals.get(key) ?? []).map((arrived) => arrived - Number(at)));
}

async function delaysOfTheirs(world: World, arrivals: Arrivals): Promise<number[]> {
  const { rows } = await world.pool.query<{ key: string; at: string }>(
    'SELECT x AS key, extract(epoch FROM pg_xact_commit_timestamp(x::xid)) * 1000 AS at FROM unnest($1::text[]) AS x',
    [[...arrivals.keys()]],
  );
  return rows.flatMap(({ key, at }) => (arrivals.get(key) ?? []).map((arrived) => arrived - Number(at)));
}
