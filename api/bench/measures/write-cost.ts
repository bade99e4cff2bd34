import type { Client } from 'pg';

import { atLeast, type Figure } from '../harness/figure.ts';
import type { StagedMeasure } from '../harness/measure.ts';
import { percentile } from '../harness/percentile.ts';
import type { Stage } from '../harness/stage.ts';
import type { Writer } from '../load/writer.ts';

const WRITERS = 16;
const PROCESSES = 2;
const ROUNDS = 5;
const TASKS = 1_920;
const LOG_UPDATE = 'log_update_task';

/** An edit as people make it: a task moves on. The status is indexed, as nearly everything is that people sort by. */
const EDIT = `status = (ARRAY['todo', 'in_progress', 'in_review', 'blocked', 'done'])[1 + $2::int % 5], progress = $2::int`;
/** Touches no index at all (a HOT update) but, with triggers, the one on `updated_minute` when a minute begins. */
const UNINDEXED_EDIT = 'progress = $2::int';

type Variant = 'without triggers' | 'with triggers' | 'with triggers, no images';
const VARIANTS: readonly Variant[] = ['without triggers', 'with triggers', 'with triggers, no images'];

/** What logging costs those who write. */
export const writeCost: StagedMeasure = {
  name: 'writecost',
  title: `Write throughput, ${WRITERS} writers of single rows`,
  async run(stage, { scale, say }) {
    await stage.dropApi();
    const ids = await stage.makers.tasks(TASKS);
    const writers = Array.from({ length: PROCESSES }, () => stage.writer());
    const restore = await functionSource(stage.client);
    const perSecond: Record<Variant, number[]> = {
      'without triggers': [],
      'with triggers': [],
      'with triggers, no images': [],
    };
    const unindexed: Record<'without triggers' | 'with triggers', number[]> = {
      'without triggers': [],
      'with triggers': [],
    };
    try {
      for (let round = 0; round < ROUNDS; round++) {
        say(`write cost: round ${round + 1} of ${ROUNDS}`);
        for (const variant of VARIANTS) {
          await install(stage.client, variant, restore);
          perSecond[variant].push(await write(stage, writers, ids, EDIT, 6 * scale));
          if (variant !== 'with triggers, no images')
            unindexed[variant].push(await write(stage, writers, ids, UNINDEXED_EDIT, 3 * scale));
        }
      }
    } finally {
      await install(stage.client, 'with triggers', restore);
    }
    await Promise.all(writers.map((writer) => writer.stop()));
    const median = (variant: Variant) => percentile(perSecond[variant], 0.5);
    const bare = median('without triggers');
    const kept = (100 * median('with triggers')) / bare;
    const keptWithoutImages = (100 * median('with triggers, no images')) / bare;
    const keptUnindexed =
      (100 * percentile(unindexed['with triggers'], 0.5)) / percentile(unindexed['without triggers'], 0.5);
    const note =
      'UPDATE of status and progress of a row of app.task (12 indexes), one commit each, fsync on; median of rounds in turns';
    return [
      ...VARIANTS.map((variant): Figure => ({ name: variant, value: median(variant), unit: 'commits/s', n: ROUNDS })),
      { name: 'kept with triggers', value: kept, unit: '%', n: ROUNDS, target: atLeast(kept, 75, '%'), note },
      {
        name: 'kept with triggers, a column without index',
        value: keptUnindexed,
        unit: '%',
        n: ROUNDS,
        note: 'a heap-only update (HOT), with triggers but for the first one of a row in a minute',
      },
      { name: 'images cost', value: keptWithoutImages - kept, unit: '% of the bare throughput', n: ROUNDS },
    ];
  },
};

async function write(
  stage: Stage,
  writers: readonly Writer[],
  ids: readonly string[],
  assignments: string,
  seconds: number,
): Promise<number> {
  // Each round begins with the same work ahead of it: no dead rows. Not with a checkpoint: every page that is touched for
  // the first time after one goes into the WAL as a whole, and a short round would measure little else.
  await stage.client.query('VACUUM app.task');
  const share = ids.length / writers.length;
  const written = await Promise.all(
    writers.map((writer, n) =>
      writer.sql({
        url: stage.urls.ownerUrl,
        table: 'app.task',
        ids: ids.slice(n * share, (n + 1) * share),
        assignments,
        connections: WRITERS / writers.length,
        seconds,
      }),
    ),
  );
  return written.reduce((sum, { ids: { length }, tookMs }) => sum + length / (tookMs / 1_000), 0);
}

async function functionSource(client: Client): Promise<string> {
  const { rows } = await client.query<{ source: string }>(
    `SELECT pg_get_functiondef(to_regprocedure('app.${LOG_UPDATE}()')) AS source`,
  );
  return rows[0]?.source ?? '';
}

/** All triggers off but those of foreign keys; or on; or on with a log function that leaves the two images out. */
async function install(client: Client, variant: Variant, source: string): Promise<void> {
  await client.query(`ALTER TABLE app.task ${variant === 'without triggers' ? 'DISABLE' : 'ENABLE'} TRIGGER USER`);
  if (variant !== 'with triggers, no images') return void (await client.query(source));
  const { rows } = await client.query<{ before: string; after: string }>(
    `SELECT app.image_expression('task', 'o') AS before, app.image_expression('task', 'n') AS after`,
  );
  const { before = '', after = '' } = rows[0] ?? {};
  if (!source.includes(before) || !source.includes(after))
    throw new Error(`app.${LOG_UPDATE} does not contain the images as expected`);
  await client.query(source.replace(before, 'NULL::jsonb').replace(after, 'NULL::jsonb'));
}
