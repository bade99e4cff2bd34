import type { FetchRequest, Row } from '@tidemark/protocol';

import type { RestOutcome } from '../connection/rest-client.ts';
import { DEFAULT_TUNING } from '../engine/tuning.ts';
import { EntityCatalogue } from '../store/entity-catalogue.ts';
import { RecordStore } from '../store/record-store.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { MemoryStores } from '../testing/memory-stores.ts';
import { SampleProject, SampleTask } from '../testing/sample-entities.ts';
import { AnswerApplier } from './answer-applier.ts';
import { AnswerOrder } from './answer-order.ts';
import { RefetchQueue } from './refetch-queue.ts';

const row = (id: string, version: number): Row => ({
  id,
  version,
  createdTs: '2026-01-01T00:00:00Z',
  updatedTs: '2026-01-01T00:00:00Z',
  name: id,
  status: 'active',
});

async function world({ shown = [] as string[] } = {}) {
  const clock = new ManualClock();
  const store = new RecordStore(await new MemoryStores().open('u'), new EntityCatalogue([SampleProject, SampleTask]));
  const requests: {
    ids: string[];
    answer: (rows: Row[], gone?: string[]) => Promise<void>;
    fail: () => Promise<void>;
    refuse: () => Promise<void>;
  }[] = [];
  const order = new AnswerOrder();
  const lead = { isLeading: true };
  const rest = {
    request: ({ body }: { body: FetchRequest }): Promise<RestOutcome> =>
      new Promise((resolve) => {
        const answer = (items: Row[], gone: string[] = []): Promise<void> => {
          const results = [{ entityCode: 'project', items, gone }];
          resolve({ kind: 'answer', status: 200, body: { results, snapshot: '9:9:' }, header: () => null });
          return clock.advance(0);
        };
        const fail = (): Promise<void> => {
          resolve({ kind: 'retry' });
          return clock.advance(0);
        };
        const refuse = (): Promise<void> => {
          const problem = { type: 'x', title: 'x', status: 404, code: 'UNKNOWN_ENTITY', detail: 'x', requestId: 'r' };
          resolve({ kind: 'refused', problem });
          return clock.advance(0);
        };
        requests.push({ ids: body.wants.flatMap(({ ids }) => ids), answer, fail, refuse });
      }),
  };
  const queue = new RefetchQueue({
    store,
    order,
    clock,
    rest: rest as never,
    applier: new AnswerApplier(store, order, () => lead.isLeading),
    random: () => 1,
    tuning: DEFAULT_TUNING,
    isShown: (key) => shown.includes(key),
    onSignedOut: () => undefined,
    log: () => undefined,
  });
  queue.setPaused(false);
  const version = async (id: string): Promise<number | undefined> =>
    (await store.read([`project|${id}`])).get(`project|${id}`)?.base?.version;
  return { clock, store, queue, requests, order, lead, version };
}

it('collects marks for a moment and fetches each record once', async () => {
  const { clock, queue, requests } = await world();
  queue.mark(['project|a'], { version: 2 });
  queue.mark(['project|b', 'project|a'], { version: 3 });
  await clock.advance(5);
  expect(requests.map(({ ids }) => ids)).toEqual([['a', 'b']]);
});

it('fetches a record again where it was marked while it was being fetched', async () => {
  const { clock, queue, requests, version } = await world();
  queue.mark(['project|a'], { version: 2 });
  await clock.advance(5);
  queue.mark(['project|a'], { version: 3 });
  await clock.advance(100);
  expect(requests).toHaveLength(1);
  await requests[0]?.answer([row('a', 2)]);
  await clock.advance(5);
  expect(requests).toHaveLength(2);
  await requests[1]?.answer([row('a', 3)]);
  expect([await version('a'), queue.size$.value]).toEqual([3, 0]);
});

