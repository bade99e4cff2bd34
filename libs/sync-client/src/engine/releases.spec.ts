import type { EntityDefinition } from '@tidemark/entity-model';
import type { Problem } from '@tidemark/protocol';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { Observable } from 'rxjs';

import { FakeBrowser, FakeServer, FakeTransport, ManualClock } from '../testing/index.ts';
import { SampleProject as Project, SampleTask as Task } from '../testing/sample-entities.ts';
import { createSyncEngine } from './create-sync-engine.ts';

const ID = '0000000a-0000-4000-8000-000000000000';
const UNKNOWN: Problem = { type: 'x', title: 'x', status: 404, code: 'UNKNOWN_ENTITY', detail: 'x', requestId: 'r' };

globalThis.indexedDB = new IDBFactory();
let worlds = 0;

/** One browser in which tabs of several releases are opened, each with its entities. */
function world() {
  const user = { id: `user-${(worlds += 1)}` };
  const clock = new ManualClock();
  const server = new FakeServer({
    clock,
    refuse: ({ entityCode }) => (served.includes(entityCode) ? undefined : UNKNOWN),
  });
  const served = ['project', 'task'];
  const browser = new FakeBrowser();
  const notes = new Map<string, string>();
  const network = { isUp: true };
  const transports: FakeTransport[] = [];
  const setUp = (isUp: boolean): void => {
    network.isUp = isUp;
    if (!isUp) for (const transport of transports) transport.cut();
  };
  const open = (entities: readonly EntityDefinition[]) => {
    const transport = new FakeTransport(server, (token) => token, {
      isUp: () => network.isUp,
      allowsSockets: () => true,
      carry: (_, deliver) => queueMicrotask(deliver),
    });
    transports.push(transport);
    return createSyncEngine({
      user,
      entities,
      apiUrl: '',
      accessToken: () => Promise.resolve('ada'),
      storage: getRxStorageDexie({ indexedDB: globalThis.indexedDB, IDBKeyRange }) as never,
      notes: {
        get: (name) => notes.get(name) ?? null,
        set: (name, value) => void (value === null ? notes.delete(name) : notes.set(name, value)),
      },
      transport,
      clock,
      random: () => 0.5,
      tabs: browser.tab(),
      log: () => undefined,
    });
  };
  return { clock, server, served, setUp, open };
}

function latest<Value>(source: Observable<Value>): { value: Value | undefined } {
  const holder: { value: Value | undefined } = { value: undefined };
  source.subscribe((value) => (holder.value = value));
  return holder;
}

async function run(clock: ManualClock, ms: number): Promise<void> {
  for (let step = 0; step < 40; step += 1) {
    await clock.advance(ms / 40);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

it('shows the next release what the former one had loaded, without a network', async () => {
  const { clock, server, setUp, open } = world();
  server.put('project', ID, { name: 'Alpha', status: 'active' });
  const former = await open([Project]);
  latest(former.records(Project).find().rows$);
  await run(clock, 1_000);
  setUp(false);
  await former.close();

  const next = await open([Project, Task]);
  const rows = latest(next.records(Project).find().rows$);
  await run(clock, 1_000);
  expect(rows.value?.map(({ row }) => row.name)).toEqual(['Alpha']);
  await next.close();
});

it('says what becomes of writes to an entity that the next release no longer has', async () => {
  const { clock, served, setUp, open } = world();
  const former = await open([Project, Task]);
  setUp(false);
  await former.records(Task).create({ name: 'Unsent' });
  await former.close();

  served.pop();
  const next = await open([Project]);
  const [outbox, status] = [latest(next.outbox$), latest(next.status$)];
  await run(clock, 1_000);
  expect(outbox.value).toMatchObject([{ entityCode: 'task', state: 'pending', fields: { name: 'Unsent' } }]);
  expect(outbox.value?.[0]).not.toHaveProperty('title');
  setUp(true);
  await run(clock, 60_000);
  expect(outbox.value).toMatchObject([{ state: 'refused', problem: { code: 'UNKNOWN_ENTITY' } }]);
  await next.discard(outbox.value?.[0]?.mutationId ?? '');
  await run(clock, 1_000);
  expect(status.value).toMatchObject({ synced: true, pending: 0, refused: 0 });
  await next.close();
});

it('counts what is unsent in a tab of another release before it signs out, and then ends that tab', async () => {
  const { clock, setUp, open } = world();
  const before = await globalThis.indexedDB.databases();
  const former = await open([Project]);
  let isSignedOut = false;
  former.signedOut$.subscribe(() => (isSignedOut = true));
  const next = await open([Project, Task]);
  setUp(false);
  await former.records(Project).create({ name: 'Unsent' });
  expect(await next.signOut()).toEqual({ unsent: 1 });
  expect(isSignedOut).toBe(false);
  expect(await next.signOut({ force: true })).toBeUndefined();
  await run(clock, 100);
  expect(isSignedOut).toBe(true);
  expect(await globalThis.indexedDB.databases()).toEqual(before);
});
