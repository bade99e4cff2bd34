import type { Client } from 'pg';

import type { Arrivals } from '../load/arrivals.ts';
import type { Written } from '../load/writer.ts';
import type { CommitClock } from './commit-clock.ts';

/** When each version of each record was committed, on the processes' clock, by `id@version`. */
export type CommitTimes = ReadonlyMap<string, number>;

const COMMITTED = `(extract(epoch FROM pg_xact_commit_timestamp((xid::text::bigint % 4294967296)::text::xid)) * 1e6)::float8 AS us`;

/** Of what the log has since a transaction id: whoever wrote it. */
export async function loggedCommits(client: Client, clock: CommitClock, sinceXid: string): Promise<CommitTimes> {
  const { rows } = await client.query<{ id: string; version: string; us: number }>(
    `SELECT entity_id AS id, version, ${COMMITTED} FROM app.logging
      WHERE xid >= $1::xid8 AND entity_code = 'task' AND action BETWEEN 1 AND 3`,
    [sinceXid],
  );
  return new Map(rows.map(({ id, version, us }) => [`${id}@${version}`, clock.toMonotonicUs(us)]));
}

/** Of what a writer says it wrote: for tables without a log. */
export async function writtenCommits(client: Client, clock: CommitClock, written: Written): Promise<CommitTimes> {
  const { rows } = await client.query<{ us: number }>(
    `SELECT (extract(epoch FROM pg_xact_commit_timestamp((x::bigint % 4294967296)::text::xid)) * 1e6)::float8 AS us
       FROM unnest($1::text[]) WITH ORDINALITY AS t (x, n) ORDER BY n`,
    [written.xids],
  );
  return new Map(written.ids.map((id, n) => [`${id}@${written.versions[n]}`, clock.toMonotonicUs(rows[n]?.us ?? NaN)]));
}

/** The next transaction id: what is committed from now on has this or a higher one. */
export async function nextXid(client: Client): Promise<string> {
  const { rows } = await client.query<{ xid: string }>('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xid');
  return rows[0]?.xid ?? '0';
}

/** Milliseconds from each commit to each arrival; commits before `fromUs` are warm-up and left out. */
export function latencies(commits: CommitTimes, { ids, records, versions, atUs }: Arrivals, fromUs: number): number[] {
  const found: number[] = [];
  for (let n = 0; n < records.length; n++) {
    const committedUs = commits.get(`${ids[records[n] ?? 0]}@${versions[n]}`);
    if (committedUs === undefined || committedUs < fromUs) continue;
    found.push(((atUs[n] ?? 0) - committedUs) / 1e3);
  }
  return found;
}
