import { asManyAs, type Figure } from '../harness/figure.ts';
import type { StagedMeasure } from '../harness/measure.ts';
import { percentile } from '../harness/percentile.ts';
import { REFERENCE_TABLE } from '../reference/create-reference-table.ts';

const WRITERS = 4;
const ROUNDS = 3;
const TASKS = 1_000;

/** How fast writers of single rows get on while everything they write is delivered. */
export const throughput: StagedMeasure = {
  name: 'throughput',
  title: `Changes per second, ${WRITERS} writers of single rows`,
  async run(stage, { scale, say }) {
    const { tokens } = await stage.makers.people(1);
    const ids = await stage.makers.watchedTasks(TASKS);
    const [ours, bare, writer] = [stage.fleet(), stage.fleet(), stage.writer()];
    await ours.open({ ...(await stage.api()).target, tokens, count: 1 });
    await ours.subscribe({ entityCode: 'task', ids });
    await bare.open({ ...(await stage.reference()).target, count: 1 });
    const load = { url: stage.urls.ownerUrl, ids, connections: WRITERS, seconds: 8 * scale };

    const own: number[] = [];
    const reference: number[] = [];
    const heardShare: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      say(`throughput: round ${round + 1} of ${ROUNDS}`);
      await ours.take();
      const written = await writer.sql({ ...load, table: 'app.task' });
      own.push(written.ids.length / (written.tookMs / 1_000));
      const heard = await ours.hear(written.ids.length, 300);
      heardShare.push(heard / written.ids.length);
      await bare.take();
      const notified = await writer.sql({ ...load, table: REFERENCE_TABLE });
      reference.push(notified.ids.length / (notified.tookMs / 1_000));
      await bare.hear(notified.ids.length, 300);
    }
    await Promise.all([ours.stop(), bare.stop(), writer.stop()]);
    const [value, other] = [percentile(own, 0.5), percentile(reference, 0.5)];
    const figure: Figure = {
      name: `${WRITERS} writers of single rows`,
      value,
      unit: 'changes/s',
      n: ROUNDS,
      reference: other,
      target: asManyAs(value, other),
      note: `median of rounds taken in turns; ours also logs both images; ${Math.round(percentile(heardShare, 0.5) * 100)} % arrived one by one, the rest collapsed with a later change of the same record`,
    };
    return [figure];
  },
};
