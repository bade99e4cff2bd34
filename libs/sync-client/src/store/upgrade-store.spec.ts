import { FakeBrowser } from '../testing/fake-tab-hub.ts';
import { MemoryStores } from '../testing/memory-stores.ts';
import { SampleProject, SampleTask } from '../testing/sample-entities.ts';
import { deriveRecord } from './derive-record.ts';
import { EntityCatalogue } from './entity-catalogue.ts';
import { Sweeper } from './sweeper.ts';
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

async function world(catalogue = new EntityCatalogue([SampleProject])) {
  const stores = new MemoryStores();
  const notes = new Map<string, string>();
  const sweeper = new Sweeper(stores, {
    get: (name) => notes.get(name) ?? null,
    set: (name, value) => void (value === null ? notes.delete(name) : notes.set(name, value)),
  });
  const old = await stores.open('user-1-old');
  const put = (key: string, pending: (typeof mutation)[]): Promise<void> => {
    const [entityCode = '', id = ''] = key.split('|');
    return old.modify([key], () =>
      deriveRecord({ key, entityCode, id, version: 1, base: null, pending, refused: [] }, former),
    );
  };
  await put('project|p1', [mutation]);
  await put('project|p2', []);
  await old.close();
  const table = await stores.open('user-1-new');
  const browser = new FakeBrowser();
  const upgrade = (): Promise<void> =>
    upgradeStore({ stores, tabs: browser.tab(), sweeper, catalogue, prefix: 'user-1-', name: 'user-1-new', table });
  return { stores, table, browser, put, upgrade, old };
}

it('takes over unsent writes with their idempotency keys, and removes the former store', async () => {
  const { stores, table, upgrade } = await world();
  await upgrade();
  expect((await table.queued()).map(({ key, pending }) => [key, pending[0]?.mutationId])).toEqual([
    ['project|p1', 'm1'],
  ]);
  expect([...stores.databases.keys()]).toEqual(['user-1-new']);
});

it('takes a write over once, however often it is interrupted', async () => {
  const { stores, table, upgrade } = await world();
  jest.spyOn(stores, 'remove').mockRejectedValueOnce(new Error('crashed'));
  await upgrade();
  await upgrade();
  expect((await table.queued()).flatMap(({ pending }) => pending)).toHaveLength(1);
  expect([...stores.databases.keys()]).toEqual(['user-1-new']);
});

it('leaves a store alone that a tab of the former release still uses', async () => {
  const { stores, table, browser, upgrade } = await world();
  const lock = await browser.tab().openLock('user-1-old').tryAcquire();
  await upgrade();
  expect(await table.queued()).toEqual([]);
  expect([...stores.databases.keys()]).toContain('user-1-old');
  lock?.release();
  await upgrade();
  expect(await table.queued()).toHaveLength(1);
});

it('keeps a store with writes of an entity that this release does not know', async () => {
  const { stores, table, upgrade } = await world(new EntityCatalogue([SampleTask]));
  await upgrade();
  expect(await table.queued()).toEqual([]);
  expect([...stores.databases.keys()]).toContain('user-1-old');
});
