// Process that writes: by SQL as psql or a batch job would, or through the API.
import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import { nowUs } from '../harness/clock.ts';
import { serveCommands } from '../harness/serve-commands.ts';
import type { ApiLoad, BatchLoad, SqlLoad, Written } from './writer.ts';

/** Values that change the row each time. */
const progressOf = (n: number) => (n * 7) % 101;

/** A connection that runs one statement after the other; what is given meanwhile waits, so a moment of delay is made up for. */
class Lane {
  readonly client: pg.Client;
  private last: Promise<unknown> = Promise.resolve();

  constructor(url: string) {
    this.client = new pg.Client({ connectionString: url, application_name: 'bench-writer' });
  }

  query<Row extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    const result = this.last.then(() => this.client.query<Row>(query));
    this.last = result;
    return result;
  }
}

async function connect(url: string, count: number): Promise<Lane[]> {
  const lanes = Array.from({ length: count }, () => new Lane(url));
  await Promise.all(lanes.map(({ client }) => client.connect()));
  return lanes;
}

const disconnect = (lanes: readonly Lane[]) => Promise.all(lanes.map(({ client }) => client.end()));

/** Calls `write` at a steady rate, however long each call takes; resolves when all have ended. */
async function paced(perSecond: number, seconds: number, write: (n: number) => Promise<void>): Promise<void> {
  const beganUs = nowUs();
  const total = Math.round(perSecond * seconds);
  const running: Promise<void>[] = [];
  for (let n = 0; n < total;) {
    const due = Math.min(total, Math.floor(((nowUs() - beganUs) / 1e6) * perSecond) + 1);
    while (n < due) running.push(write(n++));
    await sleep(1);
  }
  await Promise.all(running);
}

/** Single rows, one transaction each. */
async function sql(load: SqlLoad): Promise<Written> {
  const { url, table, ids, connections, seconds, perSecond, pauseMs, assignments = 'progress = $2' } = load;
  const lanes = await connect(url, connections);
  // Each connection has its own part of the ids, so that writers do not wait for each other's row locks.
  // What our triggers set, the reference sets itself: the rows of both end up the same.
  const bookkeeping = table.startsWith('app.') ? '' : ', version = version + 1, updated_ts = now()';
  const text = `UPDATE ${table} SET ${assignments}${bookkeeping} WHERE id = $1 RETURNING version, pg_current_xact_id()::text AS xid`;
  const written: Written = { ids: [], versions: [], xids: [], tookMs: 0 };
  const write = async (lane: number, n: number) => {
    const id = ids[(n * connections + lane) % ids.length] as string;
    const { rows } = await (lanes[lane] as Lane).query<{ version: string; xid: string }>({
      name: 'write',
      text,
      values: [id, progressOf(n)],
    });
    written.ids.push(id);
    written.versions.push(Number(rows[0]?.version));
    written.xids.push(rows[0]?.xid ?? '0');
  };
  const beganUs = nowUs();
  if (perSecond !== undefined) {
    await paced(perSecond, seconds, (n) => write(n % connections, Math.floor(n / connections)));
  } else {
    const end = Date.now() + seconds * 1_000;
    await Promise.all(
      lanes.map(async (_, lane) => {
        for (let n = 0; Date.now() < end; n++) {
          await write(lane, n);
          if (pauseMs !== undefined) await sleep(pauseMs * (1 + Math.random() * 0.2));
        }
      }),
    );
  }
  written.tookMs = (nowUs() - beganUs) / 1e3;
  await disconnect(lanes);
  return written;
}

/** Transactions of many rows; counts only, because a busy run has millions of rows. */
async function batches(load: BatchLoad): Promise<{ rows: number; transactions: number; tookMs: number }> {
  const { url, table, ids, connections, rowsPerTransaction, seconds, perSecond } = load;
  const lanes = await connect(url, connections);
  const text = `UPDATE ${table} SET progress = $2 WHERE id = ANY ($1::uuid[])`;
  let next = 0;
  let rows = 0;
  let transactions = 0;
  const write = async (lane: Lane) => {
    const from = (next * rowsPerTransaction) % ids.length;
    next++;
    const part = ids.slice(from, from + rowsPerTransaction);
    const result = await lane.query({ name: 'batch', text, values: [part, progressOf(next)] });
    rows += result.rowCount ?? 0;
    transactions++;
  };
  const beganUs = nowUs();
  if (perSecond !== undefined) {
    await paced(perSecond, seconds, (n) => write(lanes[n % connections] as Lane));
  } else {
    const end = Date.now() + seconds * 1_000;
    await Promise.all(
      lanes.map(async (lane) => {
        while (Date.now() < end) await write(lane);
      }),
    );
  }
  const tookMs = (nowUs() - beganUs) / 1e3;
  await disconnect(lanes);
  return { rows, transactions, tookMs };
}

/** PATCHes through the API at a steady rate; how long each took, milliseconds. */
async function api(load: ApiLoad): Promise<number[]> {
  const { origin, entityCode, ids, tokens, perSecond, seconds } = load;
  const tookMs: number[] = [];
  await paced(perSecond, seconds, async (n) => {
    const beganUs = nowUs();
    const answer = await fetch(`${origin}/api/v1/${entityCode}/${ids[n % ids.length]}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${tokens[n % tokens.length]}`, 'content-type': 'application/json' },
      body: JSON.stringify({ progress: progressOf(Math.floor(n / ids.length) + n) }),
    });
    const body = await answer.text();
    if (!answer.ok) throw new Error(`PATCH was answered with ${answer.status}: ${body}`);
    tookMs.push((nowUs() - beganUs) / 1e3);
  });
  return tookMs;
}

serveCommands({ sql, batches, api });
