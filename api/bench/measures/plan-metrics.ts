import { setTimeout as sleep } from 'node:timers/promises';

import { nowUs } from '../harness/clock.ts';
import { CommitClock } from '../harness/commit-clock.ts';
import { latencies, loggedCommits, nextXid } from '../harness/commit-times.ts';
import { atLeast, atMost, type Figure } from '../harness/figure.ts';
import type { StagedMeasure } from '../harness/measure.ts';
import { percentile } from '../harness/percentile.ts';
import type { Stage } from '../harness/stage.ts';

const CONNECTIONS = 1_000;
/** Half of what a person may have, because the server may still be clearing up the old ones when they come back. */
const CONNECTIONS_PER_PERSON = 10;
const IDS = 50;
const PATIENCE_MS = 20_000;

/** The success metrics that the original plan asks for, in its own words. */
export const planMetrics: StagedMeasure = {
  name: 'plan',
  title: "The original plan's success metrics",
  async run(stage, { say, scale }) {
    const { tokens } = await stage.makers.people(CONNECTIONS / CONNECTIONS_PER_PERSON);
    const ids = await stage.makers.watchedTasks(1_000);
    const idsOf = Array.from({ length: 20 }, (_, n) => ids.slice(n * IDS, (n + 1) * IDS));
    const api = await stage.api();
    const fleet = stage.fleet();
    const writer = stage.writer();

    say(`plan: ${CONNECTIONS} connections`);
    const { opened } = await fleet.open({ ...api.target, tokens, count: CONNECTIONS }, { allowFailures: true });
    const first = await fleet.subscribe({ entityCode: 'task', idsOf });
    const mirrored = await mirrorRows(stage);

    say('plan: delivery of changes by psql');
    const clock = new CommitClock(stage.client);
    await clock.mark();
    await fleet.take();
    const sinceXid = await nextXid(stage.client);
    const fromUs = nowUs();
    const sql = { url: stage.urls.ownerUrl, table: 'app.task', ids, connections: 4 };
    const written = await writer.sql({ ...sql, perSecond: 5, seconds: Math.max(5, 20 * scale) });
    await fleet.hear((written.ids.length * CONNECTIONS) / 20, 500);
    const arrivals = await fleet.take();
    await clock.mark();
    const late = latencies(await loggedCommits(stage.client, clock, sinceXid), arrivals, fromUs);

    say('plan: reconnection');
    const since = await fleet.token();
    await fleet.cut();
    const cutUs = nowUs();
    await writer.sql({ ...sql, perSecond: 100, seconds: 1 });
    const again = stage.fleet();
    await again.open({ ...api.target, tokens, count: CONNECTIONS });
    const resubscribed = await again.subscribe({ entityCode: 'task', idsOf, ...(since !== undefined && { since }) });
    const toldAgain = new Set((await again.take()).connections).size;
    const backMs = (nowUs() - cutUs) / 1e3;

    say('plan: cleanup on disconnect');
    const cleanedMs = await emptied(stage, () => again.cut());
    const left = await mirrorRows(stage);

    say('plan: log throughput');
    const perMinute = await logThroughput(stage, Math.max(3, 10 * scale));
    await Promise.all([fleet.stop(), again.stop(), writer.stop()]);

    const success = (100 * opened) / CONNECTIONS;
    const cleanup = (100 * (mirrored - left)) / mirrored;
    const resubscription = (100 * resubscribed.count) / first.count;
    const p99 = percentile(late, 0.99);
    const figures: Figure[] = [
      {
        name: 'WebSocket connection success rate',
        value: success,
        unit: '%',
        n: CONNECTIONS,
        target: { text: '> 99 %', isMet: success > 99 },
      },
      {
        name: 'INVALIDATE delivery latency, p99',
        value: p99,
        unit: 'ms',
        n: late.length,
        target: atMost(p99, 2_000, 'ms'),
        note: `change by SQL, 50 subscribers of each record; worst ${Math.max(...late).toFixed(0)} ms`,
      },
      {
        name: 'Subscription cleanup on disconnect',
        value: cleanup,
        unit: '%',
        n: mirrored,
        target: atLeast(cleanup, 100, '%'),
        note: `mirror empty ${Math.round(cleanedMs)} ms after ${CONNECTIONS} sockets were cut`,
      },
      {
        name: 'Log processing throughput',
        value: perMinute,
        unit: 'changes/minute',
        n: 1,
        target: atLeast(perMinute, 1_000, 'changes/minute'),
      },
      {
        name: 'Client resubscription on reconnect',
        value: resubscription,
        unit: '%',
        n: first.count,
        target: atLeast(resubscription, 100, '%'),
        note: `${CONNECTIONS} cut at once, all back in ${Math.round(backMs)} ms (a second of writes included); ${toldAgain} of them were told what they had missed`,
      },
    ];
    return figures;
  },
};

async function mirrorRows(stage: Stage): Promise<number> {
  const { rows } = await stage.client.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM app.rxdb_subscription',
  );
  return rows[0]?.count ?? 0;
}

/** Milliseconds until the mirror is empty after `cut`. */
async function emptied(stage: Stage, cut: () => Promise<void>): Promise<number> {
  const beganUs = nowUs();
  await cut();
  while ((await mirrorRows(stage)) > 0 && nowUs() - beganUs < PATIENCE_MS * 1e3) await sleep(20);
  return (nowUs() - beganUs) / 1e3;
}

/** Bulk writers as fast as they go; what reaches one subscriber to everything, per minute. */
async function logThroughput(stage: Stage, seconds: number): Promise<number> {
  const { tokens } = await stage.makers.people(1, 'admin');
  const ids = await stage.makers.tasks(20_000);
  const [fleet, writer] = [stage.fleet(), stage.writer()];
  await fleet.open({ ...(await stage.api()).target, tokens, count: 1 });
  await fleet.subscribe({ entityCode: 'task', scope: {} });
  const beganUs = nowUs();
  const load = { url: stage.urls.ownerUrl, table: 'app.task', ids, connections: 2, rowsPerTransaction: 50 };
  const { rows } = await writer.batches({ ...load, seconds });
  await fleet.hear(rows, 1_000);
  const { atUs } = await fleet.take();
  await Promise.all([fleet.stop(), writer.stop()]);
  return (atUs.length / (((atUs.at(-1) ?? beganUs) - beganUs) / 1e6)) * 60;
}
