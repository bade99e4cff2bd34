import type { Client } from 'pg';

import { nowUs } from '../harness/clock.ts';
import { atMost, type Figure } from '../harness/figure.ts';
import type { StagedMeasure } from '../harness/measure.ts';
import { spreadOf } from '../harness/percentile.ts';

const REQUESTS = 200;

/** Lists as people open them: the first page in several orders, filters, and a page far down. */
const LISTS: readonly { readonly name: string; readonly query: string; readonly pagesDown?: number }[] = [
  { name: 'newest', query: 'task?sort=-updatedTs&limit=50' },
  { name: 'by due date', query: 'task?sort=dueOn&limit=50' },
  { name: 'filtered', query: 'task?status=in_progress&priority[in]=high,urgent&sort=-dueOn&limit=50' },
  { name: 'page 20', query: 'task?sort=dueOn&limit=50', pagesDown: 19 },
  { name: 'timesheets', query: 'timesheet?sort=-createdTs&limit=50' },
];

/** Lists through the API at about 100,000 records, under the access rules. */
export const list: StagedMeasure = {
  name: 'list',
  title: 'Lists over REST, 100,000 records',
  async run(stage, { scale, say }) {
    const { origin } = await stage.api();
    const figures: Figure[] = [];
    for (const role of ['member', 'admin'] as const) {
      const { tokens } = await stage.makers.people(1, role);
      const headers = { authorization: `Bearer ${tokens[0]}` };
      for (const { name, query, pagesDown = 0 } of LISTS) {
        say(`list: ${name}, ${role}`);
        const url = await pageUrl(`${origin}/api/v1/${query}`, headers, pagesDown);
        const tookMs: number[] = [];
        const warmUp = 20;
        for (let n = 0; n < REQUESTS * scale + warmUp; n++) {
          const beganUs = nowUs();
          const answer = await fetch(url, { headers });
          const text = await answer.text();
          if (!answer.ok) throw new Error(`${url} was answered with ${answer.status}: ${text}`);
          if (n >= warmUp) tookMs.push((nowUs() - beganUs) / 1e3);
        }
        const { n, p95 } = spreadOf(tookMs);
        figures.push({ name: `${name}, ${role}, p95`, value: p95, unit: 'ms', n, target: atMost(p95, 50, 'ms') });
      }
    }
    const scans = await sequentialScans(stage.client);
    figures.push({
      name: 'task and timesheet rows read per list without an index',
      value: scans,
      unit: 'rows',
      n: LISTS.length * 2,
      target: atMost(scans, 0, 'rows'),
      note: 'pg_stat_user_tables.seq_tup_read before and after one request of each list',
    });
    return figures;

    /** Rows that sequential scans read during one request of each list: zero where every plan uses an index. */
    async function sequentialScans(client: Client): Promise<number> {
      const before = await rowsScanned(client);
      for (const role of ['member', 'admin'] as const) {
        const { tokens } = await stage.makers.people(1, role);
        for (const { query } of LISTS) {
          await (
            await fetch(`${origin}/api/v1/${query}`, { headers: { authorization: `Bearer ${tokens[0]}` } })
          ).text();
        }
      }
      return (await rowsScanned(client)) - before;
    }
  },
};

async function pageUrl(url: string, headers: Record<string, string>, pagesDown: number): Promise<string> {
  let cursor: string | null = null;
  for (let page = 0; page < pagesDown; page++) {
    const answer = await fetch(cursor === null ? url : `${url}&cursor=${cursor}`, { headers });
    cursor = ((await answer.json()) as { nextCursor: string | null }).nextCursor;
    if (cursor === null) return url;
  }
  return cursor === null ? url : `${url}&cursor=${cursor}`;
}

async function rowsScanned(client: Client): Promise<number> {
  // Other sessions report what they have done at most once a second.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await client.query('SELECT pg_stat_clear_snapshot()');
  const { rows } = await client.query<{ read: number }>(
    `SELECT sum(seq_tup_read)::float8 AS read FROM pg_stat_user_tables WHERE schemaname = 'app' AND relname IN ('task', 'timesheet')`,
  );
  return rows[0]?.read ?? NaN;
}
