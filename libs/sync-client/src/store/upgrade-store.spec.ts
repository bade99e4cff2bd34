import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';

import { FakeBrowser } from '../testing/fake-tab-hub.ts';
import { SampleProject, SampleTask } from '../testing/sample-entities.ts';
import { deriveRecord } from './derive-record.ts';
import { EntityCatalogue } from './entity-catalogue.ts';
import { RxStoreFactory } from './rx-store-factory.ts';
import { parseRecordKey } from './stored-record.ts';
import { Sweeper } from './sweeper.ts';
import { blankRecord } from './transitions.ts';
import { upgradeStore } from './upgrade-store.ts';

const former = new EntityCatalogue([SampleProject, SampleTask]);
const mutation = {
  mutationId: 'm1',
  action: 'UPDATE' as const,
  fields: { note: 'n' },
  seen: {},
  baseVersion: 1,
  queuedAt: 0,
  attempts: 0,
};

globalThis.indexedDB = new IDBFactory();
let worlds = 0;

/** A former store with a project that has an unsent write and one that has none, and the one that follows it. */
async function world(catalogue = new EntityCatalogue([SampleProject])) {
  const prefix = `user-${(worlds += 1)}-`;
  const [oldName, name] = [`${prefix}old`, `${prefix}new`];
  const stores = new RxStoreFactory(getRxStorageDexie({ indexedDB, IDBKeyRange }) as never, { multiInstance: false });
  const notes = new Map<string, string>();
  const sweeper = new Sweeper(stores, {
    get: (name) => notes.get(name) ?? null,
    set: (name, value) => void (value === null ? notes.delete(name) : notes.set(name, value)),
  });
  const old = await stores.open(oldName);
  const put = (key: string, pending: (typeof mutation)[]): Promise<void> => {
    const { id } = parseRecordKey(key);
    const base = { id, version: 1, createdTs: '', updatedTs: '', name: id };
    return old.modify([key], () => deriveRecord({ ...blankRecord(key), version: 1, base, pending }, former));
  };
  await put('project|p1', [mutation]);
  await put('project|p2', []);
  await put('task|t1', []);
  const table = await stores.open(name);
  const browser = new FakeBrowser();
  const closing = new AbortController();
  const upgrade = (): Promise<void> =>
    upgradeStore({
      stores,
      tabs: browser.tab(),
      sweeper,
      catalogue,
      prefix,
      name,
      table,
      signal: closing.signal,
    });
  /** Keys of the unsent writes, and of the records that lists find. */
  const held = async () => ({
    unsent: (await table.queued()).map(({ key, pending }) => [key, ...pending.map(({ mutationId }) => mutationId)]),
    rows: (await table.all()).filter(({ list }) => list !== '').map(({ key }) => key),
  });
  const finished = (): Promise<void> => until(async () => (await stores.find(prefix)).join() === name);
  return { oldName, stores, table, browser, put, upgrade, old, held, finished, closing };
}

async function until(test: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 400; turn += 1) {
    if (await test()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('it did not come about');
}

it('takes over unsent writes with their idempotency keys, then the rows, and removes the former store', async () => {
  const { old, held, upgrade, finished } = await world();
  await old.close();
  await upgrade();
  expect((await held()).unsent).toEqual([['project|p1', 'm1']]);
  await finished();
  expect((await held()).rows).toEqual(['project|p1', 'project|p2']);
});

it('keeps the row that this release has fetched meanwhile', async () => {
  const { old, table, upgrade, finished } = await world();
  await old.close();
  const base = { id: 'p2', version: 2, createdTs: '', updatedTs: '', name: 'Newer' };
  const fetched = { ...blankRecord('project|p2'), version: 2, base };
  await table.modify(['project|p2'], () => deriveRecord(fetched, former));
  await upgrade();
  await finished();
  expect((await table.read(['project|p2'])).get('project|p2')?.base).toMatchObject({ version: 2, name: 'Newer' });
});

it('takes a write over once, however often it is interrupted', async () => {
  const { old, stores, held, upgrade, finished } = await world();
  await old.close();
  const remove = jest.spyOn(stores, 'remove').mockRejectedValueOnce(new Error('crashed'));
  await upgrade();
  await until(() => Promise.resolve(remove.mock.calls.length > 0));
  await upgrade();
  await finished();
  expect((await held()).unsent).toEqual([['project|p1', 'm1']]);
});

it('takes over what a tab of the former release leaves when it is closed', async () => {
  const { oldName, old, put, browser, held, upgrade, finished } = await world();
  const lock = await browser.tab().openLock(oldName).tryAcquire();
  await upgrade();
  expect(await held()).toEqual({ unsent: [], rows: [] });
  await put('project|p2', [{ ...mutation, mutationId: 'm2' }]);
  await old.close();
  lock?.release();
  await finished();
  expect((await held()).unsent).toEqual([
    ['project|p1', 'm1'],
    ['project|p2', 'm2'],
  ]);
});

it('leaves a former store alone where it was closed before that', async () => {
  const { oldName, old, stores, browser, upgrade, closing } = await world();
  const lock = await browser.tab().openLock(oldName).tryAcquire();
  await upgrade();
  closing.abort();
  await old.close();
  lock?.release();
  expect(await browser.tab().openLock(oldName).tryAcquire()).toBeDefined();
  expect(await stores.find(oldName)).toEqual([oldName]);
});

it('takes over writes of an entity that this release does not know, and none of its rows', async () => {
  const { old, held, upgrade, finished } = await world(new EntityCatalogue([SampleTask]));
  await old.close();
  await upgrade();
  await finished();
  expect((await held()).unsent).toEqual([['project|p1', 'm1']]);
  expect((await held()).rows).toEqual(['project|p1', 'task|t1']);
});
