import { nowUs } from '../harness/clock.ts';
import { CommitClock } from '../harness/commit-clock.ts';
import { type CommitTimes, latencies, loggedCommits, nextXid } from '../harness/commit-times.ts';
import { atLeast, atMost } from '../harness/figure.ts';
import type { StagedMeasure } from '../harness/measure.ts';
import { spreadOf } from '../harness/percentile.ts';
import type { Arrivals } from '../load/arrivals.ts';

const ROWS_PER_TRANSACTION = 50;
const WRITERS = 4;
/** A little above the target, so that the target is met by what arrives and not by what is sent. */
const CHANGES_PER_SECOND = 10_500;
const IDS_PER_CONNECTION = 8_000;
const CONNECTIONS = 3;
const IDS_PER_MESSAGE = 1_000;

/** Bulk writers for a minute: does everything arrive, and how late. */
export const sustained: StagedMeasure = {
  name: 'sustained',
  title: `Sustained changes, transactions of ${ROWS_PER_TRANSACTION} rows`,
  async run(stage, { scale, say }) {
    const seconds = 60 * scale;
    const { tokens } = await stage.makers.people(1, 'admin');
    const ids = await stage.makers.tasks(IDS_PER_CONNECTION * CONNECTIONS);
    const [fleet, writer] = [stage.fleet(), stage.writer()];
    const api = await stage.api();
    await fleet.open({ ...api.target, tokens, count: CONNECTIONS });
    const parts = Array.from({ length: CONNECTIONS }, (_, n) =>
      ids.slice(n * IDS_PER_CONNECTION, (n + 1) * IDS_PER_CONNECTION),
    );
    for (let from = 0; from < IDS_PER_CONNECTION; from += IDS_PER_MESSAGE) {
      const idsOf = parts.map((part) => part.slice(from, from + IDS_PER_MESSAGE));
      await fleet.subscribe({ entityCode: 'task', idsOf });
    }
    const clock = new CommitClock(stage.client);
    await clock.mark();
    await fleet.take();
    await api.state();
    const sinceXid = await nextXid(stage.client);
    say(`sustained: ${CHANGES_PER_SECOND}/s for ${seconds} s`);
    const beganUs = nowUs();
    const written = await writer.batches({
      url: stage.urls.ownerUrl,
      table: 'app.task',
      ids,
      connections: WRITERS,
      rowsPerTransaction: ROWS_PER_TRANSACTION,
      perSecond: CHANGES_PER_SECOND / ROWS_PER_TRANSACTION,
      seconds,
    });
    await fleet.hear(written.rows, 3_000);
    const arrivals = await fleet.take();
    const { resyncs } = await fleet.state();
    const { longestLoopDelayMs } = await api.state();
    await clock.mark();
    const commits = await loggedCommits(stage.client, clock, sinceXid);
    await Promise.all([fleet.stop(), writer.stop()]);

    const lastUs = arrivals.atUs.at(-1) ?? beganUs;
    const perSecond = arrivals.records.length / ((lastUs - beganUs) / 1e6);
    const { lost, collapsed } = account(commits, arrivals);
    const late = spreadOf(latencies(commits, arrivals, beganUs + 2e6));
    const n = arrivals.records.length;
    return [
      {
        name: 'changes delivered',
        value: perSecond,
        unit: 'changes/s',
        n,
        target: atLeast(perSecond, 10_000, 'changes/s'),
        note: `${written.rows} rows written in ${(written.tookMs / 1_000).toFixed(1)} s, ${n} arrived, ${collapsed} collapsed with a later change of the same record, ${resyncs} RESYNC`,
      },
      { name: 'changes lost', value: lost, unit: '', n: commits.size, target: atMost(lost, 0, '') },
      { name: 'latency under that load, p50', value: late.p50, unit: 'ms', n: late.n },
      { name: 'latency under that load, p99', value: late.p99, unit: 'ms', n: late.n },
      {
        name: 'longest block of the event loop',
        value: longestLoopDelayMs,
        unit: 'ms',
        n: 1,
        target: atMost(longestLoopDelayMs, 50, 'ms'),
      },
    ];
  },
};

/** Every committed version must have arrived, or a later one of the same record. */
function account(commits: CommitTimes, { ids, records, versions }: Arrivals): { lost: number; collapsed: number } {
  const heard = new Set<string>();
  const newest = new Map<string, number>();
  for (let n = 0; n < records.length; n++) {
    const id = ids[records[n] ?? 0] ?? '';
    const version = versions[n] ?? 0;
    heard.add(`${id}@${version}`);
    if (version > (newest.get(id) ?? 0)) newest.set(id, version);
  }
  let lost = 0;
  let collapsed = 0;
  for (const key of commits.keys()) {
    if (heard.has(key)) continue;
    const [id = '', version] = key.split('@');
    if ((newest.get(id) ?? 0) > Number(version)) collapsed++;
    else lost++;
  }
  return { lost, collapsed };
}
