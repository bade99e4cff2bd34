import { randomUUID } from 'node:crypto';

import {
  type AccessReader,
  type Change,
  Holdings,
  MatchIndex,
  SignalRouter,
  type Subscriber,
  type Wants,
} from '@tidemark/sync-server/subscription';

import { nowUs } from '../harness/clock.ts';
import { type Figure, withinFactor } from '../harness/figure.ts';
import type { InProcessMeasure } from '../harness/measure.ts';
import { percentile } from '../harness/percentile.ts';

const SUBSCRIBERS = 1_000;
const CHANGES_PER_BATCH = 500;
const ROUNDS = 300;
const WARM_UP_ROUNDS = 50;
const SIZES = [10_000, 100_000, 1_000_000] as const;

/**
 * From a change to the queues of its subscribers, in this process: index look-up, decision, queueing. Who may read is
 * answered at once, so that no database is in the figure. Each change has one subscriber, and there are as many
 * subscribers at every size, so that only the number of subscriptions differs.
 */
export const match: InProcessMeasure = {
  name: 'match',
  title: 'Match cost per change',
  async runInProcess({ scale, say }) {
    say('match: subscribing');
    const worlds = SIZES.map((size) => new World(size));
    const rounds = Math.max(40, ROUNDS * scale);
    for (let round = 0; round < rounds + WARM_UP_ROUNDS; round++) {
      // In turns, so that whatever else the machine does meets all sizes.
      for (const world of worlds) await world.batch(round >= WARM_UP_ROUNDS);
    }
    const costs = worlds.map(({ batchesUs }) => percentile(batchesUs, 0.5) / CHANGES_PER_BATCH);
    const [smallest = NaN] = costs;
    const name = (size: number) => `${size.toLocaleString('en')} subscriptions`;
    return worlds.map(({ size, bytesEach, batchesUs }, n): Figure => {
      const value = costs[n] ?? NaN;
      const target = { ...withinFactor(value, 1.5, smallest), text: `<= 1.5x of ${name(SIZES[0])}` };
      return {
        name: name(size),
        value,
        unit: 'µs/change',
        n: batchesUs.length * CHANGES_PER_BATCH,
        ...(n > 0 && { reference: smallest }),
        ...(size === SIZES.at(-1) && {
          target,
          note: `median of ${batchesUs.length} batches of ${CHANGES_PER_BATCH}; the reference is the cost with ${name(SIZES[0])}; ${Math.round(bytesEach)} bytes of heap per subscription`,
        }),
      };
    });
  },
};

/** A match index of one size, and what a change costs in it. */
class World {
  readonly size: number;
  readonly bytesEach: number;
  /** How long each batch took. Elapsed, because kernels count CPU time in ticks of milliseconds. */
  readonly batchesUs: number[] = [];
  private readonly ids: string[] = [];
  private readonly router: SignalRouter;
  private version = 1;

  constructor(size: number) {
    this.size = size;
    const heapBefore = process.memoryUsage().heapUsed;
    const index = new MatchIndex();
    // All of them first, as after a restart: in memory they then lie alike at every size.
    const subscribers = Array.from({ length: SUBSCRIBERS }, silentSubscriber);
    for (const subscriber of subscribers) {
      for (let k = 0; k < size / SUBSCRIBERS; k++) {
        const id = randomUUID();
        this.ids.push(id);
        index.addId('task', id, subscriber);
      }
    }
    this.bytesEach = (process.memoryUsage().heapUsed - heapBefore) / size;
    this.router = new SignalRouter(index, readsEverything, new Map());
  }

  async batch(isCounted: boolean): Promise<void> {
    const changes = Array.from({ length: CHANGES_PER_BATCH }, () => {
      // The id as the database gives it: equal to the subscribed one, but another string.
      const id = Buffer.from(this.ids[Math.floor(Math.random() * this.ids.length)] ?? '').toString('latin1');
      return change(id, ++this.version);
    });
    const beganUs = nowUs();
    await this.router.route(changes);
    if (isCounted) this.batchesUs.push(nowUs() - beganUs);
  }
}

function silentSubscriber(): Subscriber {
  return {
    connectionId: randomUUID(),
    personId: randomUUID(),
    holdings: new Holdings(),
    queue: () => undefined,
    queueResync: () => undefined,
  };
}

/** Answers "who may read" with everybody, without a database. */
const readsEverything = {
  readable: (_entityCode: string, wants: Wants) => Promise.resolve(wants),
  couldRead: () => Promise.resolve(new Map()),
  deletedSince: () => Promise.resolve(new Map<string, number>()),
} as unknown as AccessReader;

function change(entityId: string, version: number): Change {
  return { entityCode: 'task', entityId, action: 'UPDATE', version, subjectId: null, from: null, to: null };
}
