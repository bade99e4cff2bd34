import { nowUs } from '../harness/clock.ts';
import { CommitClock } from '../harness/commit-clock.ts';
import { latencies, loggedCommits, nextXid, writtenCommits } from '../harness/commit-times.ts';
import { atMost, type Figure, withinFactor } from '../harness/figure.ts';
import type { StagedMeasure } from '../harness/measure.ts';
import { spreadOf } from '../harness/percentile.ts';
import type { Stage } from '../harness/stage.ts';
import type { Arrivals } from '../load/arrivals.ts';
import type { Fleet } from '../load/fleet.ts';
import type { Writer, Written } from '../load/writer.ts';
import { REFERENCE_TABLE } from '../reference/create-reference-table.ts';

const SUBSCRIBERS = 10;
const TASKS = 1_000;
const WARM_UP_SECONDS = 2;
/** Longer than the server stays busy after a change (1 s) and until its pauses have grown (0.4 s). */
const IDLE_PAUSE_MS = 1_700;

/** Time from the commit of a change to the arrival of its INVALIDATE. */
export const latency: StagedMeasure = {
  name: 'latency',
  title: 'Commit to INVALIDATE, 10 subscribers',
  async run(stage, options) {
    const world = await prepare(stage);
    const { say, scale } = options;
    const ours: number[] = [];
    const reference: number[] = [];
    // In turns, so that whatever else the machine does meets both.
    for (let round = 0; round < 3; round++) {
      say(`latency: API writes and reference, 20/s, round ${round + 1} of 3`);
      ours.push(...(await apiWrites(world, 20, 15 * scale)));
      reference.push(...(await referenceWrites(world, 20, 15 * scale)));
    }
    say('latency: SQL writes while busy, 20/s');
    const busy = await sqlWrites(world, { perSecond: 20, seconds: 20 * scale });
    say('latency: SQL writes that find the server idle');
    const idle = await sqlWrites(world, { pauseMs: IDLE_PAUSE_MS, seconds: 70 * scale });
    const fast: number[] = [];
    const fastReference: number[] = [];
    for (let round = 0; round < 2; round++) {
      say(`latency: SQL writes and reference, 1,000/s, round ${round + 1} of 2`);
      fast.push(...(await sqlWrites(world, { perSecond: 1_000, seconds: 10 * scale })));
      fastReference.push(...(await referenceWrites(world, 1_000, 10 * scale)));
    }
    await Promise.all([world.ours.stop(), world.reference.stop(), world.writer.stop()]);
    return [
      ...apiFigures(ours, reference),
      ...spread('SQL write, server idle', idle, { p99: 150 }),
      ...spread('SQL write, 20/s', busy, { p50: 25 }),
      ...spread('SQL write, 1,000/s', fast, {}, fastReference),
    ];
  },
};

interface World {
  readonly stage: Stage;
  readonly ours: Fleet;
  readonly reference: Fleet;
  readonly writer: Writer;
  readonly tasks: readonly string[];
  readonly tokens: readonly string[];
}

async function prepare(stage: Stage): Promise<World> {
  const { tokens } = await stage.makers.people(SUBSCRIBERS);
  const tasks = await stage.makers.watchedTasks(TASKS);
  const [api, reference] = [await stage.api(), await stage.reference()];
  const world = { stage, ours: stage.fleet(), reference: stage.fleet(), writer: stage.writer(), tasks, tokens };
  await world.ours.open({ ...api.target, tokens, count: SUBSCRIBERS });
  const { count } = await world.ours.subscribe({ entityCode: 'task', ids: tasks });
  if (count !== SUBSCRIBERS * TASKS) throw new Error(`only ${count} subscriptions stand`);
  await world.reference.open({ ...reference.target, count: SUBSCRIBERS });
  return world;
}