it('does not fetch what the store holds at the announced version', async () => {
  const { clock, store, queue, requests } = await world();
  await store.applyRows([{ entityCode: 'project', row: row('a', 5), readOnly: false }], () => true);
  queue.mark(['project|a'], { version: 5 });
  await clock.advance(5);
  expect([requests.length, queue.size$.value]).toEqual([0, 0]);
  queue.mark(['project|a']);
  await clock.advance(5);
  expect(requests).toHaveLength(1);
});

it('fetches what is shown first', async () => {
  const { clock, queue, requests } = await world({ shown: ['project|z'] });
  queue.mark(['project|a', 'project|b', 'project|z']);
  await clock.advance(5);
  expect(requests[0]?.ids).toEqual(['z', 'a', 'b']);
});

it('removes what the server says is gone', async () => {
  const { clock, store, queue, requests, version } = await world();
  await store.applyRows([{ entityCode: 'project', row: row('a', 5), readOnly: false }], () => true);
  queue.mark(['project|a']);
  await clock.advance(5);
  await requests[0]?.answer([], ['a']);
  expect(await version('a')).toBeUndefined();
});

it('keeps its marks over a failure and tries again later and later', async () => {
  const { clock, queue, requests } = await world();
  queue.mark(['project|a']);
  await clock.advance(5);
  await requests[0]?.fail();
  expect(queue.size$.value).toBe(1);
  await clock.advance(999);
  expect(requests).toHaveLength(1);
  await clock.advance(1);
  expect(requests).toHaveLength(2);
  await requests[1]?.fail();
  await clock.advance(1_999);
  expect(requests).toHaveLength(2);
  await clock.advance(1);
  expect(requests).toHaveLength(3);
});

it('asks for an entity that the server refuses by itself, later and later, and is not held up by it', async () => {
  const { clock, queue, requests, version } = await world();
  queue.mark(['task|t', 'project|a']);
  await clock.advance(5);
  await requests[0]?.refuse();
  await clock.advance(1);
  expect(requests[1]?.ids).toEqual(['t']);
  await requests[1]?.refuse();
  await clock.advance(1);
  expect(requests[2]?.ids).toEqual(['a']);
  await requests[2]?.answer([row('a', 2)]);
  expect([await version('a'), queue.size$.value]).toEqual([2, 1]);

  queue.mark(['project|b']);
  await clock.advance(5);
  expect(requests[3]?.ids).toEqual(['b']);
  await requests[3]?.answer([row('b', 1)]);
  await clock.advance(993);
  expect(requests).toHaveLength(4);
  await clock.advance(1);
  expect(requests[4]?.ids).toEqual(['t']);
  await requests[4]?.answer([], []);
  expect(queue.size$.value).toBe(0);
});

it('takes no mark of an entity that this release does not know', async () => {
  const { clock, queue, requests } = await world();
  queue.mark(['vessel|v']);
  await clock.advance(5);
  expect([requests.length, queue.size$.value]).toEqual([0, 0]);
});

it('applies nothing where this tab may not lead any more, and keeps the mark', async () => {
  const { clock, queue, requests, lead, version } = await world();
  queue.mark(['project|a']);
  await clock.advance(5);
  lead.isLeading = false;
  await requests[0]?.answer([row('a', 2)]);
  expect([await version('a'), queue.size$.value]).toEqual([undefined, 1]);
});

it('sends nothing while it is paused, and forgets nothing', async () => {
  const { clock, queue, requests } = await world();
  queue.setPaused(true);
  queue.mark(['project|a']);
  await clock.advance(60_000);
  expect(requests).toHaveLength(0);
  queue.setPaused(false);
  await clock.advance(0);
  expect(requests).toHaveLength(1);
});

it('splits what is more than one request may name', async () => {
  const { clock, queue, requests } = await world();
  const keys = Array.from({ length: 1_500 }, (_, index) => `project|${index}`);
  queue.mark(keys);
  await clock.advance(5);
  expect(requests[0]?.ids).toHaveLength(1_000);
  await requests[0]?.answer([], requests[0].ids);
  await clock.advance(5);
  expect(requests[1]?.ids).toHaveLength(500);
});
