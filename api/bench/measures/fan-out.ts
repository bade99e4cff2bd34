import { CommitClock } from '../harness/commit-clock.ts';
import { loggedCommits, nextXid, writtenCommits } from '../harness/commit-times.ts';
import { atLeast, atMost, type Figure, withinFactor } from '../harness/figure.ts';
import type { StagedMeasure } from '../harness/measure.ts';
import { percentile } from '../harness/percentile.ts';
import type { Stage } from '../harness/stage.ts';
import type { Arrivals } from '../load/arrivals.ts';
import type { Fleet } from '../load/fleet.ts';
import type { Writer } from '../load/writer.ts';
import { REFERENCE_TABLE } from '../reference/create-reference-table.ts';

/** As many as one person may have open. */
const CONNECTIONS_PER_PERSON = 20;
const WARM_UP_ROUNDS = 3;

interface Crowd {
  readonly stage: Stage;
  readonly ours: Fleet;
  readonly bare: Fleet;
  readonly writer: Writer;
  readonly count: number;
  readonly id: string;
  readonly tokens: readonly string[];
}

/** One record, watched by very many: when the last of them knows. */
export const fanOut: StagedMeasure = {
  name: 'fanout',
  title: 'One change to many connections',
  async run(stage, { scale, say }) {
    const [id = ''] = await stage.makers.watchedTasks(1);
    const figures: Figure[] = [];
    for (const [count, rounds] of [
      [1_000, 40],
      [10_000, 20],
    ] as const) {
      say(`fan-out: opening 2 x ${count} connections`);
      const { tokens } = await stage.makers.people(count / CONNECTIONS_PER_PERSON);
      const [ours, bare, writer] = [stage.fleet(), stage.fleet(), stage.writer()];
      const api = await stage.api();
      const opened = await ours.open({ ...api.target, tokens, count }, { allowFailures: true });
      await bare.open({ ...(await stage.reference()).target, count: opened.opened });
      await ours.subscribe({ entityCode: 'task', ids: [id] });
      const crowd = { stage, ours, bare, writer, count: opened.opened, id, tokens };
      figures.push(...(await spreadTheWord(crowd, count, Math.max(5, rounds * scale))));
      const rate = (100 * opened.opened) / count;
      figures.push({
        name: `handshakes that succeed, ${count.toLocaleString('en')}`,
        value: rate,
        unit: '%',
        n: count,
        target: atLeast(rate, 99, '%'),
        note: `${Math.round(opened.tookMs)} ms for all, 64 at a time${opened.failures.map((line) => `; ${line}`).join('')}`,
      });
      // The next crowd is the same people: none of their old connections may count any more.
      await stage.clear();
    }
    return figures;
  },
};

async function spreadTheWord(crowd: Crowd, wanted: number, rounds: number): Promise<Figure[]> {
  const own: number[] = [];
  const reference: number[] = [];
  for (let round = 0; round < rounds + WARM_UP_ROUNDS; round++) {
    const [mine, bare] = [await ourRound(crowd), await referenceRound(crowd)];
    if (round < WARM_UP_ROUNDS) continue;
    own.push(mine);
    reference.push(bare);
  }
  const [value, other] = [percentile(own, 0.5), percentile(reference, 0.5)];
  const target = wanted <= 1_000 ? withinFactor(value, 1.5, other) : atMost(value, 1_000, 'ms');
  const name = `last of ${wanted.toLocaleString('en')} connections`;
  return [
    { name: `${name}, median`, value, unit: 'ms', n: own.length, reference: other, target },
    { name: `${name}, worst`, value: Math.max(...own), unit: 'ms', n: own.length, reference: Math.max(...reference) },
  ];
}

/** A write through the API; milliseconds from its commit to the last arrival. */
async function ourRound({ stage, ours, writer, count, id, tokens }: Crowd): Promise<number> {
  const { origin } = await stage.api();
  const clock = new CommitClock(stage.client);
  await clock.mark();
  await ours.take();
  const sinceXid = await nextXid(stage.client);
  await writer.api({ origin, entityCode: 'task', ids: [id], tokens, perSecond: 1, seconds: 1 });
  await ours.hear(count, 3_000);
  const arrivals = await ours.take();
  const commits = await loggedCommits(stage.client, clock, sinceXid);
  return last(arrivals, count) - Math.max(...commits.values()) / 1e3;
}

async function referenceRound({ stage, bare, writer, count, id }: Crowd): Promise<number> {
  const clock = new CommitClock(stage.client);
  await clock.mark();
  await bare.take();
  const load = {
    url: stage.urls.ownerUrl,
    table: REFERENCE_TABLE,
    ids: [id],
    connections: 1,
    perSecond: 1,
    seconds: 1,
  };
  const written = await writer.sql(load);
  await bare.hear(count, 3_000);
  const arrivals = await bare.take();
  const commits = await writtenCommits(stage.client, clock, written);
  return last(arrivals, count) - Math.max(...commits.values()) / 1e3;
}

/** Of the last arrival, milliseconds; a missing one is an error, not a fast answer. */
function last({ atUs }: Arrivals, count: number): number {
  if (atUs.length < count) throw new Error(`${atUs.length} of ${count} connections were told`);
  return atUs.reduce((latest, at) => Math.max(latest, at), 0) / 1e3;
}
