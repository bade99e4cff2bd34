import { nowUs } from '../harness/clock.ts';
import type { Figure } from '../harness/figure.ts';
import type { MeasureOptions, StagedMeasure } from '../harness/measure.ts';
import { spreadOf } from '../harness/percentile.ts';
import type { Stage } from '../harness/stage.ts';

const ROUNDS = 10;

/** A client comes back after changes that it has missed. */
export const catchUp: StagedMeasure = {
  name: 'catchup',
  title: 'Catch-up: reconnect and resubscribe with a token',
  async run(stage, options) {
    return [...(await comeBack(stage, 100, options)), ...(await comeBack(stage, 10_000, options))];
  },
};

async function comeBack(stage: Stage, missed: number, { scale, say }: MeasureOptions): Promise<Figure[]> {
  const { tokens } = await stage.makers.people(1, 'admin');
  const ids = await stage.makers.tasks(missed);
  const api = await stage.api();
  const writer = stage.writer();
  const tookMs: number[] = [];
  let told = 0;
  let resyncs = 0;
  for (let round = 0; round <= Math.max(2, ROUNDS * scale); round++) {
    say(`catch-up: ${missed} changes, round ${round}`);
    const first = stage.fleet();
    await first.open({ ...api.target, tokens, count: 1 });
    await first.subscribe({ entityCode: 'task', scope: {} });
    const since = await first.token();
    await first.stop();
    await writer.batches({
      url: stage.urls.ownerUrl,
      table: 'app.task',
      ids,
      connections: 1,
      rowsPerTransaction: 50,
      perSecond: 1_000,
      seconds: missed / 50 / 1_000,
    });
    const second = stage.fleet();
    // The process is up before the clock starts.
    await second.state();
    const beganUs = nowUs();
    await second.open({ ...api.target, tokens, count: 1 });
    await second.subscribe({ entityCode: 'task', scope: {}, ...(since !== undefined && { since }) });
    if (round > 0) tookMs.push((nowUs() - beganUs) / 1e3);
    told += new Set((await second.take()).records).size;
    resyncs += (await second.state()).resyncs;
    await second.stop();
  }
  await writer.stop();
  const rounds = tookMs.length + 1;
  const { n, p50, max } = spreadOf(tookMs);
  const name = `after ${missed.toLocaleString('en')} missed changes`;
  const note = `handshake, SUBSCRIBE of the whole entity with a token, all signals, SUBSCRIBED; ${Math.round(told / rounds)} records told on average${resyncs > 0 ? `, RESYNC in ${resyncs} of ${rounds} rounds` : ''}`;
  return [
    { name: `${name}, median`, value: p50, unit: 'ms', n, note },
    { name: `${name}, worst`, value: max, unit: 'ms', n },
  ];
}