async function apiWrites(
  { stage, ours, writer, tasks, tokens }: World,
  perSecond: number,
  seconds: number,
): Promise<number[]> {
  const { origin } = await stage.api();
  return observe(stage, ours, async () => {
    const took = await writer.api({
      origin,
      entityCode: 'task',
      ids: tasks,
      tokens,
      perSecond,
      seconds: seconds + WARM_UP_SECONDS,
    });
    return took.length * SUBSCRIBERS;
  });
}

async function sqlWrites(
  world: World,
  load: { perSecond?: number; pauseMs?: number; seconds: number },
): Promise<number[]> {
  const { stage, ours, writer, tasks } = world;
  const connections = load.pauseMs === undefined ? 4 : 1;
  return observe(stage, ours, async () => {
    const seconds = load.seconds + WARM_UP_SECONDS;
    const written = await writer.sql({
      ...load,
      url: stage.urls.ownerUrl,
      table: 'app.task',
      ids: tasks,
      connections,
      seconds,
    });
    return written.ids.length * SUBSCRIBERS;
  });
}

async function referenceWrites(
  { stage, reference, writer, tasks }: World,
  perSecond: number,
  seconds: number,
): Promise<number[]> {
  const clock = new CommitClock(stage.client);
  await clock.mark();
  await reference.take();
  const fromUs = nowUs() + WARM_UP_SECONDS * 1e6;
  const written: Written = await writer.sql({
    url: stage.urls.ownerUrl,
    table: REFERENCE_TABLE,
    ids: tasks,
    connections: 4,
    perSecond,
    seconds: seconds + WARM_UP_SECONDS,
  });
  const arrivals = await heard(reference, written.ids.length * SUBSCRIBERS);
  await clock.mark();
  return latencies(await writtenCommits(stage.client, clock, written), arrivals, fromUs);
}

/** Watches the fleet while `write` writes; `write` says how many arrivals are due. */
async function observe(stage: Stage, fleet: Fleet, write: () => Promise<number>): Promise<number[]> {
  const clock = new CommitClock(stage.client);
  await clock.mark();
  await fleet.take();
  const sinceXid = await nextXid(stage.client);
  const fromUs = nowUs() + WARM_UP_SECONDS * 1e6;
  const due = await write();
  const arrivals = await heard(fleet, due);
  await clock.mark();
  return latencies(await loggedCommits(stage.client, clock, sinceXid), arrivals, fromUs);
}

/** Several changes of a record between two polls arrive as one, so at most `due`. */
async function heard(fleet: Fleet, due: number): Promise<Arrivals> {
  await fleet.hear(due, 500);
  return fleet.take();
}

function apiFigures(samples: readonly number[], reference: readonly number[]): Figure[] {
  const [own, bare] = [spreadOf(samples), spreadOf(reference)];
  const name = (figure: string) => `API write, 20/s, ${figure}`;
  const note =
    "clock starts at PostgreSQL's commit timestamp, before the commit reaches the disk; so it does for the reference";
  return [
    {
      name: name('p50'),
      value: own.p50,
      unit: 'ms',
      n: own.n,
      reference: bare.p50,
      target: atMost(own.p50, 2, 'ms'),
      note,
    },
    { name: name('p95'), value: own.p95, unit: 'ms', n: own.n, reference: bare.p95 },
    {
      name: name('p99'),
      value: own.p99,
      unit: 'ms',
      n: own.n,
      reference: bare.p99,
      target: withinFactor(own.p99, 2, bare.p99),
    },
  ];
}

function spread(
  name: string,
  samples: readonly number[],
  limits: { p50?: number; p99?: number },
  reference?: readonly number[],
): Figure[] {
  const own = spreadOf(samples);
  const bare = reference && spreadOf(reference);
  return (['p50', 'p95', 'p99'] as const).map((figure) => {
    const limit = figure === 'p95' ? undefined : limits[figure];
    return {
      name: `${name}, ${figure}`,
      value: own[figure],
      unit: 'ms',
      n: own.n,
      ...(bare && { reference: bare[figure] }),
      ...(limit !== undefined && { target: atMost(own[figure], limit, 'ms') }),
    };
  });
}
