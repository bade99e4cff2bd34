import { atMost } from '../harness/figure.ts';
import type { StagedMeasure } from '../harness/measure.ts';
import { spreadOf } from '../harness/percentile.ts';

const IDS = 1_000;
const CONNECTIONS = 20;
const ROUNDS = 15;

/** A large SUBSCRIBE: authorised, mirrored in the database, acknowledged. */
export const subscribe: StagedMeasure = {
  name: 'subscribe',
  title: `SUBSCRIBE of ${IDS} ids`,
  async run(stage, { scale, say }) {
    const { tokens } = await stage.makers.people(CONNECTIONS);
    const ids = await stage.makers.watchedTasks(IDS);
    const fleet = stage.fleet();
    await fleet.open({ ...(await stage.api()).target, tokens, count: CONNECTIONS });
    const tookMs: number[] = [];
    for (let round = 0; round <= Math.max(3, ROUNDS * scale); round++) {
      say(`subscribe: round ${round}`);
      const outcome = await fleet.subscribe({ entityCode: 'task', ids, atOnce: 1 });
      if (outcome.count !== IDS * CONNECTIONS) throw new Error(`only ${outcome.count} subscriptions stand`);
      // The first round is the warm-up.
      if (round > 0) tookMs.push(...outcome.tookMs);
      await fleet.unsubscribeAll();
    }
    await fleet.stop();
    const { n, p50, p95 } = spreadOf(tookMs);
    const note = 'from sending to SUBSCRIBED, one at a time; a member of 40 projects';
    return [
      { name: 'acknowledged, p50', value: p50, unit: 'ms', n },
      { name: 'acknowledged, p95', value: p95, unit: 'ms', n, target: atMost(p95, 50, 'ms'), note },
    ];
  },
};
